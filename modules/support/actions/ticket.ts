import { deskRoles, type OutputOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import { nextNumber } from '../../../kernel/counter.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf, settingsOf, tellPerson } from '../../accounts/index.ts';
import { locate } from '../../alliance/index.ts';
import { itemBriefs } from '../../catalog/index.ts';
import { topicsOf } from '../../learning/index.ts';
import { noteComplaint, orderFacts, type OrderFacts } from '../../orders/index.ts';
import { personOfWorker } from '../../workers/index.ts';
import { POOR_STARS, mayMoveTicket, systemTicketWords, ticketDueAt, ticketNo, ticketStateName, type TicketKind, type TicketState } from '../rules.ts';
import { incidentDueAt, severityNames, type Severity } from '../rules/sos.ts';
import { addNote, addTicket, findTicket, listTicketRows, lockTicket, moveTicketRow, openTicketOfOrder, reviewOfOrder, setSeverityRow, ticketsOfPerson } from '../store/tickets.ts';
import { cursorAt, cursorOf, cursorParts, ticketView, type TicketView } from './view.ts';

/** Who opens tickets when nobody does. */
const SYSTEM = 'system';

/** Opens a ticket; an incident has a severity, which says by when it is answered. */
export const openTicket = async (ctx: Ctx, ticket: { kind: TicketKind; severity?: Severity; orderId: string | null; customerId: string | null; openedBy: string; words: string }): Promise<string> => {
  const ticketId = ctx.newId('tkt');
  const severity = ticket.kind === 'incident' ? (ticket.severity ?? 'major') : null;
  const rule = await settingsOf(ctx);
  const dueAt = severity === null ? ticketDueAt(ctx.now, rule.ticketHours) : incidentDueAt(severity, ctx.now, rule);
  await addTicket(ctx.tx, ctx.cityId, { ...ticket, severity, id: ticketId, no: ticketNo(await nextNumber(ctx, 'ticket')), dueAt, openedAt: ctx.now });
  const told = ticket.openedBy === SYSTEM ? [] : [...new Set([ticket.openedBy, ...(ticket.customerId === null ? [] : [ticket.customerId])])];
  if (ticket.kind === 'complaint' && ticket.orderId !== null) await noteComplaint(ctx, { orderId: ticket.orderId, isOpen: true });
  await ctx.emit('ticket.raised', { ticketId, personIds: told, merchantId: null });
  return ticketId;
};

const isDesk = (ctx: Ctx): boolean => holds(ctx.actor, [...deskRoles, 'stationStaff']);

/** Whether the acting person has to do with an order: its household, its worker, its merchant, or the desk. */
const hasPartIn = async (ctx: Ctx, order: OrderFacts): Promise<boolean> => {
  const personId = ctx.actor.personId;
  if (isDesk(ctx)) return true;
  if (personId === null) return false;
  if ((await householdOf(ctx, personId)) === order.householdId) return true;
  if (order.merchantId !== null && holds(ctx.actor, ['merchantOwner', 'merchantStaff'], order.merchantId)) return true;
  return order.workerId !== null && (await personOfWorker(ctx, order.workerId)) === personId;
};

/**
 * Opens a ticket with a promised answer. The desk may name the customer it is for; a household's own ticket is its own.
 * Refuses `orders.order_unknown` for orders the person has no part in.
 */
export const raiseTicket: Action<{ kind: TicketKind; orderId?: string | undefined; customerId?: string | undefined; severity?: Severity | undefined; words: string }, TicketView> = async (ctx, { kind, orderId, customerId, severity, words }) => {
  const personId = ctx.actor.personId ?? SYSTEM;
  const order = orderId === undefined ? null : await orderFacts(ctx, orderId);
  if (order && !(await hasPartIn(ctx, order))) refuse('orders.order_unknown');
  const isOwn = !isDesk(ctx) && (order === null || (await householdOf(ctx, personId)) === order.householdId);
  // What a worker or merchant reports about a visit is between them and the desk.
  const about = isDesk(ctx) ? (customerId ?? order?.customerId ?? null) : isOwn ? personId : null;
  const ticketId = await openTicket(ctx, { kind, orderId: orderId ?? null, customerId: about, openedBy: personId, words, ...(severity !== undefined && isDesk(ctx) && { severity }) });
  return ticketView((await findTicket(ctx.tx, ctx.cityId, ticketId))!, ctx.now, isDesk(ctx) ? null : personId);
};

/** Tickets I opened or that are about me, newest first. */
export const myTickets: Action<object, OutputOf<typeof contract.support.myTickets>> = async (ctx) => {
  const personId = ctx.actor.personId ?? SYSTEM;
  return { items: (await ticketsOfPerson(ctx.tx, ctx.cityId, personId)).map((row) => ticketView(row, ctx.now, personId)) };
};

/** Tickets of the city: open work first, the most overdue at the top. */
export const listTickets: Action<{ state?: TicketState | undefined; cursor?: string | undefined; limit: number }, OutputOf<typeof contract.support.listTickets>> = async (ctx, { state, cursor, limit }) => {
  const [rank, atText, id] = cursorParts(cursor, 3) ?? [];
  const at = cursorAt(atText);
  const after = at === null || id === undefined ? null : { rank: rank === '1' ? 1 : 0, at, id };
  const rows = await listTicketRows(ctx.tx, ctx.cityId, { state, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ticketView(row, ctx.now)),
    nextCursor: rows.length > limit && last ? cursorOf([last.state === 'resolved' || last.state === 'closed' ? 1 : 0, last.dueAt.toISOString(), last.id]) : null,
  };
};

/** Takes, resolves or closes a ticket; every move leaves a note, closing tells whom it is about. */
export const moveTicket: Action<{ ticketId: string; state: 'inProgress' | 'resolved' | 'closed'; words: string; isUpheld?: boolean | undefined }, TicketView> = async (ctx, { ticketId, state, words, isUpheld }) => {
  const locked = (await lockTicket(ctx.tx, ctx.cityId, ticketId)) ?? refuse('support.ticket_unknown');
  if (locked.isAlarm) refuse('support.ticket_is_alarm');
  if (!mayMoveTicket(locked.state, state)) refuseMove(locked.state);
  await move(ctx, ticketId, state, words);
  if (state === 'closed' && isUpheld !== undefined) await tellVerdict(ctx, ticketId, isUpheld);
  return ticketView((await findTicket(ctx.tx, ctx.cityId, ticketId))!, ctx.now);
};

/** How bad an incident is, with a word why; its deadline is reckoned anew from when it was opened. */
export const setSeverity: Action<{ ticketId: string; severity: Severity; words: string }, TicketView> = async (ctx, { ticketId, severity, words }) => {
  const { tx, cityId, now, actor } = ctx;
  const locked = (await lockTicket(tx, cityId, ticketId)) ?? refuse('support.ticket_unknown');
  if (locked.kind !== 'incident') refuse('support.severity_only_incident', {}, 'severity');
  if (locked.isAlarm) refuse('support.ticket_is_alarm');
  if (locked.state === 'closed') refuseMove(locked.state);
  await setSeverityRow(tx, cityId, ticketId, severity, incidentDueAt(severity, locked.openedAt, await settingsOf(ctx)));
  await addNote(tx, cityId, ticketId, { at: now, byId: actor.personId, byName: actor.name, words: `级别改为${severityNames[severity].zh}：${words}` });
  await ctx.emit('ticket.moved', { ticketId, personIds: [], merchantId: null });
  return ticketView((await findTicket(tx, cityId, ticketId))!, now);
};

/** The ticket of an alarm follows the alarm. Nobody is sent a message: a lock screen could be read by the wrong person. */
const followAlarm = async (ctx: Ctx, ticketId: string, state: 'inProgress' | 'closed', words: string): Promise<void> => {
  const { tx, cityId, now, actor } = ctx;
  const locked = (await lockTicket(tx, cityId, ticketId))!;
  await addNote(tx, cityId, ticketId, { at: now, byId: actor.personId, byName: actor.name, words });
  await moveTicketRow(tx, cityId, ticketId, { state, assigneeId: actor.personId, resolution: state === 'closed' ? words : null, closedAt: state === 'closed' ? now : null });
  await ctx.emit('ticket.moved', { ticketId, personIds: [locked.openedBy], merchantId: null });
};
export const takeAlarmTicket = (ctx: Ctx, ticketId: string): Promise<void> => followAlarm(ctx, ticketId, 'inProgress', '我来处理');
export const closeAlarmTicket = (ctx: Ctx, ticketId: string, words: string): Promise<void> => followAlarm(ctx, ticketId, 'closed', words);

/** A complaint about a visit was judged; the worker who served it is told by what her credit shows. */
const tellVerdict = async (ctx: Ctx, ticketId: string, isUpheld: boolean): Promise<void> => {
  const ticket = (await findTicket(ctx.tx, ctx.cityId, ticketId))!;
  if (ticket.kind !== 'complaint' || ticket.orderId === null) return;
  const { workerId, itemId } = await orderFacts(ctx, ticket.orderId);
  if (workerId === null) return;
  const family = (await itemBriefs(ctx, [itemId])).get(itemId)?.family;
  await ctx.emit('complaint.judged', { ticketId, orderId: ticket.orderId, workerId, isUpheld, topics: topicsOf(ticket.words), ...(family && { family }), personIds: [], merchantId: null });
};

const refuseMove = (state: TicketState): never => {
  const { zh, en } = ticketStateName(state);
  return refuse('support.ticket_wrong_state', { stateZh: zh, stateEn: en });
};

const move = async (ctx: Ctx, ticketId: string, state: TicketState, words: string): Promise<void> => {
  const { tx, cityId, now, actor } = ctx;
  const isOver = state === 'resolved' || state === 'closed';
  await addNote(tx, cityId, ticketId, { at: now, byId: actor.personId, byName: actor.kind === 'person' ? actor.name : '系统', words });
  await moveTicketRow(tx, cityId, ticketId, { state, assigneeId: actor.personId, resolution: isOver ? words : null, closedAt: state === 'closed' ? now : null });
  const ticket = (await findTicket(tx, cityId, ticketId))!;
  if (state === 'closed' && ticket.kind === 'complaint' && ticket.orderId !== null) await noteComplaint(ctx, { orderId: ticket.orderId, isOpen: false });
  const told = [ticket.customerId, ticket.openedBy === SYSTEM ? null : ticket.openedBy].filter((id) => id !== null);
  await ctx.emit('ticket.moved', { ticketId, personIds: [...new Set(told)], merchantId: null });
  // The customer, or whoever opened it, hears by a text message that a person closed it, and how.
  const [personId] = told;
  if (state === 'closed' && actor.kind === 'person' && personId !== undefined) await tellPerson(ctx, { personId, template: 'ticketClosed', params: { no: ticket.no, resolution: words } });
};

/** A household posted a need without a time: the desk is asked to arrange it. */
export const askDeskToArrange = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  if (order.status !== 'draft' || (await openTicketOfOrder(ctx.tx, ctx.cityId, orderId, 'consulting', SYSTEM))) return;
  const district = await locate(ctx, { lon: order.lon, lat: order.lat });
  const words = district?.isOpen ? systemTicketWords.drafted(order.itemNameZh, order.no) : systemTicketWords.draftedWhereClosed(order.itemNameZh, order.no, order.districtName);
  await openTicket(ctx, { kind: 'consulting', orderId, customerId: order.customerId, openedBy: SYSTEM, words });
};

