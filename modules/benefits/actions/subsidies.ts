import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { nextNumber } from '../../../kernel/counter.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { sheetFile } from '../../../kernel/sheet.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { certificateFacts, type CertificateFacts } from '../../training/index.ts';
import { identityOf, workerOf, workerOfActor, type WorkerFacts } from '../../workers/index.ts';
import { amountOf, evidenceNames, monthsOn, reasonsOf, spanOf, stateNames, type Reason, type SubsidyState } from '../rules/subsidies.ts';
import * as store from '../store/subsidies.ts';
import { findProgramme, listProgrammes, yearsOf, type ProgrammeRow } from '../store/subsidy-programmes.ts';
import { attendances, lockPlaces, thisYear } from './subsidy-programmes.ts';
import { briefOf, certificateOf, packNow, subsidyForActor, subsidyView, subsidyViews, type SubsidyView } from './subsidy-views.ts';

type Benefits = typeof contract.benefits;
type Chances = OutputOf<Benefits['mySubsidies']>;

/** Notes where a claim has come, tells it to whoever sees it live, and answers the claim. */
export async function noteMoved(ctx: Ctx, row: Pick<store.SubsidyRow, 'id' | 'programmeId' | 'workerId'>, state: SubsidyState, words = ''): Promise<void> {
  await store.addStep(ctx.tx, ctx.cityId, ctx.newId('sst'), { claimId: row.id, state, at: ctx.now, byName: ctx.actor.name, words });
  const worker = await workerOf(ctx, row.workerId);
  await ctx.emit('subsidy.moved', { claimId: row.id, programmeId: row.programmeId, workerId: row.workerId, state, personIds: [worker.personId], merchantId: worker.merchantId });
}
export const refuseOver = (state: SubsidyState): never => refuse('benefits.subsidy_over', { stateZh: stateNames[state].zh, stateEn: stateNames[state].en });

type Judged = { programme: ProgrammeRow; certificate: CertificateFacts; reasons: Reason[]; takenBy: store.Taken | undefined };
/** What stands for and against each certificate under each programme, in as many questions as one worker takes. */
async function judge(ctx: Ctx, worker: WorkerFacts, certificates: readonly CertificateFacts[], programmes: readonly ProgrammeRow[]): Promise<Judged[]> {
  const { key, bornOn, targetGroups } = await identityOf(ctx, worker.id);
  const attended = await attendances(ctx, worker.id);
  const taken = await store.takenBy(ctx.tx, ctx.cityId, { certificateIds: certificates.map(({ certificateId }) => certificateId), personKey: key });
  const year = thisYear(ctx), today = cityDay(ctx.now);
  const years = await yearsOf(ctx.tx, ctx.cityId, programmes.map(({ id }) => id));
  const left = new Map<string, number | null>();
  for (const { id } of programmes) {
    const quota = years.find((one) => one.programmeId === id && one.year === year)?.quotaPersons ?? null;
    left.set(id, quota === null ? null : quota - await store.countPlaces(ctx.tx, ctx.cityId, id, year));
  }
  return certificates.flatMap((certificate) => programmes.map((programme) => {
    const same = taken.find((one) => one.certificateId === certificate.certificateId || (one.isAlive && one.certificateKind === certificate.kind));
    const once = taken.find((one) => one.isAlive && one.oncePerPerson && one.programmeId === programme.id);
    const reasons = reasonsOf({
      programme, certificate: { ...certificate, issuedOn: cityDay(certificate.issuedAt) }, groups: targetGroups as never, bornOn, attendance: attended.get(certificate.kind) ?? null, claimedNo: same?.no ?? null, claimedOnceNo: once?.no ?? null, placesLeft: left.get(programme.id) ?? null, year, today,
    });
    return { programme, certificate, reasons, takenBy: same ?? once };
  }));
}

