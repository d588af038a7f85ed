import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { blindIndex, seal, unseal } from '../../../kernel/crypto.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { maskIdCard, maskPhone } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { actingPersonId, callablePhone, demandPlainName, ensurePerson, giveRole, nameScope, personBriefs, pinyinOf, tellPerson } from '../../accounts/index.ts';
import { checksFor, nextStep } from '../rules/admission.ts';
import { bornOnOf, missingFields, sourceNames, stageNames, stageRank, type Stage } from '../rules/applications.ts';
import { isIdentityNumber } from '../rules/papers.ts';
import { insertRead, insertSignature, signaturesOf, verdictsOf } from '../store/admission.ts';
import * as store from '../store/applications.ts';
import { conductOf } from '../store/conduct.ts';
import * as workers from '../store/workers.ts';
import { healthClassFor, recordCheck } from './admission-checks.ts';
import { skillLabels, tellChange } from './facts.ts';
import { noteStage } from './stages.ts';

type Workers = typeof contract.workers;
export type Application = OutputOf<Workers['saveApplication']>;
type Row = store.ApplicationRow;

const phoneHashOf = (ctx: Ctx, phone: string): string => blindIndex(ctx.settings.secret, `application:${ctx.cityId}:${phone}`);
const identityHashOf = (ctx: Ctx, number: string): string => blindIndex(ctx.settings.secret, `identity:${ctx.cityId}:${number}`);
/** The fingerprints under which applications are found: never the numbers themselves. */
export const fingerprints = { phone: phoneHashOf, identity: identityHashOf };

const isPrivacySigned = async (ctx: Ctx, row: Row): Promise<boolean> => row.personId !== null && (await signaturesOf(ctx.tx, ctx.cityId, row.personId)).some(({ kind, withdrawnAt }) => kind === 'privacy' && withdrawnAt === null);
const lacking = async (ctx: Ctx, row: Row) => missingFields({
  name: row.name, hasPhone: row.phoneHash !== null, families: row.families, hasIdNumber: row.idNumberHash !== null, schooling: row.schooling, homeArea: row.homeArea, homeLon: row.homeLon, isPrivacySigned: await isPrivacySigned(ctx, row),
});

const isOver = (row: Row): boolean => row.state === 'refused' || row.state === 'withdrawn';
const briefView = (row: Row): Omit<Application, 'steps' | 'missing' | 'earlier'> => ({
  applicationId: row.id, state: row.state, stage: row.stage, stageName: stageNames[row.stage], stageAt: row.stageAt.toISOString(), source: row.source, sourceName: sourceNames[row.source], sourceWords: row.sourceName, postId: row.postId, workerId: row.workerId,
  name: row.name, maskedPhone: row.phoneMasked, maskedIdNumber: row.idNumberMasked, targetGroups: row.targetGroups, families: row.families, skills: row.skills.map((code) => ({ code, name: skillLabels[code] ?? { zh: code, en: code } })), nativePlace: row.nativePlace, schooling: row.schooling, experienceYears: row.experienceYears, refereeCount: row.refereeCount,
  homeArea: row.homeArea, savedAt: row.savedAt.toISOString(), submittedAt: row.submittedAt?.toISOString() ?? null, refusedWords: row.refusedWords, canWithdraw: !isOver(row) && row.stageRank < stageRank('admitted'),
});
const view = async (ctx: Ctx, row: Row): Promise<Application> => ({
  ...briefView(row),
  earlier: row.personId === null ? [] : (await store.overOf(ctx.tx, ctx.cityId, row.personId)).flatMap(({ id, state, savedAt, refusedWords }) => (id !== row.id && (state === 'refused' || state === 'withdrawn') ? [{ state, at: savedAt.toISOString(), words: refusedWords }] : [])),
  missing: row.state === 'draft' ? await lacking(ctx, row) : [],
  steps: (await store.stepsOf(ctx.tx, ctx.cityId, row.id)).toSorted((a, b) => a.at.getTime() - b.at.getTime() || stageRank(a.stage) - stageRank(b.stage)).map(({ stage, at, byName, words }) => ({ stage, name: stageNames[stage], at: at.toISOString(), byName, words })),
});
const viewOf = async (ctx: Ctx, applicationId: string): Promise<Application> => view(ctx, (await store.findApplication(ctx.tx, ctx.cityId, applicationId)) ?? refuse('workers.application_unknown'));

