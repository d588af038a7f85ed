import { contract } from '@linli/contract';
import type { Module } from '../../kernel/module.ts';
import type { Action } from '../../kernel/context.ts';
import { on, type Route } from '../../kernel/http.ts';
import { admit, readPaperPhoto, submitPaper, verifyPaper } from './actions/admission.ts';
import { admissionOf, checkCredit, lapses, myAdmission, signCheck } from './actions/admission-views.ts';
import { addLead, getApplication, listApplications, moveApplication, myApplication, readReferees, refuseApplication, saveApplication, submitApplication, withdrawApplication } from './actions/applications.ts';
import { appealConduct, careOf, conductAppeals, conductOf, creditFile, decideConduct, endConduct, recordCare, recordConduct, resumeWorker, suspendWorker } from './actions/conduct.ts';
import { cardsOfWorker, issueCard, lostCards, myDoorCard, myScans, reportCardLost, revokeCard, scanCard, setCardScope } from './actions/door-cards.ts';
import { readHealth, recordBackground, recordHealth, recordReads } from './actions/health.ts';
import { getImport, importFaults, listImports, receiveImport, resumeImport, writeResult } from './actions/imports.ts';
import { closePost, listPosts, openPost, recruitmentBoard } from './actions/recruiting.ts';
import { mySignatures, sign, withdrawSignature } from './actions/signatures.ts';
import { myHours } from './actions/hours.ts';
import { appealLadder, decideLadderAppeal, endLead, getLadder, giveLead, listLadderAppeals, myLadder, raiseLevel } from './actions/ladder.ts';
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
  on(contract.workers.suspend, suspendWorker),
  on(contract.workers.resume, resumeWorker),
  on(contract.workers.setSkills, setSkills),
  on(contract.workers.submitPaper, shown(submitPaper), { isUpload: true }),
  on(contract.workers.readPaperPhoto, readPaperPhoto),
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
  on(contract.workers.myLadder, myLadder),
  on(contract.workers.getLadder, getLadder),
  on(contract.workers.raiseLevel, raiseLevel),
  on(contract.workers.appealLadder, appealLadder),
  on(contract.workers.listLadderAppeals, listLadderAppeals),
  on(contract.workers.decideLadderAppeal, decideLadderAppeal),
  on(contract.workers.giveLead, giveLead),
  on(contract.workers.endLead, endLead),
  on(contract.workers.myAdmission, myAdmission),
  on(contract.workers.admissionOf, admissionOf),
  on(contract.workers.signCheck, signCheck),
  on(contract.workers.checkCredit, checkCredit),
  on(contract.workers.recordHealth, recordHealth, { isUpload: true }),
  on(contract.workers.readHealth, readHealth),
  on(contract.workers.recordReads, recordReads),
  on(contract.workers.recordBackground, recordBackground),
  on(contract.workers.mySignatures, mySignatures),
  on(contract.workers.sign, sign),
  on(contract.workers.withdrawSignature, withdrawSignature),
  on(contract.workers.lapses, lapses),
  on(contract.workers.myApplication, myApplication),
  on(contract.workers.saveApplication, saveApplication),
  on(contract.workers.submitApplication, submitApplication),
  on(contract.workers.withdrawApplication, withdrawApplication),
  on(contract.workers.addLead, addLead),
  on(contract.workers.listApplications, listApplications),
  on(contract.workers.getApplication, getApplication),
  on(contract.workers.moveApplication, moveApplication),
  on(contract.workers.refuseApplication, refuseApplication),
  on(contract.workers.readReferees, readReferees),
  on(contract.workers.recruitmentBoard, recruitmentBoard),
  on(contract.workers.listPosts, listPosts),
  on(contract.workers.openPost, openPost),
  on(contract.workers.closePost, closePost),
  on(contract.workers.getImport, getImport),
  on(contract.workers.listImports, listImports),
  on(contract.workers.importFaults, importFaults),
  on(contract.workers.myDoorCard, myDoorCard),
  on(contract.workers.scanCard, scanCard),
  on(contract.workers.setCardScope, setCardScope),
  on(contract.workers.reportCardLost, reportCardLost),
  on(contract.workers.cardsOfWorker, cardsOfWorker),
  on(contract.workers.issueCard, issueCard),
  on(contract.workers.revokeCard, revokeCard),
  on(contract.workers.lostCards, lostCards),
  on(contract.workers.myScans, myScans),
  on(contract.workers.recordConduct, recordConduct),
  on(contract.workers.conductOf, conductOf),
  on(contract.workers.appealConduct, appealConduct),
  on(contract.workers.conductAppeals, conductAppeals),
  on(contract.workers.decideConduct, decideConduct),
  on(contract.workers.endConduct, endConduct),
  on(contract.workers.recordCare, recordCare),
  on(contract.workers.careOf, careOf),
  on(contract.workers.creditFile, creditFile),
];

const tables = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv', 'application/octet-stream'];
const hidden = { schema: { hide: true } as object };

/** Tables go in and come out outside the contract, as streams: a hundred thousand rows are no JSON. */
export const raw: NonNullable<Module['raw']> = async (http, deps) => {
  await http.register(async (scope) => {
    scope.addContentTypeParser(tables, (_request, payload, done) => { done(null, payload); });
    scope.post<{ Querystring: Record<string, unknown>; Body: AsyncIterable<Uint8Array> | null }>('/api/worker-imports', { ...hidden, bodyLimit: 65 * 1024 * 1024 }, async (request, reply) => reply.code(202).send(
      await receiveImport(deps, { actor: request.actor, body: request.body, fileName: String(request.query['fileName'] ?? ''), isDryRun: request.query['isDryRun'] === 'true' })));
    scope.post<{ Params: { importId: string } }>('/api/worker-imports/:importId/resume', hidden, (request) => resumeImport(deps, { actor: request.actor, importId: request.params.importId }));
    scope.get<{ Params: { importId: string } }>('/api/worker-imports/:importId/result.csv', hidden, async (request, reply) => reply
      .type('text/csv; charset=utf-8').header('cache-control', 'no-store').header('content-disposition', 'attachment; filename="import-result.csv"')
      .send(ReadableStream.from(await writeResult(deps, { actor: request.actor, importId: request.params.importId })).pipeThrough(new TextEncoderStream())));
  });
};
