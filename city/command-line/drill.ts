import { parseArgs } from 'node:util';
import { slotRace } from '../../stories/slot-race.ts';
import { run as drillBackup } from './drill-backup.ts';

/** `linli drill slot-race --url <base> [--clients 50] [--slots 20] [--json]` and `linli drill backup` */
export async function run(args: string[]): Promise<number> {
  if (args[0] === 'backup') return drillBackup(args.slice(1));
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: { url: { type: 'string', default: 'http://127.0.0.1:3000' }, clients: { type: 'string', default: '50' }, slots: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } },
  });
  if (positionals[0] !== 'slot-race') {
    process.stderr.write('没有这个演练 / No such drill. There are: slot-race, backup\n');
    return 2;
  }
  const result = await slotRace({ url: values.url, clients: Number(values.clients), slots: Number(values.slots) });
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${Object.entries(result).map(([k, v]) => `${k}: ${v}`).join('\n')}\n`);
  return result.ok ? 0 : 1;
}
