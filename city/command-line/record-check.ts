import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkRecord } from '../../modules/training/index.ts';
import { readKeys } from './log-check.ts';
import { printResult } from './print-result.ts';

/** `linli record-check FILE [--keys FILE|URL] [--json]`: verifies a worker's exported record without a server; exit code 1 when a bit of it was changed. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { keys: { type: 'string' }, json: { type: 'boolean', default: false } } });
  const [file] = positionals;
  if (file === undefined) { process.stderr.write('请给出履历文件\nName the record file\n'); return 2; }
  const report = await checkRecord(readFileSync(file, 'utf8'), values.keys ? await readKeys(values.keys) : null);
  printResult(report, values.json);
  if (report.keysFrom === 'file' && !values.json) process.stderr.write('没有给 --keys：只证明文件前后一致，公钥取自文件本身\nWithout --keys only the file’s own keys were believed\n');
  return report.isGenuine ? 0 : 1;
}
