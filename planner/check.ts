/**
 * Refuses a problem no plan can be made for, before any search reads it. What is merely impossible to serve (a visit nobody is skilled for) is
 * not refused: it ends unassigned with its reason. 0 workers and 0 tasks are fine.
 */
import type { Problem, TaskInput, Window, WorkerInput } from './problem.ts';
import { PlannerInputError } from './types.ts';

/** Way matrices are given by the caller in another form (see `live/ways.ts`): their sizes are not asked for. */
export type CheckOptions = { hasOwnWays?: boolean };

/** Throws `PlannerInputError` with the field that is wrong, as a path: `tasks[3].windows[0]`. Answers the problem itself. */
export function checkProblem(problem: Problem, { hasOwnWays = false }: CheckOptions = {}): Problem {
  const { workers, tasks, places } = problem;
  if (!(Number.isInteger(places) && places >= 0)) refuse('places', `places is ${places}; it must be a whole number, zero or more`);
  const workerIds = namesOf('workers', workers);
  const taskIds = namesOf('tasks', tasks);
  const known = new Set(workers.flatMap((worker) => Object.keys(worker.skills ?? {})));
  if (!hasOwnWays) checkTravel(problem);
  workers.forEach((worker, index) => checkWorker(problem, worker, `workers[${index}]`, hasOwnWays));
  tasks.forEach((task, index) => checkTask(problem, task, `tasks[${index}]`, workerIds, known));
  for (const [part, weight] of Object.entries(problem.weights)) demand(`weights.${part}`, weight, -Infinity);
  checkLinks(problem, taskIds);
  checkPinsAndFrozen(problem, workerIds, taskIds);
  const visitIds = new Set(tasks.map(({ visitId }) => visitId));
  problem.apart?.forEach((pair, index) => {
    for (const id of pair) if (!visitIds.has(id)) refuse(`apart[${index}]`, `there is no visit ${id}; perhaps a task id was meant`);
    if (pair[0] === pair[1]) refuse(`apart[${index}]`, `visit ${pair[0]} cannot be apart from itself`);
  });
  for (const [taskId, workerId] of Object.entries(problem.before ?? {})) {
    if (!taskIds.has(taskId)) refuse(`before.${taskId}`, `there is no task ${taskId}`);
    if (!workerIds.has(workerId)) refuse(`before.${taskId}`, `there is no worker ${workerId}`);
  }
  return problem;
}

function refuse(field: string, message: string): never {
  throw new PlannerInputError(field, `${field}: ${message}`);
}

/** A number of at least `least`; NaN never, infinity only where it means "no limit". */
function demand(field: string, value: number, least = 0, mayBeInfinite = false): void {
  if (typeof value !== 'number' || Number.isNaN(value)) refuse(field, `is ${value}; it must be a number`);
  if (value < least) refuse(field, `is ${value}; it must be ${least} or more`);
  if (!mayBeInfinite && !Number.isFinite(value)) refuse(field, `is ${value}; it must be finite`);
}

function demandSpans(field: string, spans: readonly Window[]): void {
  spans.forEach((span, index) => {
    const at = `${field}[${index}]`;
    if (Number.isNaN(span.from) || Number.isNaN(span.to) || span.from === Infinity) refuse(at, `runs from ${span.from} to ${span.to}; both must be numbers`);
    if (span.to < span.from) refuse(at, `closes at ${span.to}, before it opens at ${span.from}; perhaps the two were swapped`);
    if (index > 0 && span.from < spans[index - 1]!.to) refuse(at, `begins at ${span.from}, before the one before it ends at ${spans[index - 1]!.to}; they must be sorted and disjoint`);
  });
}

function namesOf(field: string, some: readonly { id: string }[]): Set<string> {
  const ids = new Set<string>();
  some.forEach(({ id }, index) => {
    if (typeof id !== 'string' || id === '') refuse(`${field}[${index}].id`, 'is empty');
    if (ids.has(id)) refuse(`${field}[${index}].id`, `${id} stands there twice`);
    ids.add(id);
  });
  return ids;
}

function checkTravel({ travel, places, workers, tasks }: Problem): void {
  if (travel.length === 0 && (tasks.length > 0 || workers.some(({ start, end }) => start !== null || end !== null))) refuse('travel', 'is empty; at least one mode is needed');
  travel.forEach((mode, index) => {
    for (const key of ['time', 'distance'] as const) {
      const column = mode[key];
      const field = `travel[${index}].${key}`;
      if (column.length !== places * places) refuse(field, `has ${column.length} entries, ${places} places need ${places * places}`);
      if (key === 'distance' && column === mode.time) continue;
      for (let i = 0; i < column.length; i++) {
        if (!(column[i]! >= 0)) refuse(`${field}[${Math.floor(i / places)},${i % places}]`, `is ${column[i]}; a way is zero or more (Infinity: there is none)`);
      }
    }
  });
}

