import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor } from '../../kernel/context.ts';
import { gatherStatistics } from '../../kernel/database.ts';
import { openCity } from '../../modules/accounts/index.ts';
import { cancelled, cashBanked, chargePaidInCash, chargeReceived, chargeRefunded, chart, depositDeducted, depositReturned, depositTaken, drawerDiffers, extraPaid, givenBack, moved, payoutArrived, payoutReturned, payoutStarted, postTransactions, received, recallStarted, refunded, reversed, settled, shareStarted, tendered, tenderReturned, tipTaken, tipTakenBack, trialBalance, type LedgerEntry } from '../../modules/payments/index.ts';
import { seeded } from '../demo/random.ts';
import { LedgerModel, type Operation } from '../drills/ledger-model.ts';
import { drawOperations } from '../drills/ledger-operations.ts';
import { withApp } from './offline.ts';
import { printResult } from './print-result.ts';

const BATCH = 1000;

/**
 * `linli drill ledger [--operations 1000000] [--seed 1] [--json]`: random operations, many of them wrong or repeated, into an empty ledger and into a
 * model of a hundred lines; afterwards both must agree to the fen, and nothing that must hold may be broken.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { operations: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });
  const result = await drillLedger({ count: Number(values.operations), seed: Number(values.seed) });
  printResult(result, values.json);
  return result.ok ? 0 : 1;
}

/** The drill itself, in a data folder of its own that is gone afterwards. */
export async function drillLedger({ count, seed }: { count: number; seed: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'linli-drill-'));
  const env = { ...process.env, LINLI_DATA: folder, DATABASE_URL: '', LINLI_LOG: 'silent', LINLI_DEMO: '0' };
  try {
    return await withApp(async (app) => {
      const actor = systemActor('drill');
      await app.perform(actor, openCity, { nameZh: '演练', nameEn: 'Drill', tier: 2, isDemo: false });
      const model = new LedgerModel(), random = seeded(seed), entryOfKey = new Map<string, { id: string; entry: LedgerEntry }>();
      const faults: string[] = [];
      let taken = 0, overdrawn = 0, repeated = 0, seconds = 0;
      let batchNo = 0;
      for (const batch of batches(drawOperations(random, count))) {
        // What autovacuum does for a served database: plans made for an empty ledger read all of it.
        if (Number.isInteger(Math.log2(++batchNo))) await app.database.transaction(gatherStatistics);
        // A reversal names a transaction that must be there, so it is asked for with what the ledger has kept.
        const ready = batch.map((operation) => ({ operation, entry: entryOf(operation, entryOfKey) }));
        const began = performance.now();
        const posted = await app.perform(actor, postTransactions, ready.map(({ entry }) => entry));
        seconds += (performance.now() - began) / 1000;
        for (const [at, { operation, entry }] of ready.entries()) {
          const answer = posted[at]!;
          const happened = !('overdrawn' in answer) && answer.isNew;
          if (happened !== model.apply(operation)) faults.push(`${operation.kind} ${operation.key}: ${JSON.stringify(answer)}`);
          if ('overdrawn' in answer) overdrawn += 1; else if (answer.isNew) taken += 1; else repeated += 1;
          if (happened && answer.transactionId !== null) entryOfKey.set(operation.key, { id: answer.transactionId, entry });
        }
      }
      const { sumFen, accounts } = await app.perform(actor, trialBalance, {});
      const real = new Map(accounts.map(({ account, balanceFen }) => [account, balanceFen]));
      for (const [account, fen] of model.balances) if ((real.get(account) ?? 0) !== fen) faults.push(`${account}: ${real.get(account) ?? 0} fen, the model says ${fen}`);
      for (const [account, fen] of real) if (fen !== 0 && !model.balances.has(account)) faults.push(`${account} is unknown to the model`);
      const overRefunded = [...model.refunded].filter(([order, fen]) => fen > (model.paid.get(order) ?? 0)).length;
      const checks = (await app.verify()).filter(({ ok, name }) => !ok && /ledger|negative/.test(name)).map(({ name, detail }) => `${name}: ${detail ?? ''}`);
      return { ok: faults.length === 0 && sumFen === 0 && checks.length === 0, operations: count, taken, refused: overdrawn, repeated, brokenInvariants: faults.length + checks.length, sumFen, accounts: model.balances.size, overRefunded, operationsPerSecond: Math.round(count / seconds), seconds: Math.round(seconds * 10) / 10, faults: [...faults, ...checks].slice(0, 10) };
    }, { env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* batches(operations: Iterable<Operation>): Generator<Operation[]> {
  let batch: Operation[] = [];
  for (const operation of operations) {
    // What a reversal takes back has to be known, so it waits for a batch of its own.
    if (operation.kind === 'reversal' && batch.length > 0) { yield batch; batch = []; }
    batch.push(operation);
    if (batch.length >= BATCH || operation.kind === 'reversal') { yield batch; batch = []; }
  }
  if (batch.length > 0) yield batch;
}

/** The real entry of an operation, as the product would post it. */
function entryOf(o: Operation, known: ReadonlyMap<string, { id: string; entry: LedgerEntry }>): LedgerEntry {
  const order = (no: string) => ({ orderId: no, orderNo: no });
  const about = { businessKey: o.key, kind: 'moved', orderId: null, words: { zh: '演练', en: 'Drill' } };
  const sourceOf = ({ of, id }: { of: 'stored' | 'cash'; id: string }) => chart[of](id);
  const under = (entry: LedgerEntry): LedgerEntry => ({ ...entry, businessKey: o.key });
  switch (o.kind) {
    case 'pay': return under(received({ ...order(o.order), provider: o.rail, tradeNo: o.key, amountFen: o.fen }));
    case 'refund': return under(refunded({ ...order(o.order), provider: o.rail, refundNo: o.key, amountFen: o.fen }));
    case 'split': return under(settled({
      ...order(o.order), totalFen: o.fen, workerId: o.worker, merchantId: o.merchant,
      split: { workerPayFen: o.workerFen, merchantFen: o.merchantFen, commissionFen: o.commissionFen, platformFeeFen: 0, insuranceFen: o.insuranceFen, materialsFen: 0, subsidyFen: o.subsidyFen, workerParts: [{ kind: 'labour', amountFen: o.workerFen }] },
    }));
    case 'giveBack': return under(givenBack({ ...order(o.order), kind: 'undoneItems', words: { zh: '部分退款', en: 'Part refund' }, workerId: o.worker, merchantId: o.merchant, shares: { workerFen: o.workerFen, merchantFen: o.merchantFen, commissionFen: o.commissionFen, compensationFen: o.compensationFen } }));
    case 'penalty': return under(cancelled({ ...order(o.order), paidFen: o.paidFen, refundFen: o.refundFen, workerPayFen: o.workerPayFen, workerId: o.worker, merchantId: o.merchant }));
    case 'payout': return under(payoutStarted({ payoutId: o.key, party: o.party, partyId: o.id, netFen: o.netFen, taxFen: o.taxFen }));
    case 'payoutArrived': return under(payoutArrived({ payoutId: o.key, party: 'worker', partyId: 'any', rail: o.rail, netFen: o.netFen, taxFen: 0 }));
    case 'payoutReturned': return under(payoutReturned({ payoutId: o.key, party: o.party, partyId: o.id, netFen: o.netFen, taxFen: o.taxFen }));
    case 'charge': return under(o.by.startsWith('cash:') ? chargePaidInCash({ chargeId: o.charge, no: o.charge, stationId: o.by.slice(5), orderId: null, amountFen: o.fen }) : chargeReceived({ chargeId: o.charge, no: o.charge, orderId: null, provider: o.by, tradeNo: o.key, amountFen: o.fen }));
    case 'chargeTaken': return under(o.use === 'tip' ? tipTaken({ tipId: o.key, chargeId: o.charge, workerId: o.party, orderId: 'any', orderNo: 'any', amountFen: o.fen }) : o.use === 'deposit' ? depositTaken({ chargeId: o.charge, merchantId: o.party, amountFen: o.fen, no: o.charge }) : moved(about, [{ from: chart.charge(o.charge), to: chart.stored(o.party), amountFen: o.fen, kind: 'topUp' }]));
    case 'chargeBack': return under(o.use === 'tip' ? tipTakenBack({ tipId: o.key, chargeId: o.charge, workerId: o.party, orderId: 'any', orderNo: 'any', amountFen: o.fen, workerFen: o.fen }) : o.use === 'deposit' ? depositReturned({ key: o.key, merchantId: o.party, chargeId: o.charge, amountFen: o.fen }) : moved(about, [{ from: chart.stored(o.party), to: chart.charge(o.charge), amountFen: o.fen, kind: 'topUpReturned' }]));
    case 'chargeRefund': return under(chargeRefunded({ chargeId: o.charge, no: o.charge, orderId: null, provider: o.rail, refundNo: o.key, amountFen: o.fen }));
    case 'deduct': return under(depositDeducted({ caseId: o.key, merchantId: o.merchant, amountFen: o.fen, words: '演练', orderId: null }));
    case 'tender': return under(tendered({ ...order(o.order), tenderId: o.key, from: sourceOf(o.from), amountFen: o.fen, words: about.words }));
    case 'tenderBack': return under(tenderReturned({ ...order(o.order), from: sourceOf(o.from), amountFen: o.fen, key: o.key }));
    case 'cashCount': return under(drawerDiffers({ countId: o.key, stationId: o.station, differenceFen: o.fen, words: '演练' }));
    case 'cashBank': return under(cashBanked({ handoverId: o.key, stationId: o.station, amountFen: o.fen, bankRef: o.key }));
    case 'extra': return under(extraPaid(o.what, { workerId: o.worker, amountFen: o.fen, key: o.key, orderId: null, words: about.words }));
    case 'share': return under(shareStarted({ id: o.key, ...order(o.order), merchantId: o.merchant, amountFen: o.fen }));
    case 'recall': return under(recallStarted({ id: o.key, ...order(o.order), merchantId: o.merchant, amountFen: o.fen }));
    case 'reversal': {
      const of = known.get(o.of);
      return of ? under(reversed(of.id, of.entry, '演练')) : { businessKey: o.key, kind: 'reversed', orderId: null, words: { zh: '', en: '' }, postings: [] };
    }
  }
}
