import type { attendanceStates, roomCostKinds, roomKinds, sessionKinds } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type RoomRow = { id: string; kind: (typeof roomKinds)[number]; name: string; address: string; lon: number | null; lat: number | null; seats: number; dayCostFen: number; spentFen: number; isOpen: boolean };
const rooms = sql`select id, kind, name, address, lon, lat, seats, day_cost_fen, spent_fen, is_open from courses.room`;
export const findRoom = (tx: Tx, cityId: string, id: string): Promise<RoomRow | undefined> => maybe(tx, sql<RoomRow>`${rooms} where city_id = ${cityId} and id = ${id}`);
export const listRooms = (tx: Tx, cityId: string, kind: string | null): Promise<RoomRow[]> => many(tx, sql<RoomRow>`${rooms} where city_id = ${cityId} and (${kind}::text is null or kind = ${kind}) order by kind, name, id limit 500`);
export const saveRoom = (tx: Tx, cityId: string, r: Omit<RoomRow, 'spentFen'>): Promise<number> => run(tx, sql`
  insert into courses.room (city_id, id, kind, name, address, lon, lat, seats, day_cost_fen, is_open) values (${cityId}, ${r.id}, ${r.kind}, ${r.name}, ${r.address}, ${r.lon}, ${r.lat}, ${r.seats}, ${r.dayCostFen}, ${r.isOpen})
  on conflict (city_id, id) do update set kind = excluded.kind, name = excluded.name, address = excluded.address, lon = excluded.lon, lat = excluded.lat, seats = excluded.seats, day_cost_fen = excluded.day_cost_fen, is_open = excluded.is_open`);
export type CostRow = { id: string; day: string; kind: (typeof roomCostKinds)[number]; amountFen: number; words: string; byName: string };
export const insertCost = async (tx: Tx, cityId: string, c: CostRow & { roomId: string; at: Date }): Promise<void> => {
  await run(tx, sql`insert into courses.room_cost (city_id, id, room_id, day, kind, amount_fen, words, at, by_name) values (${cityId}, ${c.id}, ${c.roomId}, ${c.day}::date, ${c.kind}, ${c.amountFen}, ${c.words}, ${c.at}, ${c.byName})`);
  await run(tx, sql`update courses.room set spent_fen = spent_fen + ${c.amountFen}::bigint where city_id = ${cityId} and id = ${c.roomId}`);
};
export const costsOf = (tx: Tx, cityId: string, roomId: string): Promise<CostRow[]> => many(tx, sql<CostRow>`select id, day, kind, amount_fen, words, by_name from courses.room_cost where city_id = ${cityId} and room_id = ${roomId} order by day desc, id desc limit 500`);

export type SessionRow = {
  id: string; cohortId: string | null; cohortName: string | null; liveSlotId: string | null; kind: (typeof sessionKinds)[number]; module: string; title: string; startsAt: Date; endsAt: Date; roomId: string | null; roomName: string | null; roomAddress: string | null; trainerId: string; trainerName: string;
  watchUrl: string | null; state: 'planned' | 'cancelled'; cancelWords: string; checklist: { code: string; words: string }[]; learners: number; marked: number;
};
const sessions = sql`select s.id, s.cohort_id, h.name as cohort_name, s.live_slot_id, s.kind, s.module, s.title, s.starts_at, s.ends_at, s.room_id, r.name as room_name, r.address as room_address, s.trainer_id, t.name as trainer_name, s.watch_url, s.state, s.cancel_words, s.checklist, s.learners, s.marked
  from courses.session s join accounts.person t on t.city_id = s.city_id and t.id = s.trainer_id left join courses.cohort h on h.city_id = s.city_id and h.id = s.cohort_id left join courses.room r on r.city_id = s.city_id and r.id = s.room_id`;