function demandPlace({ places }: Problem, field: string, place: number | null): void {
  if (place !== null && !(Number.isInteger(place) && place >= 0 && place < places)) refuse(field, `is place ${place}; there are ${places}, counted from 0`);
}

function checkWorker(problem: Problem, worker: WorkerInput, at: string, hasOwnWays: boolean): void {
  demandPlace(problem, `${at}.start`, worker.start);
  demandPlace(problem, `${at}.end`, worker.end);
  const mode = worker.mode ?? 0;
  if (!Number.isInteger(mode) || mode < 0 || (!hasOwnWays && mode >= Math.max(1, problem.travel.length))) refuse(`${at}.mode`, `is ${mode}; there are ${problem.travel.length} modes, counted from 0`);
  demandSpans(`${at}.shifts`, worker.shifts);
  worker.breaks?.forEach((rule, index) => {
    demandSpans(`${at}.breaks[${index}]`, [rule]);
    demand(`${at}.breaks[${index}].duration`, rule.duration);
    if (rule.duration > rule.to - rule.from) refuse(`${at}.breaks[${index}]`, `a break of ${rule.duration} does not fit between ${rule.from} and ${rule.to}`);
  });
  for (const [skill, level] of Object.entries(worker.skills ?? {})) demand(`${at}.skills.${skill}`, level);
  for (const key of ['maxTasks', 'maxWork', 'maxTravelTime'] as const) if (worker[key] !== undefined) demand(`${at}.${key}`, worker[key], 0, true);
  worker.capacity?.forEach((limit, index) => demand(`${at}.capacity[${index}]`, limit, 0, true));
  if (worker.fixedCost !== undefined) demand(`${at}.fixedCost`, worker.fixedCost);
}

function checkTask(problem: Problem, task: TaskInput, at: string, workerIds: Set<string>, skills: Set<string>): void {
  if (task.place === null) refuse(`${at}.place`, 'is missing');
  demandPlace(problem, `${at}.place`, task.place);
  if (typeof task.visitId !== 'string' || task.visitId === '') refuse(`${at}.visitId`, 'is empty');
  demand(`${at}.duration`, task.duration);
  if (task.windows.length === 0) refuse(`${at}.windows`, 'is empty; a task without a wish has one window from -Infinity to Infinity');
  demandSpans(`${at}.windows`, task.windows);
  const demandWorker = (field: string, id: string): void => { if (!workerIds.has(id)) refuse(field, `there is no worker ${id}`); };
  for (const [id, duration] of Object.entries(task.durationBy ?? {})) { demandWorker(`${at}.durationBy.${id}`, id); demand(`${at}.durationBy.${id}`, duration); }
  for (const [id, cost] of Object.entries(task.costBy ?? {})) { demandWorker(`${at}.costBy.${id}`, id); demand(`${at}.costBy.${id}`, cost, -Infinity); }
  for (const key of ['preferred', 'blocked'] as const) task[key]?.forEach((id, index) => demandWorker(`${at}.${key}[${index}]`, id));
  task.needs?.forEach(({ skill, level }, index) => {
    demand(`${at}.needs[${index}].level`, level);
    // Nobody here has it: either the household must be told, or the code is misspelt. Without any worker nothing can be known.
    if (typeof skill !== 'string' || skill === '') refuse(`${at}.needs[${index}].skill`, 'is empty');
    if (skills.size > 0 && !skills.has(skill) && looksMisspelt(skill, skills)) refuse(`${at}.needs[${index}].skill`, `no worker has ${skill}; perhaps ${looksMisspelt(skill, skills)} was meant`);
  });
  task.load?.forEach((amount, index) => demand(`${at}.load[${index}]`, amount));
  if (task.dropCost !== undefined) demand(`${at}.dropCost`, task.dropCost, 0, true);
  if (task.releasedAt !== undefined && Number.isNaN(task.releasedAt)) refuse(`${at}.releasedAt`, 'is NaN');
}

/** A known skill that differs in case, spaces or dashes only. A skill nobody has is no error: the visit is left unassigned, with that reason. */
function looksMisspelt(skill: string, known: Set<string>): string | null {
  const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');
  for (const name of known) if (name !== skill && plain(name) === plain(skill)) return name;
  return null;
}

