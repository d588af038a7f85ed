import { parseArgs } from 'node:util';
import { runStory, stories } from '../../stories/index.ts';

/** `linli story <name> --url <base> [--json]`: prints each step with its milliseconds. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: { url: { type: 'string', default: 'http://127.0.0.1:3000' }, json: { type: 'boolean', default: false }, list: { type: 'boolean', default: false } },
  });
  if (values.list) {
    process.stdout.write(stories.map((s) => `${s.name}  ${s.about}\n`).join(''));
    return 0;
  }
  const story = stories.find((s) => s.name === positionals[0]);
  if (!story) {
    process.stderr.write(`没有这个故事：${positionals[0] ?? '(未填)'}\nNo such story. There are: ${stories.map((s) => s.name).join(', ')}\n`);
    return 2;
  }
  const result = await runStory(story, values.url, values.json ? undefined : (step) => {
    process.stdout.write(`${String(step.ms).padStart(6)} ms  ${step.step}  → ${step.result}\n`);
  });
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${result.ok ? 'ends' : 'FAILED'}: ${result.error ?? result.ends} (${result.ms} ms)\n`);
  return result.ok ? 0 : 1;
}
