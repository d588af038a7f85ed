import type { Bilingual, certificateParts, subsidyEvidence, subsidyStates, targetGroups } from '@linli/contract';
import { yuan } from './stored.ts';

/** Training subsidies of the state: what a programme asks, what it pays, and where a claim stands. Pure; days are of the city. */
export type Group = (typeof targetGroups)[number];
export type SubsidyState = (typeof subsidyStates)[number];
export type EvidenceKind = (typeof subsidyEvidence)[number];
export type AmountRule = { kind: 'fixed'; amountFen: number } | { kind: 'range'; minFen: number; maxFen: number; byKind: Record<string, number> } | { kind: 'full'; maxFen: number };
export type SubsidyRules = {
  /** Where it holds, in words; empty: the whole city. */
  region: string; amount: AmountRule; parts: (typeof certificateParts)[number][]; kinds: string[]; groups: Group[]; excludedGroups: Group[]; needsGroupProof: boolean; needsExam: boolean; needsDeclaration: boolean; minAttendancePercent: number;
  claimWithinMonths: number; clawbackMonths: number; oncePerPerson: boolean; youngestYears: number; oldestYears: number; payTo: 'worker' | 'school';
};

export const stateNames: Record<SubsidyState, Bilingual> = {
  draft: { zh: '准备材料', en: 'Draft' }, submitted: { zh: '已提交', en: 'Handed in' }, accepted: { zh: '已通过，等拨款', en: 'Accepted, waiting for the money' }, refused: { zh: '没通过', en: 'Refused' }, withdrawn: { zh: '已撤回', en: 'Withdrawn' }, paid: { zh: '已发放', en: 'Paid' }, clawedBack: { zh: '已追回', en: 'Fetched back' },
};
export const evidenceNames: Record<EvidenceKind, Bilingual> = {
  identity: { zh: '身份证', en: 'Identity card' }, certificate: { zh: '证书编号', en: 'Certificate number' }, exam: { zh: '考试合格', en: 'Exam passed' }, attendance: { zh: '出勤记录', en: 'Attendance' }, group: { zh: '困难或优先人群证明', en: 'Proof of the group' }, declaration: { zh: '本人承诺', en: 'Her declaration' }, fee: { zh: '学费票据', en: 'Receipt of the fee' },
};
export const groupNames: Record<Group, Bilingual> = {
  reEmployed: { zh: '下岗再就业', en: 're-employed' }, flexible: { zh: '灵活就业', en: 'flexibly employed' }, rural: { zh: '农村劳动力', en: 'rural worker' }, hardship: { zh: '困难家庭', en: 'household in hardship' }, graduate: { zh: '毕业生', en: 'graduate' }, veteran: { zh: '退役军人', en: 'veteran' }, disabled: { zh: '残疾人', en: 'person with a disability' },
};
/** A place is in use by a claim in one of these. */
export const livingStates: readonly SubsidyState[] = ['submitted', 'accepted', 'paid'];

/** The least and most a programme pays for a kind of certificate. */
export const spanOf = (amount: AmountRule, kind: string): { leastFen: number; mostFen: number; namedFen: number | null } => {
  if (amount.kind === 'fixed') return { leastFen: amount.amountFen, mostFen: amount.amountFen, namedFen: amount.amountFen };
  if (amount.kind === 'full') return { leastFen: 1, mostFen: amount.maxFen, namedFen: null };
  const namedFen = amount.byKind[kind] ?? null;
  return { leastFen: amount.minFen, mostFen: namedFen ?? amount.maxFen, namedFen: namedFen ?? amount.minFen };
};
/** What is claimed: what was asked for, the programme's own sum, or the fee as far as it is paid; null where the fee is not known. Outside the span: a fault. */
export const amountOf = (amount: AmountRule, kind: string, { askedFen, courseFeeFen }: { askedFen: number | undefined; courseFeeFen: number | null }): { amountFen: number } | { fault: { leastFen: number; mostFen: number } } => {
  const { leastFen, mostFen, namedFen } = spanOf(amount, kind);
  const dueFen = amount.kind === 'full' ? Math.min(courseFeeFen ?? 0, mostFen) : namedFen!;
  const amountFen = askedFen ?? dueFen;
  if (amountFen < leastFen || amountFen > mostFen || (amount.kind === 'full' && amountFen !== dueFen)) return { fault: { leastFen: amount.kind === 'full' ? Math.max(1, dueFen) : leastFen, mostFen: amount.kind === 'full' ? Math.max(1, dueFen) : mostFen } };
  return { amountFen };
};
export const isAmountRuleRight = (amount: AmountRule): boolean => amount.kind !== 'range' || (amount.minFen <= amount.maxFen && Object.values(amount.byKind).every((fen) => fen >= amount.minFen && fen <= amount.maxFen));

