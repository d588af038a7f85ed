import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { LIST_BITS, encodeBits } from '../../../kernel/bitstring.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { stableJson } from '../../../kernel/http.ts';
import { isIncluded, leafHash } from '../../../kernel/merkle.ts';
import { qrSvg } from '../../../kernel/qr.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { keyIdOf, readToken } from '../../../kernel/signing.ts';
import { cityFacts } from '../../accounts/index.ts';
import { endOfDay, readCredential, sayState, stateOn, verifyUrl, type ReadCredential } from '../rules/credential.ts';
import { basisOf, kindOf, notOfTheState, revokeWords } from '../rules/kinds.ts';
import { leafFacts } from '../rules/records.ts';
import { retrainState } from '../rules/retraining.ts';
import * as store from '../store/certificates.ts';
import { proofAt, type ProofView } from './heads.ts';
import { hashName } from './issue.ts';
import { allKeys, publicKeys, signerIfAny } from './keys.ts';

type Training = typeof contract.training;
type PublicView = OutputOf<Training['verifyCertificate']>;

/** What a certificate's leaf must say, to the letter. */
export const leafBodyOf = (row: Pick<store.CertificateRow, 'number' | 'token' | 'issuedAt'>): string => stableJson(leafFacts({ kind: 'certificate', ref: row.number, sha256: sha256(row.token), at: row.issuedAt }));

/** Whether what was signed says what is kept beside it. */
export const fitsRow = (read: ReadCredential | null, row: store.CertificateRow): boolean => read !== null && read.number === row.number && read.kind === row.kind && read.statusIndex === row.statusIndex
  && read.validFrom === row.issuedAt.toISOString() && read.validUntil === (row.validUntil === null ? null : endOfDay(row.validUntil));

const isHeadSigned = async (ctx: Ctx, { head }: ProofView): Promise<boolean> => {
  const read = head && (await readToken(head.token, await publicKeys(ctx)));
  return read !== null && read.payload['size'] === head!.size && read.payload['root'] === head!.root;
};

/** Reckons a certificate up anew: signature, record, log, key. */
const judge = async (ctx: Ctx, row: store.CertificateRow): Promise<{ read: ReadCredential | null; proof: ProofView | null; checks: PublicView['checks'] }> => {
  const signed = await readToken(row.token, await publicKeys(ctx));
  const read = signed && readCredential(signed.payload, LIST_BITS);
  const proof = await proofAt(ctx, row.leafIndex);
  const isLeafRight = proof !== null && proof.body === leafBodyOf(row) && leafHash(proof.body) === proof.leafHash;
  // Signed heads follow the log within minutes: until then the leaf itself has to do.
  const isProven = isLeafRight && (proof.head === null || (isIncluded({ index: proof.index, size: proof.head.size, leaf: proof.leafHash, path: proof.path, root: proof.head.root }) && await isHeadSigned(ctx, proof)));
  const key = (await allKeys(ctx)).find(({ id }) => id === row.keyId);
  const checks = [
    { name: { zh: '签名由本平台签发', en: 'Signed by this platform' }, isPassed: signed !== null && signed.typ === 'vc+jwt' && signed.keyId === row.keyId },
    { name: { zh: '内容与登记一致', en: 'Says what is on record' }, isPassed: fitsRow(read, row) },
    { name: { zh: '在不可篡改的存证日志里', en: 'Stands in the append-only log' }, isPassed: isProven },
    { name: { zh: '签发密钥可信', en: 'Its key is trusted' }, isPassed: key !== undefined && (key.distrustedAt === null || row.issuedAt < key.distrustedAt) },
  ];
  return { read, proof, checks };
};

