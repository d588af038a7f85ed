import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { unseal } from '../../../kernel/crypto.ts';
import { refuse } from '../../../kernel/refusal.ts';
import '../../../gateways/phone-line.ts';
import { callablePhone, cityFacts, contactPhone, personBriefs, settingOf, tellNumber } from '../../accounts/index.ts';
import { ordersWhere } from '../../orders/index.ts';
import { personOfWorker } from '../../workers/index.ts';
import { nextLevelAt, stepWords } from '../rules/sos.ts';
import { deskPeople, onCallAt } from '../store/duty.ts';
import * as store from '../store/sos.ts';
import { logDeskCall } from './follow-up.ts';
import { addStep } from './sos-alert.ts';
import { closeAlarmTicket, takeAlarmTicket } from './ticket.ts';
import { cursorAt, cursorOf, cursorParts } from './view.ts';

type Support = typeof contract.support;
type Alarm = OutputOf<Support['listSos']>['items'][number];
type SosView = OutputOf<Support['getSos']>;

const HOUR_MS = 3_600_000;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const alarmOf = (row: store.ListedSos): Alarm => ({
  sosId: row.id, ticketId: row.ticketId, ticketNo: row.ticketNo, kind: row.kind, side: row.side, state: row.state, personId: row.raisedBy, personName: row.personName, openedAt: row.openedAt.toISOString(), madeAt: row.madeAt.toISOString(),
  level: row.level, nextLevelAt: iso(nextLevelAt(row)), pressedTimes: row.pressedTimes, acknowledgedAt: iso(row.acknowledgedAt), acknowledgedByName: row.acknowledgedByName, orderId: row.orderId, orderNo: row.orderNo, estateName: row.estateName,
});

/** Alarms of the city with who is on call: those nobody has taken stand on top. */
export const listSos: Action<ParsedOf<Support['listSos']>, OutputOf<Support['listSos']>> = async (ctx, { state, cursor, limit }) => {
  const onCall = await onCallAt(ctx.tx, ctx.cityId, ctx.now);
  const isFallback = onCall.length === 0;
  const names = isFallback ? (await deskPeople(ctx.tx, ctx.cityId)).filter(({ roles }) => roles.includes('agent')).map(({ name }) => name) : onCall.map(({ personName }) => personName);
  const head = { onCall: names, isFallback };
  if (state === 'live') return { items: (await store.liveSos(ctx.tx, ctx.cityId)).map(alarmOf), nextCursor: null, ...head };
  const [atText, id] = cursorParts(cursor, 2) ?? [];
  const at = cursorAt(atText);
  const rows = await store.closedSos(ctx.tx, ctx.cityId, { before: at === null || id === undefined ? null : { at, id }, limit: limit + 1 });
  const last = rows.slice(0, limit).at(-1);
  return { items: rows.slice(0, limit).map(alarmOf), nextCursor: rows.length > limit && last ? cursorOf([last.closedAt!.toISOString(), last.id]) : null, ...head };
};

const viewOf = async (ctx: Ctx, sosId: string): Promise<SosView> => {
  const row = (await store.findSos(ctx.tx, ctx.cityId, sosId)) ?? refuse('support.sos_unknown');
  const order = row.orderId === null ? undefined : (await ordersWhere(ctx, { orderIds: [row.orderId] }))[0];
  const workerPersonId = row.workerId === null ? null : await personOfWorker(ctx, row.workerId);
  const names = await personBriefs(ctx, [workerPersonId, order?.customerId ?? null].filter((id) => id !== null));
  const contact = await store.findContact(ctx.tx, ctx.cityId, row.raisedBy);
  const steps = await store.stepsOf(ctx.tx, ctx.cityId, sosId);
  return {
    ...alarmOf(row), words: row.wordsSealed === '' ? '' : unseal(ctx.settings.secret, row.wordsSealed, `sos:${sosId}`), maskedPhone: row.maskedPhone,
    workerId: row.workerId, workerName: workerPersonId === null ? null : (names.get(workerPersonId)?.name ?? null), familyName: order ? (names.get(order.customerId)?.name ?? null) : null,
    address: order?.addressFull ?? null, home: order ? { lon: order.lon, lat: order.lat } : null,
    place: row.lon === null || row.lat === null || row.placeAt === null ? null : { lon: row.lon, lat: row.lat, at: row.placeAt.toISOString(), isDoubtful: row.isPlaceDoubtful, metersFromHome: row.metersFromHome },
    contact: contact ? { name: contact.name, relation: contact.relation, mayBeTold: contact.agreedAt !== null, toldAt: iso(row.contactToldAt) } : null,
    told: (await store.toldOf(ctx.tx, ctx.cityId, sosId)).map(({ level, name, at, isRung }) => ({ level, name, at: at.toISOString(), isRung })),
    outcome: row.outcome, visit: row.visit, resolution: row.resolution, closedAt: iso(row.closedAt), closedByName: row.closedByName,
    steps: steps.map(({ at, what, byName, wordsZh, wordsEn }) => ({ at: at.toISOString(), what, byName, words: { zh: wordsZh, en: wordsEn } })),
  };
};

export const getSos: Action<{ sosId: string }, SosView> = (ctx, { sosId }) => viewOf(ctx, sosId);

