import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles } from './roles.ts';
import { Bilingual, Day, Id, Instant, Lat, Lon, Note, Page, Phone, ServiceFamily, Text, pageOf } from './shapes.ts';

export const applicationSources = ['school', 'womensFederation', 'jobCentre', 'townshipBase', 'referral', 'self'] as const;
export const applicationStages = ['lead', 'applied', 'checking', 'learning', 'examined', 'certified', 'admitted', 'firstOrder', 'inCity'] as const;
export const targetGroups = ['reEmployed', 'flexible', 'rural', 'hardship', 'graduate', 'veteran', 'disabled'] as const;
export const schoolings = ['none', 'primary', 'juniorSecondary', 'seniorSecondary', 'vocational', 'college', 'bachelor'] as const;
const Stage = z.enum(applicationStages);
const Source = z.enum(applicationSources);
const Referee = z.object({ name: Text(30), phone: Phone, relation: Text(20) });

export const Application = z.object({
  applicationId: Id, state: z.enum(['draft', 'submitted', 'refused', 'withdrawn']), stage: Stage, stageName: Bilingual, stageAt: Instant, source: Source, sourceName: Bilingual, sourceWords: z.string().meta({ description: 'Which school, centre or person' }), postId: Id.nullable(), workerId: Id.nullable(),
  name: z.string(), maskedPhone: z.string(), maskedIdNumber: z.string(), targetGroups: z.array(z.enum(targetGroups)), families: z.array(ServiceFamily),
  skills: z.array(z.object({ code: z.string(), name: Bilingual })).meta({ description: 'What she says she can do; hers once somebody who has seen it takes it over' }), nativePlace: z.string(), schooling: z.enum(schoolings).nullable(), experienceYears: z.int().nullable(), refereeCount: z.int(),
  homeArea: z.string(), savedAt: Instant, submittedAt: Instant.nullable(), refusedWords: z.string(), canWithdraw: z.boolean(),
  missing: z.array(z.object({ field: z.string(), words: Bilingual })).meta({ description: 'What is asked for next, in order; empty: may be handed in' }),
  earlier: z.array(z.object({ state: z.enum(['refused', 'withdrawn']), at: Instant, words: z.string() })).meta({ description: 'Applications of the same person that are over, the latest first' }),
  steps: z.array(z.object({ stage: Stage, name: Bilingual, at: Instant, byName: z.string(), words: z.string() })),
}).meta({ id: 'Application' });
export const JobPost = z.object({ postId: Id, title: z.string(), families: z.array(ServiceFamily), words: z.string(), payWords: z.string(), place: z.string(), seats: z.int(), source: Source, closesOn: Day.nullable(), isOpen: z.boolean(), applications: z.int(), admitted: z.int() }).meta({ id: 'JobPost' });

/** Every field may be left out: what is given is saved, what is not stays. */
const draft = {
  name: Text(30).optional(), families: z.array(ServiceFamily).max(12).optional(), skills: z.array(Text(40)).max(30).optional(), idNumber: Text(18).optional(), schooling: z.enum(schoolings).optional(), experienceYears: z.int().min(0).max(60).optional(), referees: z.array(Referee).max(2).optional(),
  targetGroups: z.array(z.enum(targetGroups)).max(7).optional(), nativePlace: Note(40).optional(), homeArea: Note(40).optional(), homeLon: Lon.optional(), homeLat: Lat.optional(), travelMode: z.enum(['walk', 'ebike', 'bus', 'car']).optional(),
  source: Source.optional(), sourceWords: Note(60).optional(), postId: Id.optional(),
};
export const importStates = ['running', 'done', 'failed', 'stopped'] as const;
export const WorkerImport = z.object({
  importId: Id, fileName: z.string(), bytes: z.int(), format: z.enum(['csv', 'xlsx']), isDryRun: z.boolean(), state: z.enum(importStates), rowsRead: z.int(), rowsIn: z.int(), rowsOut: z.int(), why: Bilingual.nullable(), byName: z.string(), startedAt: Instant, endedAt: Instant.nullable(), seconds: z.number(), resultPath: z.string(),
}).meta({ id: 'WorkerImport' });

