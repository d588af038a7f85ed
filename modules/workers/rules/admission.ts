import type { Bilingual, ServiceFamily, checkCodes, checkStates, verdictCodes } from '@linli/contract';
import { isInForce, paperNames, paperStateOn, sayMissing, type HealthClass, type PaperFacts, type PaperKind } from './papers.ts';

/**
 * The 13 checks in one table: what each asks, whom it is asked of, what feeds it, how long it holds and whether it can lapse. Nanny, maternity and
 * childcare ask for all 13; every other family for the five without which nobody enters a home, its services adding papers of their own.
 */
export type CheckCode = (typeof checkCodes)[number];
export type CheckState = (typeof checkStates)[number];
export type VerdictCode = (typeof verdictCodes)[number];

const CARE: readonly ServiceFamily[] = ['nanny', 'maternity', 'childcare'];
type Fed = { by: 'paper'; kinds: (family: ServiceFamily) => readonly PaperKind[] } | { by: 'verdict'; codes: readonly VerdictCode[] } | { by: 'age' };
export type CheckRule = { code: CheckCode; name: Bilingual; asks: Bilingual; isForAll: boolean; fed: Fed; validity: Bilingual; canLapse: boolean; who: 'self' | 'desk' | 'training'; todo: Bilingual };

const certificates: Partial<Record<ServiceFamily, readonly PaperKind[]>> = {
  nanny: ['housekeepingCertificate', 'careCertificate', 'maternityCertificate', 'childcareCertificate'], maternity: ['maternityCertificate'], childcare: ['childcareCertificate', 'maternityCertificate'],
};
const one = (kind: PaperKind): Fed => ({ by: 'paper', kinds: () => [kind] });
const own: Bilingual = { zh: '按证件上的日期', en: 'as the paper says' };
const forGood: Bilingual = { zh: '长期有效', en: 'holds for good' };