/** The day so many months on; the 31st becomes the month's last day. */
export const monthsOn = (day: string, months: number): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
};
export const ageOn = (bornOn: string, day: string): number => Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (day.slice(5) < bornOn.slice(5) ? 1 : 0);

export const countsKind = ({ parts, kinds }: Pick<SubsidyRules, 'parts' | 'kinds'>, certificate: { kind: string; part: SubsidyRules['parts'][number] }): boolean => (parts.length === 0 && kinds.length === 0) || kinds.includes(certificate.kind) || parts.includes(certificate.part);

export type Reason = { rule: string; isMet: boolean; words: Bilingual };
export type Chance = {
  programme: { rules: SubsidyRules; isOpen: boolean; validFrom: string; validTo: string | null }; certificate: { kind: string; part: SubsidyRules['parts'][number]; state: 'valid' | 'expired' | 'revoked'; issuedOn: string }; groups: readonly Group[]; bornOn: string | null; attendance: number | null;
  claimedNo: string | null; claimedOnceNo: string | null; placesLeft: number | null; year: number; today: string;
};
const reason = (rule: string, isMet: boolean, zh: string, en: string): Reason => ({ rule, isMet, words: { zh, en } });
const say = (groups: readonly Group[], language: 'zh' | 'en'): string => groups.map((group) => groupNames[group][language]).join(language === 'zh' ? '、' : ', ');

/** Everything that stands for or against a claim now, the rules that cannot be mended by a paper. The first that is not met is why not. */
export function reasonsOf({ programme: { rules, isOpen, validFrom, validTo }, certificate, groups, bornOn, attendance, claimedNo, claimedOnceNo, placesLeft, year, today }: Chance): Reason[] {
  const until = monthsOn(certificate.issuedOn, rules.claimWithinMonths);
  const isNow = isOpen && validFrom <= today && (validTo === null || today <= validTo);
  const age = bornOn === null ? null : ageOn(bornOn, today);
  const excluded = rules.excludedGroups.filter((group) => groups.includes(group));
  return [
    reason('open', isNow, isNow ? '项目开放申请' : '项目现在不开放申请', isNow ? 'the programme is open' : 'the programme is not open now'),
    reason('kind', countsKind(rules, certificate), countsKind(rules, certificate) ? '证书种类符合' : '这种证书不在补贴范围', countsKind(rules, certificate) ? 'the kind of certificate counts' : 'this kind of certificate is not paid for'),
    reason('certificate', certificate.state === 'valid', certificate.state === 'valid' ? '证书有效' : certificate.state === 'revoked' ? '证书已撤销' : '证书已到期', certificate.state === 'valid' ? 'the certificate is good' : `the certificate is ${certificate.state}`),
    reason('window', today <= until, today <= until ? `${until} 前可以申请` : `申请期到 ${until} 为止，已经过了`, today <= until ? `to be claimed by ${until}` : `the time to claim ended on ${until}`),
    reason('once', claimedNo === null, claimedNo === null ? '这本证书还没有申请过' : `这种证书已经申请过（${claimedNo}）`, claimedNo === null ? 'not claimed before' : `claimed already (${claimedNo})`),
    ...(rules.oncePerPerson ? [reason('oncePerPerson', claimedOnceNo === null, claimedOnceNo === null ? '这个项目每人一次，还没有用过' : `这个项目每人一次，已经用过（${claimedOnceNo}）`, claimedOnceNo === null ? 'once per person, not used yet' : `once per person, used already (${claimedOnceNo})`)] : []),
    ...(rules.groups.length > 0 ? [reason('group', rules.groups.some((group) => groups.includes(group)), `限：${say(rules.groups, 'zh')}`, `for: ${say(rules.groups, 'en')}`)] : []),
    ...(rules.excludedGroups.length > 0 ? [reason('excluded', excluded.length === 0, excluded.length === 0 ? '不属于不补贴的人群' : `${say(excluded, 'zh')}不能申请`, excluded.length === 0 ? 'not of a group that is left out' : `left out: ${say(excluded, 'en')}`)] : []),
    ...(age === null ? [] : [reason('age', age >= rules.youngestYears && age <= rules.oldestYears, `年龄 ${rules.youngestYears}-${rules.oldestYears} 岁`, `aged ${rules.youngestYears} to ${rules.oldestYears}`)]),
    ...(attendance === null || rules.minAttendancePercent === 0 ? [] : [reason('attendance', attendance >= rules.minAttendancePercent, `出勤 ${attendance}%，要求不低于 ${rules.minAttendancePercent}%`, `attended ${attendance} %, ${rules.minAttendancePercent} % are asked`)]),
    ...(placesLeft === null ? [] : [reason('quota', placesLeft > 0, placesLeft > 0 ? `${year} 年还有 ${placesLeft} 个名额` : `${year} 年名额已满`, placesLeft > 0 ? `${placesLeft} places left in ${year}` : `no place left in ${year}`)]),
  ];
}

