import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type SlotRow = { id: string; kind: string; place: string; examinerId: string; examinerName: string; startAt: Date; endAt: Date; capacity: number; booked: number; state: 'open' | 'cancelled'; cancelWords: string };
const slotColumns = sql`s.id, s.kind, s.place, s.examiner_id, e.name as examiner_name, s.start_at, s.end_at, s.capacity, s.booked, s.state, s.cancel_words`;
const slotRows = sql`exams.practical_slot s join accounts.person e on e.city_id = s.city_id and e.id = s.examiner_id`;
export const insertSlot = (tx: Tx, cityId: string, s: { id: string; kind: string; place: string; examinerId: string; startAt: Date; endAt: Date; capacity: number; madeAt: Date; madeByName: string }): Promise<number> => run(tx, sql`
  insert into exams.practical_slot (city_id, id, kind, place, examiner_id, start_at, end_at, capacity, made_at, made_by_name) values (${cityId}, ${s.id}, ${s.kind}, ${s.place}, ${s.examinerId}, ${s.startAt}, ${s.endAt}, ${s.capacity}, ${s.madeAt}, ${s.madeByName})`);
export const findSlot = (tx: Tx, cityId: string, id: string): Promise<SlotRow | undefined> => maybe(tx, sql<SlotRow>`select ${slotColumns} from ${slotRows} where s.city_id = ${cityId} and s.id = ${id}`);
export const lockSlot = async (tx: Tx, cityId: string, id: string): Promise<SlotRow | undefined> => {
  await run(tx, sql`select id from exams.practical_slot where city_id = ${cityId} and id = ${id} for update`);
  return findSlot(tx, cityId, id);
};
export type SlotWish = { kind: string | null; from: Date; examinerId: string | null; isOpenOnly: boolean; after: { at: Date; id: string } | null; limit: number };
export const listSlots = (tx: Tx, cityId: string, w: SlotWish): Promise<SlotRow[]> => many(tx, sql<SlotRow>`
  select ${slotColumns} from ${slotRows} where s.city_id = ${cityId} and s.start_at >= ${w.from} ${w.kind === null ? sql`` : sql`and s.kind = ${w.kind}`} ${w.examinerId === null ? sql`` : sql`and s.examiner_id = ${w.examinerId}`} ${w.isOpenOnly ? sql`and s.state = 'open'` : sql``}
    ${w.after === null ? sql`` : sql`and (s.start_at, s.id) > (${w.after.at}::timestamptz, ${w.after.id})`} order by s.start_at, s.id limit ${w.limit}`);
export const cancelSlot = (tx: Tx, cityId: string, id: string, words: string): Promise<number> => run(tx, sql`update exams.practical_slot set state = 'cancelled', cancel_words = ${words} where city_id = ${cityId} and id = ${id}`);
export const setExaminer = (tx: Tx, cityId: string, id: string, examinerId: string): Promise<number> => run(tx, sql`update exams.practical_slot set examiner_id = ${examinerId} where city_id = ${cityId} and id = ${id}`);
/** One more or one less; the constraint keeps it within the seats there are. */
export const countSeat = (tx: Tx, cityId: string, slotId: string, by: 1 | -1): Promise<number> => run(tx, sql`update exams.practical_slot set booked = booked + ${by} where city_id = ${cityId} and id = ${slotId}`);

export type SeatRow = {
  id: string; slotId: string; kind: string; workerId: string; workerName: string; personId: string; state: 'booked' | 'cancelled' | 'passed' | 'failed' | 'absent'; bookedAt: Date; place: string; examinerId: string; examinerName: string; startAt: Date; endAt: Date;
  signOffId: string | null; signedByName: string | null; isAbsent: boolean | null; items: { code: string; points: number }[] | null; redLines: string[] | null; scorePercent: number | null; isPassed: boolean | null; words: string | null; contentHash: string | null; phoneAt: Date | null; receivedAt: Date | null;
};
const seatColumns = sql`t.id, t.slot_id, t.kind, t.worker_id, wp.name as worker_name, w.person_id, t.state, t.booked_at, s.place, s.examiner_id, e.name as examiner_name, s.start_at, s.end_at,
  o.id as sign_off_id, oe.name as signed_by_name, o.is_absent, o.items, o.red_lines, o.score_percent, o.is_passed, o.words, o.content_hash, o.phone_at, o.received_at`;
const seatJoins = sql`join exams.practical_slot s on s.city_id = t.city_id and s.id = t.slot_id join accounts.person e on e.city_id = s.city_id and e.id = s.examiner_id
  join workers.worker w on w.city_id = t.city_id and w.id = t.worker_id join accounts.person wp on wp.city_id = w.city_id and wp.id = w.person_id
  left join exams.sign_off o on o.city_id = t.city_id and o.seat_id = t.id left join accounts.person oe on oe.city_id = o.city_id and oe.id = o.examiner_id`;
const seatsFrom = sql`exams.practical_seat t ${seatJoins}`;
export const insertSeat = (tx: Tx, cityId: string, t: { id: string; slotId: string; kind: string; workerId: string; bookedAt: Date }): Promise<number> => run(tx, sql`
  insert into exams.practical_seat (city_id, id, slot_id, kind, worker_id, booked_at) values (${cityId}, ${t.id}, ${t.slotId}, ${t.kind}, ${t.workerId}, ${t.bookedAt})`);