async function chancesOf(ctx: Ctx, worker: WorkerFacts): Promise<Chances> {
  const certificates = await certificateFacts(ctx, { workerIds: [worker.id] });
  const programmes = (await listProgrammes(ctx.tx, ctx.cityId)).filter(({ isOpen }) => isOpen);
  const rows = await store.subsidiesOf(ctx.tx, ctx.cityId, worker.id);
  // A kind of certificate a programme does not pay for is no chance that was missed; it is not shown.
  const judged = (await judge(ctx, worker, certificates, programmes)).filter(({ reasons }) => reasons.every(({ rule, isMet }) => isMet || rule !== 'kind'));
  const chances = judged.map(({ programme, certificate, reasons, takenBy }) => {
    const span = spanOf(programme.rules.amount, certificate.kind);
    const against = reasons.find(({ isMet }) => !isMet);
    const own = rows.find((row) => row.programmeId === programme.id && row.certificateId === certificate.certificateId && row.state !== 'withdrawn' && row.state !== 'refused');
    const claimUntil = monthsOn(cityDay(certificate.issuedAt), programme.rules.claimWithinMonths);
    return {
      programmeId: programme.id, programmeName: { zh: programme.nameZh, en: programme.nameEn }, certificateId: certificate.certificateId, certificateNumber: certificate.number, certificateTitle: certificate.title, isEligible: against === undefined, isClaimed: takenBy !== undefined, claimId: own?.id ?? null,
      amountFen: span.namedFen, leastFen: span.leastFen, mostFen: span.mostFen, claimUntil, reasons, words: against?.words ?? { zh: `可以申请，${claimUntil} 前有效`, en: `May be claimed until ${claimUntil}` },
    };
  });
  return { chances, claims: await subsidyViews(ctx, rows) };
}
export const mySubsidies = async (ctx: Ctx): Promise<Chances> => chancesOf(ctx, await workerOfActor(ctx));
export const subsidyChances = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<Chances> => chancesOf(ctx, await workerOf(ctx, workerId));

/** Refuses `benefits.subsidy_claimed` for what is taken, `benefits.quota_full` for a year without places, `benefits.subsidy_not_eligible` with the first reason against. */
async function demandChance(ctx: Ctx, worker: WorkerFacts, certificate: CertificateFacts, programme: ProgrammeRow): Promise<void> {
  const { reasons, takenBy } = (await judge(ctx, worker, [certificate], [programme]))[0]!;
  const against = reasons.find(({ isMet }) => !isMet);
  if (!against) return;
  if (against.rule === 'once' || against.rule === 'oncePerPerson') refuse('benefits.subsidy_claimed', { no: takenBy!.no });
  if (against.rule === 'quota') {
    const year = thisYear(ctx);
    refuse('benefits.quota_full', { year, count: await store.countPlaces(ctx.tx, ctx.cityId, programme.id, year) });
  }
  refuse('benefits.subsidy_not_eligible', { whyZh: against.words.zh, whyEn: against.words.en });
}

/** Begins a claim, or changes the draft that is there. Her own certificate, or any with an operator. */
export async function draftSubsidy(ctx: Ctx, { programmeId, certificateId, askedFen, courseFeeFen, declares }: ParsedOf<Benefits['draftSubsidy']>): Promise<SubsidyView> {
  const certificate = await certificateOf(ctx, certificateId);
  const worker = await workerOf(ctx, certificate.workerId);
  if (worker.personId !== ctx.actor.personId && !holds(ctx.actor, 'operator')) refuse('training.certificate_unknown');
  const programme = (await findProgramme(ctx.tx, ctx.cityId, programmeId)) ?? refuse('benefits.programme_unknown');
  await demandChance(ctx, worker, certificate, programme);
  await lockFor(ctx.tx, `benefits:draft:${ctx.cityId}:${programmeId}:${certificateId}`);
  const known = await store.draftOf(ctx.tx, ctx.cityId, programmeId, certificateId);
  const before = known && (await store.findSubsidy(ctx.tx, ctx.cityId, known.id))!;
  const feeFen = courseFeeFen ?? before?.courseFeeFen ?? null;
  const sum = amountOf(programme.rules.amount, certificate.kind, { askedFen: askedFen ?? (programme.rules.amount.kind === 'range' ? before?.amountFen : undefined), courseFeeFen: feeFen });
  if ('fault' in sum) return refuse('benefits.subsidy_amount_wrong', { min: (sum.fault.leastFen / 100).toFixed(2), most: (sum.fault.mostFen / 100).toFixed(2) }, askedFen === undefined ? 'courseFeeFen' : 'askedFen');
  const id = before?.id ?? ctx.newId('sub');
  await store.saveDraft(ctx.tx, ctx.cityId, {
    id, no: before?.no ?? `BT${await nextNumber(ctx, 'subsidy')}`, programmeId, programmeVersion: programme.version, oncePerPerson: programme.rules.oncePerPerson, year: thisYear(ctx), workerId: worker.id, certificateId, certificateNumber: certificate.number, certificateKind: certificate.kind,
    amountFen: sum.amountFen, courseFeeFen: feeFen, declaredAt: before?.declaredAt ?? (declares ? ctx.now : null), payTo: programme.rules.payTo, claimUntil: monthsOn(cityDay(certificate.issuedAt), programme.rules.claimWithinMonths),
  }, ctx.actor.name, ctx.now);
  if (!before) await noteMoved(ctx, { id, programmeId, workerId: worker.id }, 'draft');
  return subsidyView(ctx, id);
}