/** The need has its time, or was withdrawn: the desk's ticket for it closes by itself. */
export const closeArranging = (why: 'settledByItself' | 'withdrawn') => async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const ticket = await openTicketOfOrder(ctx.tx, ctx.cityId, orderId, 'consulting', SYSTEM);
  if (!ticket) return;
  await lockTicket(ctx.tx, ctx.cityId, ticket.id);
  await move(ctx, ticket.id, 'closed', systemTicketWords[why]);
};

/** Opens a complaint about an order, or adds to the one that is open. */
export const complain = async (ctx: Ctx, { orderId, words }: { orderId: string; words: string }): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  const open = await openTicketOfOrder(ctx.tx, ctx.cityId, orderId, 'complaint');
  if (!open) {
    await openTicket(ctx, { kind: 'complaint', orderId, customerId: order.customerId, openedBy: SYSTEM, words });
    return;
  }
  await lockTicket(ctx.tx, ctx.cityId, open.id);
  await addNote(ctx.tx, ctx.cityId, open.id, { at: ctx.now, byId: null, byName: '系统', words });
};

/** A review of two stars or less on average is taken up as a complaint. */
export const takeUpPoorReview = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const review = await reviewOfOrder(ctx.tx, ctx.cityId, orderId);
  if (review && review.stars <= POOR_STARS) await complain(ctx, { orderId, words: systemTicketWords.poorReview(review.stars, review.words) });
};
