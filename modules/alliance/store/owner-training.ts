import type { OwnerTopic } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type SessionRow = { id: string; title: string; topics: OwnerTopic[]; place: string; startsAt: Date; endsAt: Date; capacity: number; taken: number; cancelledAt: Date | null };
const columns = sql`id, title, topics, place, starts_at, ends_at, capacity, taken, cancelled_at`;
export const insertSession = (tx: Tx, cityId: string, s: Omit<SessionRow, 'taken' | 'cancelledAt'> & { plannedBy: string | null; plannedAt: Date }): Promise<number> => run(tx, sql`
  insert into alliance.owner_session (city_id, id, title, topics, place, starts_at, ends_at, capacity, planned_by, planned_at) values (${cityId}, ${s.id}, ${s.title}, ${s.topics}::text[], ${s.place}, ${s.startsAt}, ${s.endsAt}, ${s.capacity}, ${s.plannedBy}, ${s.plannedAt})`);
export const findSession = (tx: Tx, cityId: string, id: string): Promise<SessionRow | undefined> => maybe(tx, sql<SessionRow>`select ${columns} from alliance.owner_session where city_id = ${cityId} and id = ${id}`);
export const lockSession = (tx: Tx, cityId: string, id: string): Promise<SessionRow | undefined> => maybe(tx, sql<SessionRow>`select ${columns} from alliance.owner_session where city_id = ${cityId} and id = ${id} for update`);
export const sessionsFrom = (tx: Tx, cityId: string, from: Date, limit: number): Promise<SessionRow[]> => many(tx, sql<SessionRow>`select ${columns} from alliance.owner_session where city_id = ${cityId} and ends_at >= ${from} order by starts_at, id limit ${limit}`);
export const cancelSession = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update alliance.owner_session set cancelled_at = ${at} where city_id = ${cityId} and id = ${id}`);

export type SeatRow = { sessionId: string; merchantId: string; merchantName: string; ownerPersonId: string; attended: boolean | null };
export const seatsOf = (tx: Tx, cityId: string, sessionIds: readonly string[]): Promise<SeatRow[]> => many(tx, sql<SeatRow>`
  select s.session_id, s.merchant_id, m.name as merchant_name, m.owner_person_id, s.attended from alliance.owner_seat s join alliance.merchant m on m.city_id = s.city_id and m.id = s.merchant_id
  where s.city_id = ${cityId} and s.session_id = any(${sessionIds}::text[]) order by s.taken_at, s.merchant_id`);
/** Takes a seat if one is left and the merchant has none; the row's own limit holds under any race. Answers whether it was new. */
export const takeSeat = async (tx: Tx, cityId: string, sessionId: string, merchantId: string, at: Date): Promise<boolean> => {
  const taken = await run(tx, sql`insert into alliance.owner_seat (city_id, session_id, merchant_id, taken_at) values (${cityId}, ${sessionId}, ${merchantId}, ${at}) on conflict do nothing`);
  if (taken > 0) await run(tx, sql`update alliance.owner_session set taken = taken + 1 where city_id = ${cityId} and id = ${sessionId}`);
  return taken > 0;
};
export const leaveSeat = async (tx: Tx, cityId: string, sessionId: string, merchantId: string): Promise<void> => {
  const left = await run(tx, sql`delete from alliance.owner_seat where city_id = ${cityId} and session_id = ${sessionId} and merchant_id = ${merchantId}`);
  if (left > 0) await run(tx, sql`update alliance.owner_session set taken = taken - 1 where city_id = ${cityId} and id = ${sessionId}`);
};
export const markSeat = (tx: Tx, cityId: string, s: { sessionId: string; merchantId: string; attended: boolean; by: string | null; at: Date }): Promise<number> => run(tx, sql`
  update alliance.owner_seat set attended = ${s.attended}, marked_by = ${s.by}, marked_at = ${s.at} where city_id = ${cityId} and session_id = ${s.sessionId} and merchant_id = ${s.merchantId}`);

/** What each merchant's owner has attended, and when first. */
export const topicsDone = (tx: Tx, cityId: string, merchantIds: readonly string[]): Promise<{ merchantId: string; topic: OwnerTopic; doneAt: Date }[]> => many(tx, sql`
  select s.merchant_id, t.topic, min(o.ends_at) as done_at from alliance.owner_seat s join alliance.owner_session o on o.city_id = s.city_id and o.id = s.session_id cross join unnest(o.topics) as t(topic)
  where s.city_id = ${cityId} and s.attended and s.merchant_id = any(${merchantIds}::text[]) group by 1, 2`);
