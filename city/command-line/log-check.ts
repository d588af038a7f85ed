import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createClient, endpointTable, type Client } from '@linli/contract';
import type { PublicKey } from '../../kernel/signing.ts';
import { checkHeads } from '../../modules/training/index.ts';
import { printResult } from './print-result.ts';

export const clientOf = (url: string): Client => createClient({
  table: endpointTable(), token: () => null,
  wire: async ({ method, path, headers, body }) => {
    const answer = await fetch(url.replace(/\/$/, '') + path, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: answer.status, text: await answer.text() };
  },
});

/** Public keys from a file or an address, as /.well-known/jwks.json shows them. */
export const readKeys = async (from: string): Promise<PublicKey[]> => {
  const text = /^https?:/.test(from) ? await (await fetch(from)).text() : readFileSync(from, 'utf8');
  return (JSON.parse(text) as { keys: PublicKey[] }).keys;
};

/**
 * `linli log-check --url <base> [--head FILE] [--keys FILE|URL] [--json]`: without a head it prints today's, to be kept; with one that was kept it proves that the log still
 * begins with what it held then. Keys kept from before are better than the server's own word.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { url: { type: 'string' }, head: { type: 'string' }, keys: { type: 'string' }, json: { type: 'boolean', default: false } } });
  if (!values.url) { process.stderr.write('请给出 --url 服务地址\nGive the server with --url\n'); return 2; }
  const client = clientOf(values.url);
  const { head } = await client.training.logHead({});
  if (!head) { process.stderr.write('这座城还没有存证记录\nThis city has logged nothing yet\n'); return 1; }
  if (!values.head) { process.stdout.write(`${JSON.stringify(head)}\n`); return 0; }
  const kept = JSON.parse(readFileSync(values.head, 'utf8')) as typeof head;
  const keys = await readKeys(values.keys ?? `${values.url.replace(/\/$/, '')}/.well-known/jwks.json`);
  const path = kept.size > head.size ? [] : (await client.training.proveConsistency({ first: kept.size, second: head.size })).path;
  const fault = await checkHeads(kept, head, path, keys);
  printResult({ ok: fault === null, kept: kept.size, today: head.size, root: head.root, fault: fault ?? '' }, values.json);
  return fault === null ? 0 : 1;
}
