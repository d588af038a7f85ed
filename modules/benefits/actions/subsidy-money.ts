import type { Bilingual, EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { chart, moved, postTransaction, postTransactions, type Account } from '../../payments/index.ts';
import { personOfWorker } from '../../workers/index.ts';
import { revokedWords, stateNames } from '../rules/subsidies.ts';
import { yuan } from '../rules/stored.ts';
import { isSlipEntered } from '../store/loyalty.ts';
import * as store from '../store/subsidies.ts';
import { heldFen } from '../store/subsidy-programmes.ts';
import { noteMoved, refuseOver } from './subsidies.ts';
import { programmeView } from './subsidy-programmes.ts';
import { certificateOf, clawbackUntil, subsidyForActor, subsidyView, type SubsidyView } from './subsidy-views.ts';

type Benefits = typeof contract.benefits;
type Batch = OutputOf<Benefits['decideSubsidies']>;

/** The office's answer, claim by claim: what cannot be decided any more says so and holds up no other. */
export async function decideSubsidies(ctx: Ctx, { claimIds, isAccepted, officeNo, words }: ParsedOf<Benefits['decideSubsidies']>): Promise<Batch> {
  if (!isAccepted && words === '') refuse('benefits.subsidy_words_missing', {}, 'words');
  const rows = new Map((await store.lockSubsidies(ctx.tx, ctx.cityId, [...new Set(claimIds)])).map((row) => [row.id, row]));
  const answer: Batch = { done: [], failed: [] };
  for (const claimId of new Set(claimIds)) {
    const row = rows.get(claimId);
    const why = await whyNotDecided(ctx, row, isAccepted);
    if (why !== null) { answer.failed.push({ claimId, no: row?.no ?? '', words: why }); continue; }
    const state = isAccepted ? 'accepted' : 'refused';
    await store.moveSubsidy(ctx.tx, ctx.cityId, claimId, { state, words, officeNo, at: ctx.now });
    await noteMoved(ctx, row!, state, words);
    answer.done.push(await subsidyView(ctx, claimId));
  }
  return answer;
}
async function whyNotDecided(ctx: Ctx, row: store.SubsidyRow | undefined, isAccepted: boolean): Promise<Bilingual | null> {
  if (!row) return { zh: '没有这笔申请', en: 'No such claim' };
  if (row.state !== 'submitted') return { zh: `现在是“${stateNames[row.state].zh}”`, en: `It is “${stateNames[row.state].en}”` };
  if (isAccepted && (await certificateOf(ctx, row.certificateId)).state === 'revoked') return { zh: '证书已撤销', en: 'The certificate is revoked' };
  return null;
}

/** Whose it is: hers, or the school's that had advanced the fee. */
const payeeOf = ({ payTo, workerId }: Pick<store.SubsidyRow, 'payTo' | 'workerId'>): Account => (payTo === 'worker' ? chart.worker(workerId) : chart.training());

/** The office's money came: all of these claims, to the fen and by a slip nobody has entered before, go to whom they say. All or none. */
export async function paySubsidies(ctx: Ctx, { claimIds, slipNo, amountFen }: ParsedOf<Benefits['paySubsidies']>): Promise<Batch> {
  const ids = [...new Set(claimIds)];
  await demandSlip(ctx, slipNo);
  const rows = await store.lockSubsidies(ctx.tx, ctx.cityId, ids);
  if (rows.length < ids.length) refuse('benefits.subsidy_unknown', {}, 'claimIds');
  for (const row of rows) {
    if (row.state !== 'accepted') refuseOver(row.state);
    if ((await certificateOf(ctx, row.certificateId)).state === 'revoked') refuse('benefits.subsidy_over', { stateZh: '证书已撤销', stateEn: 'resting on a revoked certificate' });
  }
  const totalFen = rows.reduce((sum, row) => sum + row.amountFen, 0);
  if (totalFen !== amountFen) refuse('benefits.slip_amount', { total: (totalFen / 100).toFixed(2) }, 'amountFen');
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.programmeId, (sums.get(row.programmeId) ?? 0) + row.amountFen);
  await postTransaction(ctx, moved({ businessKey: `subsidyPaidIn:${slipNo}`, kind: 'subsidyPaidIn', orderId: null, words: { zh: `培训补贴到账 ${yuan(totalFen)}（回单 ${slipNo}，${rows.length} 笔）`, en: `${yuan(totalFen)} of training subsidies received (slip ${slipNo}, ${rows.length} claims)` } },
    [...sums].map(([programmeId, fen]) => ({ from: chart.bank(), to: chart.grant(programmeId), amountFen: fen, kind: 'subsidyPaidIn' }))));
  const done: SubsidyView[] = [];
  for (const row of rows) {
    await postTransaction(ctx, moved({ businessKey: `subsidy:${row.id}`, kind: 'trainingSubsidy', orderId: null, words: { zh: `培训补贴 ${row.no}：${yuan(row.amountFen)}`, en: `Training subsidy ${row.no}: ${yuan(row.amountFen)}` } },
      [{ from: chart.grant(row.programmeId), to: payeeOf(row), amountFen: row.amountFen, kind: 'trainingSubsidy' }]));
    await store.markSubsidyPaid(ctx.tx, ctx.cityId, row.id, slipNo, ctx.now);
    await noteMoved(ctx, row, 'paid', `回单 ${slipNo}`);
    await tellPerson(ctx, { personId: await personOfWorker(ctx, row.workerId), template: 'subsidyPaid', params: { no: row.no, amount: (row.amountFen / 100).toFixed(2) } });
    done.push(await subsidyView(ctx, row.id));
  }
  return { done, failed: [] };
}
/** Refuses `benefits.slip_used` for a slip under which money came in or went out before. */
async function demandSlip(ctx: Ctx, slipNo: string): Promise<void> {
  await lockFor(ctx.tx, `benefits:slip:${ctx.cityId}:${slipNo}`);
  for (const kind of ['subsidyPaidIn', 'subsidyReturned', 'fundPaidIn']) if (await isSlipEntered(ctx.tx, ctx.cityId, `${kind}:${slipNo}`)) refuse('benefits.slip_used', {}, 'slipNo');
}

