/**
 * How long a server takes to take in a table of applicants, and how much memory:
 *   node tools/bench/import.ts --url http://127.0.0.1:3000 [--phone 13900000001] [--rows 100000] [--csv] [--pid <server>] [--json]
 * The server runs with its demo on, so that the operator's login code can be read. With its process id its peak memory and processor time are read too.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createClient, endpointTable, type Wire } from '@linli/contract';
import { applicantHeadings, applicantRows, workbookOf } from './applicants.ts';

const { values: asked } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:3000' }, phone: { type: 'string', default: '13900000001' }, rows: { type: 'string', default: '100000' }, csv: { type: 'boolean', default: false }, pid: { type: 'string' }, json: { type: 'boolean', default: false } } });
const wire: Wire = async ({ method, path, headers, body }) => {
  const answer = await fetch(asked.url + path, { method, headers, ...(body !== undefined && { body }) });
  return { status: answer.status, text: await answer.text() };
};
const door = createClient({ table: endpointTable(), wire, token: () => null });
await door.accounts.requestCode({ phone: asked.phone });
const { messages } = await (await fetch(`${asked.url}/demo/sms?phone=${asked.phone}`)).json() as { messages: { params: { code?: string } }[] };
const { token } = await door.accounts.signIn({ phone: asked.phone, code: messages.find(({ params }) => params.code !== undefined)!.params.code! });
const operator = createClient({ table: endpointTable(), wire, token: () => token });

const cpuSeconds = (): number => {
  if (asked.pid === undefined) return 0;
  const fields = readFileSync(`/proc/${asked.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};
const peakMegabytes = (): number | null => (asked.pid === undefined ? null : Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${asked.pid}/status`, 'utf8'))![1]) / 1024));

const rows = [applicantHeadings, ...applicantRows(Number(asked.rows), 15_000_000_000 + Math.floor(Date.now() / 1000) % 90_000_000 * 10)];
const file = asked.csv ? Buffer.from(rows.map((row) => row.join(',')).join('\n')) : workbookOf(rows);
const [before, memoryBefore, startedAt] = [cpuSeconds(), peakMegabytes(), performance.now()];
const sent = await fetch(`${asked.url}/api/worker-imports?fileName=bench`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }, body: new Uint8Array(file) });
const begun = await sent.json() as { importId?: string; en?: string };
if (begun.importId === undefined) throw new Error(begun.en ?? `status ${sent.status}`);
let record = await operator.workers.getImport({ importId: begun.importId });
while (record.state === 'running') {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  record = await operator.workers.getImport({ importId: begun.importId });
}
const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
const found = { rows: record.rowsRead - 1, in: record.rowsIn, out: record.rowsOut, state: record.state, megabytes: Math.round(file.length / 1e5) / 10, seconds, cpuSeconds: Math.round((cpuSeconds() - before) * 10) / 10, peakMegabytesBefore: memoryBefore, peakMegabytes: peakMegabytes() };
process.stdout.write(asked.json ? `${JSON.stringify(found)}\n` : `${found.rows} rows (${found.megabytes} MB): ${found.in} in, ${found.out} out, ${found.seconds} s, ${found.cpuSeconds} s of processor, peak ${found.peakMegabytes ?? '?'} MB\n`);
process.exitCode = record.state === 'done' ? 0 : 1;
