import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles, merchantRoles } from './roles.ts';
import { Bilingual, Day, HealthClass, Id, Instant, Note, Page, ServiceFamily, Text, pageOf } from './shapes.ts';

export const checkCodes = ['identity', 'age', 'schooling', 'health', 'background', 'credit', 'experience', 'certificate', 'training', 'practical', 'interview', 'kit', 'insurance'] as const;
export const checkStates = ['missing', 'submitted', 'passed', 'failed', 'lapsed'] as const;
/** Verdicts that no paper carries; `age` and `certificate` only for who was admitted before the checks existed. */
export const verdictCodes = ['age', 'schooling', 'credit', 'experience', 'certificate', 'trainingHours', 'exam', 'practical', 'interview', 'kit'] as const;
/** Those a person may sign at the desk; training signs the rest of them through its own door. */
export const signedChecks = ['schooling', 'experience', 'trainingHours', 'exam', 'practical', 'interview', 'kit'] as const;

const CheckCode = z.enum(checkCodes).meta({ id: 'AdmissionCheckCode' });
export const AdmissionCheck = z.object({
  code: CheckCode, no: z.int().meta({ description: '1 to 13' }), name: Bilingual, asks: Bilingual, validity: Bilingual, isNeeded: z.boolean(), state: z.enum(checkStates), words: Bilingual,
  evidenceId: z.string(), evidenceHash: z.string(), verifiedBy: z.string().nullable(), validFrom: Day.nullable(), validUntil: Day.nullable(), isCarriedOver: z.boolean(),
}).meta({ id: 'AdmissionCheck' });
/** All 13 checks as they stand for one family of work, and the one thing to do next. */
export const Admission = z.object({
  workerId: Id, family: ServiceFamily, families: z.array(z.object({ family: ServiceFamily, isAdmitted: z.boolean(), untilDay: Day.nullable(), passed: z.int(), needed: z.int() })).meta({ description: 'Every family she wants or has skills for' }),
  isAdmitted: z.boolean(), checks: z.array(AdmissionCheck).length(13), next: z.object({ code: CheckCode.nullable(), who: z.enum(['self', 'desk', 'training', 'nobody']), words: Bilingual }),
  periods: z.array(z.object({ family: ServiceFamily, fromAt: Instant, untilDay: Day.nullable(), endedAt: Instant.nullable(), why: Bilingual })),
}).meta({ id: 'Admission' });

/** A picture of a paper as base64, without which nobody can compare the number. */
export const PaperImage = z.string().max(9_000_000).optional();

export const healthItemCodes = ['history', 'bloodPressure', 'skin', 'eyes', 'chestXRay', 'ecg', 'liverEnzymes', 'stoolCulture', 'hepatitisAE', 'bloodSugar', 'kidney', 'mobility', 'cognition', 'syphilis', 'gynaecology', 'mentalHealth'] as const;
const HealthItem = z.object({ code: z.enum(healthItemCodes), method: Note(60).default(''), result: Text(60), isNormal: z.boolean() });
export const HealthRecord = z.object({ workerId: Id, paperId: Id, healthClass: HealthClass, hospital: z.string(), examinedOn: Day, validUntil: Day, items: z.array(HealthItem.extend({ name: Bilingual })) }).meta({ id: 'HealthRecord' });

export const consentKinds = ['privacy', 'background', 'credit', 'rules', 'creditFile'] as const;
export const Signature = z.object({ kind: z.enum(consentKinds), version: z.string(), hash: z.string(), signedAt: Instant.nullable(), withdrawnAt: Instant.nullable() }).meta({ id: 'Signature' });
const Signatures = z.object({ items: z.array(Signature.extend({ text: Bilingual })) });

