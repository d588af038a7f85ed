import type { Ctx } from '../../../kernel/context.ts';
import { stageRank, type Stage } from '../rules/applications.ts';
import * as store from '../store/applications.ts';

/** A step on the way from the first word to the city, by worker or by application. Noted once; who never applied here has no such way. */
export const noteStage = async (ctx: Ctx, about: { workerId?: string; applicationId?: string; stage: Stage; words?: string }): Promise<void> => {
  const application = about.applicationId !== undefined ? await store.findApplication(ctx.tx, ctx.cityId, about.applicationId) : await store.applicationOfWorker(ctx.tx, ctx.cityId, about.workerId ?? '');
  if (!application) return;
  const isNew = await store.addStep(ctx.tx, ctx.cityId, { applicationId: application.id, stage: about.stage, rank: stageRank(about.stage), at: ctx.now, byId: ctx.actor.personId, byName: ctx.actor.name, words: about.words ?? '' });
  if (isNew) await ctx.emit('application.moved', { applicationId: application.id, stage: about.stage, personIds: application.personId === null ? [] : [application.personId] });
};
