import { contract } from '@linli/contract';
import { on } from '../../kernel/http.ts';
import { board, merchantBoard, verify } from './actions.ts';

export const routes = [
  on(contract.insights.board, board),
  on(contract.insights.merchantBoard, merchantBoard),
  on(contract.insights.verify, verify),
];