/** The acting person's phone; nobody's for who has come by e-mail or a social login. */
const myPhone = async (ctx: Ctx, personId: string): Promise<string | null> => ((await personBriefs(ctx, [personId])).get(personId)?.maskedPhone ? callablePhone(ctx, personId) : null);
const mine = async (ctx: Ctx, personId: string, phone: string | null): Promise<Row | undefined> => store.applicationOfPerson(ctx.tx, ctx.cityId, personId, phone === null ? null : phoneHashOf(ctx, phone));

/** The acting person's application, also one that the desk began under her phone. */
export const myApplication = async (ctx: Ctx): Promise<{ application: Application | null }> => {
  const personId = actingPersonId(ctx);
  const row = await mine(ctx, personId, await myPhone(ctx, personId));
  return { application: row ? await view(ctx, row) : null };
};

const overWords = { submitted: ['提交', 'handed in'], refused: ['被婉拒', 'turned down'], withdrawn: ['撤回', 'withdrawn'], draft: ['', ''] } as const;
const refuseOver = (row: Row): never => refuse('workers.application_over', { stateZh: overWords[row.state][0], stateEn: overWords[row.state][1] });

const emptyRow = (ctx: Ctx): Row => ({
  id: ctx.newId('apl'), personId: null, workerId: null, state: 'draft', stage: 'lead', stageRank: 0, stageAt: ctx.now, source: 'self', sourceName: '', postId: null, importId: null, name: '', phoneEncrypted: null, phoneHash: null, phoneMasked: '', targetGroups: [], families: [], skills: [],
  nativePlace: '', idNumberEncrypted: null, idNumberHash: null, idNumberMasked: '', bornOn: null, schooling: null, experienceYears: null, refereesEncrypted: null, refereeCount: 0, homeLon: null, homeLat: null, homeArea: '', travelMode: 'ebike', refusedWords: '',
  createdAt: ctx.now, savedAt: ctx.now, submittedAt: null,
});

/** Skills she says she has, each once. Refuses `workers.skill_unknown`. */
const demandSkillCodes = (codes: readonly string[]): string[] => [...new Set(codes)].map((code) => (Object.hasOwn(skillLabels, code) ? code : refuse('workers.skill_unknown', { skill: code }, 'skills')));

type Filled = Omit<ParsedOf<Workers['saveApplication']>, never>;
/** The row with what was given, numbers checked and sealed. Refuses `workers.id_number_wrong`, `workers.identity_taken`, `workers.skill_unknown`, `workers.post_unknown`, `workers.post_closed`. */
const fill = async (ctx: Ctx, row: Row, given: Filled): Promise<Row> => {
  const next: Row = { ...row, savedAt: ctx.now };
  if (given.name !== undefined) next.name = demandPlainName(given.name);
  if (given.families !== undefined) next.families = [...new Set(given.families)];
  if (given.skills !== undefined) next.skills = demandSkillCodes(given.skills);
  if (given.targetGroups !== undefined) next.targetGroups = [...new Set(given.targetGroups)];
  if (given.idNumber !== undefined) {
    const number = given.idNumber.toUpperCase();
    if (!isIdentityNumber(number, cityDay(ctx.now))) refuse('workers.id_number_wrong', {}, 'idNumber');
    const hash = identityHashOf(ctx, number);
    if (await store.isIdentityTaken(ctx.tx, ctx.cityId, hash, row.id)) refuse('workers.identity_taken', {}, 'idNumber');
    Object.assign(next, { idNumberEncrypted: seal(ctx.settings.secret, number, `application:${row.id}`), idNumberHash: hash, idNumberMasked: maskIdCard(number), bornOn: bornOnOf(number) });
  }
  if (given.referees !== undefined) Object.assign(next, { refereesEncrypted: seal(ctx.settings.secret, JSON.stringify(given.referees), `referees:${row.id}`), refereeCount: given.referees.length });
  if (given.postId !== undefined) {
    const post = (await store.findPost(ctx.tx, ctx.cityId, given.postId)) ?? refuse('workers.post_unknown', {}, 'postId');
    if (post.closedAt !== null || (post.closesOn !== null && post.closesOn < cityDay(ctx.now))) refuse('workers.post_closed', {}, 'postId');
    Object.assign(next, { postId: post.id, source: given.source ?? (row.postId === null && row.source === 'self' ? post.source : row.source), families: next.families.length > 0 ? next.families : post.families });
  } else if (given.source !== undefined) next.source = given.source;
  if (given.sourceWords !== undefined) next.sourceName = given.sourceWords;
  if (given.homeArea !== undefined && given.homeArea !== '') next.homeArea = demandPlainName(given.homeArea, 'homeArea');
  for (const key of ['nativePlace', 'schooling', 'experienceYears', 'homeLon', 'homeLat', 'travelMode'] as const) if (given[key] !== undefined) Object.assign(next, { [key]: given[key] });
  return next;
};