export const findSeat = (tx: Tx, cityId: string, id: string): Promise<SeatRow | undefined> => maybe(tx, sql<SeatRow>`select ${seatColumns} from ${seatsFrom} where t.city_id = ${cityId} and t.id = ${id}`);
export const lockSeat = async (tx: Tx, cityId: string, id: string): Promise<SeatRow | undefined> => {
  await run(tx, sql`select id from exams.practical_seat where city_id = ${cityId} and id = ${id} for update`);
  return findSeat(tx, cityId, id);
};
export const endSeat = (tx: Tx, cityId: string, id: string, state: 'cancelled' | 'passed' | 'failed' | 'absent', at: Date): Promise<number> => run(tx, sql`update exams.practical_seat set state = ${state}, ended_at = ${at} where city_id = ${cityId} and id = ${id} and state = 'booked'`);
export const openSeatOf = (tx: Tx, cityId: string, workerId: string): Promise<SeatRow | undefined> => maybe(tx, sql<SeatRow>`select ${seatColumns} from ${seatsFrom} where t.city_id = ${cityId} and t.worker_id = ${workerId} and t.state = 'booked'`);
export const seatsOfWorker = (tx: Tx, cityId: string, workerId: string): Promise<SeatRow[]> => many(tx, sql<SeatRow>`select ${seatColumns} from ${seatsFrom} where t.city_id = ${cityId} and t.worker_id = ${workerId} order by t.booked_at desc, t.id desc limit 100`);
export const seatsOfSlots = (tx: Tx, cityId: string, slotIds: readonly string[]): Promise<SeatRow[]> => many(tx, sql<SeatRow>`
  select ${seatColumns} from ${seatsFrom} where t.city_id = ${cityId} and t.slot_id = any(${slotIds}::text[]) and t.state <> 'cancelled' order by t.slot_id, t.booked_at, t.id`);
export type SeatWish = { kind: string | null; state: string | null; workerId: string | null; before: { at: Date; id: string } | null; limit: number };
export const listSeats = (tx: Tx, cityId: string, w: SeatWish): Promise<SeatRow[]> => many(tx, sql<SeatRow>`
  select ${seatColumns} from (select * from exams.practical_seat l where l.city_id = ${cityId} ${w.kind === null ? sql`` : sql`and l.kind = ${w.kind}`} ${w.state === null ? sql`` : sql`and l.state = ${w.state}`} ${w.workerId === null ? sql`` : sql`and l.worker_id = ${w.workerId}`}
    ${w.before === null ? sql`` : sql`and (l.booked_at, l.id) < (${w.before.at}::timestamptz, ${w.before.id})`} order by l.booked_at desc, l.id desc limit ${w.limit}) t ${seatJoins} order by t.booked_at desc, t.id desc`);

type NewSignOff = { id: string; seatId: string; examinerId: string; isAbsent: boolean; items: readonly { code: string; points: number }[]; redLines: readonly string[]; scorePercent: number; isPassed: boolean; words: string; contentHash: string; phoneAt: string | null; receivedAt: Date };
export const insertSignOff = (tx: Tx, cityId: string, o: NewSignOff): Promise<number> => run(tx, sql`
  insert into exams.sign_off (city_id, id, seat_id, examiner_id, is_absent, items, red_lines, score_percent, is_passed, words, content_hash, phone_at, received_at)
  values (${cityId}, ${o.id}, ${o.seatId}, ${o.examinerId}, ${o.isAbsent}, ${JSON.stringify(o.items)}::jsonb, ${o.redLines}::text[], ${o.scorePercent}, ${o.isPassed}, ${o.words}, ${o.contentHash}, ${o.phoneAt}::timestamptz, ${o.receivedAt})`);

export const examiners = (tx: Tx, cityId: string): Promise<{ personId: string; name: string }[]> => many(tx, sql<{ personId: string; name: string }>`
  select p.id as person_id, p.name from accounts.person p where p.city_id = ${cityId} and exists (select from accounts.role_grant g where g.city_id = p.city_id and g.person_id = p.id and g.role = 'examiner') order by p.name, p.id limit 500`);
export const isExaminer = async (tx: Tx, cityId: string, personId: string): Promise<boolean> => (await maybe(tx, sql`select 1 from accounts.role_grant where city_id = ${cityId} and person_id = ${personId} and role = 'examiner'`)) !== undefined;
/** Whom of some learners this person has coached, ever. */
export const coachedBy = async (tx: Tx, cityId: string, personId: string, workerIds: readonly string[]): Promise<string[]> => (await many<{ id: string }>(tx, sql`
  select distinct m.trainee_id as id from training.mentor_pair m join workers.worker w on w.city_id = m.city_id and w.id = m.mentor_id where m.city_id = ${cityId} and w.person_id = ${personId} and m.trainee_id = any(${workerIds}::text[])`)).map(({ id }) => id);
/** People who have coached this learner. */
export const coachesOf = async (tx: Tx, cityId: string, workerId: string): Promise<string[]> => (await many<{ id: string }>(tx, sql`
  select distinct w.person_id as id from training.mentor_pair m join workers.worker w on w.city_id = m.city_id and w.id = m.mentor_id where m.city_id = ${cityId} and m.trainee_id = ${workerId}`)).map(({ id }) => id);