export const checkRules: readonly CheckRule[] = [
  { code: 'identity', name: paperNames.identity, asks: { zh: '身份证和本人一致', en: 'The card is hers' }, isForAll: true, fed: one('identity'), validity: own, canLapse: true, who: 'self', todo: { zh: '上传身份证', en: 'Hand in the identity card' } },
  { code: 'age', name: { zh: '年龄', en: 'Age' }, asks: { zh: '18 到 60 岁，母婴 18 到 55 岁', en: '18 to 60, for postnatal care 18 to 55' }, isForAll: true, fed: { by: 'age' }, validity: { zh: '到年满为止', en: 'until the age is reached' }, canLapse: true, who: 'self', todo: { zh: '上传身份证，年龄由号码算出', en: 'Hand in the identity card; the age follows from it' } },
  { code: 'schooling', name: { zh: '学历', en: 'Schooling' }, asks: { zh: '初中及以上', en: 'Junior secondary or more' }, isForAll: false, fed: { by: 'verdict', codes: ['schooling'] }, validity: forGood, canLapse: false, who: 'desk', todo: { zh: '带上毕业证，由工作人员查看', en: 'Show the school certificate to the desk' } },
  { code: 'health', name: paperNames.health, asks: { zh: '等级符合工种，一年内的体检', en: 'Of the class the work asks for, not older than a year' }, isForAll: true, fed: one('health'), validity: { zh: '不超过 12 个月', en: 'at most 12 months' }, canLapse: true, who: 'self', todo: { zh: '去体检，上传健康证', en: 'See the doctor and hand in the health certificate' } },
  { code: 'background', name: paperNames.background, asks: { zh: '书面授权后核查，只留结果、日期和文件指纹', en: 'Asked with her written word; only result, date and fingerprint are kept' }, isForAll: true, fed: one('background'), validity: own, canLapse: true, who: 'self', todo: { zh: '签背景核查授权，交派出所证明', en: 'Sign the authorisation and hand in the certificate' } },
  { code: 'credit', name: { zh: '家政信用查', en: 'Credit record' }, asks: { zh: '有信用记录，不在黑名单', en: 'On record and on no blacklist' }, isForAll: false, fed: { by: 'verdict', codes: ['credit'] }, validity: { zh: '180 天', en: '180 days' }, canLapse: true, who: 'desk', todo: { zh: '签信用查询授权，平台来查', en: 'Sign the consent; the platform looks it up' } },
  { code: 'experience', name: { zh: '从业经历', en: 'Experience' }, asks: { zh: '两位证明人', en: 'Two people who vouch' }, isForAll: false, fed: { by: 'verdict', codes: ['experience'] }, validity: forGood, canLapse: false, who: 'desk', todo: { zh: '留两位证明人，工作人员会打电话', en: 'Name two people the desk may call' } },
  { code: 'certificate', name: { zh: '职业证书', en: 'Occupational certificate' }, asks: { zh: '与工种相符的职业证书', en: 'The certificate of the trade' }, isForAll: false, fed: { by: 'paper', kinds: (family) => certificates[family] ?? [] }, validity: own, canLapse: true, who: 'self', todo: { zh: '上传职业证书', en: 'Hand in the occupational certificate' } },
  { code: 'training', name: { zh: '岗前培训和考试', en: 'Training and exam' }, asks: { zh: '学满课时，线上考试 80 分以上', en: 'The hours, and 80 % in the exam' }, isForAll: false, fed: { by: 'verdict', codes: ['trainingHours', 'exam'] }, validity: { zh: '到下次复训', en: 'until retraining is due' }, canLapse: true, who: 'training', todo: { zh: '学完岗前课程，再参加考试', en: 'Finish the course, then take the exam' } },
  { code: 'practical', name: { zh: '实操考核', en: 'Practical test' }, asks: { zh: '考官当面打分', en: 'Seen by an examiner' }, isForAll: false, fed: { by: 'verdict', codes: ['practical'] }, validity: { zh: '到下次复训', en: 'until retraining is due' }, canLapse: true, who: 'training', todo: { zh: '约一次实操考核', en: 'Book a practical test' } },
  { code: 'interview', name: { zh: '面试', en: 'Interview' }, asks: { zh: '情景面试', en: 'An interview with scenes' }, isForAll: false, fed: { by: 'verdict', codes: ['interview'] }, validity: forGood, canLapse: false, who: 'desk', todo: { zh: '等工作人员约面试', en: 'Wait to be invited to the interview' } },
  { code: 'kit', name: { zh: '签守则、领工具', en: 'Rules signed, kit issued' }, asks: { zh: '签服务守则，领工服和工具包', en: 'Service rules signed, uniform and kit handed out' }, isForAll: false, fed: { by: 'verdict', codes: ['kit'] }, validity: forGood, canLapse: false, who: 'desk', todo: { zh: '签服务守则，到站点领工服和工具包', en: 'Sign the rules and fetch the kit' } },
  { code: 'insurance', name: paperNames.insurance, asks: { zh: '保险在有效期内', en: 'Cover in force' }, isForAll: true, fed: one('insurance'), validity: own, canLapse: true, who: 'self', todo: { zh: '交保险凭证，或请平台代买', en: 'Hand in the policy, or have it bought' } },
];

export const isNeededFor = (rule: CheckRule, family: ServiceFamily): boolean => rule.isForAll || CARE.includes(family);
/**
 * The health class the services of a family ask of somebody with these skills, so that nobody is admitted to what dispatch then keeps her from: that of the strictest
 * service she has the skills for. Who has none of those skills yet is judged by all of them.
 */