const keep = async (ctx: Ctx, row: Row): Promise<void> => {
  try {
    await store.saveApplication(ctx.tx, ctx.cityId, { ...row, reading: row.name === '' ? '' : pinyinOf(row.name) });
  } catch (error) {
    if (isConflict(error, 'one_application_per_identity')) refuse('workers.identity_taken', {}, 'idNumber');
    if (isConflict(error, 'one_application_per_phone') || isConflict(error, 'one_application_per_person')) refuse('workers.application_known');
    throw error;
  }
};

/** A new application with what the last one said, its numbers sealed anew. No rule sets a time to wait. */
const renewed = (ctx: Ctx, over: Row): Row => {
  const fresh = emptyRow(ctx);
  const { secret } = ctx.settings;
  const again = (sealed: string | null, purpose: string): string | null => (sealed === null ? null : seal(secret, unseal(secret, sealed, `${purpose}:${over.id}`), `${purpose}:${fresh.id}`));
  return {
    ...over, id: fresh.id, workerId: null, state: 'draft', stage: 'lead', stageRank: 0, stageAt: ctx.now, postId: null, importId: null, refusedWords: '', createdAt: ctx.now, savedAt: ctx.now, submittedAt: null,
    phoneEncrypted: again(over.phoneEncrypted, 'application-phone'), idNumberEncrypted: again(over.idNumberEncrypted, 'application'), refereesEncrypted: again(over.refereesEncrypted, 'referees'),
  };
};

/** Saves what the applicant has filled in so far; the first word makes the draft, a lead of her phone becomes hers, and after one that is over a new one begins. Refuses `workers.removed` to who was removed for her conduct. */
export const saveApplication = async (ctx: Ctx, given: Filled): Promise<Application> => {
  const personId = actingPersonId(ctx);
  await lockFor(ctx.tx, `application:${ctx.cityId}:${personId}`);
  const worker = await workers.findWorkerOfPerson(ctx.tx, ctx.cityId, personId);
  if (worker && !(await mine(ctx, personId, null))) refuse('workers.already_registered');
  const phone = await myPhone(ctx, personId);
  const known = await mine(ctx, personId, phone);
  if (worker && worker.status !== 'left' && known && isOver(known)) refuse('workers.already_registered');
  if (worker && (await conductOf(ctx.tx, ctx.cityId, worker.id)).some(({ kind, state }) => kind === 'remove' && state === 'standing')) refuse('workers.removed');
  if (known?.state === 'submitted') refuseOver(known);
  const isNew = !known || isOver(known);
  const row = !known ? emptyRow(ctx) : isNew ? renewed(ctx, known) : known;
  const base: Row = { ...row, personId, name: row.name || (await personBriefs(ctx, [personId])).get(personId)!.name, ...(phone !== null && { phoneEncrypted: seal(ctx.settings.secret, phone, `application-phone:${row.id}`), phoneHash: phoneHashOf(ctx, phone), phoneMasked: maskPhone(phone) }) };
  await keep(ctx, await fill(ctx, base, given));
  if (isNew) await noteStage(ctx, { applicationId: row.id, stage: 'lead' });
  return viewOf(ctx, row.id);
};

/** Opens the worker's profile behind an application, or the one she had before: she is checked from now on, and sent nowhere before she is admitted. Refuses `workers.already_registered`. */
const openWorker = async (ctx: Ctx, row: Row & { personId: string }): Promise<string> => {
  const known = await workers.findWorkerOfPerson(ctx.tx, ctx.cityId, row.personId);
  if (known) {
    if (known.status !== 'left' || (await store.letGo(ctx.tx, ctx.cityId, known.id)) === 0) refuse('workers.already_registered');
    await workers.reopenWorker(ctx.tx, ctx.cityId, { ...row, id: known.id, homeLon: row.homeLon!, homeLat: row.homeLat!, experienceYears: row.experienceYears ?? 0 });
    await tellChange(ctx, known, 'profile');
    return known.id;
  }
  const workerId = ctx.newId('wrk');
  await workers.insertWorker(ctx.tx, ctx.cityId, {
    id: workerId, personId: row.personId, merchantId: null, homeLon: row.homeLon!, homeLat: row.homeLat!, homeArea: row.homeArea, travelMode: row.travelMode, travelRadiusMeters: 8000, experienceYears: row.experienceYears ?? 0, about: '', sceneSkills: [], registeredAt: ctx.now,
  });
  await nameScope(ctx, { scopeType: 'self', scopeId: workerId, name: row.name });
  await giveRole(ctx, { personId: row.personId, role: 'worker', scopeType: 'self', scopeId: workerId });
  return workerId;
};

