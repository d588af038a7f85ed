import type { Ctx } from '../../../kernel/context.ts';
import { stableJson } from '../../../kernel/http.ts';
import { appendNodes, leafHash, nodesToAppend, type NodeOf, type NodeRef } from '../../../kernel/merkle.ts';
import { leafFacts, type LeafKind } from '../rules/records.ts';
import * as store from '../store/log.ts';

/** The hashes of kept subtrees, asked in one question. */
export const nodesFor = async (ctx: Ctx, wanted: readonly NodeRef[]): Promise<NodeOf> => {
  const rows = wanted.length === 0 ? [] : await store.nodesAt(ctx.tx, ctx.cityId, wanted);
  const kept = new Map(rows.map(({ level, index, hash }) => [`${level}:${index}`, hash]));
  return ({ level, index }) => {
    const hash = kept.get(`${level}:${index}`);
    if (hash === undefined) throw new Error(`the log has lost its subtree ${level}:${index}`);
    return hash;
  };
};

/**
 * Writes one record at the end of the log, in the transaction of what it records. Whoever appends holds the log until the commit, so say it last.
 * Answers the leaf's place, and for a certificate its number in the status lists.
 */
export const appendLeaf = async (ctx: Ctx, { kind, ref, sha256 }: { kind: LeafKind; ref: string; sha256: string }): Promise<{ index: number; certificates: number }> => {
  const { size, certificates } = await store.takePlace(ctx.tx, ctx.cityId, kind === 'certificate', ctx.now);
  const index = size - 1;
  const body = stableJson(leafFacts({ kind, ref, sha256, at: ctx.now }));
  const hash = leafHash(body);
  const nodes = appendNodes(index, hash, await nodesFor(ctx, nodesToAppend(index)));
  await store.insertLeaf(ctx.tx, ctx.cityId, { index, kind, ref, body, hash, at: ctx.now });
  await store.insertNodes(ctx.tx, ctx.cityId, nodes);
  return { index, certificates };
};