export const findSession = (tx: Tx, cityId: string, id: string): Promise<SessionRow | undefined> => maybe(tx, sql<SessionRow>`${sessions} where s.city_id = ${cityId} and s.id = ${id}`);
export const lockSession = (tx: Tx, cityId: string, id: string): Promise<SessionRow | undefined> => maybe(tx, sql<SessionRow>`${sessions} where s.city_id = ${cityId} and s.id = ${id} for update of s`);
export const sessionsIn = (tx: Tx, cityId: string, wish: { from: Date; until: Date; cohortId: string | null; roomId: string | null; trainerId: string | null; limit: number }): Promise<SessionRow[]> => {
  const conditions = [
    sql`s.city_id = ${cityId}`, sql`s.starts_at >= ${wish.from}::timestamptz`, sql`s.starts_at < ${wish.until}::timestamptz`, ...(wish.cohortId === null ? [] : [sql`s.cohort_id = ${wish.cohortId}`]), ...(wish.roomId === null ? [] : [sql`s.room_id = ${wish.roomId}`]), ...(wish.trainerId === null ? [] : [sql`s.trainer_id = ${wish.trainerId}`]),
  ];
  return many(tx, sql<SessionRow>`${sessions} where ${sql.join(conditions, sql` and `)} order by s.starts_at, s.id limit ${wish.limit}`);
};
export const plannedOf = (tx: Tx, cityId: string, cohortId: string, from: Date | null): Promise<SessionRow[]> => many(tx, sql<SessionRow>`${sessions} where s.city_id = ${cityId} and s.cohort_id = ${cohortId} and s.state = 'planned' and (${from}::timestamptz is null or s.starts_at > ${from}) order by s.starts_at, s.id`);
export const unmarked = (tx: Tx, cityId: string, wish: { trainerId: string | null; endedFrom: Date; endedBy: Date; after: { at: Date; id: string } | null; limit: number }): Promise<SessionRow[]> => many(tx, sql<SessionRow>`
  ${sessions} where s.city_id = ${cityId} and s.state = 'planned' and s.marked < s.learners and s.ends_at > ${wish.endedFrom}::timestamptz and s.ends_at <= ${wish.endedBy}::timestamptz and (${wish.trainerId}::text is null or s.trainer_id = ${wish.trainerId})
    and (${wish.after === null} or (s.ends_at, s.id) > (${wish.after?.at ?? wish.endedBy}::timestamptz, ${wish.after?.id ?? ''})) order by s.ends_at, s.id limit ${wish.limit}`);
export type NewSession = Pick<SessionRow, 'id' | 'cohortId' | 'liveSlotId' | 'kind' | 'module' | 'title' | 'startsAt' | 'endsAt' | 'roomId' | 'trainerId' | 'watchUrl' | 'checklist'> & { slotDay: string | null };
export const insertSession = (tx: Tx, cityId: string, s: NewSession): Promise<number> => run(tx, sql`
  insert into courses.session (city_id, id, cohort_id, live_slot_id, slot_day, kind, module, title, starts_at, ends_at, room_id, trainer_id, watch_url, checklist)
  values (${cityId}, ${s.id}, ${s.cohortId}, ${s.liveSlotId}, ${s.slotDay}::date, ${s.kind}, ${s.module}, ${s.title}, ${s.startsAt}, ${s.endsAt}, ${s.roomId}, ${s.trainerId}, ${s.watchUrl}, ${JSON.stringify(s.checklist)}::jsonb)`);
export const moveSession = (tx: Tx, cityId: string, s: { id: string; startsAt: Date; endsAt: Date; roomId: string | null; trainerId: string }): Promise<number> => run(tx, sql`
  update courses.session set starts_at = ${s.startsAt}, ends_at = ${s.endsAt}, room_id = ${s.roomId}, trainer_id = ${s.trainerId} where city_id = ${cityId} and id = ${s.id}`);
/** Seats follow their session. */
export const moveSeats = (tx: Tx, cityId: string, sessionId: string): Promise<number> => run(tx, sql`
  update courses.seat x set starts_at = s.starts_at, ends_at = s.ends_at from courses.session s where s.city_id = ${cityId} and s.id = ${sessionId} and x.city_id = s.city_id and x.session_id = s.id`);
