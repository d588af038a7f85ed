import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { schoolRoles } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { demandPlainName, tellPeople } from '../../accounts/index.ts';
import { myMerchantId } from '../actions.ts';
import { joiningOfMerchant } from '../store/joining.ts';
import * as store from '../store/owner-training.ts';
import { advance } from './stages.ts';

type Alliance = typeof contract.alliance;
type SessionView = OutputOf<Alliance['planOwnerSession']>;
const SHOWN = 200;
const DAY_MS = 86_400_000;

const views = async (ctx: Ctx, rows: readonly store.SessionRow[]): Promise<SessionView[]> => {
  const seats = await store.seatsOf(ctx.tx, ctx.cityId, rows.map(({ id }) => id));
  const isSchool = holds(ctx.actor, schoolRoles);
  return rows.map((row) => {
    const own = seats.filter(({ sessionId }) => sessionId === row.id);
    return {
      sessionId: row.id, title: row.title, topics: row.topics, place: row.place, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), capacity: row.capacity, taken: row.taken, isCancelled: row.cancelledAt !== null,
      isMine: own.some(({ merchantId }) => ctx.actor.grants.some((grant) => grant.scopeId === merchantId)), seats: isSchool ? own.map(({ merchantId, merchantName, attended }) => ({ merchantId, merchantName, attended })) : [],
    };
  });
};
const viewOf = async (ctx: Ctx, sessionId: string): Promise<SessionView> => (await views(ctx, [(await store.findSession(ctx.tx, ctx.cityId, sessionId)) ?? refuse('alliance.session_unknown')]))[0]!;

/** From a day on; without one from last month, so that attendance can still be noted. */
export const ownerSessions = async (ctx: Ctx, { from }: { from?: string | undefined }): Promise<{ items: SessionView[] }> =>
  ({ items: await views(ctx, await store.sessionsFrom(ctx.tx, ctx.cityId, from === undefined ? new Date(ctx.now.getTime() - 30 * DAY_MS) : new Date(`${from}T00:00:00+08:00`), SHOWN)) });

export const planOwnerSession = async (ctx: Ctx, { title, topics, place, startsAt, endsAt, capacity }: ParsedOf<Alliance['planOwnerSession']>): Promise<SessionView> => {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  if (start <= ctx.now || end <= start) refuse('alliance.session_times_wrong', {}, 'startsAt');
  const id = ctx.newId('ows');
  await store.insertSession(ctx.tx, ctx.cityId, { id, title: demandPlainName(title, 'title'), topics: [...new Set(topics)], place: demandPlainName(place, 'place'), startsAt: start, endsAt: end, capacity, plannedBy: ctx.actor.personId, plannedAt: ctx.now });
  await ctx.emit('alliance.changed', { subjectId: id, personIds: [] });
  return viewOf(ctx, id);
};

/** A session that is still ahead, held. */
const ahead = async (ctx: Ctx, sessionId: string): Promise<store.SessionRow> => {
  const row = (await store.lockSession(ctx.tx, ctx.cityId, sessionId)) ?? refuse('alliance.session_unknown');
  if (row.cancelledAt !== null || row.startsAt <= ctx.now) refuse('alliance.session_over');
  return row;
};

export const cancelOwnerSession = async (ctx: Ctx, { sessionId }: { sessionId: string }): Promise<SessionView> => {
  const row = await ahead(ctx, sessionId);
  await store.cancelSession(ctx.tx, ctx.cityId, sessionId, ctx.now);
  const time = new Date(row.startsAt.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
  await tellPeople(ctx, (await store.seatsOf(ctx.tx, ctx.cityId, [sessionId])).map(({ ownerPersonId }) => ({ personId: ownerPersonId, template: 'ownerSessionCancelled', params: { time, title: row.title } })));
  await ctx.emit('alliance.changed', { subjectId: sessionId, personIds: [] });
  return viewOf(ctx, sessionId);
};

/** Taking it twice is taking it once. */
export const takeOwnerSeat = async (ctx: Ctx, { sessionId }: { sessionId: string }): Promise<SessionView> => {
  const merchantId = await myMerchantId(ctx);
  const row = await ahead(ctx, sessionId);
  const isSeated = (await store.seatsOf(ctx.tx, ctx.cityId, [sessionId])).some((seat) => seat.merchantId === merchantId);
  if (!isSeated && row.taken >= row.capacity) refuse('alliance.session_full');
  await store.takeSeat(ctx.tx, ctx.cityId, sessionId, merchantId, ctx.now);
  return viewOf(ctx, sessionId);
};
export const leaveOwnerSeat = async (ctx: Ctx, { sessionId }: { sessionId: string }): Promise<SessionView> => {
  const merchantId = await myMerchantId(ctx);
  await ahead(ctx, sessionId);
  await store.leaveSeat(ctx.tx, ctx.cityId, sessionId, merchantId);
  return viewOf(ctx, sessionId);
};

/** Whoever was there for every topic goes on to the exam by itself. */
export const markOwnerSeat = async (ctx: Ctx, { sessionId, merchantId, attended }: ParsedOf<Alliance['markOwnerSeat']>): Promise<SessionView> => {
  const session = (await store.lockSession(ctx.tx, ctx.cityId, sessionId)) ?? refuse('alliance.session_unknown');
  if (session.cancelledAt !== null || ctx.now < session.startsAt) refuse('alliance.session_too_early');
  if (await store.markSeat(ctx.tx, ctx.cityId, { sessionId, merchantId, attended, by: ctx.actor.personId, at: ctx.now }) === 0) refuse('alliance.seat_unknown');
  const joining = await joiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  if (joining) await advance(ctx, joining);
  return viewOf(ctx, sessionId);
};