const publicView = async (ctx: Ctx, row: store.CertificateRow, name: string | undefined): Promise<PublicView> => {
  const { read, proof, checks } = await judge(ctx, row);
  const today = cityDay(ctx.now);
  const state = checks.some(({ isPassed }) => !isPassed) ? 'altered' : stateOn(row, today);
  const isRetrainingOverdue = retrainState(row, today) === 'overdue';
  const kind = kindOf(row.kind)!;
  const address = verifyUrl(ctx.settings.publicUrl, row.number);
  const city = await cityFacts(ctx);
  return {
    number: row.number, state, words: sayState(state, { validUntil: row.validUntil, revokedOn: row.revokedAt && cityDay(row.revokedAt), isRetrainingOverdue }), maskedName: read === null ? '' : maskedNameOf(row.token),
    isNameRight: name === undefined || read === null ? null : hashName(name, read.salt) === read.nameHash, title: { zh: row.titleZh, en: row.titleEn }, criteria: kind.criteria, basis: basisOf(row.evidenceKind).words, issuerName: `邻里 · ${city.nameZh}`, issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil, isRetrainingOverdue, revoked: row.revokedAt === null ? null : { at: row.revokedAt.toISOString(), reasonWords: revokeWords[row.revokeReason!] }, checks, keyId: row.keyId, proof, note: notOfTheState, verifyUrl: address, qrSvg: qrSvg(address),
  };
};

/** The masked name as it was signed; the whole name is never in it. */
const maskedNameOf = (token: string): string => {
  const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8')) as { credentialSubject: { identifier: { identityHash: string }[] } };
  return payload.credentialSubject.identifier[1]!.identityHash;
};

/** For anybody, by the number on the certificate. Refuses `training.certificate_unknown`. */
export const verifyCertificate = async (ctx: Ctx, { number, name }: ParsedOf<Training['verifyCertificate']>): Promise<PublicView> =>
  publicView(ctx, (await store.byNumber(ctx.tx, ctx.cityId, number.trim().toUpperCase())) ?? refuse('training.certificate_unknown'), name);

const verdicts = {
  genuine: { zh: '真实有效', en: 'Genuine and in force' }, expired: { zh: '真实，但已到期', en: 'Genuine, but it has ended' }, revoked: { zh: '真实，但已撤销', en: 'Genuine, but revoked' },
  notOurs: { zh: '不是本平台签发的', en: 'Not issued by this platform' }, forged: { zh: '是伪造或改动过的，不要相信', en: 'Forged or altered: do not believe it' },
};

/** For the signed text itself: altered by a single bit, signed with a stolen name or never logged, it is called forged. */
export const verifyToken = async (ctx: Ctx, { token }: { token: string }): Promise<OutputOf<Training['verifyToken']>> => {
  const say = (verdict: keyof typeof verdicts, certificate: PublicView | null = null): OutputOf<Training['verifyToken']> => ({ verdict, words: verdicts[verdict], certificate });
  const keys = await publicKeys(ctx);
  if (!keys.some(({ kid }) => kid === keyIdOf(token))) return say('notOurs');
  const read = await readToken(token, keys);
  const credential = read && readCredential(read.payload, LIST_BITS);
  const row = credential && (await store.byNumber(ctx.tx, ctx.cityId, credential.number));
  if (!row || row.token !== token) return say('forged');
  const view = await publicView(ctx, row, undefined);
  return say(view.state === 'altered' ? 'forged' : view.state === 'valid' ? 'genuine' : view.state, view);
};

/** A list of 131,072 places, signed anew whenever it is asked for. Refuses `training.list_unknown`. */
export const statusList = async (ctx: Ctx, { list }: { list: number }): Promise<OutputOf<Training['statusList']>> => {
  const from = (list - 1) * LIST_BITS;
  const signing = await signerIfAny(ctx);
  if (!signing || (await store.mostStatus(ctx.tx, ctx.cityId)) < from) return refuse('training.list_unknown');
  const base = ctx.settings.publicUrl;
  const bits = (await store.revokedIn(ctx.tx, ctx.cityId, from, from + LIST_BITS)).map((n) => n - from);
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'], id: `${base}/api/status-lists/${list}`, type: ['VerifiableCredential', 'BitstringStatusListCredential'], issuer: base, validFrom: ctx.now.toISOString(),
    credentialSubject: { id: `${base}/api/status-lists/${list}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: encodeBits(bits) },
  };
  return { credential, token: await signing.sign('vc+jwt', credential) };
};
