/** The clocks a search may be given. Only this folder of the planner knows the machine it runs on. */
import process from 'node:process';
import type { Clock } from '../stopping.ts';

/** Seconds on the wall. */
export const wallClock: Clock = () => performance.now() / 1000;

/** Older Nodes count for the whole process only. */
const usage: () => { user: number; system: number } = (process.threadCpuUsage ?? process.cpuUsage).bind(process);

/** Seconds this thread has computed: what a bench counts on a machine it has not for itself. */
export const computeClock: Clock = () => {
  const { user, system } = usage();
  return (user + system) / 1e6;
};
