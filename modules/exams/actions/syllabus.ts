import { once, type Ctx } from '../../../kernel/context.ts';
import { finishedModules, moduleNames, modulesFor } from '../../learning/index.ts';
import type { Syllabus } from '../rules/papers.ts';

/** What there is to learn, asked once a transaction: no exam changes it. */
export const syllabusOf = (ctx: Ctx): Promise<Syllabus> => once(ctx, `syllabus:${ctx.cityId}`, async () => ({ names: await moduleNames(ctx), neededFor: modulesFor }));
export const finishedOf = async (ctx: Ctx, workerId: string): Promise<ReadonlySet<string>> => (await finishedModules(ctx, [workerId])).get(workerId) ?? new Set();
