import { merchantRoles, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { seal, unseal } from '../../../kernel/crypto.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { namesHepatitisB } from '../rules/applications.ts';
import { healthItemNames, isHealthItem, itemsOfClass, lastHealthDay, type HealthItemCode } from '../rules/health.ts';
import * as store from '../store/admission.ts';
import { judgePaper } from '../store/workers.ts';
import { handInPaper } from './admission.ts';
import { recheckAdmission } from './admission-checks.ts';
import { admissionView, demandSigned, type Admission } from './admission-views.ts';
import { tellChange, workerOf, workerOfActor, type WorkerFacts } from './facts.ts';
import { recheckSafety } from './safety.ts';

type Workers = typeof contract.workers;
type Kept = { code: HealthItemCode; method: string; result: string; isNormal: boolean };

const writable = async (ctx: Ctx, workerId: string): Promise<WorkerFacts> => {
  const worker = await workerOf(ctx, workerId);
  const isStaff = holds(ctx.actor, 'operator') || (worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId));
  return isStaff || worker.personId === ctx.actor.personId ? worker : refuse('workers.worker_unknown');
};

/** Every item by name, none about hepatitis B (人社部发〔2010〕12号), all that the class asks for. */
const demandItems = (healthClass: 'A' | 'B' | 'C' | 'D', items: ParsedOf<Workers['recordHealth']>['items'], others: readonly string[]): Kept[] => {
  for (const text of [...items.flatMap(({ code, method, result }) => [code, method, result]), ...others]) if (namesHepatitisB(text)) refuse('workers.hepatitis_b_refused', { item: text }, 'items');
  const kept = items.map((item) => (isHealthItem(item.code) ? { ...item, code: item.code } : refuse('workers.health_item_unknown', { item: item.code }, 'items')));
  const missing = itemsOfClass(healthClass).filter((code) => !kept.some((item) => item.code === code));
  if (missing.length > 0) refuse('workers.health_items_missing', { class: healthClass, itemsZh: missing.map((code) => healthItemNames[code].zh).join('、'), itemsEn: missing.map((code) => healthItemNames[code].en.toLowerCase()).join(', ') }, 'items');
  return kept;
};

/** A health check by class with its items, as a paper of hers; items are sealed and read only with a reason. */
export const recordHealth = async (ctx: Ctx, input: ParsedOf<Workers['recordHealth']>): Promise<Admission> => {
  const worker = await writable(ctx, input.workerId);
  const items = demandItems(input.healthClass, input.items, [input.hospital, input.number]);
  if (input.examinedOn > cityDay(ctx.now)) refuse('workers.paper_dates_wrong', {}, 'examinedOn');
  if (input.validUntil > lastHealthDay(input.examinedOn)) refuse('workers.health_too_long', {}, 'validUntil');
  const { paperId } = await handInPaper(ctx, worker, { kind: 'health', number: input.number, healthClass: input.healthClass, validFrom: input.examinedOn, validUntil: input.validUntil, imageBase64: input.imageBase64, isSeen: input.isSeen && holds(ctx.actor, 'operator') });
  const id = ctx.newId('hlr');
  await store.insertHealthRecord(ctx.tx, ctx.cityId, { id, workerId: worker.id, paperId, hospital: input.hospital, examinedOn: input.examinedOn, itemsEncrypted: seal(ctx.settings.secret, JSON.stringify(items), `health:${id}`), at: ctx.now });
  return admissionView(ctx, worker);
};

/** Reads the latest record; who did and why stands where she sees it. */
export const readHealth = async (ctx: Ctx, { workerId, why }: ParsedOf<Workers['readHealth']>): Promise<OutputOf<Workers['readHealth']>> => {
  const worker = await workerOf(ctx, workerId);
  const isOwn = worker.personId === ctx.actor.personId;
  if (!isOwn && !holds(ctx.actor, 'operator')) refuse('workers.worker_unknown');
  const row = (await store.latestHealth(ctx.tx, ctx.cityId, workerId)) ?? refuse('workers.health_record_unknown');
  if (!isOwn) await store.insertRead(ctx.tx, ctx.cityId, { id: ctx.newId('rrd'), workerId, kind: 'health', readerId: ctx.actor.personId, readerName: ctx.actor.name, why, at: ctx.now });
  const items = JSON.parse(unseal(ctx.settings.secret, row.itemsEncrypted, `health:${row.id}`)) as Kept[];
  return { workerId, paperId: row.paperId, healthClass: row.healthClass, hospital: row.hospital, examinedOn: row.examinedOn, validUntil: row.validUntil, items: items.map((item) => ({ ...item, name: healthItemNames[item.code] })) };
};

/** Who read what is kept of the acting worker, newest first. */
export const recordReads = async (ctx: Ctx, { cursor, limit }: ParsedOf<Workers['recordReads']>): Promise<OutputOf<Workers['recordReads']>> => {
  const worker = await workerOfActor(ctx);
  const rows = await store.readsOf(ctx.tx, ctx.cityId, { workerId: worker.id, before: cursor ?? null, limit: limit + 1 });
  return { items: rows.slice(0, limit).map(({ kind, readerName, why, at }) => ({ kind, readerName, why, at: at.toISOString() })), nextCursor: rows.length > limit ? rows[limit - 1]!.id : null };
};

const BACKGROUND_DAYS = 183;
/** The result of a background check: clear or not, its day and the fingerprint of the document; six months from that day. She must have authorised it in writing. */
export const recordBackground = async (ctx: Ctx, { workerId, isClear, checkedOn, documentHash }: ParsedOf<Workers['recordBackground']>): Promise<Admission> => {
  const worker = await workerOf(ctx, workerId);
  await demandSigned(ctx, worker, 'background');
  const today = cityDay(ctx.now);
  const validUntil = new Date(Date.parse(checkedOn) + BACKGROUND_DAYS * 86_400_000).toISOString().slice(0, 10);
  if (checkedOn > today || validUntil < today) refuse('workers.paper_dates_wrong', {}, 'checkedOn');
  // The fingerprint takes the number's place: the last letters tell two documents apart, none of them tells what is in it.
  const { paperId } = await handInPaper(ctx, worker, { kind: 'background', number: documentHash, validFrom: checkedOn, validUntil, isSeen: isClear });
  if (!isClear) {
    await judgePaper(ctx.tx, ctx.cityId, paperId, { state: 'refused', reason: '核查结果不符合入驻条件', by: ctx.actor.name, at: ctx.now });
    await store.refuseOthers(ctx.tx, ctx.cityId, { workerId, kind: 'background', by: ctx.actor.name, at: ctx.now });
    await recheckSafety(ctx, workerId);
    await recheckAdmission(ctx, workerId);
    await tellChange(ctx, worker, 'papers');
  }
  return admissionView(ctx, worker);
};
