import { LIST_BITS } from '../../../kernel/bitstring.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/database.ts';
import { stableJson } from '../../../kernel/http.ts';
import { leafHash, nodeHash } from '../../../kernel/merkle.ts';
import type { Check } from '../../../kernel/module.ts';
import { readToken, type PublicKey } from '../../../kernel/signing.ts';
import { readCredential } from '../rules/credential.ts';
import { canonicalService, leafFacts, retrainingFacts, revocationFacts, type LeafKind } from '../rules/records.ts';
import { countUntold, pageById, type CertificateRow } from '../store/certificates.ts';
import { countByKind, countMentorFaults, leavesByRef, retrainingsById } from '../store/checks.ts';
import { keysOf } from '../store/keys.ts';
import * as log from '../store/log.ts';
import { servicesById } from '../store/services.ts';
import { isHeadGenuine } from './record-check.ts';
import { fitsRow, leafBodyOf } from './verify.ts';

const PAGE = 1000;
type Faults = { looked: number; faults: string[] };
const told = ({ looked, faults }: Faults): { ok: boolean; count: number; detail?: string } => (faults.length === 0 ? { ok: true, count: looked } : { ok: false, count: faults.length, detail: faults.slice(0, 3).join('; ') });

async function* pages<Row extends { id: string }>(ask: (after: string) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let rows = await ask(''); rows.length > 0; rows = await ask(rows.at(-1)!.id)) yield rows;
}

/** Every certificate: signature, what it says against what is kept, key, and its leaf to the letter. */
const verifyCertificates = async (tx: Tx, cityId: string): Promise<Faults> => {
  const result: Faults = { looked: 0, faults: [] };
  const keys = await keysOf(tx, cityId);
  const publicKeys = keys.map(({ publicKey }) => publicKey);
  for await (const rows of pages((after) => pageById(tx, cityId, after, PAGE))) {
    const leaves = new Map((await log.leavesAt(tx, cityId, rows.map(({ leafIndex }) => leafIndex))).map((leaf) => [leaf.index, leaf]));
    for (const row of rows) {
      const signed = await readToken(row.token, publicKeys);
      const key = keys.find(({ id }) => id === row.keyId);
      const isSigned = signed !== null && signed.keyId === row.keyId && key !== undefined && (key.distrustedAt === null || row.issuedAt < key.distrustedAt);
      if (!isSigned) result.faults.push(`${row.number}: its signature does not verify`);
      else if (!fitsRow(readCredential(signed.payload, LIST_BITS), row)) result.faults.push(`${row.number}: what is kept is not what was signed`);
      else if (leaves.get(row.leafIndex)?.body !== leafBodyOf(row)) result.faults.push(`${row.number}: the log says otherwise`);
    }
    result.looked += rows.length;
  }
  return result;
};

/**
 * The whole log reckoned up from its leaves: every subtree that is kept, and at each signed head's size the root it signed. When all heads are roots of
 * beginnings of one row of leaves, any two of them are consistent.
 */
const verifyLog = async (tx: Tx, cityId: string): Promise<Faults> => {
  const state = await log.stateOf(tx, cityId);
  const keys = (await keysOf(tx, cityId)).map(({ publicKey }) => publicKey);
  const faults: string[] = [];
  const peaks: { level: number; hash: string }[] = [];
  const heads = headsInOrder(tx, cityId);
  let head = (await heads.next()).value;
  let size = 0;
  let nodeCount = 0;
  for (let leaves = await log.leavesFrom(tx, cityId, 0, PAGE); leaves.length > 0; leaves = await log.leavesFrom(tx, cityId, size, PAGE)) {
    const kept = (await log.nodesCompleted(tx, cityId, size, size + leaves.length))[Symbol.iterator]();
    for (const leaf of leaves) {
      if (leaf.index !== size) faults.push(`the log has no leaf ${size}`);
      if (leafHash(leaf.body) !== leaf.hash) faults.push(`leaf ${leaf.index} was altered`);
      let grown = { level: 0, hash: leafHash(leaf.body) };
      const keep = (index: number): void => {
        const node = kept.next().value;
        nodeCount += 1;
        if (!node || node.level !== grown.level || node.index !== index || node.hash !== grown.hash) faults.push(`subtree ${grown.level}:${index} is not what its leaves give`);
      };
      keep(size);
      size += 1;
      while (peaks.at(-1)?.level === grown.level) {
        grown = { level: grown.level + 1, hash: nodeHash(peaks.pop()!.hash, grown.hash) };
        keep(size / 2 ** grown.level - 1);
      }
      peaks.push(grown);
      for (; head && head.size === size; head = (await heads.next()).value) faults.push(...await judgeHead(head, peaks.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right)), keys));
      if (faults.length > 20) return { looked: size, faults };
    }
  }
  if (head) faults.push(`a head of ${head.size} records was signed, there are ${size}`);
  if (size !== (state?.size ?? 0)) faults.push(`the log counts ${state?.size ?? 0} records, there are ${size}`);
  if (nodeCount !== (await log.countNodes(tx, cityId))) faults.push('the log keeps subtrees that belong to no leaf');
  return { looked: size, faults };
};