export const cancelSession = async (tx: Tx, cityId: string, id: string, words: string): Promise<void> => {
  await run(tx, sql`update courses.session set state = 'cancelled', cancel_words = ${words} where city_id = ${cityId} and id = ${id}`);
  await run(tx, sql`update courses.seat set is_live = false where city_id = ${cityId} and session_id = ${id}`);
};
/** What already stands in the way, asked before writing so that the answer can name it; the constraints have the last word. */
export type Clash = { kind: 'room' | 'trainer'; startsAt: Date };
export const clashOf = (tx: Tx, cityId: string, s: { exceptId: string; roomId: string | null; trainerId: string; startsAt: Date; endsAt: Date }): Promise<Clash | undefined> => maybe(tx, sql<Clash>`
  select kind, starts_at from (
    select 'room' as kind, starts_at from courses.session where city_id = ${cityId} and id <> ${s.exceptId} and state = 'planned' and room_id = ${s.roomId} and tstzrange(starts_at, ends_at) && tstzrange(${s.startsAt}::timestamptz, ${s.endsAt}::timestamptz)
    union all
    select 'trainer' as kind, starts_at from courses.session where city_id = ${cityId} and id <> ${s.exceptId} and state = 'planned' and trainer_id = ${s.trainerId} and tstzrange(starts_at, ends_at) && tstzrange(${s.startsAt}::timestamptz, ${s.endsAt}::timestamptz)
  ) found order by kind, starts_at limit 1`);

export type SeatState = (typeof attendanceStates)[number] | 'expected';
/** The first session of hers that overlaps one of those named. */
export const learnerClash = (tx: Tx, cityId: string, workerIds: readonly string[], sessionIds: readonly string[]): Promise<{ workerId: string; startsAt: Date } | undefined> => maybe(tx, sql<{ workerId: string; startsAt: Date }>`
  select x.worker_id, x.starts_at from courses.session n join courses.seat x on x.city_id = n.city_id and x.worker_id = any(${workerIds}::text[]) and x.is_live and x.session_id <> n.id and tstzrange(x.starts_at, x.ends_at) && tstzrange(n.starts_at, n.ends_at)
  where n.city_id = ${cityId} and n.id = any(${sessionIds}::text[]) and n.state = 'planned' order by x.starts_at, x.worker_id limit 1`);
/** Seats everybody named in every session named. */
export const insertSeats = async (tx: Tx, cityId: string, learners: readonly { workerId: string; enrolmentId: string | null }[], sessionIds: readonly string[]): Promise<void> => {
  if (learners.length === 0 || sessionIds.length === 0) return;
  await run(tx, sql`
    insert into courses.seat (city_id, session_id, worker_id, enrolment_id, starts_at, ends_at)
    select ${cityId}, s.id, l.worker_id, l.enrolment_id, s.starts_at, s.ends_at from courses.session s cross join unnest(${learners.map(({ workerId }) => workerId)}::text[], ${learners.map(({ enrolmentId }) => enrolmentId)}::text[]) as l (worker_id, enrolment_id)
    where s.city_id = ${cityId} and s.id = any(${sessionIds}::text[]) and s.state = 'planned'`);
  await run(tx, sql`update courses.session set learners = learners + ${learners.length}::int where city_id = ${cityId} and id = any(${sessionIds}::text[]) and state = 'planned'`);
};
/** Takes the seats of an enrolment that are still to come; what was is kept. */
export const dropSeats = (tx: Tx, cityId: string, enrolmentId: string, now: Date): Promise<number> => run(tx, sql`
  with gone as (delete from courses.seat where city_id = ${cityId} and enrolment_id = ${enrolmentId} and starts_at > ${now}::timestamptz and state = 'expected' returning session_id)
  update courses.session set learners = learners - 1 where city_id = ${cityId} and id in (select session_id from gone)`);
