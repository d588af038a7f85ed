import { parseArgs } from 'node:util';
import { systemActor } from '../../kernel/context.ts';
import { Refusal, problemFor } from '../../kernel/refusal.ts';
import { replayDecision } from '../../modules/dispatch/index.ts';
import { withApp } from './offline.ts';

/**
 * `linli replay <decision> [--policy published|learned|version:N|nearest|rating|…] [--json]`: takes a dispatch decision again, from what was known
 * when it was taken, under another policy. Exit code 1 when the decision or the policy does not exist.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { policy: { type: 'string', default: 'published' }, json: { type: 'boolean', default: false } } });
  const [decisionId] = positionals;
  if (!decisionId) {
    process.stderr.write('还缺派单记录号 / the decision’s id is missing: linli replay <decision> --policy published\n');
    return 2;
  }
  try {
    const told = await withApp((app) => app.perform(systemActor('command line'), replayDecision, { decisionId, policy: values.policy }));
    if (values.json) process.stdout.write(`${JSON.stringify(told)}\n`);
    else {
      process.stdout.write(`${told.at}  ${told.words.zh} / ${told.words.en}\n公式 formula ${told.formulaVersion}, 权重 weights ${told.weightsVersion}, 方案 policy ${told.policy}, 可派 feasible ${told.fieldSize}\n`);
      for (const { name, score, workerId } of told.ranking) process.stdout.write(`${score.toFixed(2).padStart(6)}  ${name}${workerId === told.taken?.workerId ? '  ← 当时派给 / taken' : ''}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { zh, en } = problemFor(error, 'zh');
    process.stderr.write(`${zh}\n${en}\n`);
    return 1;
  }
}
