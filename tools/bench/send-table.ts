import { readFileSync, writeFileSync } from 'node:fs';
import type { Client } from '@linli/contract';
import { applicantHeadings, applicantRows, workbookOf } from './applicants.ts';

const cpuSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};
const peakMegabytes = (pid: number): number => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);

/** What was used at the start, while the database was opened, does not count; where the kernel cannot forget the peak it stays in. */
const forgetPeak = (pid: number): void => { try { writeFileSync(`/proc/${pid}/clear_refs`, '5'); } catch { /* not ours to reset */ } };

export type Sent = { rows: number; in: number; out: number; state: string; megabytes: number; seconds: number; cpuSeconds: number | null; peakMegabytesBefore: number | null; peakMegabytes: number | null };
/** Sends a table of invented applicants to a server and waits until it is taken in. With the server's process id (on Linux) its processor time and peak memory are read too. */
export async function sendTable({ url, client, token, rows: count, isCsv = false, pid = null, firstPhone = 15_000_000_000 }: { url: string; client: Client; token: string; rows: number; isCsv?: boolean; pid?: number | null; firstPhone?: number }): Promise<Sent> {
  const table = [applicantHeadings, ...applicantRows(count, firstPhone)];
  const file = isCsv ? Buffer.from(table.map((row) => row.join(',')).join('\n')) : workbookOf(table);
  const watched = pid !== null && process.platform === 'linux' ? pid : null;
  if (watched !== null) forgetPeak(watched);
  const [before, memoryBefore, startedAt] = [watched === null ? 0 : cpuSeconds(watched), watched === null ? null : peakMegabytes(watched), performance.now()];
  const sent = await fetch(`${url}/api/worker-imports?fileName=bench`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }, body: new Uint8Array(file) });
  const begun = await sent.json() as { importId?: string; en?: string };
  if (begun.importId === undefined) throw new Error(begun.en ?? `status ${sent.status}`);
  let record = await client.workers.getImport({ importId: begun.importId });
  while (record.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    record = await client.workers.getImport({ importId: begun.importId });
  }
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  return {
    rows: record.rowsRead - 1, in: record.rowsIn, out: record.rowsOut, state: record.state, megabytes: tenths(file.length / 1e6), seconds: tenths((performance.now() - startedAt) / 1000),
    cpuSeconds: watched === null ? null : tenths(cpuSeconds(watched) - before), peakMegabytesBefore: memoryBefore, peakMegabytes: watched === null ? null : peakMegabytes(watched),
  };
}
