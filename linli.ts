import { help } from './city/command-line/help.ts';

/**
 * The operator's command line. Each command is one file in city/command-line; it prints for people, or one JSON line with --json.
 * Exit codes: 0 as promised, 1 not as promised, 2 called wrongly.
 */
const commands: Record<string, () => Promise<{ run(args: string[]): Promise<number> }>> = {
  open: () => import('./city/command-line/open.ts'),
  serve: () => import('./city/command-line/serve.ts'),
  story: () => import('./city/command-line/story.ts'),
  verify: () => import('./city/command-line/verify.ts'),
  solve: () => import('./city/command-line/solve.ts'),
  replay: () => import('./city/command-line/replay.ts'),
  simulate: () => import('./city/command-line/simulate.ts'),
  bench: () => import('./city/command-line/bench.ts'),
  drill: () => import('./city/command-line/drill.ts'),
  backup: () => import('./city/command-line/backup.ts'),
  'log-check': () => import('./city/command-line/log-check.ts'),
  'record-check': () => import('./city/command-line/record-check.ts'),
  restore: () => import('./city/command-line/restore.ts'),
};

const [name, ...rest] = process.argv.slice(2);
const command = name === undefined ? undefined : commands[name];
if (!command) {
  process.stdout.write(help);
  process.exit(name === undefined || name === 'help' || name === '--help' ? 0 : 2);
}
try {
  process.exitCode = await (await command()).run(rest);
} catch (error) {
  const isWrongCall = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = isWrongCall ? 2 : 1;
}
