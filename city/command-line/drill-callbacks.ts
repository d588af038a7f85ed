import { parseArgs } from 'node:util';
import { callbackSizes, drillCallbacks } from '../drills/callbacks.ts';

/**
 * `linli drill callbacks [--scale 1] [--database URL] [--json]`: notifies repeated, forged, shuffled and lost, against a town of its
 * own in memory, or on the server of `--database` (or DATABASE_URL) in a database made for it. Exits 1 when anything had two effects,
 * was believed wrongly or was not found.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { scale: { type: 'string', default: '1' }, database: { type: 'string' }, json: { type: 'boolean', default: false } } });
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 10)) throw Object.assign(new TypeError(`--scale 须为 0 到 10 的数 / must be a number up to 10, got ${values.scale}`), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
  const say = values.json ? undefined : (line: string): void => { process.stderr.write(`${line}\n`); };
  const result = await drillCallbacks(callbackSizes(scale), { databaseUrl: values.database ?? process.env['DATABASE_URL'] ?? null, ...(say && { say }) });
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${Object.entries(result).map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`).join('\n')}\n`);
  return result.ok ? 0 : 1;
}
