import { cityRoles, merchantRoles, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { nextNumber } from '../../../kernel/counter.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { equalInConstantTime, sign } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { maskName } from '../../../kernel/mask.ts';
import { qrSvg } from '../../../kernel/qr.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { myMerchantId } from '../../alliance/index.ts';
import { CARD_DAYS, cardStateNames, isFresh, readToken, reissueBy, scanWords, slotAt, slotEnd, type ScanOutcome } from '../rules/door-card.ts';
import * as store from '../store/door-cards.ts';
import { cardFrom, recordsOf, tellChange, workerOf, workerOfActor, type WorkerFacts } from './facts.ts';

type Workers = typeof contract.workers;
type DoorCard = OutputOf<Workers['setCardScope']>;
const DAY_MS = 86_400_000;
const PLATFORM = '邻里平台';
const FULL_SCOPE: store.CardScope[] = ['photo', 'badges', 'score', 'visits'];

const cardView = (row: store.DoorCardRow): DoorCard => ({
  cardId: row.id, workerId: row.workerId, cardNo: row.cardNo, state: row.state, stateName: cardStateNames[row.state], firmName: row.firmName, issuedAt: row.issuedAt.toISOString(), validUntil: row.validUntil, scope: row.scope, lostAt: row.lostAt?.toISOString() ?? null,
  reissueBy: row.state === 'lost' ? row.reissueBy : null, replacedBy: row.replacedBy, endedWords: row.endedWords,
});
const signatureOf = (ctx: Ctx, cardId: string, slot: number): string => sign(ctx.settings.secret, `door-card:${ctx.cityId}:${cardId}:${slot}`).slice(0, 22);
const lockCard = (ctx: Ctx, workerId: string): Promise<void> => lockFor(ctx.tx, `door-card:${ctx.cityId}:${workerId}`);

/** Own staff's, one's own, or for the city's roles; everybody else's reads as unknown. */
const demandMine = async (ctx: Ctx, workerId: string, roles: readonly (typeof cityRoles)[number][] = cityRoles): Promise<WorkerFacts> => {
  const worker = await workerOf(ctx, workerId);
  if (!holds(ctx.actor, roles) && !(worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId))) refuse('workers.worker_unknown');
  return worker;
};

const issue = async (ctx: Ctx, worker: WorkerFacts, before: store.DoorCardRow | undefined): Promise<DoorCard> => {
  const id = ctx.newId('dcd');
  if (before) await store.endCard(ctx.tx, ctx.cityId, before.id, { state: 'revoked', words: before.state === 'lost' ? '挂失后补发新证' : '换发新证', replacedBy: id, at: ctx.now });
  await store.insertDoorCard(ctx.tx, ctx.cityId, {
    id, workerId: worker.id, cardNo: `LL${ctx.cityId}-${await nextNumber(ctx, 'doorCard')}`, firmName: worker.merchantName ?? PLATFORM, issuedAt: ctx.now, validUntil: cityDay(new Date(ctx.now.getTime() + CARD_DAYS * DAY_MS)), scope: before?.scope ?? FULL_SCOPE,
  });
  await tellChange(ctx, worker, 'profile');
  return cardView((await store.findDoorCard(ctx.tx, ctx.cityId, id))!);
};

/** Her first card comes with the admission. */
export const issueOnAdmission = async (ctx: Ctx, workerId: string): Promise<void> => {
  await lockCard(ctx, workerId);
  if (!(await store.liveCardOf(ctx.tx, ctx.cityId, workerId))) await issue(ctx, await workerOf(ctx, workerId), undefined);
};

/** A card for an admitted worker, also in the place of a lost one. Refuses `workers.card_active`, `workers.not_admitted`. */
export const issueCard = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<DoorCard> => {
  const worker = await demandMine(ctx, workerId, ['operator']);
  if (worker.status !== 'active') refuse('workers.not_admitted');
  await lockCard(ctx, workerId);
  const before = await store.liveCardOf(ctx.tx, ctx.cityId, workerId);
  if (before?.state === 'active' && before.validUntil >= cityDay(ctx.now)) refuse('workers.card_active');
  return issue(ctx, worker, before);
};