export const healthClassOf = (services: readonly { requiredSkills: readonly { skill: string }[]; healthClass: HealthClass }[], skills: readonly string[]): HealthClass => {
  const fitting = services.filter(({ requiredSkills }) => requiredSkills.length > 0 && requiredSkills.every(({ skill }) => skills.includes(skill)));
  return (fitting.length > 0 ? fitting : services).map(({ healthClass }) => healthClass).sort().at(-1) ?? 'A';
};
export const YOUNGEST = 18;
/** Up to and with this year of age. */
export const oldestFor = (family: ServiceFamily): number => (family === 'maternity' ? 55 : 60);
export const CREDIT_DAYS = 180;

export type PaperEvidence = PaperFacts & { id: string; bornOn: string | null; verifiedBy: string | null };
export type Verdict = { code: VerdictCode; state: 'submitted' | 'passed' | 'failed'; evidenceKind: string; evidenceId: string; evidenceHash: string; words: string; verifiedBy: string; validFrom: string; validUntil: string | null };
export type Standing = {
  code: CheckCode; name: Bilingual; isNeeded: boolean; state: CheckState; words: Bilingual; evidenceId: string; evidenceHash: string; verifiedBy: string | null; validFrom: string | null; validUntil: string | null; isCarriedOver: boolean;
};
/** A retraining somebody ordered: until the certificate is earned anew the training does not hold, whatever the trade. */
export type OrderedRetraining = { conductId: string; certificateKind: string; reason: string; byName: string; at: Date };
type Found = Omit<Standing, 'code' | 'name' | 'isNeeded'>;
const nothing = { evidenceId: '', evidenceHash: '', verifiedBy: null, validFrom: null, validUntil: null, isCarriedOver: false };
const missing: Found = { ...nothing, state: 'missing', words: { zh: '还没有', en: 'Not there yet' } };
const until = (day: string | null): Bilingual => (day === null ? { zh: '已通过', en: 'Passed' } : { zh: `已通过，有效到 ${day}`, en: `Passed, holds until ${day}` });

const fromPapers = (papers: readonly PaperEvidence[], kinds: readonly PaperKind[], today: string, wanted: HealthClass | null): Found => {
  const own = papers.filter(({ kind }) => kinds.includes(kind));
  const about = (paper: PaperEvidence) => ({ evidenceId: paper.id, evidenceHash: '', verifiedBy: paper.verifiedBy, validFrom: paper.validFrom, validUntil: paper.validUntil, isCarriedOver: false });
  const held = own.filter((paper) => isInForce(paper, today)).sort((a, b) => (a.validUntil < b.validUntil ? 1 : -1));
  const best = held.find((paper) => wanted === null || (paper.healthClass ?? 'A') >= wanted);
  if (best) return { ...about(best), state: 'passed', words: until(best.validUntil) };
  const waiting = own.find(({ state }) => state === 'submitted');
  if (waiting) return { ...about(waiting), state: 'submitted', words: { zh: '已上传，等审核', en: 'Handed in, waits to be checked' } };
  if (held[0]) return { ...about(held[0]), state: 'failed', words: { zh: `现为 ${held[0].healthClass} 类，这一工种要 ${wanted} 类`, en: `Class ${held[0].healthClass}; the work asks for ${wanted}` } };
  const lapsed = own.filter((paper) => paperStateOn(paper, today) === 'expired').sort((a, b) => (a.validUntil < b.validUntil ? 1 : -1))[0];
  if (lapsed) return { ...about(lapsed), state: 'lapsed', words: sayMissing(papers, lapsed.kind, today) };
  const refused = own.find(({ state }) => state === 'refused');
  return refused ? { ...about(refused), state: 'failed', words: { zh: '没有通过审核，请重新上传', en: 'Was not accepted; hand it in anew' } } : missing;
};