const lockLive = async (ctx: Ctx, sosId: string): Promise<store.SosRow> => {
  const row = (await store.lockSos(ctx.tx, ctx.cityId, sosId)) ?? refuse('support.sos_unknown');
  return row.state === 'closed' ? refuse('support.sos_over') : row;
};
const tellMoved = (ctx: Ctx, row: store.SosRow, state: string): Promise<void> => ctx.emit('sos.moved', { sosId: row.id, state, personIds: [row.raisedBy], merchantId: null });

/** Takes an alarm: of two who press in the same second the first has it, the other reads who. Again by the same person changes nothing. */
export const acknowledgeSos: Action<{ sosId: string }, SosView> = async (ctx, { sosId }) => {
  const row = await lockLive(ctx, sosId);
  if (row.state === 'acknowledged') {
    if (row.acknowledgedBy === ctx.actor.personId) return viewOf(ctx, sosId);
    const { acknowledgedByName } = (await store.findSos(ctx.tx, ctx.cityId, sosId))!;
    return refuse('support.sos_taken', { name: acknowledgedByName ?? '同事' });
  }
  await store.acknowledgeRow(ctx.tx, ctx.cityId, sosId, { personId: ctx.actor.personId, at: ctx.now });
  await addStep(ctx, sosId, 'acknowledged', stepWords.acknowledged);
  await takeAlarmTicket(ctx, row.ticketId);
  await tellMoved(ctx, row, 'acknowledged');
  return viewOf(ctx, sosId);
};

export const noteSos: Action<{ sosId: string; words: string }, SosView> = async (ctx, { sosId, words }) => {
  const row = await lockLive(ctx, sosId);
  await addStep(ctx, sosId, 'note', { zh: words, en: words });
  await tellMoved(ctx, row, row.state);
  return viewOf(ctx, sosId);
};

/** Rings through a masked number; the call stands among the steps and in the desk's log. Refuses `support.sos_no_visit` where there is no other side. */
export const callOnSos: Action<ParsedOf<Support['callOnSos']>, { dialNumber: string }> = async (ctx, { sosId, whom }) => {
  const row = (await store.lockSos(ctx.tx, ctx.cityId, sosId)) ?? refuse('support.sos_unknown');
  const order = row.orderId === null ? undefined : (await ordersWhere(ctx, { orderIds: [row.orderId] }))[0];
  const numberOf = async (): Promise<string> => {
    if (whom === 'raiser') return callablePhone(ctx, row.raisedBy);
    if (whom === 'family') return order ? contactPhone(ctx, order.addressId) : refuse('support.sos_no_visit');
    return row.workerId === null ? refuse('support.sos_no_visit') : callablePhone(ctx, await personOfWorker(ctx, row.workerId));
  };
  const phone = await numberOf();
  const { dialNumber } = await ctx.gateways.phoneLine.placeCall({ agentId: ctx.actor.personId ?? 'system', to: phone, reason: `sos ${sosId}` });
  await logDeskCall(ctx, { phone, orderId: row.orderId, words: stepWords.called(whom).zh, dialNumber });
  await addStep(ctx, sosId, 'called', stepWords.called(whom));
  return { dialNumber };
};

/** Tells the emergency contact that she called for help, not what happened; only where she agreed, and once. */
export const tellSosContact: Action<{ sosId: string }, SosView> = async (ctx, { sosId }) => {
  const row = await lockLive(ctx, sosId);
  const contact = (await store.findContact(ctx.tx, ctx.cityId, row.raisedBy)) ?? refuse('support.contact_missing');
  if (contact.agreedAt === null) refuse('support.contact_no_consent');
  if (row.contactToldAt !== null) return viewOf(ctx, sosId);
  const { personName } = (await store.findSos(ctx.tx, ctx.cityId, sosId))!;
  await tellNumber(ctx, { phone: unseal(ctx.settings.secret, contact.phoneSealed, `contact:${row.raisedBy}`), template: 'sosContact', params: { name: personName, hotline: (await cityFacts(ctx)).hotline } });
  await store.noteContactTold(ctx.tx, ctx.cityId, sosId, ctx.now);
  await addStep(ctx, sosId, 'contact', stepWords.contactTold);
  await tellMoved(ctx, row, row.state);
  return viewOf(ctx, sosId);
};

/**
 * Ends an alarm somebody has taken. On a visit of hers a person says how it counts: `excused` keeps her record, rating and pay terms, `usual` lets the
 * ordinary rules go on. Neither an alarm nor a false alarm is a mark against anybody.
 */
export const closeSos: Action<ParsedOf<Support['closeSos']>, SosView> = async (ctx, { sosId, outcome, words, visit }) => {
  const row = await lockLive(ctx, sosId);
  if (row.state === 'open') refuse('support.sos_not_acknowledged');
  if (row.isDuringVisit && visit === undefined) refuse('support.sos_visit_undecided', {}, 'visit');
  const verdict = row.isDuringVisit ? visit! : null;
  await store.closeRow(ctx.tx, ctx.cityId, sosId, { at: ctx.now, personId: ctx.actor.personId, outcome, visit: verdict, resolution: words, forgetAt: new Date(ctx.now.getTime() + (await settingOf(ctx, 'sosPlaceHours')) * HOUR_MS) });
  await addStep(ctx, sosId, 'closed', stepWords.closed(outcome, verdict));
  await closeAlarmTicket(ctx, row.ticketId, words);
  await ctx.emit('sos.closed', { sosId, orderId: row.orderId, workerId: row.side === 'worker' ? row.workerId : null, visit: verdict, personIds: [row.raisedBy], merchantId: null });
  return viewOf(ctx, sosId);
};