export type PackItem = { kind: EvidenceKind; name: Bilingual; isThere: boolean; value: string; words: Bilingual };
export type PackFacts = {
  rules: SubsidyRules; maskedIdNumber: string; certificate: { number: string; state: 'valid' | 'expired' | 'revoked'; evidence: { kind: 'attempt' | 'practical' | 'national' | 'record'; words: string } }; attendance: number | null; hasDocument: (kind: 'group' | 'exam' | 'fee') => boolean; isDeclared: boolean; courseFeeFen: number | null;
};
const item = (kind: EvidenceKind, isThere: boolean, value: string, words: Bilingual): PackItem => ({ kind, name: evidenceNames[kind], isThere, value, words });
const there: Bilingual = { zh: '齐了', en: 'there' };

/** What the office asks to see, in its order. */
export function packOf({ rules, maskedIdNumber, certificate, attendance, hasDocument, isDeclared, courseFeeFen }: PackFacts): PackItem[] {
  const isExamined = certificate.evidence.kind === 'attempt' || certificate.evidence.kind === 'practical' || hasDocument('exam');
  const isAttended = attendance !== null && attendance >= rules.minAttendancePercent;
  return [
    item('identity', maskedIdNumber !== '', maskedIdNumber, maskedIdNumber === '' ? { zh: '先上传身份证，由平台核验', en: 'hand in the identity card and have it verified' } : there),
    item('certificate', certificate.state === 'valid', certificate.number, certificate.state === 'valid' ? there : { zh: '证书已失效', en: 'the certificate counts no longer' }),
    ...(rules.needsExam ? [item('exam', isExamined, isExamined ? certificate.evidence.words : '', isExamined ? there : { zh: '请上传考试合格证明', en: 'add the proof of the exam' })] : []),
    ...(rules.minAttendancePercent > 0 ? [item('attendance', isAttended, attendance === null ? '' : `${attendance}%`, isAttended ? there : attendance === null ? { zh: '请培训老师登记出勤', en: 'the trainer enters the attendance' } : { zh: `出勤不足 ${rules.minAttendancePercent}%`, en: `less than ${rules.minAttendancePercent} % attended` })] : []),
    ...(rules.needsGroupProof ? [item('group', hasDocument('group'), '', hasDocument('group') ? there : { zh: '请拍照上传困难或优先人群证明', en: 'add a photo of the proof' })] : []),
    ...(rules.needsDeclaration ? [item('declaration', isDeclared, '', isDeclared ? there : { zh: '请承诺本人不是在校生或公务员', en: 'she declares to be neither student nor civil servant' })] : []),
    ...(rules.amount.kind === 'full' ? [item('fee', courseFeeFen !== null && hasDocument('fee'), courseFeeFen === null ? '' : yuan(courseFeeFen), hasDocument('fee') ? there : { zh: '请上传学费票据', en: 'add the receipt of the fee' })] : []),
  ];
}

/** What of the fee stays with her: nothing where it is paid in full. */
export const learnerPays = (courseFeeFen: number | null, amountFen: number): number | null => (courseFeeFen === null ? null : Math.max(0, courseFeeFen - amountFen));

export function sayProgramme(rules: SubsidyRules): Bilingual {
  const { amount } = rules;
  const sum = amount.kind === 'fixed' ? { zh: `每人 ${yuan(amount.amountFen)}`, en: `${yuan(amount.amountFen)} each` } : amount.kind === 'range' ? { zh: `每人 ${yuan(amount.minFen)} 到 ${yuan(amount.maxFen)}`, en: `${yuan(amount.minFen)} to ${yuan(amount.maxFen)} each` } : { zh: `学费全额补贴，最高 ${yuan(amount.maxFen)}`, en: `the whole fee, at most ${yuan(amount.maxFen)}` };
  const group = rules.groups.length === 0 ? { zh: '', en: '' } : { zh: `，限${say(rules.groups, 'zh')}`, en: `, for: ${say(rules.groups, 'en')}` };
  const area = rules.region ? { zh: `${rules.region}：`, en: `${rules.region}: ` } : { zh: '', en: '' };
  return {
    zh: `${area.zh}${sum.zh}${group.zh}；发证后 ${rules.claimWithinMonths} 个月内申请，出勤不低于 ${rules.minAttendancePercent}%，${rules.oncePerPerson ? '每人一次' : '一人一证一次'}`,
    en: `${area.en}${sum.en}${group.en}; within ${rules.claimWithinMonths} months of the certificate, ${rules.minAttendancePercent} % attended, once per person${rules.oncePerPerson ? '' : ' and certificate'}`,
  };
}

