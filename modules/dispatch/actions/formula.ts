import { dimensionKeys, formulaVersion } from '@linli/planner';
import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { settingsOf } from '../../accounts/index.ts';
import { ratingWords, workerOfActor, workerViews } from '../../workers/index.ts';
import { beijingDay, dimensionHow, dimensionLabels, ownStanding, percentShares } from '../rules.ts';
import { weightsInForce } from './weights.ts';

/** The published formula as a worker reads it: shares in force, how each part is counted, and where she stands in what is about her alone. */
export async function myFormula(ctx: Ctx): Promise<OutputOf<typeof contract.dispatch.myFormula>> {
  const worker = await workerOfActor(ctx);
  const { version, weights } = await weightsInForce(ctx);
  const [view] = await workerViews(ctx, { from: ctx.now, to: ctx.now, workerIds: [worker.id] });
  const first = Math.min(...(view?.papers ?? []).map(({ validUntil }) => validUntil));
  const own = view ? ownStanding({
    rating: ratingWords(worker, ctx.now), accepted: view.acceptance.accepted, refusedUnexcused: view.acceptance.refusedUnexcused, visitsDone: view.visitsDone, level: view.level, sceneSkills: view.homeSceneSkills,
    // A paper is good until the last moment of its day.
    hasManner: view.traits !== null, firstPaperUntil: Number.isFinite(first) ? beijingDay(new Date(first - 1)) : null,
  }) : {};
  const shares = percentShares(weights, dimensionKeys);
  return {
    formulaVersion, weightsVersion: version, isLearning: (await settingsOf(ctx)).learnWeights !== 0,
    dimensions: dimensionKeys.map((key) => ({ key, label: dimensionLabels[key]!, sharePercent: shares[key], how: dimensionHow[key]!, own: own[key] ?? null })),
  };
}
