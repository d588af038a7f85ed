import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles, merchantRoles } from './roles.ts';
import { Bilingual, Can, Day, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

export const certificateParts = ['core', 'practical', 'specialty', 'mentor', 'coordination'] as const;
export const CertificatePart = z.enum(certificateParts);
export const certificateEvidence = ['attempt', 'practical', 'national', 'record'] as const;
export const revokeReasons = ['forgedEvidence', 'issuedInError', 'misconduct', 'ownWish', 'keyLost'] as const;
export const CertificateState = z.enum(['valid', 'expired', 'revoked', 'altered']).meta({ description: 'altered: what is kept is not what was signed and logged; believe nothing of it' });

export const CertificateKind = z.object({
  kind: z.string(), part: CertificatePart, title: Bilingual, criteria: Bilingual, skills: z.array(z.object({ code: z.string(), name: Bilingual })), validMonths: z.int().nullable(), retrainMonths: z.int(),
}).meta({ id: 'CertificateKind' });
export const Certificate = z.object({
  certificateId: Id, number: z.string(), workerId: Id, kind: z.string(), part: CertificatePart, title: Bilingual, state: CertificateState, issuedAt: Instant, validUntil: Day.nullable(), issuedByName: z.string(),
  evidence: z.object({ kind: z.enum(certificateEvidence), evidenceId: z.string(), words: z.string() }), isByHand: z.boolean().meta({ description: 'Issued by an operator on a record, not by exams of this platform' }), basis: Bilingual,
  retraining: z.object({ by: Day.nullable(), state: z.enum(['none', 'ahead', 'soon', 'overdue']), why: z.enum(['time', 'reviews']).nullable(), words: Bilingual }),
  revoked: z.object({ at: Instant, reason: z.enum(revokeReasons), words: z.string(), reasonWords: Bilingual }).nullable(), verifyUrl: z.string(), leafIndex: z.int(), can: Can,
}).meta({ id: 'Certificate' });

/** A record in the log with its proof, for whoever wants to reckon it up alone. */
export const LogHead = z.object({ size: z.int(), root: z.string(), at: Instant, keyId: z.string(), token: z.string().meta({ description: 'The same, signed (JWS, EdDSA); keep it: it proves later that nothing before it was changed' }) }).meta({ id: 'LogHead' });
export const LogProof = z.object({ index: z.int(), body: z.string(), leafHash: z.string(), head: LogHead.nullable(), path: z.array(z.string()) }).meta({ id: 'LogProof' });

export const PublicCertificate = z.object({
  number: z.string(), state: CertificateState, words: Bilingual, maskedName: z.string(), isNameRight: z.boolean().nullable().meta({ description: 'Whether the full name asked about is hers; null when none was asked about' }),
  title: Bilingual, criteria: Bilingual, basis: Bilingual.meta({ description: 'What it rests on: exams of this platform, or an operator’s hand' }), issuerName: z.string(), issuedAt: Instant, validUntil: Day.nullable(), isRetrainingOverdue: z.boolean(), revoked: z.object({ at: Instant, reasonWords: Bilingual }).nullable(),
  checks: z.array(z.object({ name: Bilingual, isPassed: z.boolean() })), keyId: z.string(), proof: LogProof.nullable(), note: Bilingual, verifyUrl: z.string(), qrSvg: z.string(),
}).meta({ id: 'PublicCertificate' });

export const NationalCertificate = z.object({
  nationalId: Id, workerId: Id, occupation: z.string(), occupationName: Bilingual, occupationCode: z.string().nullable(), trade: z.string(), level: z.int().min(1).max(5), levelName: Bilingual, issuer: z.string(), maskedNumber: z.string(), issuedOn: Day,
  verifyUrl: z.string(), state: z.enum(['submitted', 'verified', 'refused']), stateWords: z.string(), note: Bilingual,
}).meta({ id: 'NationalCertificate' });

export const HandedInNational = NationalCertificate.extend({ workerName: z.string(), submittedAt: Instant, judgedByName: z.string().nullable(), judgedAt: Instant.nullable() }).meta({ id: 'HandedInNational' });

const Evidence = z.object({ kind: z.enum(['national', 'record']), evidenceId: Id.optional(), words: Note(300).meta({ description: 'Why it is issued by hand; signed with the certificate' }) });

/** Certificates: issued, shown, verified by anybody, revoked, renewed; part of training's calls. */
export const certificates = {
  certificateKinds: query({ path: '/api/certificate-kinds', who: 'anyone', summary: 'Which certificates there are, what for, how long they hold and how often they are refreshed', input: z.object({}), output: z.object({ items: z.array(CertificateKind) }) }),
  issueCertificate: command({
    path: '/api/certificates', who: ['operator'], summary: 'Issue a certificate on a record of one’s own or on a verified national certificate; exams and practicals issue theirs themselves',
    input: z.object({ workerId: Id, kind: z.string().max(40), evidence: Evidence, validUntil: Day.optional() }), output: Certificate,
    refusals: ['workers.worker_unknown', 'training.kind_unknown', 'training.certified_already', 'training.evidence_missing', 'training.reason_missing', 'training.valid_until_wrong', 'training.national_unknown'],
  }),
  revokeCertificate: command({
    path: '/api/certificates/:certificateId/revoke', who: ['operator'], summary: 'Revoke a certificate for good, with the reason; the log remembers both', input: z.object({ certificateId: Id, reason: z.enum(revokeReasons), words: Text(300) }), output: Certificate,
    refusals: ['training.certificate_unknown', 'training.revoked_already'],
  }),
  myCertificates: query({
    path: '/api/work/certificates', who: ['worker'], summary: 'My certificates with when to refresh them, and national ones beside', input: z.object({}),
    output: z.object({ items: z.array(Certificate.extend({ token: z.string(), qrSvg: z.string() })), nationals: z.array(NationalCertificate) }),
  }),
  certificatesOf: query({
    path: '/api/worker-profiles/:workerId/certificates', who: [...cityRoles, ...merchantRoles], summary: 'A worker’s certificates, and national ones beside', input: z.object({ workerId: Id }),
    output: z.object({ items: z.array(Certificate), nationals: z.array(NationalCertificate) }), refusals: ['workers.worker_unknown'],
  }),
  verifyCertificate: query({
    path: '/api/verify/:number', who: 'anyone', summary: 'Whether a certificate is genuine and in force, reckoned up anew from its signature and the log; the name is masked',
    input: z.object({ number: z.string().max(40), name: z.string().max(40).optional() }), output: PublicCertificate, refusals: ['training.certificate_unknown'],
  }),
  verifyToken: query({
    path: '/api/verify-token', who: 'anyone', summary: 'The same for the signed text itself, from wherever it came', input: z.object({ token: z.string().min(20).max(12_000) }),
    output: z.object({ verdict: z.enum(['genuine', 'forged', 'notOurs', 'expired', 'revoked']), words: Bilingual, certificate: PublicCertificate.nullable() }),
  }),
  certificateList: query({
    path: '/api/certificates', who: ['operator', 'auditor'], summary: 'Certificates, newest first', input: z.object({ kind: z.string().max(40).optional(), state: z.enum(['valid', 'expired', 'revoked']).optional(), ...Page }), output: pageOf(Certificate.extend({ workerName: z.string() })),
  }),
  statusList: query({
    path: '/api/status-lists/:list', who: 'anyone', summary: 'Revoked certificates as a W3C Bitstring Status List, signed', input: z.object({ list: z.coerce.number().int().min(1).max(10_000) }),
    output: z.object({ credential: z.record(z.string(), z.unknown()), token: z.string() }), refusals: ['training.list_unknown'],
  }),
  retrain: command({
    path: '/api/certificates/:certificateId/retrain', who: ['operator'], summary: 'She has been refreshed: the next date is reckoned from today and what was held up is free again', input: z.object({ certificateId: Id, words: Text(300) }), output: Certificate,
    refusals: ['training.certificate_unknown', 'training.revoked_already'],
  }),
  retrainingList: query({
    path: '/api/desk/retraining', who: cityRoles, summary: 'Whose certificates are to be refreshed, the most urgent first', input: z.object({ state: z.enum(['soon', 'overdue']).default('overdue'), ...Page }), output: pageOf(Certificate.extend({ workerName: z.string() })),
  }),
  submitNational: command({
    path: '/api/national-certificates', who: ['operator', 'worker'], summary: 'Record an occupational certificate of the state; the number is kept sealed. An operator who holds it in hand verifies it with the same step',
    input: z.object({ workerId: Id.optional(), occupation: z.string().max(40), trade: Note(40).default(''), level: z.int().min(1).max(5), issuer: Text(80), number: z.string().trim().regex(/^[\w-]{6,40}$/), issuedOn: Day, verifyUrl: z.url().max(300).or(z.literal('')).default(''), isSeen: z.boolean().default(false) }),
    output: NationalCertificate, refusals: ['workers.worker_unknown', 'training.occupation_unknown', 'training.occupation_level_wrong', 'training.trade_wrong', 'training.national_taken', 'training.national_future'],
  }),
  nationalList: query({
    path: '/api/national-certificates', who: ['operator', 'auditor'], summary: 'Certificates of the state that were handed in: those to be judged with the longest waiting first, all others newest first',
    input: z.object({ state: z.enum(['submitted', 'verified', 'refused']).default('submitted'), ...Page }), output: pageOf(HandedInNational),
  }),
  judgeNational: command({
    path: '/api/national-certificates/:nationalId/judge', who: ['operator'], summary: 'Verify or refuse it; she is told', input: z.object({ nationalId: Id, isAccepted: z.boolean(), words: Note(200).default('') }), output: NationalCertificate, refusals: ['training.national_unknown', 'training.national_over'],
  }),
  occupations: query({
    path: '/api/occupations', who: 'anyone', summary: 'Occupations of the state’s register with their trades and levels', input: z.object({}),
    output: z.object({ items: z.array(z.object({ occupation: z.string(), code: z.string().nullable(), name: Bilingual, trades: z.array(z.string()), levels: z.array(z.int()) })) }),
  }),
  exportRecord: command({
    path: '/api/work/record', who: ['worker'], summary: 'My whole signed record to take along: certificates, served visits, proofs and keys as one file, and the same to print', input: z.object({}),
    output: z.object({ fileName: z.string(), record: z.string().meta({ description: 'The file: JSON, verified anywhere by `linli record-check`' }), html: z.string() }), refusals: ['training.record_empty'],
  }),
};
