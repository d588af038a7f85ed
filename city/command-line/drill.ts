import { parseArgs } from 'node:util';
import { slotRace } from '../../stories/slot-race.ts';
import { run as drillBackup } from './drill-backup.ts';
import { run as drillCallbacks } from './drill-callbacks.ts';
import { run as drillLedger } from './drill-ledger.ts';
import { run as drillReconcile } from './drill-reconcile.ts';
import { printResult } from './print-result.ts';

const drills: Record<string, (args: string[]) => Promise<number>> = { backup: drillBackup, callbacks: drillCallbacks, ledger: drillLedger, reconcile: drillReconcile };

/** `linli drill slot-race --url <base> [--clients 50] [--slots 20] [--json]`; the others say their own flags. */
export async function run(args: string[]): Promise<number> {
  const drill = drills[args[0] ?? ''];
  if (drill) return drill(args.slice(1));
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: { url: { type: 'string', default: 'http://127.0.0.1:3000' }, clients: { type: 'string', default: '50' }, slots: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } },
  });
  if (positionals[0] !== 'slot-race') {
    process.stderr.write(`没有这个演练 / No such drill. There are: slot-race, ${Object.keys(drills).join(', ')}\n`);
    return 2;
  }
  const result = await slotRace({ url: values.url, clients: Number(values.clients), slots: Number(values.slots) });
  printResult(result, values.json);
  return result.ok ? 0 : 1;
}