function checkLinks({ links = [] }: Problem, taskIds: Set<string>): void {
  const nodes = new Map<string, number>();
  const arcs: { from: number; to: number; least: number; index: number }[] = [];
  const node = (id: string): number => { const at = nodes.get(id) ?? nodes.size; nodes.set(id, at); return at; };
  links.forEach((link, index) => {
    for (const key of ['before', 'after'] as const) if (!taskIds.has(link[key])) refuse(`links[${index}].${key}`, `there is no task ${link[key]}`);
    if (link.before === link.after) refuse(`links[${index}]`, `task ${link.before} cannot be linked to itself`);
    demand(`links[${index}].minGap`, link.minGap, -Infinity);
    demand(`links[${index}].maxGap`, link.maxGap, -Infinity, true);
    if (link.maxGap < link.minGap) refuse(`links[${index}]`, `the gap may be at most ${link.maxGap} and must be at least ${link.minGap}`);
    arcs.push({ from: node(link.before), to: node(link.after), least: link.minGap, index });
    if (link.maxGap < Infinity) arcs.push({ from: node(link.after), to: node(link.before), least: -link.maxGap, index });
  });
  // Bellman–Ford on "starts at least … after": a round that still raises a start after all nodes had their turn is a contradiction.
  const start = new Float64Array(nodes.size);
  for (let round = 0; round <= nodes.size; round++) {
    let raised = -1;
    for (const { from, to, least, index } of arcs) {
      if (start[from]! + least > start[to]! + 1e-9) { start[to] = start[from]! + least; raised = index; }
    }
    if (raised < 0) return;
    if (round === nodes.size) refuse(`links[${raised}]`, `contradicts the other links: ${links[raised]!.before} and ${links[raised]!.after} cannot both keep their gaps`);
  }
}

function checkPinsAndFrozen(problem: Problem, workerIds: Set<string>, taskIds: Set<string>): void {
  const visitOf = new Map(problem.tasks.map((task) => [task.id, task.visitId]));
  const pinned = new Map<string, string>();
  const demandTask = (field: string, id: string): void => { if (!taskIds.has(id)) refuse(field, `there is no task ${id}`); };
  problem.pins?.forEach(({ taskId, workerId }, index) => {
    demandTask(`pins[${index}].taskId`, taskId);
    if (!workerIds.has(workerId)) refuse(`pins[${index}].workerId`, `there is no worker ${workerId}`);
    const other = pinned.get(taskId);
    if (other !== undefined && other !== workerId) refuse(`pins[${index}]`, `task ${taskId} is pinned to ${other} and to ${workerId}`);
    pinned.set(taskId, workerId);
  });
  if (problem.isVisitShared !== false) {
    const held = new Map<string, string>();
    for (const [taskId, workerId] of pinned) {
      const key = JSON.stringify([visitOf.get(taskId), workerId]);
      if (held.has(key)) refuse('pins', `tasks ${held.get(key)} and ${taskId} of one visit are both pinned to ${workerId}; they need different people`);
      held.set(key, taskId);
    }
  }
  const workers = new Set<string>();
  const doneBy = new Map<string, string>();
  problem.frozen?.forEach(({ workerId, done, freeAt, freePlace }, index) => {
    const at = `frozen[${index}]`;
    if (!workerIds.has(workerId)) refuse(`${at}.workerId`, `there is no worker ${workerId}`);
    if (workers.has(workerId)) refuse(`${at}.workerId`, `worker ${workerId} has two frozen parts`);
    workers.add(workerId);
    let last = -Infinity;
    done.forEach(({ taskId, startAt }, k) => {
      demandTask(`${at}.done[${k}].taskId`, taskId);
      demand(`${at}.done[${k}].startAt`, startAt, -Infinity);
      if (startAt < last) refuse(`${at}.done[${k}]`, `task ${taskId} started at ${startAt}, before the one before it at ${last}`);
      last = startAt;
      const other = doneBy.get(taskId);
      if (other !== undefined) refuse(`${at}.done[${k}]`, `task ${taskId} was done by ${other} and by ${workerId}`);
      doneBy.set(taskId, workerId);
      const pin = pinned.get(taskId);
      if (pin !== undefined && pin !== workerId) refuse(`${at}.done[${k}]`, `task ${taskId} was begun by ${workerId} and is pinned to ${pin}`);
    });
    if (freeAt !== undefined) {
      demand(`${at}.freeAt`, freeAt, -Infinity);
      if (freeAt < last) refuse(`${at}.freeAt`, `is ${freeAt}, before the last task started at ${last}`);
    }
    if (freePlace !== undefined) demandPlace(problem, `${at}.freePlace`, freePlace);
  });
}