/** A photo of a proof, from her or the desk; words alone count only from who saw it for the platform. */
export async function addSubsidyDocument(ctx: Ctx, { claimId, kind, note, photo }: ParsedOf<Benefits['addSubsidyDocument']>): Promise<SubsidyView> {
  const row = await subsidyForActor(ctx, claimId);
  if (row.state !== 'draft') refuseOver(row.state);
  if (photo === undefined && (note === '' || !holds(ctx.actor, 'operator'))) refuse('benefits.subsidy_document_empty', {}, 'photo');
  const photoId = photo === undefined ? null : (await ctx.gateways.storage.put(photo)).photoId;
  await store.addSubsidyDocumentRow(ctx.tx, ctx.cityId, { id: ctx.newId('sdc'), claimId, kind, note, photoId, byName: ctx.actor.name, at: ctx.now });
  return subsidyView(ctx, claimId);
}

export async function subsidyPhoto(ctx: Ctx, { claimId, photoId }: ParsedOf<Benefits['subsidyPhoto']>): Promise<OutputOf<Benefits['subsidyPhoto']>> {
  await subsidyForActor(ctx, claimId);
  const isItsOwn = (await store.subsidyDocumentsOf(ctx.tx, ctx.cityId, [claimId])).some((one) => one.photoId === photoId);
  const photo = (isItsOwn ? await ctx.gateways.storage.read(photoId) : null) ?? refuse('benefits.subsidy_unknown');
  return { fileName: photoId, contentType: photo.contentType, base64: photo.bytes.toString('base64'), rowCount: 1 };
}

/**
 * Hands a claim in: judged once more by the rules of now, with its place taken. Who is one person, and one certificate, is held by the database: of two
 * who hand in at once the later one is refused.
 */
export async function submitSubsidy(ctx: Ctx, { claimId }: { claimId: string }): Promise<SubsidyView> {
  const seen = await subsidyForActor(ctx, claimId);
  const programme = (await findProgramme(ctx.tx, ctx.cityId, seen.programmeId))!;
  const { key, maskedIdNumber } = await identityOf(ctx, seen.workerId);
  await lockFor(ctx.tx, `benefits:subsidy:${ctx.cityId}:${key ?? seen.workerId}`);
  await lockPlaces(ctx, programme.id, thisYear(ctx));
  const [row] = await store.lockSubsidies(ctx.tx, ctx.cityId, [claimId]);
  if (row!.state !== 'draft') refuseOver(row!.state);
  const certificate = await certificateOf(ctx, row!.certificateId);
  await demandChance(ctx, await workerOf(ctx, row!.workerId), certificate, programme);
  const pack = await packNow(ctx, row!, await store.subsidyDocumentsOf(ctx.tx, ctx.cityId, [claimId]));
  const missing = pack.filter(({ isThere }) => !isThere);
  if (missing.length > 0 || key === null) refuse('benefits.subsidy_pack_open', { missingZh: missing.map(({ name }) => name.zh).join('、'), missingEn: missing.map(({ name }) => name.en.toLowerCase()).join(', ') });
  const sum = amountOf(programme.rules.amount, certificate.kind, { askedFen: row!.amountFen, courseFeeFen: row!.courseFeeFen });
  if ('fault' in sum) refuse('benefits.subsidy_not_eligible', { whyZh: '补贴标准改了，请重新填写金额', whyEn: 'the programme pays another sum now; fill it in anew' });
  try {
    await store.handIn(ctx.tx, ctx.cityId, claimId, { personKey: key, maskedIdNumber, pack, year: thisYear(ctx), amountFen: row!.amountFen, programmeVersion: programme.version, at: ctx.now });
  } catch (error) {
    if (isConflict(error)) refuse('benefits.subsidy_claimed', { no: seen.certificateNumber });
    throw error;
  }
  await noteMoved(ctx, row!, 'submitted');
  return subsidyView(ctx, claimId);
}