/** The acting worker's card with the code of this half minute. */
export const myDoorCard = async (ctx: Ctx): Promise<OutputOf<Workers['myDoorCard']>> => {
  const worker = await workerOfActor(ctx);
  const card = (await store.newestCardOf(ctx.tx, ctx.cityId, worker.id)) ?? refuse('workers.card_unknown');
  const slot = slotAt(ctx.now);
  const token = `LL1.${card.id}.${slot}.${signatureOf(ctx, card.id, slot)}`;
  const qrText = `${ctx.settings.publicUrl}/card?t=${token}`;
  return { card: cardView(card), token, qrText, qrSvg: qrSvg(qrText), goodUntil: slotEnd(slot + 1).toISOString(), refreshSeconds: Math.max(1, Math.ceil((slotEnd(slot).getTime() - ctx.now.getTime()) / 1000)) };
};

const outcomeOf = (card: store.DoorCardRow, worker: WorkerFacts, isSafe: boolean, slot: number, now: Date): ScanOutcome => {
  if (card.state !== 'active') return card.state;
  if (card.validUntil < cityDay(now)) return 'expired';
  if (!isFresh(slot, now)) return 'stale';
  return worker.status === 'active' && isSafe ? 'shown' : 'notAdmitted';
};

/**
 * What a card's code shows to whoever reads it; every reading is written down for her. Of a card that is not in force, or a code that has run out,
 * nothing is shown but why. Refuses `workers.card_token_wrong` for what was not signed here.
 */
export const scanCard = async (ctx: Ctx, input: ParsedOf<Workers['scanCard']>): Promise<OutputOf<Workers['scanCard']>> => {
  const token = readToken(input.token);
  if (!token || !equalInConstantTime(signatureOf(ctx, token.cardId, token.slot), token.signature)) refuse('workers.card_token_wrong', {}, 'token');
  const card = (await store.findDoorCard(ctx.tx, ctx.cityId, token.cardId)) ?? refuse('workers.card_token_wrong', {}, 'token');
  const worker = await workerOf(ctx, card.workerId);
  const { skills, papers } = await recordsOf(ctx, [worker.id]);
  const face = cardFrom(worker, skills.get(worker.id) ?? [], papers.get(worker.id) ?? [], ctx.now);
  const state = outcomeOf(card, worker, worker.safety !== 'red', token.slot, ctx.now);
  const visit = state === 'shown' && ctx.actor.personId !== null ? await store.visitToHousehold(ctx.tx, ctx.cityId, {
    workerId: worker.id, householdId: await householdOf(ctx, ctx.actor.personId), from: new Date(ctx.now.getTime() - DAY_MS / 2), to: new Date(ctx.now.getTime() + DAY_MS / 2), now: ctx.now,
  }) : undefined;
  await store.insertScan(ctx.tx, ctx.cityId, { id: ctx.newId('scn'), cardId: card.id, workerId: worker.id, at: ctx.now, outcome: state, viewerId: ctx.actor.personId, isExpected: visit !== undefined, orderId: visit?.orderId ?? null });
  const may = (scope: store.CardScope): boolean => card.scope.includes(scope);
  return {
    isValid: state === 'shown', state, words: visit ? { zh: `这就是平台今天派给您的${maskName(worker.name)}`, en: `This is ${maskName(worker.name)}, the one we sent you today` } : scanWords[state], at: ctx.now.toISOString(),
    shown: state !== 'shown' ? null : {
      cardNo: card.cardNo, maskedName: maskName(worker.name), firmName: card.firmName, photo: may('photo') ? face.photo : null, badges: may('badges') ? face.badges : [], rating: may('score') ? face.rating : null, visitsDone: may('visits') ? face.visitsDone : null,
      isSafetyGreen: face.isSafetyGreen, validUntil: card.validUntil,
    },
    expected: visit ? { orderId: visit.orderId, startAt: visit.startAt.toISOString(), words: { zh: '是您今天的预约', en: 'Your visit of today' } } : null,
  };
};

