import { applicationSources, applicationStages, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { groupNames, sourceNames, stageRank, type Stage } from '../rules/applications.ts';
import { dayStartOf } from '../rules/availability.ts';
import * as store from '../store/applications.ts';

type Workers = typeof contract.workers;
type Post = OutputOf<Workers['openPost']>;
const MOST_POSTS = 200;
const DAY_MS = 86_400_000;

const postView = (row: store.PostRow, today: string): Post => ({
  postId: row.id, title: row.title, families: row.families, words: row.words, payWords: row.payWords, place: row.place, seats: row.seats, source: row.source, closesOn: row.closesOn,
  isOpen: row.closedAt === null && (row.closesOn === null || row.closesOn >= today), applications: row.applications, admitted: row.admitted,
});
const postOf = async (ctx: Ctx, postId: string): Promise<Post> => postView((await store.findPost(ctx.tx, ctx.cityId, postId)) ?? refuse('workers.post_unknown'), cityDay(ctx.now));

export const listPosts = async (ctx: Ctx, { isOpen }: ParsedOf<Workers['listPosts']>): Promise<OutputOf<Workers['listPosts']>> => {
  const items = (await store.listPosts(ctx.tx, ctx.cityId, MOST_POSTS)).map((row) => postView(row, cityDay(ctx.now)));
  return { items: isOpen === undefined ? items : items.filter((post) => post.isOpen === (isOpen === 'true')) };
};
export const openPost = async (ctx: Ctx, input: ParsedOf<Workers['openPost']>): Promise<Post> => {
  const id = ctx.newId('job');
  await store.insertPost(ctx.tx, ctx.cityId, { ...input, id, families: [...new Set(input.families)], closesOn: input.closesOn ?? null, createdBy: ctx.actor.name, createdAt: ctx.now });
  return postOf(ctx, id);
};
export const closePost = async (ctx: Ctx, { postId }: { postId: string }): Promise<Post> => {
  await store.closePost(ctx.tx, ctx.cityId, postId, ctx.now);
  return postOf(ctx, postId);
};

/** By source and target group: who came in the days named and how far they have got since. Everyone counts in every stage reached. */
export const recruitmentBoard = async (ctx: Ctx, { from, to }: ParsedOf<Workers['recruitmentBoard']>): Promise<OutputOf<Workers['recruitmentBoard']>> => {
  const [start, end] = [from === undefined ? null : new Date(dayStartOf(from)), to === undefined ? null : new Date(dayStartOf(to) + DAY_MS)];
  const rows = await store.boardRows(ctx.tx, ctx.cityId, start, end);
  const groups = rows.flatMap((row) => row.groups.map((group) => ({ group, reached: row.reached, n: row.n }))).sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
  const sum = <R extends { n: number }>(some: readonly R[], counts: (row: R) => boolean): number => some.reduce((total, row) => total + (counts(row) ? row.n : 0), 0);
  const has = (stage: Stage) => (row: { reached: number }): boolean => (row.reached & (1 << stageRank(stage))) !== 0;
  const reachedBy = (some: readonly store.BoardRow[]): Record<Stage, number> => Object.fromEntries(applicationStages.map((stage) => [stage, sum(some, has(stage))])) as Record<Stage, number>;
  return {
    total: reachedBy(rows),
    rows: applicationSources.map((source) => {
      const own = rows.filter((row) => row.source === source);
      return { source, name: sourceNames[source], applications: sum(own, () => true), reached: reachedBy(own), refused: sum(own, ({ isOver }) => isOver) };
    }),
    byGroup: [...Map.groupBy(groups, ({ group }) => group)].map(([group, own]) => ({ group, name: groupNames[group], applications: sum(own, () => true), certified: sum(own, has('certified')), admitted: sum(own, has('admitted')), atWork: sum(own, has('firstOrder')) })),
  };
};