export const dropSeat = async (tx: Tx, cityId: string, sessionId: string, workerId: string): Promise<void> => {
  const gone = await run(tx, sql`delete from courses.seat where city_id = ${cityId} and session_id = ${sessionId} and worker_id = ${workerId} and state = 'expected'`);
  if (gone > 0) await run(tx, sql`update courses.session set learners = learners - 1 where city_id = ${cityId} and id = ${sessionId}`);
};

export type SeatRow = { sessionId: string; workerId: string; workerName: string; photo: string | null; state: SeatState; minutes: number; words: string; saidAt: Date | null; markedAt: Date | null; markedByName: string | null };
export const seatsOf = (tx: Tx, cityId: string, sessionIds: readonly string[]): Promise<SeatRow[]> => many(tx, sql<SeatRow>`
  select x.session_id, x.worker_id, p.name as worker_name, w.photo, x.state, x.minutes, x.words, x.said_at, x.marked_at, x.marked_by_name from courses.seat x
  join workers.worker w on w.city_id = x.city_id and w.id = x.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  where x.city_id = ${cityId} and x.session_id = any(${sessionIds}::text[]) order by p.name, x.worker_id`);
export type MySeatRow = { sessionId: string; title: string; kind: (typeof sessionKinds)[number]; startsAt: Date; endsAt: Date; roomName: string | null; roomAddress: string | null; trainerName: string; state: SeatState };
export const seatsOfWorker = (tx: Tx, cityId: string, workerId: string, from: Date, limit: number): Promise<MySeatRow[]> => many(tx, sql<MySeatRow>`
  select s.id as session_id, s.title, s.kind, s.starts_at, s.ends_at, r.name as room_name, r.address as room_address, t.name as trainer_name, x.state from courses.seat x join courses.session s on s.city_id = x.city_id and s.id = x.session_id
  join accounts.person t on t.city_id = s.city_id and t.id = s.trainer_id left join courses.room r on r.city_id = s.city_id and r.id = s.room_id
  where x.city_id = ${cityId} and x.worker_id = ${workerId} and x.is_live and x.starts_at >= ${from}::timestamptz order by x.starts_at limit ${limit}`);

export type LiveSlotRow = { id: string; title: string; module: string; weekday: number; fromTime: string; minutes: number; trainerId: string; trainerName: string; watchUrl: string; isOn: boolean };
const slots = sql`select l.id, l.title, l.module, l.weekday, l.from_time, l.minutes, l.trainer_id, t.name as trainer_name, l.watch_url, l.is_on from courses.live_slot l join accounts.person t on t.city_id = l.city_id and t.id = l.trainer_id`;
export const liveSlots = (tx: Tx, cityId: string): Promise<LiveSlotRow[]> => many(tx, sql<LiveSlotRow>`${slots} where l.city_id = ${cityId} order by l.weekday, l.from_time, l.id limit 100`);
export const findLiveSlot = (tx: Tx, cityId: string, id: string): Promise<LiveSlotRow | undefined> => maybe(tx, sql<LiveSlotRow>`${slots} where l.city_id = ${cityId} and l.id = ${id}`);
export const saveLiveSlot = (tx: Tx, cityId: string, l: Omit<LiveSlotRow, 'trainerName'>): Promise<number> => run(tx, sql`
  insert into courses.live_slot (city_id, id, title, module, weekday, from_time, minutes, trainer_id, watch_url, is_on) values (${cityId}, ${l.id}, ${l.title}, ${l.module}, ${l.weekday}, ${l.fromTime}, ${l.minutes}, ${l.trainerId}, ${l.watchUrl}, ${l.isOn})
  on conflict (city_id, id) do update set title = excluded.title, module = excluded.module, weekday = excluded.weekday, from_time = excluded.from_time, minutes = excluded.minutes, trainer_id = excluded.trainer_id, watch_url = excluded.watch_url, is_on = excluded.is_on`);
