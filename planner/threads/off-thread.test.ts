import { afterAll, expect, test } from 'vitest';
import { randomDay } from '../coupled/sample-days.ts';
import { repair } from '../live/repair.ts';
import { solve } from '../solve.ts';
import { PlanThread } from './off-thread.ts';

const thread = new PlanThread();
afterAll(() => thread.close());

test('a thread answers what the function answers, one errand after the other', { timeout: 30_000 }, async () => {
  const days = [3, 5, 8].map((seed) => randomDay(seed));
  const found = await Promise.all(days.map((problem, at) => thread.solve(problem, { seed: at + 1, stop: { iterations: 200 } })));
  days.forEach((problem, at) => {
    const { seconds: _, ...own } = solve(problem, { seed: at + 1, stop: { iterations: 200 } });
    expect({ ...found[at], seconds: 0 }).toEqual({ ...own, seconds: 0 });
  });
  const [problem, plan] = [days[0]!, found[0]!];
  const lost = { kind: 'workerLost', workerId: plan.routes[0]!.workerId } as const;
  const mended = await thread.repair(problem, plan, lost, { now: 0, iterations: 40 });
  const { day: _, ...own } = repair(problem, plan, lost, { now: 0, iterations: 40 });
  expect(mended).toEqual(own);
  expect(mended.plan.routes.find(({ workerId }) => workerId === lost.workerId)?.stops.filter(({ kind }) => kind === 'task') ?? []).toEqual([]);
});

test('the caller goes on meanwhile', { timeout: 30_000 }, async () => {
  let ticks = 0;
  const clock = setInterval(() => { ticks += 1; }, 5);
  await thread.solve(randomDay(11), { seed: 1, stop: { seconds: 0.4 } });
  clearInterval(clock);
  expect(ticks).toBeGreaterThan(10);
});

test('what makes no sense is refused by its field, and the next errand is done all the same', { timeout: 30_000 }, async () => {
  const problem = randomDay(3);
  await expect(thread.solve({ ...problem, tasks: [{ ...problem.tasks[0]!, duration: NaN }] }, { stop: { iterations: 1 } })).rejects.toMatchObject({ name: 'PlannerInputError', field: 'tasks[0].duration' });
  expect((await thread.solve({ ...problem, tasks: [], links: [], apart: [] }, { stop: { iterations: 1 } })).routes).toEqual([]);
  const other = new PlanThread();
  const cut = other.solve(problem, { stop: { seconds: 20 } }).then(() => 'answered', (error: Error) => error.message);
  await other.close();
  expect(await cut).toContain('closed');
});
