import { parseArgs } from 'node:util';
import { createClient, endpointTable } from '@linli/contract';
import { openWorld } from '../../stories/world.ts';
import { withApp } from './offline.ts';

type Verdict = { at: string; checks: { name: string; ok: boolean; count: number; detail?: string | undefined }[] };

/** `linli verify [--url <base>] [--json]`: every invariant with its count; exit code 1 when one is broken. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { url: { type: 'string' }, json: { type: 'boolean', default: false } } });
  const verdict = values.url ? await askServer(values.url) : await withApp(async (app) => ({ at: new Date().toISOString(), checks: await app.verify() }));
  if (values.json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else for (const c of verdict.checks) process.stdout.write(`${c.ok ? '✓' : '✗'} ${c.name}  ${c.count}${c.detail ? `  ${c.detail}` : ''}\n`);
  return verdict.checks.every((c) => c.ok) ? 0 : 1;
}

/** As the operator whose token is in LINLI_TOKEN, or on a demo server as its demo operator. */
async function askServer(url: string): Promise<Verdict> {
  const token = process.env['LINLI_TOKEN'];
  if (token) {
    const client = createClient({
      table: endpointTable(), token: () => token,
      wire: async ({ method, path, headers, body }) => {
        const answer = await fetch(url.replace(/\/$/, '') + path, { method, headers, ...(body === undefined ? {} : { body }) });
        return { status: answer.status, text: await answer.text() };
      },
    });
    return client.insights.verify({});
  }
  const world = openWorld(url);
  const { persons } = await world.guest.accounts.demoPersons({});
  const operator = persons.find((p) => p.app === 'hq');
  if (!operator) throw new Error('这台服务没有演示管理员，请设置环境变量 LINLI_TOKEN\nThis server has no demo operator: put an operator’s token into LINLI_TOKEN');
  return (await world.signIn(operator.phone)).client.insights.verify({});
}
