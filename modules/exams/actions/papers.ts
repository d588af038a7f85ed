import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds, refuseAccess } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { workerOfActor } from '../../workers/index.ts';
import { isOver, triesLeft } from '../rules/attempts.ts';
import { whyNotAgain, type Standing } from '../rules/certification.ts';
import { seedOf, seeded, shuffled } from '../rules/chance.ts';
import { paperOf, papersOf, topicName, type PaperRule, type Syllabus } from '../rules/papers.ts';
import { optionOrder } from '../rules/questions.ts';
import { sayTime } from '../rules/times.ts';
import * as store from '../store/attempts.ts';
import { drawable, versionsAt } from '../store/bank.ts';
import { attemptView, closeAttempt, type AttemptView } from './attempts.ts';
import { standingsOf } from './certify.ts';
import { finishedOf, syllabusOf } from './syllabus.ts';

type Exams = typeof contract.exams;
type PaperView = OutputOf<Exams['myPapers']>['items'][number];
const HOUR_MS = 3_600_000;

/** The merchant whose owner acts; its staff do not sit the exam for the owner. */
const ownMerchantId = (ctx: Ctx): string | null => ctx.actor.grants.find(({ role, scopeType }) => role === 'merchantOwner' && scopeType === 'merchant')?.scopeId ?? null;

/** Who is examined by a paper: the worker herself, or the merchant for which its owner answers. Refuses `access.forbidden` to everybody else. */
const subjectOf = async (ctx: Ctx, rule: PaperRule): Promise<store.Subject> => {
  if (rule.kind !== 'merchant') return { workerId: (await workerOfActor(ctx)).id, merchantId: null };
  return { workerId: null, merchantId: ownMerchantId(ctx) ?? refuseAccess(ctx.actor, ['merchantOwner']) };
};

/** What one person may sit, with everything there is to know before the first question. */
export const myPapers = async (ctx: Ctx): Promise<OutputOf<Exams['myPapers']>> => {
  const syllabus = await syllabusOf(ctx);
  const merchantId = ownMerchantId(ctx);
  const workerId = holds(ctx.actor, 'worker') ? (await workerOfActor(ctx)).id : null;
  const rules = papersOf(syllabus);
  const items: PaperView[] = [];
  if (workerId !== null) items.push(...await viewsFor(ctx, rules.filter(({ kind }) => kind !== 'merchant'), syllabus, { workerId, merchantId: null }));
  if (merchantId !== null) items.push(...await viewsFor(ctx, rules.filter(({ kind }) => kind === 'merchant'), syllabus, { workerId: null, merchantId }));
  return { items };
};

const viewsFor = async (ctx: Ctx, rules: readonly PaperRule[], syllabus: Syllabus, subject: store.Subject): Promise<PaperView[]> => {
  const longest = Math.max(...rules.map(({ tries }) => tries.hours));
  const recent = await store.attemptsSince(ctx.tx, ctx.cityId, subject, new Date(ctx.now.getTime() - longest * HOUR_MS));
  const last = new Map((await store.lastJudged(ctx.tx, ctx.cityId, subject)).map((row) => [row.paper, row]));
  const open = await store.openAttempts(ctx.tx, ctx.cityId, ctx.actor.personId!);
  const finished = subject.workerId === null ? new Set<string>() : await finishedOf(ctx, subject.workerId);
  const standings = subject.workerId === null ? [] : await standingsOf(ctx, subject.workerId, rules.flatMap(({ certificateKind }) => certificateKind ?? []));
  return rules.map((rule) => {
    const tries = triesLeft(recent.filter(({ paper }) => paper === rule.paper).map(({ startedAt }) => startedAt), rule.tries, ctx.now);
    const openAttempt = open.find(({ paper }) => paper === rule.paper);
    const lately = last.get(rule.paper);
    const needs = rule.needs.map((code) => ({ code, name: topicName(code, syllabus.names), isMet: finished.has(code) }));
    const missing = needs.filter(({ isMet }) => !isMet);
    const again = againOf(rule, standings);
    const no = (zh: string, en: string) => ({ isAllowed: false, why: { zh, en } });
    const start = openAttempt ? { isAllowed: true, why: null }
      : again ? no(again.zh, again.en)
        : missing.length > 0 ? no(`先学完：${missing.map(({ name }) => name.zh).join('、')}`, `Finish first: ${missing.map(({ name }) => name.en).join(', ')}`)
          : tries.left === 0 ? no(`${rule.tries.hours} 小时内最多考 ${rule.tries.most} 次，${sayTime(tries.nextAt!)} 以后再考`, `At most ${rule.tries.most} tries in ${rule.tries.hours} hours; again after ${sayTime(tries.nextAt!)}`) : { isAllowed: true, why: null };
    return {
      paper: rule.paper, kind: rule.kind, module: rule.module, certificateKind: rule.certificateKind, title: rule.title, about: rule.about, itemCount: rule.itemCount, minutes: rule.minutes, passPercent: rule.passPercent,
      tries: { ...rule.tries, left: tries.left, nextAt: tries.nextAt?.toISOString() ?? null }, needs, openAttemptId: openAttempt?.id ?? null,
      last: lately ? { attemptId: lately.id, scorePercent: lately.scorePercent!, isPassed: lately.isPassed!, at: lately.judgedAt!.toISOString() } : null, isPassed: lately?.isEverPassed ?? false, can: { start },
    };
  });
};

