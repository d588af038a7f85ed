import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type ShiftRow = { id: string; personId: string; personName: string; rank: number; fromAt: Date; untilAt: Date; note: string };
const listed = sql`select s.id, s.person_id, p.name as person_name, s.rank, s.from_at, s.until_at, s.note from support.shift s join accounts.person p on p.city_id = s.city_id and p.id = s.person_id`;

export const shiftsBetween = (tx: Tx, cityId: string, from: Date, until: Date): Promise<ShiftRow[]> =>
  many(tx, sql<ShiftRow>`${listed} where s.city_id = ${cityId} and s.until_at > ${from} and s.from_at < ${until} order by s.from_at, s.rank, s.id`);
/** On call at a moment, of those who still work at the desk. */
export const onCallAt = (tx: Tx, cityId: string, at: Date): Promise<{ personId: string; personName: string; rank: number }[]> => many(tx, sql<{ personId: string; personName: string; rank: number }>`
  select s.person_id, p.name as person_name, s.rank from support.shift s join accounts.person p on p.city_id = s.city_id and p.id = s.person_id
  where s.city_id = ${cityId} and s.from_at <= ${at} and s.until_at > ${at} and p.suspended_at is null
    and exists (select from accounts.role_grant g where g.city_id = s.city_id and g.person_id = s.person_id and g.scope_type = 'city' and g.role in ('agent', 'dispatcher', 'operator'))
  order by s.rank, p.name`);
/** Everybody of the city's desk, with their roles there. */
export const deskPeople = (tx: Tx, cityId: string): Promise<{ personId: string; name: string; roles: string[] }[]> => many(tx, sql<{ personId: string; name: string; roles: string[] }>`
  select p.id as person_id, p.name, array_agg(distinct g.role order by g.role) as roles from accounts.role_grant g join accounts.person p on p.city_id = g.city_id and p.id = g.person_id
  where g.city_id = ${cityId} and g.scope_type = 'city' and g.role in ('agent', 'dispatcher', 'operator') and p.suspended_at is null group by p.id, p.name order by p.name, p.id`);
export const insertShift = (tx: Tx, cityId: string, s: { id: string; personId: string; rank: number; fromAt: Date; untilAt: Date; note: string; madeBy: string | null; madeAt: Date }): Promise<number> => run(tx, sql`
  insert into support.shift (city_id, id, person_id, rank, from_at, until_at, note, made_by, made_at) values (${cityId}, ${s.id}, ${s.personId}, ${s.rank}, ${s.fromAt}, ${s.untilAt}, ${s.note}, ${s.madeBy}, ${s.madeAt})`);
export const lockShift = (tx: Tx, cityId: string, shiftId: string): Promise<{ id: string; fromAt: Date; untilAt: Date } | undefined> => maybe(tx, sql<{ id: string; fromAt: Date; untilAt: Date }>`select id, from_at, until_at from support.shift where city_id = ${cityId} and id = ${shiftId} for update`);
export const deleteShift = (tx: Tx, cityId: string, shiftId: string): Promise<number> => run(tx, sql`delete from support.shift where city_id = ${cityId} and id = ${shiftId}`);
export const endShift = (tx: Tx, cityId: string, shiftId: string, at: Date): Promise<number> => run(tx, sql`update support.shift set until_at = ${at} where city_id = ${cityId} and id = ${shiftId}`);
