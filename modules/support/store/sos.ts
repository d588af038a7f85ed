import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { SosKind, SosOutcome, SosState } from '../rules/sos.ts';

export type SosRow = {
  id: string; clientId: string; raisedBy: string; side: 'worker' | 'family' | 'other'; kind: SosKind; wordsSealed: string; orderId: string | null; workerId: string | null; isDuringVisit: boolean; ticketId: string;
  madeAt: Date; openedAt: Date; secondAt: Date; thirdAt: Date; pressedTimes: number; state: SosState; level: number; rings: number; lon: number | null; lat: number | null; placeAt: Date | null; forgetAt: Date | null; isPlaceDoubtful: boolean; metersFromHome: number | null;
  acknowledgedAt: Date | null; acknowledgedBy: string | null; contactToldAt: Date | null; closedAt: Date | null; closedBy: string | null; outcome: SosOutcome | null; visit: 'excused' | 'usual' | null; resolution: string;
};
export type ListedSos = SosRow & { personName: string; maskedPhone: string; ticketNo: string; orderNo: string | null; estateName: string | null; acknowledgedByName: string | null; closedByName: string | null };
export type StepRow = { at: Date; what: string; byId: string | null; byName: string | null; wordsZh: string; wordsEn: string };
export type ContactRow = { name: string; relation: string; phoneSealed: string; phoneMasked: string; agreedAt: Date | null };

const listed = sql`
  select s.*, p.name as person_name, p.phone_masked as masked_phone, t.no as ticket_no, o.no as order_no, o.estate_name, ap.name as acknowledged_by_name, cp.name as closed_by_name
  from support.sos s
  join accounts.person p on p.city_id = s.city_id and p.id = s.raised_by
  join support.ticket t on t.city_id = s.city_id and t.id = s.ticket_id
  left join orders."order" o on o.city_id = s.city_id and o.id = s.order_id
  left join accounts.person ap on ap.city_id = s.city_id and ap.id = s.acknowledged_by
  left join accounts.person cp on cp.city_id = s.city_id and cp.id = s.closed_by`;

export type NewSos = Pick<SosRow, 'id' | 'clientId' | 'raisedBy' | 'side' | 'kind' | 'wordsSealed' | 'orderId' | 'workerId' | 'isDuringVisit' | 'ticketId' | 'madeAt' | 'openedAt' | 'secondAt' | 'thirdAt' | 'lon' | 'lat' | 'placeAt' | 'forgetAt' | 'isPlaceDoubtful' | 'metersFromHome'>;
export const insertSos = (tx: Tx, cityId: string, s: NewSos): Promise<number> => run(tx, sql`
  insert into support.sos (city_id, id, client_id, raised_by, side, kind, words_sealed, order_id, worker_id, is_during_visit, ticket_id, made_at, opened_at, second_at, third_at, state, lon, lat, place_at, forget_at, is_place_doubtful, meters_from_home)
  values (${cityId}, ${s.id}, ${s.clientId}, ${s.raisedBy}, ${s.side}, ${s.kind}, ${s.wordsSealed}, ${s.orderId}, ${s.workerId}, ${s.isDuringVisit}, ${s.ticketId}, ${s.madeAt}, ${s.openedAt}, ${s.secondAt}, ${s.thirdAt}, 'open', ${s.lon}, ${s.lat}, ${s.placeAt}, ${s.forgetAt}, ${s.isPlaceDoubtful}, ${s.metersFromHome})`);

export const lockSos = (tx: Tx, cityId: string, sosId: string): Promise<SosRow | undefined> => maybe(tx, sql<SosRow>`select * from support.sos where city_id = ${cityId} and id = ${sosId} for update`);
export const findSos = (tx: Tx, cityId: string, sosId: string): Promise<ListedSos | undefined> => maybe(tx, sql<ListedSos>`${listed} where s.city_id = ${cityId} and s.id = ${sosId}`);
/** The alarm a press of this person belongs to: the very same press, or the one that is not closed. */
export const sosOfPress = (tx: Tx, cityId: string, personId: string, clientId: string): Promise<SosRow | undefined> => maybe(tx, sql<SosRow>`
  select * from support.sos where city_id = ${cityId} and raised_by = ${personId} and (client_id = ${clientId} or state <> 'closed') order by client_id = ${clientId} desc limit 1 for update`);
