import { createHash } from 'node:crypto';

/**
 * An append-only Merkle tree by RFC 9162 2.1: leaves are hashed behind 0x00, nodes behind 0x01, so that neither can be passed off as the other.
 * Everything here is computed; who keeps leaves and whole subtrees hands them in. Hashes are hex, sizes and indexes count leaves.
 */
export type NodeRef = { level: number; index: number };
/** A whole subtree's hash; level 0 is a leaf's. */
export type NodeOf = (node: NodeRef) => string;

const hashOf = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (body: string): string => hashOf(LEAF, Buffer.from(body, 'utf8'));
export const nodeHash = (left: string, right: string): string => hashOf(NODE, Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
/** The root of a log that holds nothing. */
export const EMPTY_ROOT = hashOf('');

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
/** The largest power of two below n, for n > 1. */
const splitOf = (n: number): number => {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
};

/** The whole subtrees that make up the leaves [from, to), left to right; `from` is where a subtree of that size may begin. */
export const wholeTrees = (from: number, to: number): NodeRef[] => {
  const found: NodeRef[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    let width = 1;
    while (width * 2 <= to - at && at % (width * 2) === 0) { width *= 2; level += 1; }
    found.push({ level, index: at / width });
    at += width;
  }
  return found;
};

/** The hash over [from, to) from whole subtrees. */
export const rangeHash = (from: number, to: number, nodeOf: NodeOf): string => {
  if (to <= from) return EMPTY_ROOT;
  const hashes = wholeTrees(from, to).map(nodeOf);
  return hashes.reduceRight((right, left) => nodeHash(left, right));
};

/** Whole subtrees that stand left of a new leaf at `size` and grow together with it. */
export const nodesToAppend = (size: number): NodeRef[] => {
  const found: NodeRef[] = [];
  for (let level = 0, at = size; isOdd(at); level += 1, at = half(at)) found.push({ level, index: at - 1 });
  return found;
};

/** What a leaf at index `size` adds to the tree: itself and every subtree it completes. */
export const appendNodes = (size: number, leaf: string, nodeOf: NodeOf): (NodeRef & { hash: string })[] => {
  const added = [{ level: 0, index: size, hash: leaf }];
  for (const left of nodesToAppend(size)) {
    const last = added.at(-1)!;
    added.push({ level: left.level + 1, index: half(last.index), hash: nodeHash(nodeOf(left), last.hash) });
  }
  return added;
};

type Range = readonly [from: number, to: number];

/** The ranges whose hashes prove that leaf `index` lies in a tree of `size`, from the leaf upwards (RFC 9162 2.1.3.1). */
export const inclusionRanges = (index: number, size: number): Range[] => {
  const path: Range[] = [];
  for (let from = 0, to = size; to - from > 1;) {
    const middle = from + splitOf(to - from);
    if (index < middle) { path.push([middle, to]); to = middle; } else { path.push([from, middle]); from = middle; }
  }
  return path.reverse();
};

/** The ranges whose hashes prove that the tree of `first` leaves is the beginning of the tree of `second` (RFC 9162 2.1.4.1). */
export const consistencyRanges = (first: number, second: number): Range[] => {
  if (first === 0 || first === second) return [];
  const path: Range[] = [];
  let isWhole = true;
  for (let from = 0, to = second, old = first; ;) {
    if (old === to - from) {
      if (!isWhole) path.push([from, to]);
      return path.reverse();
    }
    const split = splitOf(to - from);
    if (old <= split) { path.push([from + split, to]); to = from + split; } else { path.push([from, from + split]); from += split; old -= split; isWhole = false; }
  }
};

/** Whether a path leads from a leaf's hash to the root of a tree of that size (RFC 9162 2.1.3.2). */
export const isIncluded = (proof: { index: number; size: number; leaf: string; path: readonly string[]; root: string }): boolean => {
  if (!(proof.index >= 0 && proof.index < proof.size)) return false;
  let [at, last, hash] = [proof.index, proof.size - 1, proof.leaf];
  for (const other of proof.path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = nodeHash(other, hash);
      while (!isOdd(at) && at !== 0) { at = half(at); last = half(last); }
    } else hash = nodeHash(hash, other);
    at = half(at);
    last = half(last);
  }
  return last === 0 && hash === proof.root;
};

/** Whether the smaller tree is the beginning of the larger one (RFC 9162 2.1.4.2). */
export const isConsistent = (proof: { first: number; second: number; firstRoot: string; secondRoot: string; path: readonly string[] }): boolean => {
  const { first, second, firstRoot, secondRoot } = proof;
  if (first < 0 || first > second) return false;
  if (first === second) return proof.path.length === 0 && firstRoot === secondRoot;
  if (first === 0) return proof.path.length === 0 && firstRoot === EMPTY_ROOT;
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof.path] : [...proof.path];
  if (path.length === 0) return false;
  let [at, last] = [first - 1, second - 1];
  while (isOdd(at)) { at = half(at); last = half(last); }
  let [older, newer] = [path[0]!, path[0]!];
  for (const other of path.slice(1)) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      older = nodeHash(other, older);
      newer = nodeHash(other, newer);
      while (!isOdd(at) && at !== 0) { at = half(at); last = half(last); }
    } else newer = nodeHash(newer, other);
    at = half(at);
    last = half(last);
  }
  return last === 0 && older === firstRoot && newer === secondRoot;
};
