import { contract } from '@linli/contract';
import type { Action } from '../../kernel/context.ts';
import { on, type Route } from '../../kernel/http.ts';
import { admit, resume, submitPaper, suspend, verifyPaper } from './actions/admission.ts';
import { myHours } from './actions/hours.ts';
import { forgetManner, myManner, myWishes, setManner, setMatching, setWish } from './actions/match.ts';
import { getProfile, myProfile, profileOf, publicPage, register, searchWorkers, setSkills, skillList, type WorkerProfile } from './actions/profiles.ts';
import { appealResponse, decideAppeal, listAppeals, myResponses } from './actions/responses.ts';
import { excuseMark, listMarks } from './actions/safety.ts';
import { addException, myCalendar, removeException, reportPosition, setAvailability, setOnline, setPositionConsent } from './actions/shifts.ts';

/** Answers with the worker's profile as it stands after the change. */
const shown = <I>(action: Action<I, { workerId: string }>): Action<I, WorkerProfile> => async (ctx, input) => profileOf(ctx, (await action(ctx, input)).workerId);

export const routes: Route[] = [
  on(contract.workers.publicPage, publicPage),
  on(contract.workers.search, searchWorkers),
  on(contract.workers.getProfile, getProfile),
  on(contract.workers.register, register),
  on(contract.workers.admit, admit),
  on(contract.workers.suspend, suspend),
  on(contract.workers.resume, resume),
  on(contract.workers.setSkills, setSkills),
  on(contract.workers.submitPaper, shown(submitPaper)),
  on(contract.workers.verifyPaper, verifyPaper),
  on(contract.workers.setWish, setWish),
  on(contract.workers.myWishes, myWishes),
  on(contract.workers.setMatching, setMatching),
  on(contract.workers.myManner, myManner),
  on(contract.workers.setManner, setManner),
  on(contract.workers.forgetManner, forgetManner),
  on(contract.workers.skillList, skillList),
  on(contract.workers.myProfile, myProfile),
  on(contract.workers.myHours, myHours),
  on(contract.workers.myCalendar, myCalendar),
  on(contract.workers.setAvailability, setAvailability),
  on(contract.workers.addException, addException),
  on(contract.workers.removeException, removeException),
  on(contract.workers.myResponses, myResponses),
  on(contract.workers.appealResponse, appealResponse),
  on(contract.workers.listAppeals, listAppeals),
  on(contract.workers.decideAppeal, decideAppeal),
  on(contract.workers.listMarks, listMarks),
  on(contract.workers.excuseMark, excuseMark),
  on(contract.workers.setOnline, shown(setOnline)),
  on(contract.workers.setPositionConsent, shown(setPositionConsent)),
  on(contract.workers.reportPosition, reportPosition),
];
