import type { ServiceFamily } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { PaperKind, Stage } from '../rules/joining.ts';

export type JoiningRow = {
  id: string; personId: string; merchantId: string | null; via: 'applied' | 'direct'; stage: Stage; stageAt: Date; name: string; pinyin: string; licenceNo: string; businessScope: string; address: string; complaintPhone: string; families: ServiceFamily[]; sentBackWords: string;
  commissionBasisPoints: number | null; workerShareBasisPoints: number | null; examPassedAt: Date | null; trialStartedAt: Date | null; trialEndsAt: Date | null; trialRounds: number; trialOverAt: Date | null; backTo: 'trial' | 'active' | 'suspended' | null;
  leaveAskedAt: Date | null; leaveWords: string; leftAt: Date | null; depositReturnedAt: Date | null; returnedFen: number | null; waitsForPlatform: boolean; createdAt: Date; submittedAt: Date | null; depositHeldFen: number; statusReason: string;
};
const columns = sql`j.id, j.person_id, j.merchant_id, j.via, j.stage, j.stage_at, j.name, j.pinyin, j.licence_no, j.business_scope, j.address, case when m.id is null then j.complaint_phone else m.complaint_phone end as complaint_phone, j.families, j.sent_back_words, j.commission_basis_points, j.worker_share_basis_points, j.exam_passed_at,
  j.trial_started_at, j.trial_ends_at, j.trial_rounds, j.trial_over_at, j.back_to, j.leave_asked_at, j.leave_words, j.left_at, j.deposit_returned_at, j.returned_fen, j.waits_for_platform, j.created_at, j.submitted_at, coalesce(m.deposit_held_fen, 0) as deposit_held_fen, coalesce(m.status_reason, '') as status_reason`;
const joined = sql`alliance.joining j left join alliance.merchant m on m.city_id = j.city_id and m.id = j.merchant_id`;

export const findJoining = (tx: Tx, cityId: string, id: string): Promise<JoiningRow | undefined> => maybe(tx, sql<JoiningRow>`select ${columns} from ${joined} where j.city_id = ${cityId} and j.id = ${id}`);
export const lockJoining = (tx: Tx, cityId: string, id: string): Promise<JoiningRow | undefined> => maybe(tx, sql<JoiningRow>`select ${columns} from ${joined} where j.city_id = ${cityId} and j.id = ${id} for update of j`);
export const joiningOfMerchant = (tx: Tx, cityId: string, merchantId: string): Promise<JoiningRow | undefined> => maybe(tx, sql<JoiningRow>`select ${columns} from ${joined} where j.city_id = ${cityId} and j.merchant_id = ${merchantId}`);
export const lockJoiningOfMerchant = (tx: Tx, cityId: string, merchantId: string): Promise<JoiningRow | undefined> => maybe(tx, sql<JoiningRow>`select ${columns} from ${joined} where j.city_id = ${cityId} and j.merchant_id = ${merchantId} for update of j`);
/** A person's newest, one that is not over before those that are. */
export const joiningOfPerson = (tx: Tx, cityId: string, personId: string): Promise<JoiningRow | undefined> => maybe(tx, sql<JoiningRow>`
  select ${columns} from ${joined} where j.city_id = ${cityId} and j.person_id = ${personId} order by (j.stage in ('refused', 'withdrawn', 'exited')), j.created_at desc, j.id desc limit 1`);
export const openJoiningByLicence = (tx: Tx, cityId: string, licenceNo: string, exceptId: string): Promise<{ name: string } | undefined> => maybe(tx, sql`
  select name from alliance.joining where city_id = ${cityId} and licence_no = ${licenceNo} and id <> ${exceptId} and stage not in ('draft', 'refused', 'withdrawn', 'exited') limit 1`);

export const insertJoining = (tx: Tx, cityId: string, j: Pick<JoiningRow, 'id' | 'personId' | 'merchantId' | 'via' | 'stage' | 'stageAt' | 'name' | 'pinyin' | 'licenceNo' | 'families' | 'commissionBasisPoints' | 'workerShareBasisPoints' | 'createdAt' | 'submittedAt'>): Promise<number> => run(tx, sql`
  insert into alliance.joining (city_id, id, person_id, merchant_id, via, stage, stage_at, name, pinyin, licence_no, families, commission_basis_points, worker_share_basis_points, created_at, submitted_at)
  values (${cityId}, ${j.id}, ${j.personId}, ${j.merchantId}, ${j.via}, ${j.stage}, ${j.stageAt}, ${j.name}, ${j.pinyin}, ${j.licenceNo}, ${j.families}::text[], ${j.commissionBasisPoints}, ${j.workerShareBasisPoints}, ${j.createdAt}, ${j.submittedAt})`);