const fromVerdict = (verdict: Verdict | undefined, today: string): Found => {
  if (!verdict) return missing;
  const about = { evidenceId: verdict.evidenceId, evidenceHash: verdict.evidenceHash, verifiedBy: verdict.verifiedBy, validFrom: verdict.validFrom, validUntil: verdict.validUntil, isCarriedOver: verdict.evidenceKind === 'carriedOver' };
  if (verdict.state === 'submitted') return { ...about, state: 'submitted', words: { zh: verdict.words || '已提交，等结果', en: verdict.words || 'Handed in, the result is awaited' } };
  if (verdict.state === 'failed') return { ...about, state: 'failed', words: { zh: `没有通过${verdict.words ? `：${verdict.words}` : ''}`, en: `Not passed${verdict.words ? `: ${verdict.words}` : ''}` } };
  if (verdict.validUntil !== null && verdict.validUntil < today) return { ...about, state: 'lapsed', words: { zh: `已于 ${verdict.validUntil} 到期`, en: `Lapsed on ${verdict.validUntil}` } };
  return { ...about, state: 'passed', words: about.isCarriedOver ? { zh: '十三项检查之前已入驻，沿用', en: 'Admitted before, carried over' } : until(verdict.validUntil) };
};

/** The day before somebody born then turns `years`. */
const dayBeforeTurning = (bornOn: string, years: number): string => new Date(Date.UTC(Number(bornOn.slice(0, 4)) + years, Number(bornOn.slice(5, 7)) - 1, Number(bornOn.slice(8, 10)) - 1)).toISOString().slice(0, 10);
const fromAge = (papers: readonly PaperEvidence[], verdict: Verdict | undefined, family: ServiceFamily, today: string): Found => {
  const known = papers.filter((paper) => paper.kind === 'identity' && paper.bornOn !== null && paper.state !== 'refused');
  const card = known.find((paper) => isInForce(paper, today)) ?? known[0];
  if (!card) return fromVerdict(verdict, today);
  const last = dayBeforeTurning(card.bornOn!, oldestFor(family) + 1);
  const about = { evidenceId: card.id, evidenceHash: '', verifiedBy: card.verifiedBy, validFrom: dayBeforeTurning(card.bornOn!, YOUNGEST), validUntil: last, isCarriedOver: false };
  if (today <= about.validFrom) return { ...about, state: 'failed', words: { zh: `未满 ${YOUNGEST} 岁`, en: `Younger than ${YOUNGEST}` } };
  if (today > last) return { ...about, state: 'lapsed', words: { zh: `超过 ${oldestFor(family)} 岁`, en: `Older than ${oldestFor(family)}` } };
  return card.state === 'verified' ? { ...about, state: 'passed', words: until(null) } : { ...about, state: 'submitted', words: { zh: '随身份证一起审核', en: 'Checked with the identity card' } };
};

const fromOrder = (order: OrderedRetraining): Found => ({ ...nothing, state: 'lapsed', words: sayOrdered(order), evidenceId: order.conductId, verifiedBy: order.byName });
/** An ordered retraining in a sentence. */
export const sayOrdered = ({ reason }: Pick<OrderedRetraining, 'reason'>): Bilingual => ({ zh: `要求复训：${reason}`, en: `Retraining ordered: ${reason}` });

const worst: Record<CheckState, number> = { failed: 0, lapsed: 1, missing: 2, submitted: 3, passed: 4 };
/** All 13 checks of one worker for one family of work on a day. Verdicts are those in force, one a code; one over a paper's check (carried over) counts where no paper holds. */
export const checksFor = (family: ServiceFamily, papers: readonly PaperEvidence[], verdicts: readonly Verdict[], today: string, healthClass: HealthClass, ordered?: OrderedRetraining): Standing[] => checkRules.map((rule) => {
  const verdict = (code: VerdictCode): Verdict | undefined => verdicts.find((candidate) => candidate.code === code);
  let found: Found;
  if (rule.fed.by === 'age') found = fromAge(papers, verdict('age'), family, today);
  else if (rule.fed.by === 'verdict') found = rule.fed.codes.map((code) => fromVerdict(verdict(code), today)).reduce((a, b) => (worst[b.state] < worst[a.state] || (b.state === 'passed' && (b.validUntil ?? '9') < (a.validUntil ?? '9')) ? b : a));
  else {
    found = fromPapers(papers, rule.fed.kinds(family), today, rule.code === 'health' ? healthClass : null);
    if (rule.code === 'certificate' && found.state !== 'passed' && verdict('certificate')) found = fromVerdict(verdict('certificate'), today);
  }
  if (rule.code === 'training' && ordered) return { code: rule.code, name: rule.name, isNeeded: true, ...fromOrder(ordered) };
  return { code: rule.code, name: rule.name, isNeeded: isNeededFor(rule, family), ...found };
});