export const admissionEndpoints = {
  myAdmission: query({ path: '/api/work/admission', who: ['worker'], summary: 'My 13 checks in words and the one next step', input: z.object({ family: ServiceFamily.optional() }), output: Admission }),
  admissionOf: query({ path: '/api/worker-profiles/:workerId/admission', who: [...cityRoles, ...merchantRoles], summary: 'A worker’s 13 checks with evidence, verifier and dates, and when she was admitted to what', input: z.object({ workerId: Id, family: ServiceFamily.optional() }), output: Admission, refusals: ['workers.worker_unknown'] }),
  signCheck: command({
    path: '/api/worker-profiles/:workerId/checks', who: ['operator', 'dispatcher'], summary: 'Sign a check that somebody judged: schooling, references, interview, kit, or training and tests taken elsewhere',
    input: z.object({ workerId: Id, check: z.enum(signedChecks), isPassed: z.boolean(), evidenceId: Note(64).default(''), evidenceHash: z.string().regex(/^([0-9a-f]{64})?$/).default(''), words: Note(200).default(''), validUntil: Day.optional() }), output: Admission,
    refusals: ['workers.worker_unknown', 'workers.check_words_missing', 'workers.rules_unsigned', 'workers.referees_missing', 'workers.paper_dates_wrong'],
  }),
  checkCredit: command({ path: '/api/worker-profiles/:workerId/credit-check', who: ['operator', 'dispatcher'], summary: 'Look her up in the national credit system; she must have consented', input: z.object({ workerId: Id }), output: Admission, refusals: ['workers.worker_unknown', 'workers.authorisation_missing', 'workers.identity_missing', 'workers.credit_unreachable'] }),
  recordHealth: command({
    path: '/api/worker-profiles/:workerId/health', who: ['operator', 'merchantOwner', 'merchantStaff', 'worker'], summary: 'A health check by class with its items; kept sealed, at most 12 months, never hepatitis B',
    input: z.object({ workerId: Id, healthClass: HealthClass, hospital: Text(60), number: Text(40), examinedOn: Day, validUntil: Day, items: z.array(HealthItem.extend({ code: Text(40) })).min(1).max(30), imageBase64: PaperImage, isSeen: z.boolean().default(false) }), output: Admission,
    refusals: ['workers.worker_unknown', 'media.not_an_image', 'media.too_large', 'workers.hepatitis_b_refused', 'workers.health_item_unknown', 'workers.health_items_missing', 'workers.health_too_long', 'workers.paper_dates_wrong', 'workers.paper_expired'],
  }),
  readHealth: command({ path: '/api/worker-profiles/:workerId/health/read', who: ['operator', 'worker'], isIdempotent: false, summary: 'Read the latest health record; who read it and why is written down for her', input: z.object({ workerId: Id, why: Text(100) }), output: HealthRecord, refusals: ['workers.worker_unknown', 'workers.health_record_unknown'] }),
  recordReads: query({ path: '/api/work/record-reads', who: ['worker'], summary: 'Who read my health record, my credit file, the picture of a paper or the numbers of those who vouch for me, when and why', input: z.object({ ...Page }), output: pageOf(z.object({ kind: z.enum(['health', 'credit', 'referees', 'paper']), readerName: z.string(), why: z.string(), at: Instant })) }),
  recordBackground: command({
    path: '/api/worker-profiles/:workerId/background', who: ['operator'], summary: 'The result of a background check she authorised: clear or not, the day and the document’s SHA-256; never its content',
    input: z.object({ workerId: Id, isClear: z.boolean(), checkedOn: Day, documentHash: z.string().regex(/^[0-9a-f]{64}$/) }), output: Admission, refusals: ['workers.worker_unknown', 'workers.authorisation_missing', 'workers.paper_dates_wrong'],
  }),
  mySignatures: query({ path: '/api/consents', who: 'signedIn', summary: 'What there is to sign, word for word, and what I signed when', input: z.object({}), output: Signatures }),
  sign: command({ path: '/api/consents/:kind/sign', who: 'signedIn', summary: 'Sign a text as it stands: version and hash must be those shown', input: z.object({ kind: z.enum(consentKinds), version: Text(20), hash: Text(64) }), output: Signatures, refusals: ['workers.text_changed'] }),
  withdrawSignature: command({ path: '/api/consents/:kind/withdraw', who: 'signedIn', summary: 'Take a signature back; what rests on it is asked anew', input: z.object({ kind: z.enum(consentKinds) }), output: Signatures }),
  lapses: query({
    path: '/api/admission/lapses', who: [...cityRoles, ...merchantRoles], summary: 'Admissions that end within so many days or ended lately, the nearest first; a merchant sees its own', input: z.object({ days: z.coerce.number().int().min(1).max(90).default(30), limit: z.coerce.number().int().min(1).max(200).default(100) }),
    output: z.object({ items: z.array(z.object({ workerId: Id, workerName: z.string(), merchantName: z.string().nullable(), family: ServiceFamily, untilDay: Day.nullable(), endedAt: Instant.nullable(), words: Bilingual })) }),
  }),
};
