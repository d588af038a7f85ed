import { contract } from '@linli/contract';
import { on, type Route } from '../../kernel/http.ts';
import { listBreaches } from './actions/breaches.ts';
import { announceEdition, confirmEdition, saveEdition, withdrawEdition } from './actions/editions.ts';
import { answerProposal, compareEditions, serviceDocuments, getStandard, listProposals, listStandards, proposeChange, standardsOfItem } from './actions/registry.ts';
import { closeRound, exportRound, getRound, judgeSample, listRounds, openRound } from './actions/rounds.ts';

export const routes: Route[] = [
  on(contract.standards.listStandards, listStandards),
  on(contract.standards.getStandard, getStandard),
  on(contract.standards.compareEditions, compareEditions),
  on(contract.standards.standardsOfItem, standardsOfItem),
  on(contract.standards.serviceDocuments, serviceDocuments),
  on(contract.standards.saveEdition, saveEdition),
  on(contract.standards.confirmEdition, confirmEdition),
  on(contract.standards.announceEdition, announceEdition),
  on(contract.standards.withdrawEdition, withdrawEdition),
  on(contract.standards.proposeChange, proposeChange),
  on(contract.standards.listProposals, listProposals),
  on(contract.standards.answerProposal, answerProposal),
  on(contract.standards.openRound, openRound),
  on(contract.standards.listRounds, listRounds),
  on(contract.standards.getRound, getRound),
  on(contract.standards.judgeSample, judgeSample),
  on(contract.standards.listBreaches, listBreaches),
  on(contract.standards.closeRound, closeRound),
  on(contract.standards.exportRound, exportRound),
];