export const openChecks = (standings: readonly Standing[]): Standing[] => standings.filter(({ isNeeded, state }) => isNeeded && state !== 'passed');
/** The last day on which all needed checks hold as they stand; null: for good. */
export const lastDayOf = (standings: readonly Standing[]): string | null => standings.filter(({ isNeeded, state, validUntil }) => isNeeded && state === 'passed' && validUntil !== null).map(({ validUntil }) => validUntil!).sort()[0] ?? null;
/** Missing checks by name for a sentence; an age nobody can know yet goes without saying. */
export const sayOpen = (open: readonly Standing[]): Bilingual => {
  const said = open.filter(({ code, state }) => !(code === 'age' && state === 'missing' && open.some((other) => other.code === 'identity')));
  return { zh: said.map(({ name }) => name.zh).join('、'), en: said.map(({ name }) => name.en.toLowerCase()).join(', ') };
};
/** Of several families the one that is nearest to being passed. */
export const nearest = (families: readonly Standing[][]): Standing[] => families.toSorted((a, b) => openChecks(a).length - openChecks(b).length)[0] ?? [];

export type NextStep = { code: CheckCode | null; who: 'self' | 'desk' | 'training' | 'nobody'; words: Bilingual };
/** The one thing to do next: what she can do herself comes first, then learning, then what others owe her. */
export const nextStep = (standings: readonly Standing[]): NextStep => {
  const open = openChecks(standings);
  const ruleOf = (code: CheckCode): CheckRule => checkRules.find((rule) => rule.code === code)!;
  const isHers = ({ code, state }: Standing): boolean => state !== 'submitted' && ruleOf(code).who !== 'desk' && !(code === 'age' && open.some((other) => other.code === 'identity'));
  const hers = open.find((check) => isHers(check) && ruleOf(check.code).who === 'self') ?? open.find(isHers);
  if (hers?.code === 'age') return { code: 'age', who: 'nobody', words: { zh: `年龄不符合这个工种：${hers.words.zh}`, en: `The age does not fit this work: ${hers.words.en}` } };
  if (hers) return { code: hers.code, who: ruleOf(hers.code).who, words: ruleOf(hers.code).todo };
  const theirs = open.find(({ state }) => state !== 'submitted') ?? open[0];
  if (!theirs) return { code: null, who: 'nobody', words: { zh: '全部通过，可以接单', en: 'All passed: ready for orders' } };
  return theirs.state === 'submitted' ? { code: theirs.code, who: 'desk', words: { zh: `等平台审核${theirs.name.zh}`, en: `Wait for the ${theirs.name.en.toLowerCase()} to be checked` } } : { code: theirs.code, who: 'desk', words: ruleOf(theirs.code).todo };
};

/** Days before a lapse on which she is told, once each. */
export const WARNING_DAYS = [30, 7, 1] as const;
const DAY_MS = 86_400_000;
export const daysUntil = (day: string, today: string): number => Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
/** The warning due today for a check that ends then, if any: the nearest threshold that has been reached. */
export const warningDue = (validUntil: string, today: string): (typeof WARNING_DAYS)[number] | null => {
  const left = daysUntil(validUntil, today);
  return left < 0 ? null : WARNING_DAYS.toReversed().find((days) => left <= days) ?? null;
};
