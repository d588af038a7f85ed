import type { Ctx } from '../../../kernel/context.ts';
import * as store from '../store/workers.ts';
import { recheckAdmission } from './admission-checks.ts';
import { tellChange, workerOf } from './facts.ts';

type Proven = { workerId: string; skills: readonly { code: string; level: number }[] };

const settle = async (ctx: Ctx, workerId: string, changed: number): Promise<void> => {
  if (changed === 0) return;
  await recheckAdmission(ctx, workerId);
  await tellChange(ctx, await workerOf(ctx, workerId), 'profile');
};

/** A certificate proves these skills: those she lacks are hers from now on. None is taken away, and none that a person has confirmed changes its level. */
export const proveSkills = async (ctx: Ctx, { workerId, skills }: Proven): Promise<void> => {
  if (skills.length > 0) await settle(ctx, workerId, await store.addProven(ctx.tx, ctx.cityId, workerId, skills, ctx.now));
};

/** A certificate proves them no more, only what others still do; level 0: nothing does. What a person has confirmed stays. */
export const unproveSkills = async (ctx: Ctx, { workerId, skills }: Proven): Promise<void> => {
  if (skills.length > 0) await settle(ctx, workerId, await store.lowerProven(ctx.tx, ctx.cityId, workerId, skills));
};
