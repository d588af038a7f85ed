/**
 * How long a server takes to take in a table of applicants, and how much memory:
 *   node tools/bench/import.ts --url http://127.0.0.1:3000 [--phone 13900000001] [--rows 100000] [--csv] [--pid <server>] [--json]
 * The server runs with its demo on, so that the operator's login code can be read. With its process id its peak memory and processor time are read too.
 */
import { parseArgs } from 'node:util';
import { signIn } from './own-city.ts';
import { sendTable } from './send-table.ts';

const { values: asked } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:3000' }, phone: { type: 'string', default: '13900000001' }, rows: { type: 'string', default: '100000' }, csv: { type: 'boolean', default: false }, pid: { type: 'string' }, json: { type: 'boolean', default: false } } });
const found = await sendTable({ url: asked.url, ...(await signIn(asked.url, asked.phone)), rows: Number(asked.rows), isCsv: asked.csv, pid: asked.pid === undefined ? null : Number(asked.pid), firstPhone: 15_000_000_000 + Math.floor(Date.now() / 1000) % 90_000_000 * 10 });
process.stdout.write(asked.json ? `${JSON.stringify(found)}\n` : `${found.rows} rows (${found.megabytes} MB): ${found.in} in, ${found.out} out, ${found.seconds} s, ${found.cpuSeconds ?? '?'} s of processor, peak ${found.peakMegabytes ?? '?'} MB\n`);
process.exitCode = found.state === 'done' ? 0 : 1;