const againOf = (rule: PaperRule, standings: readonly Standing[]) => {
  const standing = standings.find(({ kind }) => kind === rule.certificateKind);
  return standing ? whyNotAgain(standing, 'theory') : null;
};

/**
 * Begins a paper, or goes on with the one that is open: the same questions in the same order and the same end, however often it is asked. Questions and the
 * order of options follow from a stored seed. Refuses `exams.paper_unknown`, `access.forbidden`, `exams.modules_missing`, `exams.passed_already`,
 * `exams.tries_used`, `exams.bank_short`.
 */
export const start = async (ctx: Ctx, { paper }: ParsedOf<Exams['start']>): Promise<AttemptView> => {
  const syllabus = await syllabusOf(ctx);
  const rule = paperOf(paper, syllabus) ?? refuse('exams.paper_unknown');
  const subject = await subjectOf(ctx, rule);
  const personId = ctx.actor.personId!;
  await lockFor(ctx.tx, `exam:${ctx.cityId}:${subject.workerId ?? subject.merchantId}:${paper}`);
  const open = (await store.openAttempts(ctx.tx, ctx.cityId, personId)).find((one) => one.paper === paper);
  if (open && !isOver(open.endsAt, ctx.now)) return attemptView(ctx, open);
  if (open) await closeAttempt(ctx, { attemptId: open.id });
  await demandReady(ctx, rule, subject, syllabus);
  const attempt: store.AttemptRow = {
    id: ctx.newId('att'), paper, ...subject, personId, seed: 0, passPercent: rule.passPercent, itemCount: rule.itemCount, state: 'open', startedAt: ctx.now, endsAt: new Date(ctx.now.getTime() + rule.minutes * 60_000),
    judgedAt: null, closedBy: null, rightCount: null, scorePercent: null, isPassed: null, leftCount: 0,
  };
  attempt.seed = seedOf(sha256(`${ctx.settings.secret}:${attempt.id}`));
  const items = await draw(ctx, rule, syllabus, attempt.seed);
  await store.insertAttempt(ctx.tx, ctx.cityId, attempt);
  await store.insertItems(ctx.tx, ctx.cityId, attempt.id, items);
  await ctx.schedule({ name: 'exams.close', key: attempt.id, at: new Date(attempt.endsAt.getTime() + CLOSE_AFTER_MS), payload: { attemptId: attempt.id } });
  return attemptView(ctx, attempt);
};
/** The clock closes an attempt once no answer can be on its way any more. */
const CLOSE_AFTER_MS = 31_000;

const demandReady = async (ctx: Ctx, rule: PaperRule, subject: store.Subject, { names }: Syllabus): Promise<void> => {
  if (subject.workerId !== null && rule.kind !== 'quiz') {
    const finished = await finishedOf(ctx, subject.workerId);
    const missing = rule.needs.filter((module) => !finished.has(module)).map((module) => topicName(module, names));
    const again = againOf(rule, await standingsOf(ctx, subject.workerId, [rule.certificateKind!]));
    if (again) refuse('exams.passed_already', { whyZh: again.zh, whyEn: again.en });
    if (missing.length > 0) refuse('exams.modules_missing', { modulesZh: missing.map(({ zh }) => zh).join('、'), modulesEn: missing.map(({ en }) => en).join(', ') });
  }
  const recent = (await store.attemptsSince(ctx.tx, ctx.cityId, subject, new Date(ctx.now.getTime() - rule.tries.hours * HOUR_MS))).filter((one) => one.paper === rule.paper);
  const { left, nextAt } = triesLeft(recent.map(({ startedAt }) => startedAt), rule.tries, ctx.now);
  if (left === 0) refuse('exams.tries_used', { hours: rule.tries.hours, most: rule.tries.most, at: sayTime(nextAt!) });
};

/** So many questions of each topic, all of them mixed. */
const draw = async (ctx: Ctx, rule: PaperRule, { names }: Syllabus, seed: number): Promise<{ no: number; questionId: string; version: number; topic: string; optionOrder: string[] }[]> => {
  const chance = seeded(seed);
  const bank = Map.groupBy(await drawable(ctx.tx, ctx.cityId, rule.parts.map(({ topic }) => topic)), ({ topic }) => topic);
  const chosen = rule.parts.flatMap(({ topic, asks }) => {
    const own = bank.get(topic) ?? [];
    if (own.length < asks) refuse('exams.bank_short', { topicZh: topicName(topic, names).zh, topicEn: topicName(topic, names).en });
    return shuffled(own, chance).slice(0, asks);
  });
  const texts = new Map((await versionsAt(ctx.tx, ctx.cityId, chosen.map(({ id }) => id), chosen.map(({ version }) => version))).map((text) => [text.id, text]));
  return shuffled(chosen, chance).map(({ id, version, topic }, place) => ({ no: place + 1, questionId: id, version, topic, optionOrder: optionOrder(texts.get(id)!, chance) }));
};
