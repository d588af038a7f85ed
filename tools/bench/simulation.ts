/**
 * `node tools/bench/simulation.ts [--smoke]`: two days (a week without --smoke) of the simulated town under a few policies, every log judged by the
 * referee. One JSON line; exit 1 if the referee finds a fault or Linli serves fewer than the grab hall.
 */
import { ordersOf } from '../../city/simulate/demand.ts';
import { policyRows } from '../../city/simulate/policies/index.ts';
import { judgeRun } from '../../city/simulate/referee.ts';
import { workersOf } from '../../city/simulate/town.ts';
import { live } from '../../city/simulate/world.ts';

const wish = { seed: 21, scenario: 'mixed', days: process.argv.includes('--smoke') ? 2 : 7, load: 0.9, workers: 60 } as const;
const orders = ordersOf(wish);
const workers = workersOf(wish.seed, wish.scenario, wish.workers);
const rows = ['broadcast', 'nearest', 'online', 'replan'].map((name) => {
  const began = performance.now();
  const run = live(policyRows.find((row) => row.name === name)!.make(), { ...wish, orders, workers, clock: () => performance.now() });
  const served = [...run.orders.values()].filter(({ outcome }) => outcome === 'served').length;
  return { policy: name, orders: orders.length, served, faults: judgeRun({ ...wish, orders, workers, log: run.log }), seconds: Math.round(performance.now() - began) / 1000 };
});
console.log(JSON.stringify({ bench: 'simulation', ...wish, rows }));
const hall = rows[0]!.served;
process.exitCode = rows.some(({ policy, served, faults }) => faults.length > 0 || ((policy === 'online' || policy === 'replan') && served < hall)) ? 1 : 0;
