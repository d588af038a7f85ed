import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { tellPerson } from '../../accounts/index.ts';
import { appealStateWords, canAppeal, refusalFactor, responsesOf, weighsPercent } from '../rules/responses.ts';
import * as store from '../store/responses.ts';
import { findWorkers } from '../store/workers.ts';
import { tellChange, workerOf, workerOfActor } from './facts.ts';

type Workers = typeof contract.workers;
type ResponseView = OutputOf<Workers['appealResponse']>;
export type ResponseKind = 'accepted' | 'refusedExcused' | 'refusedUnexcused' | 'expired';
export type Answer = { workerId: string; kind: ResponseKind; orderId?: string; offerId?: string; reason?: string; words?: string; about?: Bilingual };

/** Writes down how a worker answered an offer, once for each offer. Only refusals without excuse weigh against her. */
export const recordResponse = async (ctx: Ctx, { workerId, kind, orderId, offerId, reason, words, about }: Answer): Promise<void> => {
  const isRefusal = kind === 'refusedExcused' || kind === 'refusedUnexcused';
  const isNew = await store.insertResponse(ctx.tx, ctx.cityId, {
    id: ctx.newId('rsp'), workerId, orderId: orderId ?? null, offerId: offerId ?? null, aboutZh: about?.zh ?? '', aboutEn: about?.en ?? '', kind: isRefusal ? 'refused' : kind, reason: reason ?? null, words: words ?? '',
    isExcused: kind === 'refusedExcused', at: ctx.now,
  });
  if (isNew > 0) await store.addToCounts(ctx.tx, ctx.cityId, workerId, { [kind]: 1, ...(kind === 'refusedUnexcused' && { weight: refusalFactor(ctx.now) }) });
};

const view = (row: store.ResponseRow, now: Date): ResponseView => ({
  responseId: row.id, at: row.at.toISOString(), kind: row.kind, about: { zh: row.aboutZh, en: row.aboutEn }, orderId: row.orderId, reason: row.reason, words: row.words, isExcused: row.isExcused, weighsPercent: weighsPercent(row, now),
  appeal: row.appealState === null ? null : { state: row.appealState, words: row.appealWords, at: row.appealedAt!.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null, decisionWords: row.decisionWords },
  can: { appeal: canAppeal(row) },
});

const cursorOf = (at: Date, id: string): string => `${at.toISOString()} ${id}`;
/** How I answered, with the very numbers that dispatch weighs. */
export const myResponses = async (ctx: Ctx, { cursor, limit }: ParsedOf<Workers['myResponses']>): Promise<OutputOf<Workers['myResponses']>> => {
  const worker = await workerOfActor(ctx);
  const rows = await store.responsesOfWorker(ctx.tx, ctx.cityId, { workerId: worker.id, before: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => view(row, ctx.now)), nextCursor: last ? cursorOf(last.at, last.id) : null, numbers: responsesOf(worker, ctx.now) };
};

/** She asks the desk to look again. Another's response reads as unknown; what costs nothing needs no appeal; one appeal each. */
export const appealResponse = async (ctx: Ctx, { responseId, words }: { responseId: string; words: string }): Promise<ResponseView> => {
  const worker = await workerOfActor(ctx);
  const row = await store.lockResponse(ctx.tx, ctx.cityId, responseId);
  if (!row || row.workerId !== worker.id) refuse('workers.response_unknown');
  if (row.appealState !== null) refuse('workers.appeal_once', { stateZh: appealStateWords[row.appealState].zh, stateEn: appealStateWords[row.appealState].en });
  if (!canAppeal(row).isAllowed) refuse('workers.appeal_pointless');
  await store.saveAppeal(ctx.tx, ctx.cityId, responseId, words, ctx.now);
  await tellChange(ctx, worker, 'responses');
  return view((await store.findResponse(ctx.tx, ctx.cityId, responseId))!, ctx.now);
};

/** Appeals for the desk, with the worker's numbers beside each. */
export const listAppeals = async (ctx: Ctx, { state, cursor, limit }: ParsedOf<Workers['listAppeals']>): Promise<OutputOf<Workers['listAppeals']>> => {
  const rows = await store.appealsIn(ctx.tx, ctx.cityId, { state, after: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const workers = new Map((await findWorkers(ctx.tx, ctx.cityId, [...new Set(rows.map(({ workerId }) => workerId))])).map((worker) => [worker.id, worker]));
  return {
    items: rows.slice(0, limit).map((row) => {
      const worker = workers.get(row.workerId)!;
      return { ...view(row, ctx.now), workerId: row.workerId, workerName: worker.name, decidedByName: row.decidedByName, numbers: responsesOf(worker, ctx.now) };
    }),
    nextCursor: last ? cursorOf(last.appealedAt!, last.id) : null,
  };
};

/** The desk decides; an accepted appeal takes the refusal off the numbers as if it had been excused from the start. She is told. */
export const decideAppeal = async (ctx: Ctx, { responseId, isAccepted, words }: { responseId: string; isAccepted: boolean; words: string }): Promise<ResponseView> => {
  const row = await store.lockResponse(ctx.tx, ctx.cityId, responseId);
  if (!row || row.appealState === null) refuse('workers.response_unknown');
  if (row.appealState !== 'open') refuse('workers.appeal_over');
  await store.saveAppealDecision(ctx.tx, ctx.cityId, responseId, { isAccepted, words, by: ctx.actor.personId, at: ctx.now });
  if (isAccepted && !row.isExcused) await store.addToCounts(ctx.tx, ctx.cityId, row.workerId, { refusedUnexcused: -1, refusedExcused: 1, weight: -refusalFactor(row.at) });
  const worker = await workerOf(ctx, row.workerId);
  await tellPerson(ctx, { personId: worker.personId, template: isAccepted ? 'appealAccepted' : 'appealRejected', params: { item: row.aboutZh, words } });
  await tellChange(ctx, worker, 'responses');
  return view((await store.findResponse(ctx.tx, ctx.cityId, responseId))!, ctx.now);
};
