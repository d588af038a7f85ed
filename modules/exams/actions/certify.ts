import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { issueCertificate, recordRetraining } from '../../training/index.ts';
import { orderedRetrainings, workerOfActor } from '../../workers/index.ts';
import { certifiable, evidenceOf, isComplete, nextStep, standingOf, type Proof, type Standing } from '../rules/certification.ts';
import { foundationOf, theoryOf, topicName } from '../rules/papers.ts';
import { outsideProof } from '../rules/recognition.ts';
import { rubricOf } from '../rules/rubrics.ts';
import { openSeatOf } from '../store/practicals.ts';
import { outsideProofsOf } from '../store/outside.ts';
import * as store from '../store/proofs.ts';
import { finishedOf, syllabusOf } from './syllabus.ts';
import { sayTime } from '../rules/times.ts';

type Exams = typeof contract.exams;

const latest = (own: Proof | null, outside: Proof | null): Proof | null => (own === null || (outside !== null && outside.at > own.at) ? outside : own);

/** Where a learner stands with some kinds of certificate, each reckoned from what she has proven and what she holds. */
export const standingsOf = async (ctx: Ctx, workerId: string, kinds: readonly string[] = certifiable): Promise<Standing[]> => {
  const [{ neededFor }, finished, certificates, papers, practicals] = [await syllabusOf(ctx), await finishedOf(ctx, workerId), await store.certificatesOf(ctx.tx, ctx.cityId, workerId), await store.passedPapers(ctx.tx, ctx.cityId, workerId), await store.passedPracticals(ctx.tx, ctx.cityId, workerId)];
  const ordered = await orderedRetrainings(ctx, workerId);
  const outside = await outsideProofsOf(ctx.tx, ctx.cityId, workerId);
  return kinds.map((kind) => standingOf({
    kind, orderedAt: ordered.findLast(({ certificateKind }) => certificateKind === kind)?.at ?? null, certificates, needs: neededFor(kind), finished, theory: papers.find(({ paper }) => paper === theoryOf(foundationOf(kind) ?? kind)) ?? null, practical: latest(practicals.find((one) => one.kind === kind) ?? null, outsideProof(outside, kind, ctx.now)), today: cityDay(ctx.now), now: ctx.now,
  }));
};

/**
 * Issues, or refreshes, every certificate whose theory, modules and practical are all there now; in the transaction of whatever came last. The same proofs
 * give one certificate: they are spent with it.
 */
export const settleCertificates = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<void> => {
  await lockFor(ctx.tx, `certify:${ctx.cityId}:${workerId}`);
  // The foundation first: what rests on it may be complete with it.
  for (const kinds of [certifiable.filter((kind) => foundationOf(kind) === null), certifiable.filter((kind) => foundationOf(kind) !== null)]) {
    for (const standing of await standingsOf(ctx, workerId, kinds)) {
      if (!isComplete(standing) || (standing.theory.proof === null && standing.practical.proof === null)) continue;
      const evidence = evidenceOf(standing);
      if (standing.live) await recordRetraining(ctx, { certificateId: standing.live.certificateId, evidence });
      else await issueCertificate(ctx, { workerId, kind: standing.kind, evidence });
    }
  }
};

export const myCertification = async (ctx: Ctx): Promise<OutputOf<Exams['myCertification']>> => {
  const worker = await workerOfActor(ctx);
  const { names } = await syllabusOf(ctx);
  const seat = await openSeatOf(ctx.tx, ctx.cityId, worker.id);
  return {
    items: (await standingsOf(ctx, worker.id)).map((standing) => {
      const missing = standing.modules.filter(({ isMet }) => !isMet).map(({ module }) => topicName(module, names));
      const own = seat?.kind === standing.kind ? seat : undefined;
      const next = nextStep(standing, { moduleWords: { zh: missing.map(({ zh }) => zh).join('、'), en: missing.map(({ en }) => en).join(', ') }, seatWords: own ? { zh: `${sayTime(own.startAt)} ${own.place}`, en: `${sayTime(own.startAt)}, ${own.place}` } : null });
      return {
        kind: standing.kind, title: rubricOf(standing.kind)?.title ?? { zh: '岗前核心', en: 'Core' }, isHeld: standing.live !== null, number: standing.live?.number ?? null,
        theory: { isNeeded: standing.theory.isNeeded, isMet: standing.theory.isMet, paper: standing.theory.paper, scorePercent: standing.theory.proof?.scorePercent ?? null },
        modules: standing.modules.map(({ module, isMet }) => ({ code: module, name: topicName(module, names), isMet })),
        practical: { isNeeded: standing.practical.isNeeded, isMet: standing.practical.proof !== null, seatId: own?.id ?? null, scorePercent: standing.practical.proof?.scorePercent ?? null }, next,
      };
    }),
  };
};
