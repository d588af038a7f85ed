import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { seal } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { distanceMeters, householdOf, settingsOf } from '../../accounts/index.ts';
import { ordersWhere, type OrderFacts } from '../../orders/index.ts';
import { personOfWorker, workerOfActor } from '../../workers/index.ts';
import { DOUBTFUL_METERS, chainOf, isDuringVisit, mineWords, placeKeptUntil, pressedAt, roughPlace, stepWords, ticketWords } from '../rules/sos.ts';
import * as store from '../store/sos.ts';
import { addStep, wakeAt } from './sos-alert.ts';
import { openTicket } from './ticket.ts';

type Support = typeof contract.support;
type Mine = OutputOf<Support['raiseSos']>;

const DAY_MS = 86_400_000;
const meOf = (ctx: Ctx): string => ctx.actor.personId ?? refuse('access.sign_in');

/** The visit she means, if it is hers: the one the phone named, else the one she is on her way to or at. Nothing here may refuse an alarm. */
const visitOf = async (ctx: Ctx, personId: string, orderId: string | undefined): Promise<{ order: OrderFacts | null; side: 'worker' | 'family'; workerId: string | null }> => {
  const mine = holds(ctx.actor, 'worker') ? await workerOfActor(ctx) : null;
  const named = orderId === undefined ? undefined : (await ordersWhere(ctx, { orderIds: [orderId] }))[0];
  if (named) {
    if (named.workerId !== null && (await personOfWorker(ctx, named.workerId)) === personId) return { order: named, side: 'worker', workerId: named.workerId };
    if (named.householdId === (await householdOf(ctx, personId))) return { order: named, side: 'family', workerId: named.workerId };
  }
  if (mine === null) return { order: null, side: 'family', workerId: null };
  const running = orderId === undefined ? (await ordersWhere(ctx, { workerId: mine.id, statuses: ['onTheWay', 'checklistConfirmed', 'inService'] })).at(-1) : undefined;
  return { order: running ?? null, side: 'worker', workerId: mine.id };
};

type Pressed = { orderId?: string | undefined; lon?: number | undefined; lat?: number | undefined };
const placeOf = (press: Pressed, order: OrderFacts | null) => {
  const place = roughPlace(press.lon, press.lat);
  if (place === null) return null;
  const metersFromHome = order === null ? null : Math.round(distanceMeters(place, order));
  return { ...place, metersFromHome, isDoubtful: metersFromHome !== null && metersFromHome > DOUBTFUL_METERS };
};

/** What the phone sent that is not true is written down for the desk, never held against the alarm. */
const noteOddities = async (ctx: Ctx, sosId: string, press: Pressed, found: { order: OrderFacts | null; place: ReturnType<typeof placeOf> }): Promise<void> => {
  if (press.orderId !== undefined && found.order?.id !== press.orderId) await addStep(ctx, sosId, 'notHers', stepWords.notHers);
  if (found.place === null && press.lon !== undefined) await addStep(ctx, sosId, 'placeUnusable', stepWords.placeUnusable);
  if (found.place?.isDoubtful) await addStep(ctx, sosId, 'placeDoubtful', stepWords.placeDoubtful);
};

/**
 * Calls for help. An incident of the highest severity stands at once, those on call are woken right after the commit, and a chain of timers goes on until
 * somebody takes it (S-267). The same press again, a second press and a second phone all join the one alarm. It is never refused for what the phone says
 * about visit, time or place. The other side of the visit is told nothing.
 */
export const raiseSos: Action<ParsedOf<Support['raiseSos']>, Mine> = async (ctx, press) => {
  const { tx, cityId, now } = ctx;
  const personId = meOf(ctx);
  await lockFor(tx, `sos:${cityId}:${personId}`);
  const known = await store.sosOfPress(tx, cityId, personId, press.clientId);
  if (known) {
    if (known.clientId !== press.clientId) await joinPress(ctx, known, press);
    return mineOf(ctx, known.id);
  }
  const { order, side, workerId } = await visitOf(ctx, personId, press.orderId);
  const madeAt = pressedAt(press.madeAt === undefined ? null : new Date(press.madeAt), now);
  const isDuring = side === 'worker' && order !== null && isDuringVisit(order, madeAt);
  const place = placeOf(press, order);
  const rule = await settingsOf(ctx);
  const chain = chainOf(now, rule);
  const sosId = ctx.newId('sos');
  const ticketId = await openTicket(ctx, { kind: 'incident', severity: 'critical', orderId: order?.id ?? null, customerId: null, openedBy: personId, words: ticketWords(press.kind) });
  await store.insertSos(tx, cityId, {
    id: sosId, clientId: press.clientId, raisedBy: personId, side, kind: press.kind, wordsSealed: press.words === '' ? '' : seal(ctx.settings.secret, press.words, `sos:${sosId}`), orderId: order?.id ?? null, workerId, isDuringVisit: isDuring, ticketId,
    madeAt, openedAt: now, ...chain, lon: place?.lon ?? null, lat: place?.lat ?? null, placeAt: place ? madeAt : null, forgetAt: place ? placeKeptUntil(now) : null, isPlaceDoubtful: place?.isDoubtful ?? false, metersFromHome: place?.metersFromHome ?? null,
  });
  await addStep(ctx, sosId, 'raised', stepWords.raised(press.kind, Math.floor((now.getTime() - madeAt.getTime()) / 60_000)));
  await noteOddities(ctx, sosId, press, { order, place });
  await wakeAt(ctx, sosId, 1, now);
  await wakeAt(ctx, sosId, 2, chain.secondAt);
  await wakeAt(ctx, sosId, 3, chain.thirdAt);
  await ctx.emit('sos.raised', { sosId, orderId: order?.id ?? null, workerId: side === 'worker' ? workerId : null, isDuringVisit: isDuring, personIds: [personId], merchantId: null });
  return mineOf(ctx, sosId);
};