/** Mine that is not closed, else the last one closed since. */
export const sosOfPerson = (tx: Tx, cityId: string, personId: string, since: Date): Promise<ListedSos | undefined> => maybe(tx, sql<ListedSos>`
  ${listed} where s.city_id = ${cityId} and s.raised_by = ${personId} and (s.state <> 'closed' or s.closed_at > ${since}) order by s.state = 'closed', s.opened_at desc limit 1`);

/** Nobody's first, then by when they were opened. There are never many. */
export const liveSos = (tx: Tx, cityId: string): Promise<ListedSos[]> => many(tx, sql<ListedSos>`${listed} where s.city_id = ${cityId} and s.state <> 'closed' order by s.state = 'open' desc, s.opened_at limit 100`);
export const closedSos = (tx: Tx, cityId: string, { before, limit }: { before: { at: Date; id: string } | null; limit: number }): Promise<ListedSos[]> => many(tx, sql<ListedSos>`
  ${listed} where s.city_id = ${cityId} and s.state = 'closed' ${before === null ? sql`` : sql`and (s.closed_at, s.id) < (${before.at}::timestamptz, ${before.id})`} order by s.closed_at desc, s.id desc limit ${limit}`);

export const pressAgain = (tx: Tx, cityId: string, sosId: string): Promise<number> => run(tx, sql`update support.sos set pressed_times = pressed_times + 1 where city_id = ${cityId} and id = ${sosId}`);
export const setPlace = (tx: Tx, cityId: string, sosId: string, place: { lon: number; lat: number; at: Date; forgetAt: Date; isDoubtful: boolean; metersFromHome: number | null }): Promise<number> => run(tx, sql`
  update support.sos set lon = ${place.lon}, lat = ${place.lat}, place_at = ${place.at}, forget_at = ${place.forgetAt}, is_place_doubtful = ${place.isDoubtful}, meters_from_home = ${place.metersFromHome} where city_id = ${cityId} and id = ${sosId}`);
export const setLevel = (tx: Tx, cityId: string, sosId: string, level: number): Promise<number> => run(tx, sql`update support.sos set level = ${level} where city_id = ${cityId} and id = ${sosId}`);
export const countRing = (tx: Tx, cityId: string, sosId: string): Promise<number> => run(tx, sql`update support.sos set rings = rings + 1 where city_id = ${cityId} and id = ${sosId}`);
export const acknowledgeRow = (tx: Tx, cityId: string, sosId: string, by: { personId: string | null; at: Date }): Promise<number> =>
  run(tx, sql`update support.sos set state = 'acknowledged', acknowledged_at = ${by.at}, acknowledged_by = ${by.personId} where city_id = ${cityId} and id = ${sosId} and state = 'open'`);
export const noteContactTold = (tx: Tx, cityId: string, sosId: string, at: Date): Promise<number> => run(tx, sql`update support.sos set contact_told_at = ${at} where city_id = ${cityId} and id = ${sosId}`);
export const closeRow = (tx: Tx, cityId: string, sosId: string, end: { at: Date; personId: string | null; outcome: SosOutcome; visit: 'excused' | 'usual' | null; resolution: string; forgetAt: Date }): Promise<number> => run(tx, sql`
  update support.sos set state = 'closed', closed_at = ${end.at}, closed_by = ${end.personId}, outcome = ${end.outcome}, visit = ${end.visit}, resolution = ${end.resolution},
    forget_at = case when lon is null then null else ${end.forgetAt}::timestamptz end where city_id = ${cityId} and id = ${sosId}`);

/** Adds a step. The alarm's row is locked, or new. */
export const addStep = (tx: Tx, cityId: string, sosId: string, step: StepRow): Promise<number> => run(tx, sql`
  insert into support.sos_step (city_id, sos_id, seq, at, what, by_id, by_name, words_zh, words_en)
  select ${cityId}, ${sosId}, coalesce(max(seq), 0) + 1, ${step.at}::timestamptz, ${step.what}, ${step.byId}::text, ${step.byName}::text, ${step.wordsZh}, ${step.wordsEn} from support.sos_step where city_id = ${cityId} and sos_id = ${sosId}`);
