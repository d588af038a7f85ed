import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { VirtualClock } from '../../kernel/clock.ts';
import { systemActor } from '../../kernel/context.ts';
import { gatherStatistics } from '../../kernel/database.ts';
import { openCity } from '../../modules/accounts/index.ts';
import { importBill, importPayments, listDifferences, reconcile } from '../../modules/payments/index.ts';
import { seeded } from '../demo/random.ts';
import { withApp } from './offline.ts';
import { printResult } from './print-result.ts';

const DAY = '2026-11-21';
const MIDNIGHT = Date.parse(`${DAY}T00:00:00+08:00`);
const kinds = ['missing', 'extra', 'amount', 'fee', 'date'] as const;

/**
 * `linli drill reconcile [--payments 100000] [--planted 50] [--seed 1] [--json]`: a day of payments in our books and in the simulated provider's, with
 * differences planted; the provider's bill is downloaded and compared as every morning, and must name exactly those.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { payments: { type: 'string', default: '100000' }, planted: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });
  const result = await drillReconcile({ count: Number(values.payments), planted: Number(values.planted), seed: Number(values.seed) });
  printResult(result, values.json);
  return result.ok ? 0 : 1;
}

/** The drill itself, in a data folder of its own that is gone afterwards. */
export async function drillReconcile({ count, planted, seed }: { count: number; planted: number; seed: number }) {
  const random = seeded(seed);
  const fateOf = new Map<number, (typeof kinds)[number]>();
  while (fateOf.size < planted) {
    const at = Math.floor(random() * count);
    if (!fateOf.has(at)) fateOf.set(at, kinds[fateOf.size % kinds.length]!);
  }
  const lines = Array.from({ length: count }, (_, i) => ({ no: `D${String(i).padStart(9, '0')}`, fen: 1000 + Math.floor(random() * 60_000), at: new Date(MIDNIGHT + 60_000 + Math.floor(random() * 86_000_000)), fate: fateOf.get(i) ?? null }));
  const folder = mkdtempSync(join(tmpdir(), 'linli-drill-'));
  try {
    // The provider's memory, as its simulator keeps it.
    mkdirSync(join(folder, 'outside'), { recursive: true });
    writeFileSync(join(folder, 'outside', 'pay.jsonl'), lines.filter(({ fate }) => fate !== 'missing').map(({ no, fen, at }) => `${JSON.stringify({ trade: {
      rail: 'wechat', outTradeNo: no, prepayId: `p${no}`, amountFen: fen, description: '演练', createdAt: at.toISOString(), expiresAt: at.toISOString(), notifyUrl: '/', returnUrl: '/', scene: 'h5', isToShare: false, state: 'paid', paidAt: at.toISOString(), transactionId: `42${no}`, payer: 'o_drill',
    } })}\n`).join(''));
    return await withApp(async (app) => {
      const actor = systemActor('drill');
      await app.perform(actor, openCity, { nameZh: '演练', nameEn: 'Drill', tier: 2, isDemo: false });
      for (let from = 0; from < count; from += 10_000) {
        await app.perform(actor, importPayments, { rail: 'wechat', rows: lines.slice(from, from + 10_000).filter(({ fate }) => fate !== 'extra').map(({ no, fen, at, fate }) => ({ tradeNo: no, amountFen: fate === 'amount' ? fen + 1 : fen, paidAt: fate === 'date' ? new Date(MIDNIGHT - 30_000) : at })) });
      }
      // A wrong fee cannot be told to the simulator, so these lines of the bill are there before it is fetched; a line told again stays as it was.
      await app.perform(actor, importBill, { rail: 'wechat', rows: lines.filter(({ fate }) => fate === 'fee').map(({ no, fen, at }) => ({ kind: 'paid' as const, outNo: no, railNo: `42${no}`, amountFen: fen, feeFen: Math.round((fen * 60) / 10_000) + 1, day: DAY, at })) });
      await app.database.transaction(gatherStatistics);
      const began = performance.now();
      const { rows, differences } = await app.perform(actor, reconcile, { rail: 'wechat', day: DAY });
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      const named: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page: Awaited<ReturnType<typeof listDifferences>> = await app.perform(actor, listDifferences, { limit: 200, ...(cursor && { cursor }) });
        named.push(...page.items.map(({ kind, outNo }) => `${kind} ${outNo}`));
        cursor = page.nextCursor;
      }
      const wanted = new Set(lines.flatMap(({ fate, no }) => (fate === null ? [] : [`${fate} ${no}`])));
      const found = named.filter((name) => wanted.has(name)).length, wrong = named.filter((name) => !wanted.has(name));
      const again = await app.perform(actor, reconcile, { rail: 'wechat', day: DAY });
      const broken = (await app.verify()).filter(({ ok, name }) => !ok && name === 'ledger sums to zero').length;
      const ok = found === planted && wrong.length === 0 && differences === planted && again.differences === planted && broken === 0;
      return { ok, payments: count, rows, planted, found, wrong: wrong.length, byKind: kinds.map((kind) => `${kind} ${named.filter((name) => name.startsWith(kind)).length}`), seconds, examples: wrong.slice(0, 5) };
    }, { env: { ...process.env, LINLI_DATA: folder, DATABASE_URL: '', LINLI_LOG: 'silent', LINLI_DEMO: '1' }, clock: new VirtualClock(new Date(MIDNIGHT + 36 * 3_600_000)), isJournalKept: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