const joinPress = async (ctx: Ctx, known: store.SosRow, press: ParsedOf<Support['raiseSos']>): Promise<void> => {
  await store.pressAgain(ctx.tx, ctx.cityId, known.id);
  await addStep(ctx, known.id, 'again', stepWords.again(press.kind));
  const order = known.orderId === null ? null : ((await ordersWhere(ctx, { orderIds: [known.orderId] }))[0] ?? null);
  const place = placeOf(press, order);
  if (place) await store.setPlace(ctx.tx, ctx.cityId, known.id, { ...place, at: ctx.now, forgetAt: placeKeptUntil(known.openedAt) });
  await ctx.emit('sos.moved', { sosId: known.id, state: known.state, personIds: [known.raisedBy], merchantId: null });
};

const viewMine = (row: store.ListedSos): Mine => ({
  sosId: row.id, kind: row.kind, state: row.state, openedAt: row.openedAt.toISOString(), acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null, closedAt: row.closedAt?.toISOString() ?? null, orderNo: row.orderNo,
  isPlaceKept: row.lon !== null, isContactTold: row.contactToldAt !== null, words: mineWords(row),
});
const mineOf = async (ctx: Ctx, sosId: string): Promise<Mine> => viewMine((await store.findSos(ctx.tx, ctx.cityId, sosId))!);

/** My alarm, and whom I named for emergencies. */
export const mySos: Action<object, OutputOf<Support['mySos']>> = async (ctx) => {
  const personId = meOf(ctx);
  const row = await store.sosOfPerson(ctx.tx, ctx.cityId, personId, new Date(ctx.now.getTime() - DAY_MS));
  const contact = await store.findContact(ctx.tx, ctx.cityId, personId);
  return { alarm: row ? viewMine(row) : null, contact: contact ? viewContact(contact) : null };
};

/** She says that she is safe, or that she pressed by mistake. The alarm stays: somebody who is made to say so is rung all the same. Refuses `support.sos_unknown`. */
export const sayOnSos: Action<ParsedOf<Support['sayOnSos']>, Mine> = async (ctx, { sosId, what }) => {
  const row = await store.lockSos(ctx.tx, ctx.cityId, sosId);
  if (!row || row.raisedBy !== meOf(ctx)) return refuse('support.sos_unknown');
  if (row.state === 'closed') return refuse('support.sos_over');
  await addStep(ctx, sosId, what, stepWords[what]);
  await ctx.emit('sos.moved', { sosId, state: row.state, personIds: [row.raisedBy], merchantId: null });
  return mineOf(ctx, sosId);
};

const viewContact = (row: store.ContactRow): OutputOf<Support['setEmergencyContact']> => ({ name: row.name, relation: row.relation, maskedPhone: row.phoneMasked, isTold: row.agreedAt !== null, agreedAt: row.agreedAt?.toISOString() ?? null });

/** Names somebody for emergencies, the number sealed. Agreeing is a moment of its own: without it nobody is told. */
export const setEmergencyContact: Action<ParsedOf<Support['setEmergencyContact']>, OutputOf<Support['setEmergencyContact']>> = async (ctx, { name, relation, phone, isTold }) => {
  const personId = meOf(ctx);
  const before = await store.findContact(ctx.tx, ctx.cityId, personId);
  const isSame = before !== undefined && before.phoneMasked === maskPhone(phone) && before.name === name;
  const agreedAt = isTold ? (isSame ? (before.agreedAt ?? ctx.now) : ctx.now) : null;
  await store.saveContact(ctx.tx, ctx.cityId, personId, { name, relation, phoneSealed: seal(ctx.settings.secret, phone, `contact:${personId}`), phoneMasked: maskPhone(phone), agreedAt, changedAt: ctx.now });
  return viewContact((await store.findContact(ctx.tx, ctx.cityId, personId))!);
};

export const removeEmergencyContact: Action<object, { ok: true }> = async (ctx) => {
  await store.deleteContact(ctx.tx, ctx.cityId, meOf(ctx));
  return { ok: true };
};