export const recruitingEndpoints = {
  myApplication: query({ path: '/api/applications/mine', who: 'signedIn', summary: 'My application as it was last saved, on any phone; null before the first word', input: z.object({}), output: z.object({ application: Application.nullable() }) }),
  saveApplication: command({
    path: '/api/applications/mine', who: 'signedIn', isIdempotent: false, summary: 'Save what I have filled in so far; the rest stays. After one that was turned down or withdrawn this begins a new one, filled in as the last was', input: z.object(draft), output: Application,
    refusals: ['workers.id_number_wrong', 'workers.identity_taken', 'workers.skill_unknown', 'workers.application_over', 'workers.post_unknown', 'workers.post_closed', 'workers.already_registered', 'workers.removed'],
  }),
  submitApplication: command({ path: '/api/applications/mine/submit', who: 'signedIn', summary: 'Hand the application in, once: I become a worker who is being checked', input: z.object({}), output: Application, refusals: ['workers.application_unknown', 'workers.application_incomplete', 'workers.application_over', 'workers.already_registered'] }),
  withdrawApplication: command({ path: '/api/applications/mine/withdraw', who: 'signedIn', summary: 'I do not want to go on', input: z.object({}), output: Application, refusals: ['workers.application_unknown', 'workers.application_over'] }),
  addLead: command({
    path: '/api/applications', who: ['operator', 'dispatcher', 'agent', 'stationStaff'], summary: 'Somebody who may become a worker, as the desk heard of her; she finds it filled in when she signs in with this phone', input: z.object({ ...draft, name: Text(30), phone: Phone, source: Source }), output: Application,
    refusals: ['workers.id_number_wrong', 'workers.identity_taken', 'workers.skill_unknown', 'workers.application_known', 'workers.post_unknown', 'workers.post_closed', 'workers.already_registered'],
  }),
  listApplications: query({
    path: '/api/applications', who: cityRoles, summary: 'Applications, newest first', input: z.object({ stage: Stage.optional(), source: Source.optional(), postId: Id.optional(), importId: Id.optional(), q: z.string().max(30).optional(), ...Page }), output: pageOf(Application.omit({ steps: true, missing: true, earlier: true })),
  }),
  getApplication: query({ path: '/api/applications/:applicationId', who: cityRoles, summary: 'One application with every step, by whom and when', input: z.object({ applicationId: Id }), output: Application, refusals: ['workers.application_unknown'] }),
  moveApplication: command({ path: '/api/applications/:applicationId/move', who: ['operator', 'dispatcher'], summary: 'Note a step the system cannot see by itself', input: z.object({ applicationId: Id, stage: z.enum(['learning', 'examined', 'certified', 'inCity']), words: Note(200).default('') }), output: Application, refusals: ['workers.application_unknown', 'workers.application_over', 'workers.stage_too_early'] }),
  refuseApplication: command({ path: '/api/applications/:applicationId/refuse', who: ['operator'], summary: 'Turn an application down, with the reason she reads', input: z.object({ applicationId: Id, reason: Text(200) }), output: Application, refusals: ['workers.application_unknown', 'workers.application_over'] }),
  readReferees: command({ path: '/api/applications/:applicationId/referees', who: ['operator', 'dispatcher'], isIdempotent: false, summary: 'Open the numbers of those who vouch for an applicant, to call them; she sees who did', input: z.object({ applicationId: Id }), output: z.object({ items: z.array(Referee) }), refusals: ['workers.application_unknown', 'workers.referees_missing'] }),
  recruitmentBoard: query({
    path: '/api/recruitment', who: cityRoles, summary: 'How many came from where and how far they got: everyone counts in every stage she has reached', input: z.object({ from: Day.optional(), to: Day.optional() }),
    output: z.object({ rows: z.array(z.object({ source: Source, name: Bilingual, applications: z.int(), reached: z.record(Stage, z.int()), refused: z.int() })), total: z.record(Stage, z.int()), byGroup: z.array(z.object({ group: z.enum(targetGroups), name: Bilingual, applications: z.int(), certified: z.int(), admitted: z.int(), atWork: z.int() })) }),
  }),
  listPosts: query({ path: '/api/job-posts', who: 'anyone', summary: 'Who is looked for; open posts first', input: z.object({ isOpen: z.enum(['true', 'false']).optional() }), output: z.object({ items: z.array(JobPost) }) }),
  openPost: command({ path: '/api/job-posts', who: ['operator'], summary: 'Look for people', input: z.object({ title: Text(40), families: z.array(ServiceFamily).min(1).max(12), words: Note(500).default(''), payWords: Note(60).default(''), place: Note(60).default(''), seats: z.int().min(1).max(10000), source: Source.default('self'), closesOn: Day.optional() }), output: JobPost }),
  closePost: command({ path: '/api/job-posts/:postId/close', who: ['operator'], summary: 'No more applications for this post', input: z.object({ postId: Id }), output: JobPost, refusals: ['workers.post_unknown'] }),
  getImport: query({ path: '/api/worker-imports/:importId', who: ['operator', 'auditor'], summary: 'How far an import is. A file is sent to POST /api/worker-imports, its result is read from resultPath', input: z.object({ importId: Id }), output: WorkerImport, refusals: ['workers.import_unknown'] }),
  listImports: query({ path: '/api/worker-imports', who: ['operator', 'auditor'], summary: 'Imports, newest first', input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }), output: z.object({ items: z.array(WorkerImport) }) }),
  importFaults: query({
    path: '/api/worker-imports/:importId/faults', who: ['operator', 'auditor'], summary: 'Rows that stayed out, each with its column and the reason', input: z.object({ importId: Id, ...Page }),
    output: pageOf(z.object({ rowNo: z.int(), maskedName: z.string(), column: z.string(), reason: Bilingual })), refusals: ['workers.import_unknown'],
  }),
};
