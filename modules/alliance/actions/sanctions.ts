import { cityRoles, merchantRoles, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { isOver } from '../rules/joining.ts';
import { appealBefore, endsAt, sanctionNames, sayStep, whyNoAppeal } from '../rules/sanctions.ts';
import { findMerchant, lockMerchant } from '../store.ts';
import { lockJoiningOfMerchant } from '../store/joining.ts';
import * as store from '../store/sanctions.ts';
import { demandPapers, liftSuspension, locked, stop } from './leaving.ts';
import { settle } from './stages.ts';

type Alliance = typeof contract.alliance;
type Sanction = OutputOf<Alliance['imposeSanction']>;

const viewOf = (ctx: Ctx, row: store.SanctionRow): Sanction => {
  const isOperator = holds(ctx.actor, 'operator');
  return {
    sanctionId: row.id, merchantId: row.merchantId, merchantName: row.merchantName, kind: row.kind, kindName: sanctionNames[row.kind], reason: row.reason, evidence: row.evidence, ordersPerDay: row.ordersPerDay, from: row.from.toISOString(), until: row.until?.toISOString() ?? null, byName: row.byName,
    state: row.state, stateWords: sayStep(row), endedAt: row.endedAt?.toISOString() ?? null, endedWords: row.endedWords, appealBefore: appealBefore(row.from).toISOString(),
    appeal: row.appealState === null ? null : { state: row.appealState, words: row.appealWords, at: row.appealedAt!.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null, decidedByName: row.decidedByName, decisionWords: row.decisionWords },
    canAppeal: whyNoAppeal(row, ctx.now) === null && holds(ctx.actor, 'merchantOwner', row.merchantId), canDecide: isOperator && row.appealState === 'open' && (row.byId === null || row.byId !== ctx.actor.personId), canEnd: isOperator && row.state === 'standing',
  };
};
const found = async (ctx: Ctx, sanctionId: string): Promise<store.SanctionRow> => (await store.findSanction(ctx.tx, ctx.cityId, sanctionId)) ?? refuse('alliance.sanction_unknown');
/** An entry with its merchant and that one's way held, in the order in which everybody holds them, read again under the locks. */
const held = async (ctx: Ctx, sanctionId: string): Promise<store.SanctionRow> => {
  const { merchantId } = await found(ctx, sanctionId);
  await lockMerchant(ctx.tx, ctx.cityId, merchantId);
  await lockJoiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  return found(ctx, sanctionId);
};

/** The ledger of a merchant, for itself and the city's roles; to everybody else it is unknown. */
export const sanctionsOf = async (ctx: Ctx, { merchantId }: { merchantId: string }): Promise<{ items: Sanction[] }> => {
  if ((!holds(ctx.actor, cityRoles) && !holds(ctx.actor, merchantRoles, merchantId)) || !(await findMerchant(ctx.tx, ctx.cityId, merchantId))) refuse('alliance.merchant_unknown');
  return { items: (await store.sanctionsOf(ctx.tx, ctx.cityId, merchantId)).map((row) => viewOf(ctx, row)) };
};

/**
 * Writes down a reward or takes a step, which counts from this minute. Refuses `alliance.evidence_missing`, `alliance.limit_missing`, and
 * `alliance.joining_stage_wrong` where the merchant gets no orders anyway.
 */
export const imposeSanction = async (ctx: Ctx, { merchantId, kind, reason, evidence, ordersPerDay, days }: ParsedOf<Alliance['imposeSanction']>): Promise<Sanction> => {
  const row = await locked(ctx, merchantId);
  if (kind !== 'reward' && evidence === '') refuse('alliance.evidence_missing', {}, 'evidence');
  if (kind === 'limit' && ordersPerDay === undefined) refuse('alliance.limit_missing', {}, 'ordersPerDay');
  const id = ctx.newId('snc'), until = endsAt(kind, days, ctx.now);
  if (kind === 'suspend') await stop(ctx, row, reason, { isQuiet: true });
  await store.insertSanction(ctx.tx, ctx.cityId, { id, merchantId, kind, reason, evidence, ordersPerDay: kind === 'limit' ? ordersPerDay! : null, from: ctx.now, until, byId: ctx.actor.personId, byName: ctx.actor.name });
  if (until !== null) await ctx.schedule({ name: 'alliance.endSanction', key: id, at: until, payload: { sanctionId: id } });
  await settle(ctx, row.id);
  await tellPerson(ctx, { personId: row.personId, template: kind === 'reward' ? 'merchantRewarded' : 'merchantSanctioned', params: { firm: row.name, kind: sanctionNames[kind].zh, reason } });
  return viewOf(ctx, await found(ctx, id));
};

/** By the owner, once and within seven days; also against what is over by then, because everybody can read it. */
export const appealSanction = async (ctx: Ctx, { sanctionId, words }: ParsedOf<Alliance['appealSanction']>): Promise<Sanction> => {
  const row = await held(ctx, sanctionId);
  if (!holds(ctx.actor, 'merchantOwner', row.merchantId)) refuse('alliance.sanction_unknown');
  const why = whyNoAppeal(row, ctx.now);
  if (why !== null) refuse('alliance.sanction_not_appealable', { whyZh: why.zh, whyEn: why.en });
  await store.appealSanction(ctx.tx, ctx.cityId, sanctionId, words, ctx.now);
  await settleMerchant(ctx, row.merchantId);
  return viewOf(ctx, await found(ctx, sanctionId));
};
export const sanctionAppeals = async (ctx: Ctx): Promise<{ items: Sanction[] }> => ({ items: (await store.openAppeals(ctx.tx, ctx.cityId)).map((row) => viewOf(ctx, row)) });

const settleMerchant = async (ctx: Ctx, merchantId: string): Promise<void> => {
  const joining = await lockJoiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  if (joining) await settle(ctx, joining.id);
};
/** What it did is undone as far as nothing else stands against the merchant: another suspension, a paper that has ended. */
const undo = async (ctx: Ctx, row: store.SanctionRow, state: 'done' | 'lifted', words: string): Promise<void> => {
  const wasStanding = row.state === 'standing';
  if (await store.endSanction(ctx.tx, ctx.cityId, row.id, state, words, ctx.now) === 0) return;
  if (wasStanding && row.kind === 'suspend') await liftSuspension(ctx, row.merchantId, words);
  await settleMerchant(ctx, row.merchantId);
};

/** By somebody else than who took the step. Refuses `alliance.own_decision`, `alliance.appeal_over`. */
export const decideSanctionAppeal = async (ctx: Ctx, { sanctionId, isAccepted, words }: ParsedOf<Alliance['decideSanctionAppeal']>): Promise<Sanction> => {
  const row = await held(ctx, sanctionId);
  if (row.appealState !== 'open') refuse('alliance.appeal_over');
  if (row.byId !== null && row.byId === ctx.actor.personId) refuse('alliance.own_decision');
  await store.decideAppeal(ctx.tx, ctx.cityId, sanctionId, { isAccepted, words, by: ctx.actor.personId, byName: ctx.actor.name, at: ctx.now });
  if (isAccepted) await undo(ctx, row, 'lifted', words);
  else await settleMerchant(ctx, row.merchantId);
  await tellPerson(ctx, { personId: row.ownerPersonId, template: isAccepted ? 'appealAccepted' : 'appealRejected', params: { item: sanctionNames[row.kind].zh, words } });
  return viewOf(ctx, await found(ctx, sanctionId));
};

/** Before its time, by the platform. A suspension is not ended over a paper that has lapsed: refuses `alliance.paper_lapsed`, as resuming does. */
export const endSanction = async (ctx: Ctx, { sanctionId, words }: ParsedOf<Alliance['endSanction']>): Promise<Sanction> => {
  const row = await held(ctx, sanctionId);
  if (row.state !== 'standing') refuse('alliance.sanction_over');
  const joining = await lockJoiningOfMerchant(ctx.tx, ctx.cityId, row.merchantId);
  if (row.kind === 'suspend' && joining?.stage === 'suspended') await demandPapers(ctx, joining);
  await undo(ctx, row, 'done', words);
  return viewOf(ctx, await found(ctx, sanctionId));
};
/** Timer: a step has run its time. */
export const lapseSanction = async (ctx: Ctx, { sanctionId }: { sanctionId: string }): Promise<void> => {
  const row = await held(ctx, sanctionId);
  if (row.state === 'standing' && row.until !== null && ctx.now >= row.until) await undo(ctx, row, 'done', '到期自动结束');
};
/** Whoever has left has nothing standing against it any more. */
export const closeLedger = async (ctx: Ctx, { subjectId: merchantId }: { subjectId: string }): Promise<void> => {
  const joining = await lockJoiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  if (!joining || !isOver(joining.stage)) return;
  for (const row of await store.sanctionsOf(ctx.tx, ctx.cityId, merchantId)) if (row.state === 'standing') await store.endSanction(ctx.tx, ctx.cityId, row.id, 'done', '商户已退出', ctx.now);
};
