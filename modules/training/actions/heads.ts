import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { consistencyRanges, inclusionRanges, rangeHash, wholeTrees } from '../../../kernel/merkle.ts';
import { refuse } from '../../../kernel/refusal.ts';
import * as store from '../store/log.ts';
import { signer } from './keys.ts';
import { nodesFor } from './log.ts';

type Training = typeof contract.training;
export type HeadView = NonNullable<OutputOf<Training['logHead']>['head']>;
export type ProofView = OutputOf<Training['proveInclusion']>;

const rootAt = async (ctx: Ctx, size: number): Promise<string> => rangeHash(0, size, await nodesFor(ctx, wholeTrees(0, size)));

const headView = (row: store.HeadRow): HeadView => ({ size: row.size, root: row.root, at: row.at.toISOString(), keyId: row.keyId, token: row.token });

/** Signs the tree as it stands, unless its newest head says the same already. */
export const signHead = async (ctx: Ctx): Promise<HeadView | null> => {
  const standing = await store.stateOf(ctx.tx, ctx.cityId);
  if (!standing) return null;
  // Nothing new, as mostly: no lock, so that a quiet log costs the issuers nothing.
  const latest = await store.newestHead(ctx.tx, ctx.cityId);
  if (latest?.size === standing.size) return headView(latest);
  // The key first: making one is itself written into the log.
  const { keyId, sign } = await signer(ctx);
  const state = (await store.lockState(ctx.tx, ctx.cityId))!;
  const newest = await store.newestHead(ctx.tx, ctx.cityId);
  if (newest && newest.size === state.size) return headView(newest);
  const root = await rootAt(ctx, state.size);
  const token = await sign('tree-head+jwt', { log: ctx.settings.publicUrl, city: ctx.cityId, size: state.size, root, at: ctx.now.toISOString() });
  await store.insertHead(ctx.tx, ctx.cityId, { size: state.size, root, at: ctx.now, keyId, token });
  return { size: state.size, root, at: ctx.now.toISOString(), keyId, token };
};

export const logHead = async (ctx: Ctx): Promise<OutputOf<Training['logHead']>> => {
  const newest = await store.newestHead(ctx.tx, ctx.cityId);
  return { head: newest ? headView(newest) : null };
};

export const logHeads = async (ctx: Ctx, { after, limit }: ParsedOf<Training['logHeads']>): Promise<OutputOf<Training['logHeads']>> => ({ items: (await store.headsAfter(ctx.tx, ctx.cityId, after, limit)).map(headView) });

export const logEntries = async (ctx: Ctx, { from, limit }: ParsedOf<Training['logEntries']>): Promise<OutputOf<Training['logEntries']>> => ({
  items: (await store.leavesFrom(ctx.tx, ctx.cityId, from, limit)).map(({ index, body, hash }) => ({ index, body, leafHash: hash })),
});

const hashes = async (ctx: Ctx, ranges: readonly (readonly [number, number])[]): Promise<string[]> => {
  const nodeOf = await nodesFor(ctx, ranges.flatMap(([from, to]) => wholeTrees(from, to)));
  return ranges.map(([from, to]) => rangeHash(from, to, nodeOf));
};

/** Proofs of leaves in the tree of a head; without one (nothing signed since) path and head are empty. One question for all subtrees. */
export const provedLeaves = async (ctx: Ctx, leaves: readonly store.LeafRow[], head: HeadView | null): Promise<ProofView[]> => {
  const ranges = leaves.map(({ index }) => (head && index < head.size ? inclusionRanges(index, head.size) : []));
  const nodeOf = await nodesFor(ctx, ranges.flat().flatMap(([from, to]) => wholeTrees(from, to)));
  return leaves.map(({ index, body, hash }, i) => ({ index, body, leafHash: hash, head: head && index < head.size ? head : null, path: ranges[i]!.map(([from, to]) => rangeHash(from, to, nodeOf)) }));
};

/** The proof of a certificate's leaf under the newest head. */
export const proofAt = async (ctx: Ctx, index: number): Promise<ProofView | null> => {
  const leaf = await store.leafAt(ctx.tx, ctx.cityId, index);
  return leaf ? (await provedLeaves(ctx, [leaf], (await logHead(ctx)).head))[0]! : null;
};

const wrongSize = async (ctx: Ctx): Promise<never> => refuse('training.size_wrong', { count: (await store.stateOf(ctx.tx, ctx.cityId))?.size ?? 0 });

/** Refuses `training.leaf_unknown`, and `training.size_wrong` for a size no head was signed at or that is too small. */
export const proveInclusion = async (ctx: Ctx, { leafHash: hash, size }: ParsedOf<Training['proveInclusion']>): Promise<ProofView> => {
  const leaf = (await store.leafByHash(ctx.tx, ctx.cityId, hash)) ?? refuse('training.leaf_unknown');
  if (size === undefined) return (await provedLeaves(ctx, [leaf], (await logHead(ctx)).head))[0]!;
  const head = await store.headAt(ctx.tx, ctx.cityId, size);
  if (!head || size <= leaf.index) return wrongSize(ctx);
  return (await provedLeaves(ctx, [leaf], headView(head)))[0]!;
};

/** Between any two sizes the log ever had. Refuses `training.size_wrong`. */
export const proveConsistency = async (ctx: Ctx, { first, second }: { first: number; second: number }): Promise<OutputOf<Training['proveConsistency']>> => {
  const size = (await store.stateOf(ctx.tx, ctx.cityId))?.size ?? 0;
  if (first > second || second > size) return wrongSize(ctx);
  return { first, second, path: await hashes(ctx, consistencyRanges(first, second)) };
};