/** Everything but the stage, which moves by `moveStage` alone, and the guarantee. */
export const updateJoining = (tx: Tx, cityId: string, j: JoiningRow): Promise<number> => run(tx, sql`
  update alliance.joining set merchant_id = ${j.merchantId}, name = ${j.name}, pinyin = ${j.pinyin}, licence_no = ${j.licenceNo}, business_scope = ${j.businessScope}, address = ${j.address}, complaint_phone = ${j.complaintPhone}, families = ${j.families}::text[],
    sent_back_words = ${j.sentBackWords}, commission_basis_points = ${j.commissionBasisPoints}, worker_share_basis_points = ${j.workerShareBasisPoints}, exam_passed_at = ${j.examPassedAt}, trial_started_at = ${j.trialStartedAt}, trial_ends_at = ${j.trialEndsAt},
    trial_rounds = ${j.trialRounds}, trial_over_at = ${j.trialOverAt}, back_to = ${j.backTo}, leave_asked_at = ${j.leaveAskedAt}, leave_words = ${j.leaveWords}, left_at = ${j.leftAt}, deposit_returned_at = ${j.depositReturnedAt}, returned_fen = ${j.returnedFen},
    submitted_at = ${j.submittedAt} where city_id = ${cityId} and id = ${j.id}`);
export const setWaits = (tx: Tx, cityId: string, id: string, waits: boolean): Promise<number> => run(tx, sql`update alliance.joining set waits_for_platform = ${waits} where city_id = ${cityId} and id = ${id} and waits_for_platform <> ${waits}`);

export type StepRow = { stage: Stage; fromAt: Date; untilAt: Date | null; byName: string; words: string };
/** Ends the step it stands at and begins another, at one and the same moment. */
export const moveStage = async (tx: Tx, cityId: string, step: { id: string; joiningId: string; merchantId: string | null; stage: Stage; at: Date; byId: string | null; byName: string; words: string }): Promise<void> => {
  await run(tx, sql`update alliance.joining_step set until_at = greatest(${step.at}::timestamptz, from_at) where city_id = ${cityId} and joining_id = ${step.joiningId} and until_at is null`);
  await run(tx, sql`
    insert into alliance.joining_step (city_id, id, joining_id, nth, merchant_id, stage, from_at, by_id, by_name, words)
    select ${cityId}, ${step.id}, ${step.joiningId}, (select count(*) + 1 from alliance.joining_step where city_id = ${cityId} and joining_id = ${step.joiningId}), ${step.merchantId}::text, ${step.stage}, ${step.at}::timestamptz, ${step.byId}::text, ${step.byName}, ${step.words}`);
  await run(tx, sql`update alliance.joining set stage = ${step.stage}, stage_at = ${step.at} where city_id = ${cityId} and id = ${step.joiningId}`);
};
export const stepsOf = (tx: Tx, cityId: string, joiningId: string): Promise<StepRow[]> => many(tx, sql<StepRow>`select stage, from_at, until_at, by_name, words from alliance.joining_step where city_id = ${cityId} and joining_id = ${joiningId} order by nth`);