export const slotDays = async (tx: Tx, cityId: string, liveSlotId: string, from: string): Promise<Set<string>> => new Set((await many<{ slotDay: string }>(tx, sql`
  select slot_day from courses.session where city_id = ${cityId} and live_slot_id = ${liveSlotId} and slot_day >= ${from}::date`)).map(({ slotDay }) => slotDay));
/** Lessons to come of a slot that nobody has joined yet: they follow the slot when it changes. */
export const dropEmptyLessons = (tx: Tx, cityId: string, liveSlotId: string, after: Date): Promise<number> => run(tx, sql`delete from courses.session where city_id = ${cityId} and live_slot_id = ${liveSlotId} and starts_at > ${after}::timestamptz and learners = 0 and state = 'planned'`);
export const nextLessons = (tx: Tx, cityId: string, now: Date): Promise<SessionRow[]> => many(tx, sql<SessionRow>`${sessions} where s.city_id = ${cityId} and s.live_slot_id is not null and s.state = 'planned' and s.ends_at > ${now}::timestamptz and s.starts_at < ${now}::timestamptz + interval '15 days' order by s.starts_at, s.id limit 300`);

/** Sessions in practice points, by room and week from Monday. */
export const workshopWeeks = (tx: Tx, cityId: string, from: string, until: string): Promise<{ roomId: string; roomName: string; weekFrom: string; sessions: number }[]> => many(tx, sql<{ roomId: string; roomName: string; weekFrom: string; sessions: number }>`
  select r.id as room_id, r.name as room_name, w.week::date as week_from, (select count(*)::int from courses.session s where s.city_id = r.city_id and s.room_id = r.id and s.state = 'planned' and s.starts_at >= (w.week::timestamp at time zone 'Asia/Shanghai') and s.starts_at < ((w.week + interval '7 days')::timestamp at time zone 'Asia/Shanghai')) as sessions
  from courses.room r cross join generate_series(${from}::timestamp, ${until}::timestamp, interval '7 days') as w (week) where r.city_id = ${cityId} and r.kind = 'practicePoint' and r.is_open order by w.week, r.name`);
export const isHere = async (tx: Tx, cityId: string, sessionId: string, workerId: string): Promise<boolean> => (await one<{ isThere: boolean }>(tx, sql`select exists (select from courses.seat where city_id = ${cityId} and session_id = ${sessionId} and worker_id = ${workerId}) as is_there`)).isThere;
/** Who has taught or teaches these learners in a cohort: its trainer, and the trainers of its sessions they were not absent from. Broadcasts to everybody are nobody's class. */
export const taught = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<{ workerId: string; trainerId: string }[]> => many(tx, sql`
  select e.worker_id, h.trainer_id from courses.enrolment e join courses.cohort h on h.city_id = e.city_id and h.id = e.cohort_id
  where e.city_id = ${cityId} and e.worker_id = any(${workerIds}::text[]) and e.state in ('enrolled', 'finished', 'incomplete') and h.trainer_id is not null
  union
  select x.worker_id, s.trainer_id from courses.seat x join courses.session s on s.city_id = x.city_id and s.id = x.session_id
  where x.city_id = ${cityId} and x.worker_id = any(${workerIds}::text[]) and x.is_live and x.enrolment_id is not null and x.state not in ('absent', 'excused')`);
/** A learner's place in a session, held for a mark. */
export const lockSeat = (tx: Tx, cityId: string, sessionId: string, workerId: string): Promise<{ state: SeatState; minutes: number; saidAt: Date | null } | undefined> => maybe(tx, sql<{ state: SeatState; minutes: number; saidAt: Date | null }>`
  select state, minutes, said_at from courses.seat where city_id = ${cityId} and session_id = ${sessionId} and worker_id = ${workerId} and is_live for update`);
export const enrolmentOfSeat = async (tx: Tx, cityId: string, sessionId: string, workerId: string): Promise<string | null> => (await one<{ enrolmentId: string | null }>(tx, sql`select enrolment_id from courses.seat where city_id = ${cityId} and session_id = ${sessionId} and worker_id = ${workerId}`)).enrolmentId;
