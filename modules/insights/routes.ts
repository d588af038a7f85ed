import { contract } from '@linli/contract';
import { on } from '../../kernel/http.ts';
import { incomeAfter, nearestLearners, trainingDemand } from './actions/training.ts';
import { board, merchantBoard, verify } from './actions.ts';

export const routes = [
  on(contract.insights.board, board),
  on(contract.insights.merchantBoard, merchantBoard),
  on(contract.insights.verify, verify),
  on(contract.insights.trainingDemand, trainingDemand),
  on(contract.insights.nearestLearners, nearestLearners),
  on(contract.insights.incomeAfter, incomeAfter),
];
