/**
 * How long a training desk waits with 100,000 learners, and what a file of 100,000 applicants costs the server.
 * `npm run -s linli -- bench training [--rows 100000] [--rounds 20] [--no-import] [--data FOLDER] [--keep] [--json]`
 * Seeds a city of its own (a folder, or a database of its own on the server of DATABASE_URL), sends the file to the program over HTTP, fills the school and
 * asks over HTTP as the screens of /school do. Exits 1 when the 95th percentile of any list or report is over 300 ms.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Client } from '@linli/contract';
import { type SchoolCity, fillSchool, openSchool } from './city-of-learners.ts';
import { type Server, onCity, prepareCity, signIn, startServer, timed, wholeOption } from './own-city.ts';
import { type Quantiles, quantilesOf } from './quantiles.ts';
import { type Sent, sendTable } from './send-table.ts';

const TARGET_MS = 300;
const FAR_PAGE = 50;

type Paged = { nextCursor: string | null };
/** The cursor of a page far down, as somebody reaches it who goes on and on. */
async function cursorOf(page: number, ask: (cursor: string | undefined) => Promise<Paged>): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let at = 1; at < page; at++) cursor = (await ask(cursor)).nextCursor ?? cursor;
  return cursor;
}

/** What the screens of the school ask for first and most often. */
async function screensOf({ learning, courses, exams, workers, training, benefits, standards, insights }: Client): Promise<Record<string, () => Promise<unknown>>> {
  const { items: [first, , third] } = await learning.listLearners({});
  const year = new Date().getFullYear();
  const learnersAt = await cursorOf(FAR_PAGE, (cursor) => learning.listLearners({ ...(cursor && { cursor }) }));
  const applicationsAt = await cursorOf(FAR_PAGE, (cursor) => workers.listApplications({ ...(cursor && { cursor }) }));
  const { programmes } = { programmes: (await benefits.subsidyProgrammes({})).items };
  const cohort = (await courses.listCohorts({ state: 'running' })).items[0];
  return {
    'learners': () => learning.listLearners({}), 'learners page 50': () => learning.listLearners({ ...(learnersAt && { cursor: learnersAt }) }), 'learners of a module': () => learning.listLearners({ module: 'cooking' }),
    'learners finished': () => learning.listLearners({ module: 'cooking', state: 'finished' }), 'learners begun': () => learning.listLearners({ module: 'cooking', state: 'started' }), 'learners core finished': () => learning.listLearners({ state: 'finished' }),
    'learners 王': () => learning.listLearners({ q: '王' }), 'learners by name': () => learning.listLearners({ q: first!.name }), 'learners by reading': () => learning.listLearners({ q: 'wang' }),
    'learning report': () => learning.learningReport({}), 'progress of one': () => learning.progressOf({ workerId: third!.workerId }), 'modules': () => learning.listModules({}),
    'enrolments': () => courses.listEnrolments({}), 'enrolments waiting': () => courses.listEnrolments({ state: 'waiting' }), 'enrolments finished': () => courses.listEnrolments({ state: 'finished' }), 'enrolments 王': () => courses.listEnrolments({ q: '王' }), 'enrolments by reading': () => courses.listEnrolments({ q: 'wang' }),
    ...(cohort && { 'enrolments of a cohort': () => courses.listEnrolments({ cohortId: cohort.cohortId }), 'cohort': () => courses.getCohort({ cohortId: cohort.cohortId }) }),
    'training counters': () => courses.trainingCounters({}), 'training counters of a year': () => courses.trainingCounters({ from: `${year}-01-01`, to: `${year}-12-31` }), 'pilot funnel': () => courses.pilotFunnel({}), 'pilot funnel of a year': () => courses.pilotFunnel({ from: `${year}-01-01`, to: `${year}-12-31` }),
    'cohort report': () => courses.cohortReport({}), 'cohorts': () => courses.listCohorts({}), 'cohorts running': () => courses.listCohorts({ state: 'running' }), 'sessions of a week': () => courses.listSessions({ from: new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10), days: 7 }), 'unmarked sessions': () => courses.unmarkedSessions({ limit: 10 }),
    'attempts': () => exams.attemptList({}), 'attempts of a paper': () => exams.attemptList({ paper: 'core' }), 'attempts passed': () => exams.attemptList({ isPassed: 'true' }), 'attempts failed of a paper': () => exams.attemptList({ paper: 'core', isPassed: 'false' }),
    'papers': () => exams.paperReport({}), 'seats': () => exams.seatList({}), 'seats failed': () => exams.seatList({ state: 'failed' }), 'seats of a kind': () => exams.seatList({ kind: 'practical', state: 'passed' }), 'slots': () => exams.openSlots({ isAll: 'true', from: new Date().toISOString().slice(0, 10) }), 'questions': () => exams.questions({}), 'questions of a topic': () => exams.questions({ topic: 'cooking' }), 'question topics': () => exams.topics({}),
    'applications': () => workers.listApplications({}), 'applications page 50': () => workers.listApplications({ ...(applicationsAt && { cursor: applicationsAt }) }), 'applications checking': () => workers.listApplications({ stage: 'checking' }), 'applications at the first order': () => workers.listApplications({ stage: 'firstOrder' }), 'applications by source': () => workers.listApplications({ source: 'school' }),
    'applications of no source': () => workers.listApplications({ source: 'referral' }), 'applications by stage and source': () => workers.listApplications({ stage: 'admitted', source: 'school' }), 'applications 王': () => workers.listApplications({ q: '王' }), 'applications by name': () => workers.listApplications({ q: first!.name }), 'applications by reading': () => workers.listApplications({ q: 'wang' }), 'applications of nobody': () => workers.listApplications({ q: '诸葛' }),
    'recruitment board': () => workers.recruitmentBoard({}), 'recruitment board of a year': () => workers.recruitmentBoard({ from: `${year}-01-01`, to: `${year}-12-31` }), 'job posts': () => workers.listPosts({}),
    'certificates': () => training.certificateList({}), 'certificates of a kind': () => training.certificateList({ kind: 'deepCleaning' }), 'certificates of a rare kind': () => training.certificateList({ kind: 'mentor' }), 'certificates revoked': () => training.certificateList({ state: 'revoked' }), 'certificates expired': () => training.certificateList({ state: 'expired' }),
    'retraining overdue': () => training.retrainingList({}), 'retraining soon': () => training.retrainingList({ state: 'soon' }), 'mentor pairs': () => training.mentorPairs({}),
    'workers applied': () => workers.search({ status: 'applied', limit: 30 }), 'workers applied 王': () => workers.search({ status: 'applied', q: '王', limit: 30 }), 'workers at work': () => workers.search({ status: 'active', limit: 30 }), 'admission of one': () => workers.admissionOf({ workerId: first!.workerId }),
    'weak modules': () => learning.weakModules({}), 'weak modules of a quarter': () => learning.weakModules({ days: '90' }), 'training demand': () => insights.trainingDemand({}), 'nearest learners': () => insights.nearestLearners({ family: 'cleaning' }), 'income around certificates': () => insights.incomeAfter({}),
    'lapses': () => workers.lapses({}), 'lost cards': () => workers.lostCards({}), 'national certificates': () => training.nationalList({}), 'credits': () => courses.listCredits({}), 'breaches': () => standards.listBreaches({}), 'outside results': () => exams.outsideResults({}),
    'subsidies': () => benefits.listSubsidies({}), 'subsidies to pay': () => benefits.listSubsidies({ state: 'accepted', limit: 200 }), 'subsidies clawed back': () => benefits.listSubsidies({ state: 'clawedBack' }), 'subsidies of a programme': () => benefits.listSubsidies({ programmeId: programmes[0]!.programmeId, year }), 'subsidies of another programme': () => benefits.listSubsidies({ programmeId: programmes.at(-1)!.programmeId }), 'subsidy programmes': () => benefits.subsidyProgrammes({}),
  };
}