async function* headsInOrder(tx: Tx, cityId: string): AsyncGenerator<log.HeadRow, undefined> {
  for (let rows = await log.headsAfter(tx, cityId, 0, PAGE); rows.length > 0; rows = await log.headsAfter(tx, cityId, rows.at(-1)!.size, PAGE)) yield* rows;
  return undefined;
}

const judgeHead = async (head: log.HeadRow, root: string, keys: readonly PublicKey[]): Promise<string[]> => {
  const faults: string[] = [];
  if (head.root !== root) faults.push(`the head of ${head.size} records does not fit them`);
  if (!(await isHeadGenuine({ ...head, at: head.at.toISOString() }, keys))) faults.push(`the head of ${head.size} records is not signed as kept`);
  return faults;
};

/** A record against its leaf, for each kind of record that is hashed. */
const verifyRecords = async (tx: Tx, cityId: string): Promise<Faults> => {
  const result: Faults = { looked: 0, faults: [] };
  const compare = async (kind: LeafKind, records: readonly { ref: string; facts: object; at: Date }[]): Promise<void> => {
    const leaves = new Map((await leavesByRef(tx, cityId, kind, records.map(({ ref }) => ref))).map((leaf) => [leaf.ref, leaf]));
    for (const { ref, facts, at } of records) {
      if (leaves.get(ref)?.body !== stableJson(leafFacts({ kind, ref, sha256: sha256(stableJson(facts)), at }))) result.faults.push(`${kind} ${ref} was altered`);
    }
    result.looked += records.length;
  };
  for await (const rows of pages((after) => servicesById(tx, cityId, after, PAGE))) await compare('service', rows.map((row) => ({ ref: row.id, facts: canonicalService(row), at: row.settledAt })));
  for await (const rows of pages((after) => retrainingsById(tx, cityId, after, PAGE))) await compare('retraining', rows.map((row) => ({ ref: row.id, facts: retrainingFacts(row), at: row.at })));
  for await (const rows of pages((after) => pageById(tx, cityId, after, PAGE))) await compare('revocation', rows.filter((row): row is CertificateRow & { revokedAt: Date } => row.revokedAt !== null).map((row) => ({ ref: row.number, facts: revocationFacts({ number: row.number, reason: row.revokeReason!, at: row.revokedAt }), at: row.revokedAt })));
  for (const { kind, leaves, records } of await countByKind(tx, cityId)) if (leaves !== records) result.faults.push(`the log has ${leaves} of ${kind}, there are ${records}`);
  return result;
};

/** What must hold of certificates and the log at any moment. */
export const checks: Check[] = [
  { name: 'every certificate verifies', run: async (tx, cityId) => told(await verifyCertificates(tx, cityId)) },
  { name: 'the log is consistent between any two heads', run: async (tx, cityId) => told(await verifyLog(tx, cityId)) },
  { name: 'no logged record was altered', run: async (tx, cityId) => told(await verifyRecords(tx, cityId)) },
  { name: 'the ladder knows every certificate', run: async (tx, cityId) => { const n = await countUntold(tx, cityId); return { ok: n === 0, count: n }; } },
  { name: 'every coached session belongs to its pair', run: async (tx, cityId) => { const { looked, faults } = await countMentorFaults(tx, cityId); return { ok: faults === 0, count: faults === 0 ? looked : faults }; } },
];