export const stepsOf = (tx: Tx, cityId: string, sosId: string): Promise<StepRow[]> => many(tx, sql<StepRow>`select at, what, by_id, by_name, words_zh, words_en from support.sos_step where city_id = ${cityId} and sos_id = ${sosId} order by seq`);

/** Who was told at a level, once; tells whether it is new. */
export const addTold = async (tx: Tx, cityId: string, sosId: string, told: { personId: string; level: number; at: Date; isRung: boolean }): Promise<void> => {
  await run(tx, sql`insert into support.sos_told (city_id, sos_id, person_id, level, at, is_rung) values (${cityId}, ${sosId}, ${told.personId}, ${told.level}, ${told.at}, ${told.isRung}) on conflict do nothing`);
};
export const toldOf = (tx: Tx, cityId: string, sosId: string): Promise<{ personId: string; level: number; name: string; at: Date; isRung: boolean }[]> => many(tx, sql<{ personId: string; level: number; name: string; at: Date; isRung: boolean }>`
  select t.person_id, t.level, p.name, t.at, t.is_rung from support.sos_told t join accounts.person p on p.city_id = t.city_id and p.id = t.person_id where t.city_id = ${cityId} and t.sos_id = ${sosId} order by t.level, p.name`);

/** Alarms that still know a place whose time is over. */
export const placesToForget = async (tx: Tx, cityId: string, now: Date, limit: number): Promise<string[]> => (await many<{ id: string }>(tx, sql`
  select id from support.sos where city_id = ${cityId} and lon is not null and forget_at <= ${now} order by forget_at limit ${limit} for update`)).map(({ id }) => id);
export const forgetPlace = (tx: Tx, cityId: string, sosId: string): Promise<number> =>
  run(tx, sql`update support.sos set lon = null, lat = null, place_at = null, forget_at = null, meters_from_home = null, is_place_doubtful = false where city_id = ${cityId} and id = ${sosId}`);

export const findContact = (tx: Tx, cityId: string, personId: string): Promise<ContactRow | undefined> =>
  maybe(tx, sql<ContactRow>`select name, relation, phone_sealed, phone_masked, agreed_at from support.emergency_contact where city_id = ${cityId} and person_id = ${personId}`);
export const saveContact = (tx: Tx, cityId: string, personId: string, contact: ContactRow & { changedAt: Date }): Promise<number> => run(tx, sql`
  insert into support.emergency_contact (city_id, person_id, name, relation, phone_sealed, phone_masked, agreed_at, changed_at)
  values (${cityId}, ${personId}, ${contact.name}, ${contact.relation}, ${contact.phoneSealed}, ${contact.phoneMasked}, ${contact.agreedAt}, ${contact.changedAt})
  on conflict (city_id, person_id) do update set name = excluded.name, relation = excluded.relation, phone_sealed = excluded.phone_sealed, phone_masked = excluded.phone_masked, agreed_at = excluded.agreed_at, changed_at = excluded.changed_at`);
export const deleteContact = (tx: Tx, cityId: string, personId: string): Promise<number> => run(tx, sql`delete from support.emergency_contact where city_id = ${cityId} and person_id = ${personId}`);

/** Alarms nobody has taken whose chain had not gone as far by `by` as it should have, or of which nobody was told. */
export const countLeftAlone = (tx: Tx, cityId: string, by: Date): Promise<{ seen: number; wrong: number; example: string | null }> => one(tx, sql<{ seen: number; wrong: number; example: string | null }>`
  select count(*)::int as seen, (count(*) filter (where is_alone))::int as wrong, min(id) filter (where is_alone) as example
  from (select id, acknowledged_at is null and ((level < 2 and second_at < ${by}) or (level < 3 and third_at < ${by})
    or (opened_at < ${by} and not exists (select from support.sos_step t where t.city_id = s.city_id and t.sos_id = s.id and t.what in ('told', 'nobody')))) as is_alone from support.sos s where s.city_id = ${cityId}) looked`);
export const countPlacesKept = (tx: Tx, cityId: string, by: Date): Promise<{ seen: number; wrong: number }> => one(tx, sql<{ seen: number; wrong: number }>`
  select count(*)::int as seen, (count(*) filter (where forget_at < ${by}))::int as wrong from support.sos where city_id = ${cityId} and lon is not null`);