/** Said where nobody typed a reason. */
export const revokedWords: Bilingual = { zh: '证书被撤销', en: 'the certificate was revoked' };
export const inBoth = (words: string): Bilingual => (words === revokedWords.zh ? revokedWords : { zh: words, en: words });

export function sayClaim({ state, amountFen, words, missing, paidOn, owedFen, takenFen, payTo }: { state: SubsidyState; amountFen: number; words: string; missing: readonly PackItem[]; paidOn: string | null; owedFen: number; takenFen: number; payTo: 'worker' | 'school' }): Bilingual {
  if (state === 'draft') return missing.length === 0 ? { zh: '材料齐了，可以提交', en: 'The pack is whole; hand it in' } : { zh: `还差：${missing.map(({ name }) => name.zh).join('、')}`, en: `Missing: ${missing.map(({ name }) => name.en.toLowerCase()).join(', ')}` };
  if (state === 'submitted') return { zh: `${yuan(amountFen)} 已报补贴部门，等待答复`, en: `${yuan(amountFen)} claimed; waiting for the office` };
  if (state === 'accepted') return { zh: `补贴部门已通过 ${yuan(amountFen)}，等待拨款`, en: `The office accepted ${yuan(amountFen)}; waiting for the money` };
  if (state === 'paid') return payTo === 'worker' ? { zh: `${yuan(amountFen)} 已于 ${paidOn} 转入本人账户`, en: `${yuan(amountFen)} went to her account on ${paidOn}` } : { zh: `${yuan(amountFen)} 已于 ${paidOn} 抵作学费`, en: `${yuan(amountFen)} paid for the course on ${paidOn}` };
  if (state === 'clawedBack') return { zh: `补贴追回（${inBoth(words).zh}）：应退 ${yuan(owedFen)}，已退 ${yuan(takenFen)}`, en: `Fetched back (${inBoth(words).en}): ${yuan(takenFen)} of ${yuan(owedFen)}` };
  return { zh: words === '' ? `${stateNames[state].zh}` : `${stateNames[state].zh}：${words}`, en: words === '' ? stateNames[state].en : `${stateNames[state].en}: ${inBoth(words).en}` };
}

/** What every city begins with; the local office's own terms are put in by the operator. */
const open = { region: '', groups: [], excludedGroups: [], needsGroupProof: false, needsExam: true, needsDeclaration: true, minAttendancePercent: 80, claimWithinMonths: 12, clawbackMonths: 12, oncePerPerson: false, youngestYears: 16, oldestYears: 60, payTo: 'worker' } satisfies Partial<SubsidyRules>;
export const firstProgrammes: readonly { code: string; name: Bilingual; office: string; evidence: string; rules: SubsidyRules; quotaPersons: number | null; targetPersons: number }[] = [
  { code: 'BASIC-800', name: { zh: '基础技能培训补贴', en: 'Basic skills subsidy' }, office: '人力资源和社会保障局', evidence: '商业计划：基础模块 800 元/人；当地标准待确认', quotaPersons: null, targetPersons: 120, rules: { ...open, amount: { kind: 'fixed', amountFen: 80_000 }, parts: ['core'], kinds: [], oncePerPerson: true } },
  {
    code: 'SPECIAL', name: { zh: '专项技能培训补贴', en: 'Specialty subsidy' }, office: '人力资源和社会保障局', evidence: '商业计划：专项 1200-2000 元/人；当地标准待确认', quotaPersons: 500, targetPersons: 30,
    rules: { ...open, amount: { kind: 'range', minFen: 120_000, maxFen: 200_000, byKind: { elderCare: 200_000, postnatalCare: 180_000, infantCare: 160_000 } }, parts: ['specialty'], kinds: [] },
  },
  {
    code: 'HARDSHIP', name: { zh: '困难群体全额补贴', en: 'Full subsidy for hardship' }, office: '人力资源和社会保障局', evidence: '商业计划：困难群体全额补贴；当地标准待确认', quotaPersons: 100, targetPersons: 50,
    rules: { ...open, amount: { kind: 'full', maxFen: 300_000 }, parts: ['core', 'specialty'], kinds: [], groups: ['hardship', 'disabled', 'reEmployed'], needsGroupProof: true, payTo: 'school' },
  },
];