/** A paid subsidy is owed back: what she has here goes at once, the rest as she earns. */
async function clawBack(ctx: Ctx, row: store.SubsidyRow, words: string): Promise<void> {
  await store.markClawed(ctx.tx, ctx.cityId, row.id, words, ctx.now);
  await noteMoved(ctx, row, 'clawedBack', words);
  await collect(ctx, { ...row, state: 'clawedBack' });
  await tellPerson(ctx, { personId: await personOfWorker(ctx, row.workerId), template: 'subsidyClawedBack', params: { no: row.no, amount: (row.amountFen / 100).toFixed(2), why: words } });
}
/** Takes what is there of what is owed. */
async function collect(ctx: Ctx, row: store.SubsidyRow): Promise<void> {
  const from = payeeOf(row), owedFen = row.amountFen - row.takenFen;
  const hasFen = row.payTo === 'school' ? owedFen : Math.max(0, (await heldFen(ctx.tx, ctx.cityId, [from.code])).get(from.code) ?? 0);
  const takenFen = Math.min(owedFen, hasFen);
  if (takenFen === 0) return;
  const [posted] = await postTransactions(ctx, [moved({ businessKey: `subsidyClawedBack:${row.id}:${row.takenFen}`, kind: 'subsidyClawedBack', orderId: null, words: { zh: `培训补贴 ${row.no} 追回 ${yuan(takenFen)}`, en: `Training subsidy ${row.no}: ${yuan(takenFen)} fetched back` } },
    [{ from, to: chart.grant(row.programmeId), amountFen: takenFen, kind: 'subsidyClawedBack' }])]);
  // Somebody took from the account between the look and the posting: the next morning finds what is left.
  if (posted && !('overdrawn' in posted)) await store.addTaken(ctx.tx, ctx.cityId, row.id, takenFen);
}
const MOST_AT_ONCE = 200;
export async function collectOwed(ctx: Ctx): Promise<void> {
  for (const row of await store.owedSubsidies(ctx.tx, ctx.cityId, MOST_AT_ONCE)) await collect(ctx, row);
}

export async function clawBackByHand(ctx: Ctx, { claimId, words }: ParsedOf<Benefits['clawBackSubsidy']>): Promise<SubsidyView> {
  await subsidyForActor(ctx, claimId);
  const [row] = await store.lockSubsidies(ctx.tx, ctx.cityId, [claimId]);
  if (row!.state !== 'paid') refuseOver(row!.state);
  const until = await clawbackUntil(ctx, row!);
  if (cityDay(ctx.now) > until) refuse('benefits.clawback_late', { until });
  await clawBack(ctx, row!, words);
  return subsidyView(ctx, claimId);
}

/** A certificate counts no longer: what was not paid yet ends, what was paid is fetched back within its time. */
export async function certificateRevoked(ctx: Ctx, { certificateId }: EventPayload<'certificate.revoked'>): Promise<void> {
  const words = revokedWords.zh;
  for (const row of await store.onCertificate(ctx.tx, ctx.cityId, certificateId)) {
    if (row.state === 'paid') {
      if (cityDay(ctx.now) <= await clawbackUntil(ctx, row)) await clawBack(ctx, row, words);
      continue;
    }
    const state = row.state === 'draft' ? 'withdrawn' : 'refused';
    await store.moveSubsidy(ctx.tx, ctx.cityId, row.id, { state, words, at: ctx.now });
    await noteMoved(ctx, row, state, words);
  }
}

/** What was fetched back goes to the office it came from. */
export async function returnSubsidies(ctx: Ctx, { programmeId, slipNo }: ParsedOf<Benefits['returnSubsidy']>): Promise<OutputOf<Benefits['returnSubsidy']>> {
  await programmeView(ctx, programmeId);
  await demandSlip(ctx, slipNo);
  const amountFen = await store.markReturned(ctx.tx, ctx.cityId, programmeId);
  if (amountFen === 0) refuse('benefits.nothing_to_return');
  await postTransaction(ctx, moved({ businessKey: `subsidyReturned:${slipNo}`, kind: 'subsidyReturned', orderId: null, words: { zh: `追回的培训补贴 ${yuan(amountFen)} 退回补贴部门（回单 ${slipNo}）`, en: `${yuan(amountFen)} of subsidies given back to the office (slip ${slipNo})` } },
    [{ from: chart.grant(programmeId), to: chart.bank(), amountFen, kind: 'subsidyReturned' }]));
  return programmeView(ctx, programmeId);
}