export type PaperRow = {
  id: string; joiningId: string; kind: PaperKind; state: 'submitted' | 'passed' | 'failed' | 'lapsed'; numberEncrypted: string | null; shown: string; holderName: string; photoId: string | null; validFrom: string | null; validUntil: string | null; words: string;
  checkedByName: string | null; checkedAt: Date | null; at: Date;
};
/** In force: the one of its kind that counts. Renewal: waits beside it until it is passed and begins. */
type Place = 'inForce' | 'renewal';
const placed = (place: Place) => (place === 'renewal' ? sql`p.superseded_at is null and p.is_renewal` : sql`p.superseded_at is null and not p.is_renewal`);
const paperColumns = sql`p.id, p.joining_id, p.kind, p.state, p.number_encrypted, p.shown, p.holder_name, p.photo_id, p.valid_from, p.valid_until, p.words, p.checked_by_name, p.checked_at, p.at`;
const papersAt = (place: Place) => (tx: Tx, cityId: string, joiningIds: readonly string[]): Promise<PaperRow[]> => many(tx, sql<PaperRow>`select ${paperColumns} from alliance.joining_paper p where p.city_id = ${cityId} and p.joining_id = any(${joiningIds}::text[]) and ${placed(place)}`);
export const papersOf = papersAt('inForce');
export const renewalsOf = papersAt('renewal');
/** Takes the place of the one before it, which is kept. */
export const putPaper = async (tx: Tx, cityId: string, p: PaperRow & { checkedBy: string | null }, place: Place): Promise<void> => {
  await run(tx, sql`update alliance.joining_paper p set superseded_at = ${p.at} where p.city_id = ${cityId} and p.joining_id = ${p.joiningId} and p.kind = ${p.kind} and ${placed(place)}`);
  await run(tx, sql`insert into alliance.joining_paper (city_id, id, joining_id, kind, state, number_encrypted, shown, holder_name, photo_id, valid_from, valid_until, words, checked_by, checked_by_name, checked_at, at, is_renewal)
    values (${cityId}, ${p.id}, ${p.joiningId}, ${p.kind}, ${p.state}, ${p.numberEncrypted}, ${p.shown}, ${p.holderName}, ${p.photoId}, ${p.validFrom}::date, ${p.validUntil}::date, ${p.words}, ${p.checkedBy}, ${p.checkedByName}, ${p.checkedAt}, ${p.at}, ${place === 'renewal'})`);
};
/** A renewal comes into force; what it renews is kept as history. */
export const putInForce = async (tx: Tx, cityId: string, p: Pick<PaperRow, 'id' | 'joiningId' | 'kind'>, at: Date): Promise<void> => {
  await run(tx, sql`update alliance.joining_paper p set superseded_at = ${at} where p.city_id = ${cityId} and p.joining_id = ${p.joiningId} and p.kind = ${p.kind} and ${placed('inForce')}`);
  await run(tx, sql`update alliance.joining_paper set is_renewal = false where city_id = ${cityId} and id = ${p.id}`);
};
/** Renewals that were passed and have begun by a day. */
export const renewalsBegun = (tx: Tx, cityId: string, today: string): Promise<PaperRow[]> => many(tx, sql<PaperRow>`
  select ${paperColumns} from alliance.joining_paper p where p.city_id = ${cityId} and ${placed('renewal')} and p.state = 'passed' and coalesce(p.valid_from, ${today}::date) <= ${today}::date order by p.joining_id, p.id`);
export const judgePaper = (tx: Tx, cityId: string, p: { id: string; state: 'passed' | 'failed' | 'lapsed'; words: string; by: string | null; byName: string; at: Date }): Promise<number> => run(tx, sql`
  update alliance.joining_paper set state = ${p.state}, words = ${p.words}, checked_by = ${p.by}, checked_by_name = ${p.byName}, checked_at = ${p.at} where city_id = ${cityId} and id = ${p.id}`);
/** Papers in force of firms on their way or at work that end by a day or have ended; whether a renewal that was passed follows them. */
export const papersEnding = (tx: Tx, cityId: string, by: string): Promise<(PaperRow & { isFollowed: boolean })[]> => many(tx, sql`
  select ${paperColumns}, exists (select from alliance.joining_paper r where r.city_id = p.city_id and r.joining_id = p.joining_id and r.kind = p.kind and r.superseded_at is null and r.is_renewal and r.state = 'passed' and r.valid_from <= p.valid_until + 1) as is_followed
  from alliance.joining_paper p join alliance.joining j on j.city_id = p.city_id and j.id = p.joining_id
  where p.city_id = ${cityId} and ${placed('inForce')} and p.state = 'passed' and p.valid_until <= ${by}::date and j.stage not in ('exited', 'refused', 'withdrawn') order by p.valid_until, p.id`);
export const insertWarning = (tx: Tx, cityId: string, paperId: string, days: number, at: Date): Promise<number> => run(tx, sql`insert into alliance.paper_warning (city_id, paper_id, days, at) values (${cityId}, ${paperId}, ${days}, ${at}) on conflict do nothing`);

export type AccountRow = { id: string; joiningId: string; bankName: string; accountEncrypted: string; maskedAccount: string; holderName: string; referenceNo: string; state: 'sent' | 'passed' | 'failed'; tries: number; sentAt: Date };
export const accountOf = (tx: Tx, cityId: string, joiningId: string): Promise<AccountRow | undefined> => maybe(tx, sql<AccountRow>`
  select id, joining_id, bank_name, account_encrypted, masked_account, holder_name, reference_no, state, tries, sent_at from alliance.account_check where city_id = ${cityId} and joining_id = ${joiningId} and superseded_at is null`);
