import { parseArgs } from 'node:util';
import { simulate } from '../simulate.ts';
import { policyRows } from '../simulate/policies/index.ts';
import type { PolicyRow } from '../simulate/policy.ts';
import { tableOf } from '../simulate/table.ts';
import { SCENARIOS } from '../simulate/town.ts';

const usage = `linli simulate [--days 7] [--seed 1] [--policy all] [--load 0.9] [--scenario mixed] [--workers 60] [--workforce DAYS] [--json]

  在模拟城市里比较派单策略：同一批人、同一批单、同样的运气   compare dispatch policies in a simulated town: same people, orders and luck for all
  --days       模拟几天，1–365                              days to live through
  --seed       随机种子，非负整数                            seed of everything random
  --policy     all，或逗号分隔                               all, or some of: ${policyRows.map(({ name }) => name).join(',')}
  --load       负荷，可多个，如 0.6,0.9,1.1                   demand ÷ paid time, one or several
  --scenario   ${SCENARIOS.join('、')}                          what is mostly asked for
  --workers    家政员人数，5–500                             how many workers
  --workforce  另求完成 95 % 需求的最少人手，用这么多天       also find the fewest workers for 95 % of the demand, on so many days
  --json       一个 JSON 对象                                one JSON object on stdout
`;

function wrong(field: string, zh: string, en: string): never {
  throw Object.assign(new TypeError(`--${field} ${zh}\n--${field} ${en}`), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
}

function wholeOf(field: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const example = `--${field} ${Math.max(least, 7)}`;
  return wrong(field, `须为 ${least} 到 ${most} 的整数，现为 ${text}；例如 ${example}`, `must be a whole number from ${least} to ${most}, got ${text}; for example ${example}`);
}

function loadsOf(text: string): number[] {
  return text.split(',').map((part) => {
    const value = part.trim() === '' ? NaN : Number(part);
    if (value >= 0.05 && value <= 3) return value;
    return wrong('load', `须为 0.05 到 3 的数，可用逗号分隔，现为 ${text}；例如 --load 0.6,0.9,1.1`, `must be numbers from 0.05 to 3 with commas between, got ${text}; for example --load 0.6,0.9,1.1`);
  });
}

function policiesOf(text: string): PolicyRow[] {
  if (text === 'all') return [...policyRows];
  const names = text.split(',').map((name) => name.trim());
  const known = policyRows.map(({ name }) => name).join(',');
  const chosen = names.map((name) => policyRows.find((row) => row.name === name) ?? wrong('policy', `没有策略“${name}”；可用：all,${known}`,
    `there is no policy "${name}"; choose from all,${known}`));
  if (new Set(names).size < names.length) wrong('policy', `有重复：${text}；每个策略写一次`, `names one twice: ${text}; name each once`);
  return chosen;
}

/** `linli simulate …`: prints what each policy makes of the same days. Exit code 0; 2 when called wrongly. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args, options: {
      days: { type: 'string', default: '7' }, seed: { type: 'string', default: '1' }, policy: { type: 'string', default: 'all' }, load: { type: 'string', default: '0.9' },
      scenario: { type: 'string', default: 'mixed' }, workers: { type: 'string', default: '60' }, workforce: { type: 'string' },
      json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    },
  });
  if (values.help) { process.stdout.write(usage); return 0; }
  const days = wholeOf('days', values.days, 1, 365);
  const seed = wholeOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER);
  const workers = wholeOf('workers', values.workers, 5, 500);
  const loads = loadsOf(values.load);
  const policies = policiesOf(values.policy);
  const scenario = SCENARIOS.find((name) => name === values.scenario)
    ?? wrong('scenario', `没有场景“${values.scenario}”；可用：${SCENARIOS.join('、')}`, `there is no scenario "${values.scenario}"; choose from ${SCENARIOS.join(', ')}`);
  const workforceDays = values.workforce === undefined ? 0 : wholeOf('workforce', values.workforce, 1, 60);
  const onProgress = process.stderr.isTTY ? (sentence: string): void => { process.stderr.write(`${sentence}\n`); } : undefined;
  const clock = (): number => performance.now();
  const reports = loads.map((load) => simulate({ seed, days, scenario, load, workers, policies, workforceDays, clock, ...(onProgress ? { onProgress } : {}) }));
  process.stdout.write(values.json ? `${JSON.stringify({ simulation: reports })}\n` : reports.map(tableOf).join('\n'));
  return 0;
}