/** Hands the application in, once. Refuses `workers.application_incomplete`, naming what is missing. */
export const submitApplication = async (ctx: Ctx): Promise<Application> => {
  const personId = actingPersonId(ctx);
  await lockFor(ctx.tx, `application:${ctx.cityId}:${personId}`);
  const row = (await mine(ctx, personId, null)) ?? refuse('workers.application_unknown');
  if (row.state !== 'draft') refuseOver(row);
  const missing = await lacking(ctx, row);
  if (missing.length > 0) refuse('workers.application_incomplete', { fieldsZh: missing.map(({ words }) => words.zh).join('、'), fieldsEn: missing.map(({ words }) => words.en).join(', ') }, missing[0]!.field);
  const workerId = await openWorker(ctx, { ...row, personId });
  await keep(ctx, { ...row, workerId, state: 'submitted', submittedAt: ctx.now, savedAt: ctx.now });
  await noteStage(ctx, { applicationId: row.id, stage: 'applied' });
  // What the desk has seen before needs no second look.
  const seen = new Set((await verdictsOf(ctx.tx, ctx.cityId, [workerId])).flatMap(({ code, state }) => (state === 'passed' ? [code] : [])));
  if (row.schooling !== null && !seen.has('schooling')) await recordCheck(ctx, { workerId, check: 'schooling', state: 'submitted', evidenceKind: 'said', evidenceId: row.id, verifiedBy: '', words: '自己填报，等看毕业证' });
  if (row.refereeCount === 2 && !seen.has('experience')) await recordCheck(ctx, { workerId, check: 'experience', state: 'submitted', evidenceKind: 'said', evidenceId: row.id, verifiedBy: '', words: '已留两位证明人，等电话核实' });
  await tellPerson(ctx, { personId, template: 'applicationIn', params: { next: nextStep(checksFor(row.families[0] ?? 'cleaning', [], [], cityDay(ctx.now), healthClassFor(row.families[0] ?? 'cleaning', []))).words.zh } });
  return viewOf(ctx, row.id);
};

export const withdrawApplication = async (ctx: Ctx): Promise<Application> => {
  const personId = actingPersonId(ctx);
  await lockFor(ctx.tx, `application:${ctx.cityId}:${personId}`);
  const row = (await mine(ctx, personId, null)) ?? refuse('workers.application_unknown');
  return end(ctx, row, 'withdrawn', '');
};

const end = async (ctx: Ctx, row: Row, state: 'withdrawn' | 'refused', words: string): Promise<Application> => {
  if (isOver(row) || row.stageRank >= stageRank('admitted')) refuseOver({ ...row, state: row.state === 'draft' ? 'submitted' : row.state });
  await keep(ctx, { ...row, state, refusedWords: words, savedAt: ctx.now });
  if (row.workerId !== null) await workers.setStatus(ctx.tx, ctx.cityId, row.workerId, { status: 'left', reason: words, admittedAt: null });
  return viewOf(ctx, row.id);
};

/** Turns an application down; she reads why. */
export const refuseApplication = async (ctx: Ctx, { applicationId, reason }: ParsedOf<Workers['refuseApplication']>): Promise<Application> => {
  const row = (await store.lockApplication(ctx.tx, ctx.cityId, applicationId)) ?? refuse('workers.application_unknown');
  const shown = await end(ctx, row, 'refused', reason);
  if (row.personId !== null) await tellPerson(ctx, { personId: row.personId, template: 'applicationRefused', params: { why: reason } });
  return shown;
};

/** Somebody the desk heard of. Refuses `workers.application_known` for a phone that has applied. */
export const addLead = async (ctx: Ctx, { phone, ...given }: ParsedOf<Workers['addLead']>): Promise<Application> => {
  const phoneHash = phoneHashOf(ctx, phone);
  await lockFor(ctx.tx, `application:${ctx.cityId}:${phoneHash}`);
  if (await store.applicationByPhone(ctx.tx, ctx.cityId, phoneHash)) refuse('workers.application_known', {}, 'phone');
  const row = emptyRow(ctx);
  await keep(ctx, await fill(ctx, { ...row, phoneEncrypted: seal(ctx.settings.secret, phone, `application-phone:${row.id}`), phoneHash, phoneMasked: maskPhone(phone) }, given));
  await noteStage(ctx, { applicationId: row.id, stage: 'lead' });
  return viewOf(ctx, row.id);
};

