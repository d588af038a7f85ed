import type { Bilingual } from '@linli/contract';
import type { Kind } from './kinds.ts';

/** Everything a credential says; `holder` masks the name and carries a salted hash of it, so that who knows the name can check it and nobody else learns it. */
export type CredentialFacts = {
  number: string; kind: Kind; base: string; issuerName: string; issuedAt: Date; validUntil: string | null; holder: { maskedName: string; nameHash: string; salt: string }; evidence: { kind: string; words: string }; statusIndex: number; listBits: number;
};

/** Where people look a certificate up: what its QR code says. */
export const verifyUrl = (base: string, number: string): string => `${base}/verify/${number}`;
/** Until the last second of the city's day (UTC+8). */
export const endOfDay = (day: string): string => new Date(Date.parse(`${day}T23:59:59+08:00`)).toISOString();

/** An Open Badges 3.0 credential, which is a W3C Verifiable Credential 2.0; signed as it stands (VC-JOSE, media type vc+jwt). */
export const credentialOf = (facts: CredentialFacts): Record<string, unknown> => {
  const { number, kind, base, issuerName, issuedAt, validUntil, holder, evidence, statusIndex, listBits } = facts;
  const list = `${base}/api/status-lists/${Math.floor(statusIndex / listBits) + 1}`;
  const at = statusIndex % listBits;
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: verifyUrl(base, number), type: ['VerifiableCredential', 'OpenBadgeCredential'], name: kind.title.zh, issuer: { id: base, type: ['Profile'], name: issuerName },
    validFrom: issuedAt.toISOString(), ...(validUntil !== null && { validUntil: endOfDay(validUntil) }),
    credentialSubject: {
      type: ['AchievementSubject'], identifier: [{ type: 'IdentityObject', identityType: 'name', hashed: true, salt: holder.salt, identityHash: `sha256$${holder.nameHash}` }, { type: 'IdentityObject', identityType: 'ext:maskedName', hashed: false, identityHash: holder.maskedName }],
      achievement: { id: `${base}/api/certificate-kinds#${kind.kind}`, type: ['Achievement'], achievementType: 'Certificate', name: kind.title.zh, inLanguage: 'zh-CN', description: kind.title.en, criteria: { narrative: kind.criteria.zh }, tag: [kind.part, kind.kind] },
    },
    evidence: [{ type: ['Evidence'], name: evidence.kind, narrative: evidence.words }],
    credentialStatus: { id: `${list}#${at}`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: String(at), statusListCredential: list },
    credentialSchema: [{ id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json', type: '1EdTechJsonSchemaValidator2019' }],
  };
};

/** What a signed credential says of itself, as far as it can be read; null where it is none of ours in shape. */
export type ReadCredential = { number: string; kind: string; validFrom: string; validUntil: string | null; statusIndex: number; nameHash: string; salt: string };
export const readCredential = (payload: Record<string, unknown>, listBits: number): ReadCredential | null => {
  const at = (value: unknown, ...path: (string | number)[]): unknown => path.reduce<unknown>((inner, key) => (inner !== null && typeof inner === 'object' ? (inner as Record<string | number, unknown>)[key] : undefined), value);
  const text = (...path: (string | number)[]): string => { const found = at(payload, ...path); return typeof found === 'string' ? found : ''; };
  const number = text('id').split('/').at(-1) ?? '';
  const status = /\/status-lists\/(\d+)#(\d+)$/.exec(text('credentialStatus', 'id'));
  if (number === '' || !status) return null;
  return {
    number, kind: text('credentialSubject', 'achievement', 'tag', 1), validFrom: text('validFrom'), validUntil: text('validUntil') || null, statusIndex: (Number(status[1]) - 1) * listBits + Number(status[2]),
    nameHash: text('credentialSubject', 'identifier', 0, 'identityHash').replace(/^sha256\$/, ''), salt: text('credentialSubject', 'identifier', 0, 'salt'),
  };
};

export type CertificateState = 'valid' | 'expired' | 'revoked' | 'altered';
export const stateOn = (certificate: { validUntil: string | null; revokedAt: Date | null }, today: string): Exclude<CertificateState, 'altered'> =>
  (certificate.revokedAt !== null ? 'revoked' : certificate.validUntil !== null && certificate.validUntil < today ? 'expired' : 'valid');

/** The state to whoever looks a certificate up. */
export const sayState = (state: CertificateState, about: { validUntil: string | null; revokedOn: string | null; isRetrainingOverdue: boolean }): Bilingual => {
  if (state === 'altered') return { zh: '这张证书的记录被改动过，请不要相信，并联系平台', en: 'The record of this certificate was altered: do not believe it, and tell the platform' };
  if (state === 'revoked') return { zh: `这张证书已于 ${about.revokedOn} 撤销`, en: `This certificate was revoked on ${about.revokedOn}` };
  if (state === 'expired') return { zh: `这张证书已于 ${about.validUntil} 到期`, en: `This certificate ended on ${about.validUntil}` };
  if (about.isRetrainingOverdue) return { zh: '证书真实，复训已过期，复训后恢复接相关订单', en: 'Genuine; its retraining is overdue, and she takes no orders that need it until it is done' };
  return about.validUntil === null ? { zh: '证书真实有效', en: 'Genuine and in force' } : { zh: `证书真实有效，有效期至 ${about.validUntil}`, en: `Genuine and in force until ${about.validUntil}` };
};

/** `LL2026-1A2B-3C4D-5E6F`: the year and twelve digits nobody can guess from another number. */
export const certificateNumber = (year: string, fingerprint: string): string => `LL${year}-${fingerprint.slice(0, 12).toUpperCase().replace(/(.{4})(?=.)/g, '$1-')}`;
