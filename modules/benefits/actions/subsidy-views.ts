import type { OutputOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { certificateFacts, type CertificateFacts } from '../../training/index.ts';
import { identityOf, personOfWorker } from '../../workers/index.ts';
import { inBoth, learnerPays, monthsOn, packOf, sayClaim, stateNames, type PackItem } from '../rules/subsidies.ts';
import * as store from '../store/subsidies.ts';
import { findProgramme, rulesOf } from '../store/subsidy-programmes.ts';
import { attendances } from './subsidy-programmes.ts';

type Benefits = typeof contract.benefits;
export type SubsidyView = OutputOf<Benefits['getSubsidy']>;
export const subsidyReaders = ['operator', 'finance', 'auditor', 'agent', 'dispatcher', 'trainer', 'examiner'] as const;

export const certificateOf = async (ctx: Ctx, certificateId: string): Promise<CertificateFacts> => (await certificateFacts(ctx, { certificateIds: [certificateId] }))[0] ?? refuse('training.certificate_unknown');

/** The pack as it stands: of a draft gathered now by the rules of now, of any other as it was handed in. */
export async function packNow(ctx: Ctx, row: store.SubsidyRow, documents: readonly store.SubsidyDocumentRow[]): Promise<PackItem[]> {
  if (row.pack !== null) return row.pack;
  const programme = (await findProgramme(ctx.tx, ctx.cityId, row.programmeId))!;
  const certificate = await certificateOf(ctx, row.certificateId);
  return packOf({
    rules: programme.rules, maskedIdNumber: (await identityOf(ctx, row.workerId)).maskedIdNumber, certificate, attendance: (await attendances(ctx, row.workerId)).get(row.certificateKind) ?? null,
    hasDocument: (kind) => documents.some((one) => one.kind === kind), isDeclared: row.declaredAt !== null, courseFeeFen: row.courseFeeFen,
  });
}

/** Until when a paid claim may be fetched back. */
export const clawbackUntil = async (ctx: Ctx, row: store.SubsidyRow): Promise<string> => monthsOn(cityDay(row.paidAt!), (await rulesOf(ctx.tx, ctx.cityId, row.programmeId, row.programmeVersion)).clawbackMonths);

const no = (zh: string, en: string) => ({ isAllowed: false, why: { zh, en } });
const yes = { isAllowed: true, why: null };

export function briefOf(row: store.NamedSubsidyRow, missing: readonly PackItem[]): OutputOf<Benefits['listSubsidies']>['items'][number] {
  const words = sayClaim({ state: row.state, amountFen: row.amountFen, words: row.state === 'clawedBack' ? row.clawWords : row.words, missing, paidOn: row.paidAt === null ? null : cityDay(row.paidAt), owedFen: row.amountFen, takenFen: row.takenFen, payTo: row.payTo });
  return {
    claimId: row.id, no: row.no, programmeId: row.programmeId, programmeName: { zh: row.programmeZh, en: row.programmeEn }, programmeVersion: row.programmeVersion, year: row.year, workerId: row.workerId, workerName: row.workerName, maskedIdNumber: row.maskedIdNumber,
    certificateId: row.certificateId, certificateNumber: row.certificateNumber, certificateTitle: { zh: row.titleZh, en: row.titleEn }, certificateKind: row.certificateKind, state: row.state, stateName: stateNames[row.state], words,
    amountFen: row.amountFen, courseFeeFen: row.courseFeeFen, learnerPaysFen: learnerPays(row.courseFeeFen, row.amountFen), claimUntil: row.claimUntil, payTo: row.payTo, isPackComplete: row.pack !== null || missing.length === 0, officeNo: row.officeNo, paidAt: row.paidAt?.toISOString() ?? null,
    clawback: row.clawedAt === null ? null : { at: row.clawedAt.toISOString(), words: inBoth(row.clawWords), owedFen: row.amountFen, takenFen: row.takenFen, returnedFen: row.returnedFen },
  };
}

/** Claims with all there is to them. */
export async function subsidyViews(ctx: Ctx, rows: readonly store.NamedSubsidyRow[]): Promise<SubsidyView[]> {
  const ids = rows.map(({ id }) => id);
  const [steps, documents] = [await store.stepsOf(ctx.tx, ctx.cityId, ids), await store.subsidyDocumentsOf(ctx.tx, ctx.cityId, ids)];
  const views: SubsidyView[] = [];
  for (const row of rows) {
    const own = documents.filter(({ claimId }) => claimId === row.id);
    const pack = await packNow(ctx, row, own), missing = pack.filter(({ isThere }) => !isThere);
    const isOpen = row.state === 'draft' || row.state === 'submitted';
    const isDesk = holds(ctx.actor, ['operator', 'finance']);
    const over = no(`现在是“${stateNames[row.state].zh}”`, `It is “${stateNames[row.state].en}”`), desk = no('需要运营或财务权限', 'It takes an operator or finance');
    views.push({
      ...briefOf(row, missing), maskedIdNumber: row.maskedIdNumber || (pack.find(({ kind }) => kind === 'identity')?.value ?? ''), pack, isPackComplete: missing.length === 0,
      documents: own.map(({ id, kind, note, photoId, byName, at }) => ({ documentId: id, kind, note, photoId, byName, at: at.toISOString() })),
      steps: steps.filter(({ claimId }) => claimId === row.id).map(({ state, at, byName, words }) => ({ state, name: stateNames[state], at: at.toISOString(), byName, words })),
      can: {
        submit: row.state !== 'draft' ? over : missing.length > 0 ? no(`还差：${missing.map(({ name }) => name.zh).join('、')}`, `Missing: ${missing.map(({ name }) => name.en.toLowerCase()).join(', ')}`) : yes,
        addDocument: row.state === 'draft' ? yes : over, withdraw: isOpen ? yes : over, decide: row.state !== 'submitted' ? over : isDesk ? yes : desk,
        pay: row.state !== 'accepted' ? over : holds(ctx.actor, 'finance') ? yes : no('需要财务权限', 'It takes finance'), clawBack: row.state !== 'paid' ? over : isDesk ? yes : desk,
      },
    });
  }
  return views;
}
export const subsidyView = async (ctx: Ctx, claimId: string): Promise<SubsidyView> => (await subsidyViews(ctx, [(await store.findSubsidy(ctx.tx, ctx.cityId, claimId)) ?? refuse('benefits.subsidy_unknown')]))[0]!;

/** The claim, for herself and for the city; to everybody else it is unknown. */
export async function subsidyForActor(ctx: Ctx, claimId: string): Promise<store.NamedSubsidyRow> {
  const row = (await store.findSubsidy(ctx.tx, ctx.cityId, claimId)) ?? refuse('benefits.subsidy_unknown');
  const isTheirs = ctx.actor.kind === 'system' || holds(ctx.actor, [...subsidyReaders]) || (ctx.actor.personId !== null && (await personOfWorker(ctx, row.workerId)) === ctx.actor.personId);
  return isTheirs ? row : refuse('benefits.subsidy_unknown');
}