export const setCardScope = async (ctx: Ctx, { scope }: ParsedOf<Workers['setCardScope']>): Promise<DoorCard> => {
  const worker = await workerOfActor(ctx);
  const card = (await store.newestCardOf(ctx.tx, ctx.cityId, worker.id)) ?? refuse('workers.card_unknown');
  await store.setScope(ctx.tx, ctx.cityId, card.id, [...new Set(scope)]);
  return cardView((await store.findDoorCard(ctx.tx, ctx.cityId, card.id))!);
};

/** The card is gone: its codes are refused from this moment. Reported again, nothing changes. */
export const reportCardLost = async (ctx: Ctx, { words }: ParsedOf<Workers['reportCardLost']>): Promise<DoorCard> => {
  const worker = await workerOfActor(ctx);
  await lockCard(ctx, worker.id);
  const card = (await store.liveCardOf(ctx.tx, ctx.cityId, worker.id)) ?? refuse('workers.card_unknown');
  if (card.state === 'active') await store.loseCard(ctx.tx, ctx.cityId, card.id, { at: ctx.now, words, reissueBy: reissueBy(cityDay(ctx.now)) });
  await tellChange(ctx, worker, 'profile');
  return cardView((await store.findDoorCard(ctx.tx, ctx.cityId, card.id))!);
};

export const cardsOfWorker = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<{ items: DoorCard[] }> => {
  await demandMine(ctx, workerId);
  return { items: (await store.doorCardsOf(ctx.tx, ctx.cityId, workerId)).map(cardView) };
};

export const revokeCard = async (ctx: Ctx, { workerId, reason }: ParsedOf<Workers['revokeCard']>): Promise<DoorCard> => {
  const worker = await demandMine(ctx, workerId, ['operator']);
  const card = (await takeCard(ctx, worker, reason)) ?? refuse('workers.card_unknown');
  return cardView((await store.findDoorCard(ctx.tx, ctx.cityId, card.id))!);
};

/** The live card, if there is one, is taken back. */
export const takeCard = async (ctx: Ctx, worker: WorkerFacts, reason: string): Promise<store.DoorCardRow | undefined> => {
  await lockCard(ctx, worker.id);
  const card = await store.liveCardOf(ctx.tx, ctx.cityId, worker.id);
  if (!card) return undefined;
  await store.endCard(ctx.tx, ctx.cityId, card.id, { state: 'revoked', words: reason, replacedBy: null, at: ctx.now });
  await tellChange(ctx, worker, 'profile');
  return card;
};

export const lostCards = async (ctx: Ctx): Promise<OutputOf<Workers['lostCards']>> => {
  const rows = await store.lostCards(ctx.tx, ctx.cityId, holds(ctx.actor, cityRoles) ? null : await myMerchantId(ctx));
  return { items: rows.map((row) => ({ ...cardView(row), workerName: row.workerName, isLate: row.reissueBy !== null && row.reissueBy < cityDay(ctx.now) })) };
};

export const myScans = async (ctx: Ctx, { cursor, limit }: ParsedOf<Workers['myScans']>): Promise<OutputOf<Workers['myScans']>> => {
  const worker = await workerOfActor(ctx);
  const rows = await store.scansOf(ctx.tx, ctx.cityId, { workerId: worker.id, before: cursor ?? null, limit: limit + 1 });
  return { items: rows.slice(0, limit).map(({ at, outcome, isExpected }) => ({ at: at.toISOString(), outcome, isExpected })), nextCursor: rows.length > limit ? rows[limit - 1]!.id : null };
};

/** Cards end with the day. */
export const sweepCards = async (ctx: Ctx): Promise<void> => { await store.expireCards(ctx.tx, ctx.cityId, cityDay(ctx.now), ctx.now); };