export const countAccountChecks = async (tx: Tx, cityId: string, joiningId: string, since: Date): Promise<number> => (await one<{ n: number }>(tx, sql`select count(*)::int as n from alliance.account_check where city_id = ${cityId} and joining_id = ${joiningId} and sent_at > ${since}`)).n;
export const insertAccountCheck = async (tx: Tx, cityId: string, a: AccountRow): Promise<void> => {
  await run(tx, sql`update alliance.account_check set superseded_at = ${a.sentAt} where city_id = ${cityId} and joining_id = ${a.joiningId} and superseded_at is null`);
  await run(tx, sql`insert into alliance.account_check (city_id, id, joining_id, bank_name, account_encrypted, masked_account, holder_name, reference_no, state, tries, sent_at)
    values (${cityId}, ${a.id}, ${a.joiningId}, ${a.bankName}, ${a.accountEncrypted}, ${a.maskedAccount}, ${a.holderName}, ${a.referenceNo}, ${a.state}, 0, ${a.sentAt})`);
};
export const setAccountCheck = (tx: Tx, cityId: string, a: { id: string; state: 'sent' | 'passed' | 'failed'; tries: number; at: Date }): Promise<number> => run(tx, sql`
  update alliance.account_check set state = ${a.state}, tries = ${a.tries}, ended_at = ${a.state === 'sent' ? null : a.at} where city_id = ${cityId} and id = ${a.id}`);

export type ListWish = { stage: Stage | null; waits: boolean; q: string | null; before: { at: Date; id: string } | null; limit: number };
/** Newest first; of those that wait, the one that has waited longest. */
export const listJoinings = (tx: Tx, cityId: string, wish: ListWish): Promise<JoiningRow[]> => {
  const start = wish.q === null ? '' : `%${wish.q.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  const conditions = [
    sql`j.city_id = ${cityId}`, ...(wish.stage === null ? [] : [sql`j.stage = ${wish.stage}`]), ...(wish.waits ? [sql`j.waits_for_platform`] : []), ...(wish.q === null ? [] : [sql`(j.name ilike ${start} or j.pinyin like ${start.toLowerCase()} or j.licence_no = ${wish.q})`]),
    ...(wish.before === null ? [] : [sql`(j.created_at, j.id) < (${wish.before.at}::timestamptz, ${wish.before.id})`]),
  ];
  return many(tx, sql<JoiningRow>`select ${columns} from ${joined} where ${sql.join(conditions, sql` and `)} order by j.created_at desc, j.id desc limit ${wish.limit}`);
};
export const stageCounts = (tx: Tx, cityId: string): Promise<{ stage: Stage; n: number; waiting: number }[]> => many(tx, sql`select stage, count(*)::int as n, count(*) filter (where waits_for_platform)::int as waiting from alliance.joining where city_id = ${cityId} group by stage`);

export const insertExamResult = (tx: Tx, cityId: string, r: { attemptId: string; merchantId: string; scorePercent: number; isPassed: boolean; at: Date }): Promise<number> => run(tx, sql`
  insert into alliance.exam_result (city_id, attempt_id, merchant_id, score_percent, is_passed, at) values (${cityId}, ${r.attemptId}, ${r.merchantId}, ${r.scorePercent}, ${r.isPassed}, ${r.at}) on conflict do nothing`);
export const examResults = (tx: Tx, cityId: string, merchantIds: readonly string[]): Promise<{ attemptId: string; merchantId: string; scorePercent: number; isPassed: boolean; at: Date }[]> => many(tx, sql`
  select attempt_id, merchant_id, score_percent, is_passed, at from alliance.exam_result where city_id = ${cityId} and merchant_id = any(${merchantIds}::text[]) order by at desc, attempt_id desc`);

export type GradeRow = { grade: 'A' | 'AA' | 'AAA' | 'AAAA' | 'AAAAA'; issuer: string; certificateNo: string; issuedOn: string; expiresOn: string };
export const gradeOf = (tx: Tx, cityId: string, merchantId: string): Promise<GradeRow | undefined> => maybe(tx, sql<GradeRow>`select grade, issuer, certificate_no, issued_on, expires_on from alliance.grade where city_id = ${cityId} and merchant_id = ${merchantId} order by at desc, id desc limit 1`);
export const insertGrade = (tx: Tx, cityId: string, g: GradeRow & { id: string; merchantId: string; byName: string; at: Date }): Promise<number> => run(tx, sql`
  insert into alliance.grade (city_id, id, merchant_id, grade, issuer, certificate_no, issued_on, expires_on, by_name, at) values (${cityId}, ${g.id}, ${g.merchantId}, ${g.grade}, ${g.issuer}, ${g.certificateNo}, ${g.issuedOn}::date, ${g.expiresOn}::date, ${g.byName}, ${g.at})`);
