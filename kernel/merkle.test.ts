import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_ROOT, appendNodes, consistencyRanges, inclusionRanges, isConsistent, isIncluded, leafHash, nodesToAppend, rangeHash, wholeTrees, type NodeOf } from './merkle.ts';

/** The definition itself, word for word: MTH of a list of leaves (RFC 9162 2.1.1). */
const definition = (leaves: readonly string[]): string => {
  const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  if (leaves.length === 0) return sha(Buffer.alloc(0));
  if (leaves.length === 1) return sha(Buffer.concat([Buffer.of(0), Buffer.from(leaves[0]!)]));
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha(Buffer.concat([Buffer.of(1), Buffer.from(definition(leaves.slice(0, k)), 'hex'), Buffer.from(definition(leaves.slice(k)), 'hex')]));
};

const grow = (leaves: readonly string[]): NodeOf => {
  const kept = new Map<string, string>();
  const nodeOf: NodeOf = ({ level, index }) => kept.get(`${level}:${index}`) ?? expect.fail(`node ${level}:${index} is not kept`);
  leaves.forEach((body, size) => { for (const { level, index, hash } of appendNodes(size, leafHash(body), nodeOf)) kept.set(`${level}:${index}`, hash); });
  return nodeOf;
};
const leaves = Array.from({ length: 70 }, (_, i) => `leaf ${i}`);
const nodeOf = grow(leaves);
const root = (size: number): string => rangeHash(0, size, nodeOf);
const hashes = (ranges: ReturnType<typeof inclusionRanges>): string[] => ranges.map(([from, to]) => rangeHash(from, to, nodeOf));

describe('the tree', () => {
  test('has the roots of the definition at every size', () => {
    for (let size = 0; size <= leaves.length; size += 1) expect(root(size)).toBe(definition(leaves.slice(0, size)));
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
  // The published vectors of Certificate Transparency's reference implementation.
  test('has the roots others publish', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex').toString('latin1'));
    const given = grow(inputs);
    expect(rangeHash(0, 1, given)).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(rangeHash(0, 8, given)).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });
  test('is made of whole subtrees only', () => {
    expect(wholeTrees(0, 7)).toEqual([{ level: 2, index: 0 }, { level: 1, index: 2 }, { level: 0, index: 6 }]);
    expect(nodesToAppend(7)).toEqual([{ level: 0, index: 6 }, { level: 1, index: 2 }, { level: 2, index: 0 }]);
  });
});

test('every leaf is proven in every tree, and nothing else is', () => {
  for (let size = 1; size <= leaves.length; size += 1) {
    for (let index = 0; index < size; index += 1) {
      const proof = { index, size, leaf: leafHash(leaves[index]!), path: hashes(inclusionRanges(index, size)), root: root(size) };
      expect(isIncluded(proof)).toBe(true);
      expect(isIncluded({ ...proof, leaf: leafHash('forged') })).toBe(false);
      expect(isIncluded({ ...proof, path: [...proof.path, proof.leaf] })).toBe(false);
      if (size > 1) expect(isIncluded({ ...proof, path: proof.path.slice(1) })).toBe(false);
    }
  }
});

test('every tree is the beginning of every larger one, and of no other', () => {
  for (let second = 0; second <= 40; second += 1) {
    for (let first = 0; first <= second; first += 1) {
      const proof = { first, second, firstRoot: root(first), secondRoot: root(second), path: hashes(consistencyRanges(first, second)) };
      expect(isConsistent(proof), `${first} → ${second}`).toBe(true);
      if (first > 0) expect(isConsistent({ ...proof, firstRoot: leafHash('forged') })).toBe(false);
      if (second > first && first > 0) expect(isConsistent({ ...proof, secondRoot: leafHash('forged') })).toBe(false);
    }
  }
});

test('whatever leaf is altered, an old root and the new tree do not go together', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 10 }), (first, where, more) => {
    const second = first + more;
    const altered = leaves.slice(0, second).map((body, i) => (i === where % first ? `${body}!` : body));
    const other = grow(altered);
    const path = consistencyRanges(first, second).map(([from, to]) => rangeHash(from, to, other));
    return !isConsistent({ first, second, firstRoot: root(first), secondRoot: rangeHash(0, second, other), path });
  }), { numRuns: 200 });
});