export async function withdrawSubsidy(ctx: Ctx, { claimId }: { claimId: string }): Promise<SubsidyView> {
  const seen = await subsidyForActor(ctx, claimId);
  const [row] = await store.lockSubsidies(ctx.tx, ctx.cityId, [claimId]);
  if (row!.state !== 'draft' && row!.state !== 'submitted') refuseOver(row!.state);
  await store.moveSubsidy(ctx.tx, ctx.cityId, claimId, { state: 'withdrawn', words: '', at: ctx.now });
  await noteMoved(ctx, seen, 'withdrawn');
  return subsidyView(ctx, claimId);
}

export const getSubsidy = async (ctx: Ctx, { claimId }: { claimId: string }): Promise<SubsidyView> => (await subsidyViews(ctx, [await subsidyForActor(ctx, claimId)]))[0]!;

const wishOf = ({ programmeId, state, year, workerId }: { programmeId?: string | undefined; state?: SubsidyState | undefined; year?: number | undefined; workerId?: string | undefined }) => ({ programmeId: programmeId ?? null, state: state ?? null, year: year ?? null, workerId: workerId ?? null });
export async function listSubsidies(ctx: Ctx, { cursor, limit, ...filter }: ParsedOf<Benefits['listSubsidies']>): Promise<OutputOf<Benefits['listSubsidies']>> {
  const rows = await store.listSubsidyRows(ctx.tx, ctx.cityId, { ...wishOf(filter), before: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => briefOf(row, [])), nextCursor: last ? `${last.createdAt.toISOString()} ${last.id}` : null };
}

const MOST_ROWS = 50_000;
const heads = { zh: ['申请编号', '项目', '年度', '姓名', '身份证号', '证书编号', '证书', '金额（元）', '状态', '受理编号', '提交材料', '出勤', '考试', '到账日期', '已追回（元）'], en: ['Claim', 'Programme', 'Year', 'Name', 'Identity number', 'Certificate number', 'Certificate', 'Amount (yuan)', 'State', 'Office number', 'Evidence', 'Attendance', 'Exam', 'Paid on', 'Fetched back (yuan)'] };

/** Claims with their packs as the office asks for them; numbers of identity cards stay masked. */
export async function exportSubsidies(ctx: Ctx, { format, language, ...filter }: ParsedOf<Benefits['exportSubsidies']>): Promise<OutputOf<Benefits['exportSubsidies']>> {
  const rows = (await store.listSubsidyRows(ctx.tx, ctx.cityId, { ...wishOf(filter), before: null, limit: MOST_ROWS })).filter(({ state }) => filter.state !== undefined || (state !== 'draft' && state !== 'withdrawn'));
  const valueOf = (row: store.SubsidyRow, kind: 'attendance' | 'exam'): string => row.pack?.find((one) => one.kind === kind)?.value ?? '';
  return sheetFile(language === 'zh' ? `培训补贴-${cityDay(ctx.now)}` : `subsidies-${cityDay(ctx.now)}`, format, {
    name: language === 'zh' ? '培训补贴' : 'Subsidies', columns: heads[language],
    rows: rows.map((row) => [
      row.no, language === 'zh' ? row.programmeZh : row.programmeEn, row.year, row.workerName, row.maskedIdNumber, row.certificateNumber, language === 'zh' ? row.titleZh : row.titleEn, { fen: row.amountFen }, stateNames[row.state][language], row.officeNo,
      (row.pack ?? []).filter(({ isThere }) => isThere).map(({ kind }) => evidenceNames[kind][language]).join(language === 'zh' ? '、' : ', '), valueOf(row, 'attendance'), valueOf(row, 'exam'), row.paidAt === null ? '' : cityDay(row.paidAt), { fen: row.takenFen },
    ]),
  });
}