/** Every call once to wake it up, then in turns. */
async function measure(client: Client, rounds: number): Promise<Record<string, Quantiles | null>> {
  const screens = Object.entries(await screensOf(client));
  const times = new Map<string, number[]>(screens.map(([name]) => [name, []]));
  for (const [name, ask] of screens) await ask().catch((failure: unknown) => { throw new Error(`${name}: ${String(failure)}`, { cause: failure }); });
  for (let round = 0; round < rounds; round++) for (const [name, ask] of screens) times.get(name)!.push((await timed(ask)).ms);
  return Object.fromEntries([...times].map(([name, list]) => [name, quantilesOf(list)]));
}

type Filled = { import: Sent | null; seedSeconds: number };
/** `linli bench training …`: 0 when every list and report came in time. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { rows: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '20' }, 'no-import': { type: 'boolean', default: false }, data: { type: 'string' }, keep: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
  const [rows, rounds] = [wholeOption(values, 'rows', 200), wholeOption(values, 'rounds', 1)];
  const say = (line: string): void => { if (!values.json) process.stderr.write(`${line}\n`); };
  const place = await prepareCity<SchoolCity>({ name: 'training', folder: values.data === undefined ? null : resolve(values.data), isKept: values.keep || values.data !== undefined, fill: openSchool });
  let server: Server | null = null;
  try {
    const note = join(place.folder, 'bench-training-filled.json');
    let filled: Filled;
    if (existsSync(note)) filled = JSON.parse(readFileSync(note, 'utf8')) as Filled;
    else {
      let sent: Sent | null = null;
      if (!values['no-import']) {
        say(`sending ${rows} applicants …`);
        server = await startServer(place.env);
        sent = await sendTable({ url: server.url, ...(await signIn(server.url, place.city.operatorPhone)), rows, pid: server.pid });
        await server.stop();
      }
      say(`filling ${rows} learners …`);
      const { ms } = await timed(() => onCity(place.env, (app) => fillSchool(app, place.city, rows)));
      filled = { import: sent, seedSeconds: Math.round((place.seedSeconds * 1000 + ms) / 100) / 10 };
      writeFileSync(note, JSON.stringify(filled));
    }
    server = await startServer(place.env);
    const { client } = await signIn(server.url, place.city.operatorPhone);
    say('asking …');
    const calls = await measure(client, rounds);
    const over = Object.entries(calls).filter(([, time]) => (time?.p95 ?? Infinity) >= TARGET_MS).map(([name]) => name);
    const result = { bench: 'training', ok: over.length === 0, unit: 'ms', target: TARGET_MS, over, database: place.database, learners: rows, node: process.version, seedSeconds: filled.seedSeconds, loadAverage: loadavg().map((load) => Math.round(load * 10) / 10), import: filled.import, calls };
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : tableOf(result));
    return result.ok ? 0 : 1;
  } finally {
    await server?.stop();
    await place.drop();
  }
}

function tableOf({ calls, import: sent, target, over }: { calls: Record<string, Quantiles | null>; import: Sent | null; target: number; over: string[] }): string {
  const lines = Object.entries(calls).map(([name, time]) => `${name.padEnd(36)} p50 ${String(time?.p50 ?? '?').padStart(8)} ms   p95 ${String(time?.p95 ?? '?').padStart(8)} ms\n`);
  const came = sent === null ? '' : `${sent.rows} rows (${sent.megabytes} MB): ${sent.in} in, ${sent.out} out, ${sent.seconds} s, ${sent.cpuSeconds ?? '?'} s of processor, peak ${sent.peakMegabytes ?? '?'} MB\n`;
  return `${came}${lines.join('')}target: ${target} ms; over: ${over.length === 0 ? 'none' : over.join(', ')}\n`;
}
