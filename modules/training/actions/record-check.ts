import { sha256 } from '../../../kernel/crypto.ts';
import { stableJson } from '../../../kernel/http.ts';
import { isConsistent, isIncluded, leafHash } from '../../../kernel/merkle.ts';
import { keyIdOf, readToken, type PublicKey } from '../../../kernel/signing.ts';
import type { CanonicalService } from '../rules/records.ts';

export const RECORD_FORMAT = 'linli-record/1';
type Proof = { index: number; body: string; path: string[] };
type Head = { size: number; root: string; at: string; keyId: string; token: string };
export type RecordFile = {
  format: typeof RECORD_FORMAT; city: string; base: string; exportedAt: string; worker: { workerId: string; name: string; level: number; levelName: string; hours: number; visits: number; rating: number };
  certificates: { number: string; title: string; state: string; validUntil: string | null; token: string; proof: Proof }[]; nationals: { occupation: string; trade: string; level: string; issuer: string; maskedNumber: string; issuedOn: string; state: string; note: string }[];
  services: { facts: CanonicalService; proof: Proof }[]; head: Head; keys: PublicKey[]; signature: string;
};
export type RecordReport = { isGenuine: boolean; worker: string; exportedAt: string; certificates: number; services: number; keysFrom: 'given' | 'file'; faults: string[] };

/** The head's own signature over what it says. */
export const isHeadGenuine = async (head: Head, keys: readonly PublicKey[]): Promise<boolean> => {
  const read = await readToken(head.token, keys);
  return read !== null && read.typ === 'tree-head+jwt' && read.payload['size'] === head.size && read.payload['root'] === head.root;
};

const isProven = ({ index, body, path }: Proof, head: Head): boolean => isIncluded({ index, size: head.size, leaf: leafHash(body), path, root: head.root });
const says = (body: string, kind: string, hash: string): boolean => { const leaf = JSON.parse(body) as { kind: string; sha256: string }; return leaf.kind === kind && leaf.sha256 === hash; };

/**
 * Verifies a worker's exported record from nothing but the file and the city's public keys: the file's signature, every certificate's, and that every
 * certificate and visit stands in the signed tree. Without keys from elsewhere the file's own are believed, and the report says so.
 */
export const checkRecord = async (text: string, trusted: readonly PublicKey[] | null): Promise<RecordReport> => {
  const faults: string[] = [];
  const blank: RecordReport = { isGenuine: false, worker: '', exportedAt: '', certificates: 0, services: 0, keysFrom: trusted ? 'given' : 'file', faults };
  let file: RecordFile;
  try { file = JSON.parse(text) as RecordFile; } catch { return { ...blank, faults: ['the file is not JSON'] }; }
  if (file?.format !== RECORD_FORMAT) return { ...blank, faults: [`the format is not ${RECORD_FORMAT}`] };
  const keys = trusted ?? file.keys;
  try {
    const { signature, ...rest } = file;
    const signed = await readToken(signature, keys);
    if (!signed) faults.push(keys.some(({ kid }) => kid === keyIdOf(signature)) ? 'the file was changed after it had been signed' : 'the file was signed by a key that is not trusted');
    else if (signed.payload['sha256'] !== sha256(stableJson(rest))) faults.push('the file was changed after it had been signed');
    if (!(await isHeadGenuine(file.head, keys))) faults.push('the signed tree head does not verify');
    for (const { number, token, proof } of file.certificates) {
      if (!(await readToken(token, keys))) faults.push(`certificate ${number}: its signature does not verify`);
      if (!says(proof.body, 'certificate', sha256(token)) || !isProven(proof, file.head)) faults.push(`certificate ${number}: it does not stand in the log`);
    }
    for (const { facts, proof } of file.services) {
      if (!says(proof.body, 'service', sha256(stableJson(facts))) || !isProven(proof, file.head)) faults.push(`visit ${facts.record}: it does not stand in the log`);
      if (facts.worker !== file.worker.workerId) faults.push(`visit ${facts.record}: it is another worker’s`);
    }
  } catch (error) {
    faults.push(`the file is not whole: ${(error as Error).message}`);
  }
  return { ...blank, isGenuine: faults.length === 0, worker: file.worker?.name ?? '', exportedAt: file.exportedAt ?? '', certificates: file.certificates?.length ?? 0, services: file.services?.length ?? 0 };
};

/** Whether a head somebody kept is the beginning of the log as it is today: answers what is wrong, or null. */
export const checkHeads = async (old: Head, today: Head, path: readonly string[], keys: readonly PublicKey[]): Promise<string | null> => {
  if (!(await isHeadGenuine(old, keys))) return 'the head that was kept was not signed by this city';
  if (!(await isHeadGenuine(today, keys))) return 'the head of today does not verify';
  if (today.size < old.size) return `the log has lost records: it had ${old.size}, it has ${today.size}`;
  return isConsistent({ first: old.size, second: today.size, firstRoot: old.root, secondRoot: today.root, path }) ? null : `the first ${old.size} records are not what they were: the log was rewritten`;
};
