import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { PackItem, SubsidyState } from '../rules/subsidies.ts';

export type SubsidyRow = {
  id: string; no: string; programmeId: string; programmeVersion: number; oncePerPerson: boolean; year: number; workerId: string; personKey: string | null; maskedIdNumber: string; certificateId: string; certificateNumber: string; certificateKind: string; state: SubsidyState; amountFen: number; courseFeeFen: number | null;
  declaredAt: Date | null; payTo: 'worker' | 'school'; claimUntil: string; pack: PackItem[] | null; createdAt: Date; words: string; officeNo: string; slipNo: string | null; paidAt: Date | null; clawedAt: Date | null; clawWords: string; takenFen: number; returnedFen: number;
};
export type NamedSubsidyRow = SubsidyRow & { workerName: string; programmeZh: string; programmeEn: string; titleZh: string; titleEn: string };
const columns = sql`c.id, c.no, c.programme_id, c.programme_version, c.once_per_person, c.year, c.worker_id, c.person_key, c.masked_id_number, c.certificate_id, c.certificate_number, c.certificate_kind, c.state, c.amount_fen, c.course_fee_fen, c.declared_at, c.pay_to,
  to_char(c.claim_until, 'YYYY-MM-DD') as claim_until, c.pack, c.created_at, c.words, c.office_no, c.slip_no, c.paid_at, c.clawed_at, c.claw_words, c.taken_fen, c.returned_fen`;