export const getApplication = (ctx: Ctx, { applicationId }: { applicationId: string }): Promise<Application> => viewOf(ctx, applicationId);

/** Opens the sealed numbers of those who vouch, for who is going to call them; she sees that it was done. Refuses `workers.referees_missing`. */
export const readReferees = async (ctx: Ctx, { applicationId }: { applicationId: string }): Promise<OutputOf<Workers['readReferees']>> => {
  const row = (await store.findApplication(ctx.tx, ctx.cityId, applicationId)) ?? refuse('workers.application_unknown');
  if (row.refereesEncrypted === null || row.workerId === null) refuse('workers.referees_missing');
  await insertRead(ctx.tx, ctx.cityId, { id: ctx.newId('rrd'), workerId: row.workerId, kind: 'referees', readerId: ctx.actor.personId, readerName: ctx.actor.name, why: '电话核实从业经历', at: ctx.now });
  return { items: JSON.parse(unseal(ctx.settings.secret, row.refereesEncrypted, `referees:${row.id}`)) as OutputOf<Workers['readReferees']>['items'] };
};

const before: Partial<Record<Stage, Stage>> = { learning: 'applied', examined: 'learning', certified: 'examined', inCity: 'admitted' };
/** A step the system cannot see by itself. Refuses `workers.stage_too_early` where the one before is missing. */
export const moveApplication = async (ctx: Ctx, { applicationId, stage, words }: ParsedOf<Workers['moveApplication']>): Promise<Application> => {
  const row = (await store.lockApplication(ctx.tx, ctx.cityId, applicationId)) ?? refuse('workers.application_unknown');
  if (row.state === 'refused' || row.state === 'withdrawn') refuseOver(row);
  const earlier = before[stage];
  if (earlier && !(await store.stepsOf(ctx.tx, ctx.cityId, row.id)).some((step) => step.stage === earlier)) refuse('workers.stage_too_early', { stageZh: stageNames[earlier].zh, stageEn: stageNames[earlier].en });
  await noteStage(ctx, { applicationId, stage, words });
  return viewOf(ctx, applicationId);
};

/** Newest first. */
export const listApplications = async (ctx: Ctx, wish: ParsedOf<Workers['listApplications']>): Promise<OutputOf<Workers['listApplications']>> => {
  const [at, id] = wish.cursor?.split(' ') ?? [];
  const isCursor = at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at));
  const rows = await store.listApplications(ctx.tx, ctx.cityId, {
    stage: wish.stage ?? null, source: wish.source ?? null, postId: wish.postId ?? null, importId: wish.importId ?? null, q: wish.q?.trim() || null, before: isCursor ? { at: new Date(at), id } : null, limit: wish.limit + 1,
  });
  const shown = rows.slice(0, wish.limit);
  const last = shown.at(-1);
  return { items: shown.map(briefView), nextCursor: rows.length > wish.limit && last ? `${last.createdAt.toISOString()} ${last.id}` : null };
};

/** Puts a whole person on the way at once, for who signs at a counter: what the desk did with her paper in hand. System use. */
export const applyFor = async (ctx: Ctx, { phone, ...given }: Filled & { phone: string; name: string }): Promise<{ applicationId: string; workerId: string; personId: string }> => {
  const { personId } = await ensurePerson(ctx, { phone, name: given.name });
  const row = emptyRow(ctx);
  const filled = await fill(ctx, { ...row, personId, phoneEncrypted: seal(ctx.settings.secret, phone, `application-phone:${row.id}`), phoneHash: phoneHashOf(ctx, phone), phoneMasked: maskPhone(phone) }, given);
  const workerId = await openWorker(ctx, { ...filled, personId });
  await keep(ctx, { ...filled, workerId, state: 'submitted', submittedAt: ctx.now });
  for (const stage of ['lead', 'applied'] as const) await noteStage(ctx, { applicationId: row.id, stage });
  for (const kind of ['privacy', 'background', 'credit', 'rules'] as const) await insertSignature(ctx.tx, ctx.cityId, { id: ctx.newId('sgn'), personId, kind, textVersion: 'paper', textHash: 'paper', at: ctx.now });
  return { applicationId: row.id, workerId, personId };
};
