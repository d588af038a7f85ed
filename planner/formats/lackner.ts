/**
 * Dynamic vehicle routing with time windows: Lackner (2004), the instances of Solomon with 10–90 % of the requests known before the day begins.
 * Two texts: the static instance in Solomon's format, and a list "customer  release time" (-1: known before). Best distance in hindsight: the static one.
 */
import type { Problem } from '../problem.ts';
import { PlannerInputError } from '../types.ts';
import { readSolomon } from './solomon.ts';
import type { SolomonObjective } from './solomon.ts';

/** The static problem with `releasedAt` on the requests that come in during the day. Throws PlannerInputError naming the line that cannot be read. */
export function readLackner(staticText: string, releaseText: string, objective: SolomonObjective = 'distance'): Problem {
  const problem = readSolomon(staticText, objective);
  const releases = new Map<string, number>();
  releaseText.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [id = '', at = ''] = line.trim().split(/\s+/);
    const release = Number(at);
    if (at === '' || !Number.isFinite(release)) throw new PlannerInputError(`line ${index + 1}`, `line ${index + 1} must be a customer and a release time: ${line}`);
    if (!problem.tasks.some((task) => task.id === id)) throw new PlannerInputError(`line ${index + 1}`, `there is no customer ${id}`);
    if (releases.has(id)) throw new PlannerInputError(`line ${index + 1}`, `customer ${id} is released twice`);
    releases.set(id, release);
  });
  const missing = problem.tasks.find(({ id }) => !releases.has(id));
  if (missing) throw new PlannerInputError('release', `customer ${missing.id} has no release time`);
  return { ...problem, tasks: problem.tasks.map((task) => (releases.get(task.id)! < 0 ? task : { ...task, releasedAt: releases.get(task.id)! })) };
}