const named = sql`${columns}, p.name as worker_name, g.name_zh as programme_zh, g.name_en as programme_en, t.title_zh, t.title_en`;
const rows = sql`benefits.subsidy_claim c join benefits.subsidy_programme g on g.city_id = c.city_id and g.id = c.programme_id join training.certificate t on t.city_id = c.city_id and t.id = c.certificate_id
  join workers.worker w on w.city_id = c.city_id and w.id = c.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;

export const findSubsidy = (tx: Tx, cityId: string, id: string): Promise<NamedSubsidyRow | undefined> => maybe(tx, sql<NamedSubsidyRow>`select ${named} from ${rows} where c.city_id = ${cityId} and c.id = ${id}`);
export const lockSubsidies = (tx: Tx, cityId: string, ids: readonly string[]): Promise<SubsidyRow[]> => many(tx, sql<SubsidyRow>`select ${columns} from benefits.subsidy_claim c where c.city_id = ${cityId} and c.id = any(${ids}::text[]) order by c.id for update`);
export const subsidiesOf = (tx: Tx, cityId: string, workerId: string): Promise<NamedSubsidyRow[]> => many(tx, sql<NamedSubsidyRow>`select ${named} from ${rows} where c.city_id = ${cityId} and c.worker_id = ${workerId} order by c.created_at desc, c.id desc`);
export const draftOf = (tx: Tx, cityId: string, programmeId: string, certificateId: string): Promise<{ id: string } | undefined> => maybe(tx, sql`
  select id from benefits.subsidy_claim where city_id = ${cityId} and programme_id = ${programmeId} and certificate_id = ${certificateId} and state = 'draft'`);
/** Claims that rest on a certificate and are not over. */
export const onCertificate = (tx: Tx, cityId: string, certificateId: string): Promise<SubsidyRow[]> => many(tx, sql<SubsidyRow>`
  select ${columns} from benefits.subsidy_claim c where c.city_id = ${cityId} and c.certificate_id = ${certificateId} and c.state in ('draft', 'submitted', 'accepted', 'paid') order by c.id for update`);

/** Claims that take a certificate's or a person's one place: the same certificate, or the same person's same kind, or her one claim of a programme. */
export type Taken = { id: string; no: string; programmeId: string; certificateId: string; certificateKind: string; oncePerPerson: boolean; isAlive: boolean };
export const takenBy = (tx: Tx, cityId: string, about: { certificateIds: readonly string[]; personKey: string | null }): Promise<Taken[]> => many(tx, sql<Taken>`
  select id, no, programme_id, certificate_id, certificate_kind, once_per_person, state in ('submitted', 'accepted', 'paid') as is_alive from benefits.subsidy_claim
  where city_id = ${cityId} and state in ('submitted', 'accepted', 'paid', 'clawedBack') and (certificate_id = any(${about.certificateIds}::text[]) or person_key = ${about.personKey})`);
export const countPlaces = async (tx: Tx, cityId: string, programmeId: string, year: number): Promise<number> => (await one<{ n: number }>(tx, sql`
  select count(*)::int as n from benefits.subsidy_claim where city_id = ${cityId} and programme_id = ${programmeId} and year = ${year} and state in ('submitted', 'accepted', 'paid')`)).n;

type Draft = Pick<SubsidyRow, 'id' | 'no' | 'programmeId' | 'programmeVersion' | 'oncePerPerson' | 'year' | 'workerId' | 'certificateId' | 'certificateNumber' | 'certificateKind' | 'amountFen' | 'courseFeeFen' | 'declaredAt' | 'payTo' | 'claimUntil'>;
export const saveDraft = (tx: Tx, cityId: string, d: Draft, by: string, at: Date): Promise<number> => run(tx, sql`
  insert into benefits.subsidy_claim (city_id, id, no, programme_id, programme_version, once_per_person, year, worker_id, certificate_id, certificate_number, certificate_kind, state, amount_fen, course_fee_fen, declared_at, pay_to, claim_until, created_at, created_by, moved_at)
  values (${cityId}, ${d.id}, ${d.no}, ${d.programmeId}, ${d.programmeVersion}, ${d.oncePerPerson}, ${d.year}, ${d.workerId}, ${d.certificateId}, ${d.certificateNumber}, ${d.certificateKind}, 'draft', ${d.amountFen}, ${d.courseFeeFen}, ${d.declaredAt}, ${d.payTo}, ${d.claimUntil}::date, ${at}, ${by}, ${at})
  on conflict (city_id, id) do update set programme_version = excluded.programme_version, once_per_person = excluded.once_per_person, amount_fen = excluded.amount_fen, course_fee_fen = excluded.course_fee_fen, declared_at = excluded.declared_at, pay_to = excluded.pay_to, claim_until = excluded.claim_until`);
export const handIn = (tx: Tx, cityId: string, id: string, to: { personKey: string; maskedIdNumber: string; pack: readonly PackItem[]; year: number; amountFen: number; programmeVersion: number; at: Date }): Promise<number> => run(tx, sql`
  update benefits.subsidy_claim set state = 'submitted', person_key = ${to.personKey}, masked_id_number = ${to.maskedIdNumber}, pack = ${JSON.stringify(to.pack)}::jsonb, year = ${to.year}, amount_fen = ${to.amountFen}, programme_version = ${to.programmeVersion}, moved_at = ${to.at}
  where city_id = ${cityId} and id = ${id} and state = 'draft'`);
export const moveSubsidy = (tx: Tx, cityId: string, id: string, to: { state: SubsidyState; words: string; officeNo?: string; at: Date }): Promise<number> => run(tx, sql`
  update benefits.subsidy_claim set state = ${to.state}, words = ${to.words}, office_no = coalesce(${to.officeNo ?? null}::text, office_no), moved_at = ${to.at} where city_id = ${cityId} and id = ${id}`);
export const markSubsidyPaid = (tx: Tx, cityId: string, id: string, slipNo: string, at: Date): Promise<number> => run(tx, sql`
  update benefits.subsidy_claim set state = 'paid', slip_no = ${slipNo}, paid_at = ${at}, moved_at = ${at} where city_id = ${cityId} and id = ${id}`);
export const markClawed = (tx: Tx, cityId: string, id: string, words: string, at: Date): Promise<number> => run(tx, sql`
  update benefits.subsidy_claim set state = 'clawedBack', clawed_at = ${at}, claw_words = ${words}, moved_at = ${at} where city_id = ${cityId} and id = ${id}`);
export const addTaken = (tx: Tx, cityId: string, id: string, fen: number): Promise<number> => run(tx, sql`update benefits.subsidy_claim set taken_fen = taken_fen + ${fen} where city_id = ${cityId} and id = ${id}`);
/** Fetched back and still owed in part, the oldest first. */
export const owedSubsidies = (tx: Tx, cityId: string, limit: number): Promise<SubsidyRow[]> => many(tx, sql<SubsidyRow>`
  select ${columns} from benefits.subsidy_claim c where c.city_id = ${cityId} and c.state = 'clawedBack' and c.taken_fen < c.amount_fen order by c.clawed_at, c.id limit ${limit} for update skip locked`);
export const markReturned = async (tx: Tx, cityId: string, programmeId: string): Promise<number> => (await one<{ fen: number }>(tx, sql`
  with moved as (
    update benefits.subsidy_claim c set returned_fen = c.taken_fen from (select id, taken_fen - returned_fen as fen from benefits.subsidy_claim where city_id = ${cityId} and programme_id = ${programmeId} and taken_fen > returned_fen for update) o
    where c.city_id = ${cityId} and c.id = o.id returning o.fen)
  select coalesce(sum(fen), 0)::bigint as fen from moved`)).fen;

export type SubsidyWish = { programmeId: string | null; state: SubsidyState | null; year: number | null; workerId: string | null; before: { at: Date; id: string } | null; limit: number };
export const listSubsidyRows = (tx: Tx, cityId: string, wish: SubsidyWish): Promise<NamedSubsidyRow[]> => many(tx, sql<NamedSubsidyRow>`
  select ${named} from ${rows} where c.city_id = ${cityId} and (${wish.programmeId}::text is null or c.programme_id = ${wish.programmeId}) and (${wish.state}::text is null or c.state = ${wish.state}) and (${wish.year}::int is null or c.year = ${wish.year})
    and (${wish.workerId}::text is null or c.worker_id = ${wish.workerId}) and (${wish.before === null} or (c.created_at, c.id) < (${wish.before?.at ?? null}::timestamptz, ${wish.before?.id ?? ''}))
  order by c.created_at desc, c.id desc limit ${wish.limit}`);

export type StepRow = { claimId: string; state: SubsidyState; at: Date; byName: string; words: string };
export const addStep = (tx: Tx, cityId: string, id: string, s: StepRow): Promise<number> => run(tx, sql`
  insert into benefits.subsidy_step (city_id, id, claim_id, state, at, by_name, words) values (${cityId}, ${id}, ${s.claimId}, ${s.state}, ${s.at}, ${s.byName}, ${s.words})`);
export const stepsOf = (tx: Tx, cityId: string, claimIds: readonly string[]): Promise<StepRow[]> => many(tx, sql<StepRow>`select claim_id, state, at, by_name, words from benefits.subsidy_step where city_id = ${cityId} and claim_id = any(${claimIds}::text[]) order by at, id`);
export type SubsidyDocumentRow = { id: string; claimId: string; kind: 'group' | 'exam' | 'fee' | 'other'; note: string; photoId: string | null; byName: string; at: Date };
export const addSubsidyDocumentRow = (tx: Tx, cityId: string, d: SubsidyDocumentRow): Promise<number> => run(tx, sql`
  insert into benefits.subsidy_document (city_id, id, claim_id, kind, note, photo_id, by_name, at) values (${cityId}, ${d.id}, ${d.claimId}, ${d.kind}, ${d.note}, ${d.photoId}, ${d.byName}, ${d.at})`);
export const subsidyDocumentsOf = (tx: Tx, cityId: string, claimIds: readonly string[]): Promise<SubsidyDocumentRow[]> => many(tx, sql<SubsidyDocumentRow>`
  select id, claim_id, kind, note, photo_id, by_name, at from benefits.subsidy_document where city_id = ${cityId} and claim_id = any(${claimIds}::text[]) order by at, id`);
