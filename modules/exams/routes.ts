import { contract } from '@linli/contract';
import { on, type Route } from '../../kernel/http.ts';
import type { Module } from '../../kernel/module.ts';
import { answer, attempt, noteIntegrity, result, submit } from './actions/attempts.ts';
import { paperReport, question, questions, retireQuestion, saveQuestion, topics } from './actions/bank.ts';
import { myCertification } from './actions/certify.ts';
import { QUESTION_FILE_LIMIT_BYTES, importQuestions } from './actions/import.ts';
import { myPapers, start } from './actions/papers.ts';
import { readPicture } from './actions/pictures.ts';
import { OUTSIDE_FILE_LIMIT_BYTES, importOutside, outsideImport, outsideImports, outsideResultFile, outsideResults, outsideRules } from './actions/outside.ts';
import { addSlot, bookPractical, cancelSeat, cancelSlot, changeExaminer, examiners, myExamining, mySeats, openSlots, rubrics, seatList } from './actions/practicals.ts';
import { attemptList, attemptReport, myAttempts } from './actions/reports.ts';
import { signOff } from './actions/sign-off.ts';

export const routes: Route[] = [
  on(contract.exams.myPapers, myPapers),
  on(contract.exams.start, start),
  on(contract.exams.attempt, attempt),
  on(contract.exams.answer, answer),
  on(contract.exams.submit, submit),
  on(contract.exams.result, result),
  on(contract.exams.noteIntegrity, noteIntegrity),
  on(contract.exams.myAttempts, myAttempts),
  on(contract.exams.myCertification, myCertification),
  on(contract.exams.rubrics, rubrics),
  on(contract.exams.openSlots, openSlots),
  on(contract.exams.addSlot, addSlot),
  on(contract.exams.cancelSlot, cancelSlot),
  on(contract.exams.changeExaminer, changeExaminer),
  on(contract.exams.examiners, examiners),
  on(contract.exams.bookPractical, bookPractical),
  on(contract.exams.cancelSeat, cancelSeat),
  on(contract.exams.mySeats, mySeats),
  on(contract.exams.myExamining, myExamining),
  on(contract.exams.signOff, signOff),
  on(contract.exams.seatList, seatList),
  on(contract.exams.paperReport, paperReport),
  on(contract.exams.attemptList, attemptList),
  on(contract.exams.attemptReport, attemptReport),
  on(contract.exams.topics, topics),
  on(contract.exams.questions, questions),
  on(contract.exams.question, question),
  on(contract.exams.saveQuestion, saveQuestion, { isUpload: true }),
  on(contract.exams.retireQuestion, retireQuestion),
  on(contract.exams.outsideImports, outsideImports),
  on(contract.exams.outsideImport, outsideImport),
  on(contract.exams.outsideResults, outsideResults),
  on(contract.exams.outsideRules, outsideRules),
];

const tables = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv', 'application/octet-stream'];
const hidden = { schema: { hide: true } as object };

/** Tables of questions come in as streams, pictures go out as they are: neither is JSON. */
export const raw: NonNullable<Module['raw']> = async (http, deps) => {
  await http.register(async (scope) => {
    scope.addContentTypeParser(tables, (_request, payload, done) => { done(null, payload); });
    scope.post<{ Querystring: Record<string, unknown>; Body: AsyncIterable<Uint8Array> }>('/api/school/question-imports', { ...hidden, bodyLimit: QUESTION_FILE_LIMIT_BYTES + 1024 }, (request) =>
      importQuestions(deps, { actor: request.actor, body: request.body, isDryRun: request.query['isDryRun'] === 'true' }));
    scope.post<{ Querystring: Record<string, unknown>; Body: AsyncIterable<Uint8Array> | null }>('/api/school/outside-imports', { ...hidden, bodyLimit: OUTSIDE_FILE_LIMIT_BYTES + 1024 }, (request) => {
      const said = (name: string): string => (typeof request.query[name] === 'string' ? request.query[name] : '');
      return importOutside(deps, { actor: request.actor, body: request.body, fileName: said('fileName'), issuer: said('issuer'), partnerId: said('partnerId'), isDryRun: said('isDryRun') === 'true' });
    });
    scope.get<{ Params: { importId: string } }>('/api/school/outside-imports/:importId/result.csv', hidden, async (request, reply) =>
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="outside-results.csv"').send(await outsideResultFile(deps, { actor: request.actor, importId: request.params.importId })));
    scope.get<{ Params: { pictureId: string } }>('/api/question-pictures/:pictureId', hidden, async (request, reply) => {
      const { bytes, contentType } = await readPicture(deps, { actor: request.actor, pictureId: request.params.pictureId });
      return reply.type(contentType).header('cache-control', 'private, max-age=86400, immutable').header('x-content-type-options', 'nosniff').send(bytes);
    });
  });
};
