import type { Bilingual, clauseWeights, comparisonVerdicts, standardKinds, standardStates, standardSubjects } from '@linli/contract';

/** What a standard is and how two editions differ. Pure; days are of the city. */
export type StandardKind = (typeof standardKinds)[number];
export type StandardState = (typeof standardStates)[number];
export type Subject = (typeof standardSubjects)[number];
export type ClauseWeight = (typeof clauseWeights)[number];
export type Verdict = (typeof comparisonVerdicts)[number];
export type Measure = { name: string; unit: string; limit: 'atLeast' | 'atMost'; value: number };
export type Line = { itemIds: string[]; text: Bilingual; isRequired: boolean };
export type ClauseText = { no: string; topic: string; weight: ClauseWeight; text: Bilingual; measure: Measure | null };

export const kindNames: Record<StandardKind, Bilingual> = { national: { zh: '国家标准', en: 'National' }, industry: { zh: '行业标准', en: 'Industry' }, local: { zh: '地方标准', en: 'Local' }, group: { zh: '团体标准', en: 'Group' }, enterprise: { zh: '企业标准', en: 'Enterprise' } };
export const stateNames: Record<StandardState, Bilingual> = {
  draft: { zh: '草稿', en: 'Draft' }, toConfirm: { zh: '待核实', en: 'To be confirmed' }, announced: { zh: '已发布，未生效', en: 'Announced' }, inForce: { zh: '现行', en: 'In force' }, replaced: { zh: '已被代替', en: 'Superseded' }, withdrawn: { zh: '已废止', en: 'Withdrawn' },
};
export const subjectNames: Record<Subject, Bilingual> = {
  price: { zh: '价格', en: 'Price' }, process: { zh: '流程', en: 'Process' }, guarantee: { zh: '保障', en: 'Guarantee' }, quality: { zh: '服务质量', en: 'Quality' }, institution: { zh: '机构等级', en: 'Grades of firms' }, health: { zh: '健康检查', en: 'Health checks' }, institutionCare: { zh: '养老机构', en: 'Elder institutions' }, security: { zh: '信息安全', en: 'Information security' }, general: { zh: '综合', en: 'General' },
};
export const weightNames: Record<ClauseWeight, Bilingual> = { must: { zh: '应', en: 'shall' }, should: { zh: '宜', en: 'should' }, may: { zh: '可', en: 'may' } };

export const numberOf = ({ code, year }: { code: string; year: number }): string => `${code}-${year}`;
export const sayMeasure = ({ limit, value, unit, name }: Measure): Bilingual => ({ zh: `${limit === 'atLeast' ? '不少于' : '不超过'} ${value} ${unit}`, en: `${name}: at ${limit === 'atLeast' ? 'least' : 'most'} ${value}` });

/** Clause numbers in the order a reader turns the pages: 4.2 before 4.10, annexes last. */
export const byNumber = (a: string, b: string): number => {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [x, y] = [left[at], right[at]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const [m, n] = [Number(x), Number(y)];
    const difference = Number.isNaN(m) || Number.isNaN(n) ? Number(Number.isNaN(m)) - Number(Number.isNaN(n)) || x.localeCompare(y) : m - n;
    if (difference !== 0) return difference;
  }
  return 0;
};
export const repeatedNumber = (clauses: readonly { no: string }[]): string | undefined => clauses.find(({ no }, at) => clauses.findIndex((one) => one.no === no) < at)?.no;

const ranks: Record<ClauseWeight, number> = { may: 0, should: 1, must: 2 };
/** How the right clause stands to the left one. A measure of the same thing decides first, then how binding it is, then the words. */
export function compareClauses(left: ClauseText, right: ClauseText): Verdict {
  if (left.measure && right.measure && left.measure.name === right.measure.name && left.measure.unit === right.measure.unit && left.measure.limit === right.measure.limit && left.measure.value !== right.measure.value) {
    return (right.measure.value > left.measure.value) === (right.measure.limit === 'atLeast') ? 'stricter' : 'looser';
  }
  if (left.weight !== right.weight) return ranks[right.weight] > ranks[left.weight] ? 'stricter' : 'looser';
  const isSame = left.text.zh === right.text.zh && left.measure?.value === right.measure?.value && left.measure?.unit === right.measure?.unit && left.measure?.limit === right.measure?.limit;
  return isSame ? 'same' : 'changed';
}
const verdictWords: Record<Verdict, Bilingual> = { same: { zh: '相同', en: 'the same' }, stricter: { zh: '右边更严', en: 'the right one is stricter' }, looser: { zh: '右边更宽', en: 'the right one is looser' }, changed: { zh: '写法不同', en: 'worded differently' }, added: { zh: '只有右边有', en: 'only in the right one' }, dropped: { zh: '只有左边有', en: 'only in the left one' } };
export type Compared = { no: string; topic: string; left: Bilingual | null; right: Bilingual | null; verdict: Verdict; words: Bilingual };

/** Clause by clause: by topic where both have one, else by number; the left one's order, then what is new. */
export function compareEditions(left: readonly ClauseText[], right: readonly ClauseText[]): Compared[] {
  const paired = new Set<ClauseText>();
  const partnerOf = (clause: ClauseText): ClauseText | undefined =>
    (clause.topic === '' ? undefined : right.find((one) => one.topic === clause.topic && !paired.has(one))) ?? right.find((one) => one.no === clause.no && !paired.has(one) && (one.topic === '' || clause.topic === '' || one.topic === clause.topic));
  const rows = left.toSorted((a, b) => byNumber(a.no, b.no)).map((clause): Compared => {
    const partner = partnerOf(clause);
    if (partner) paired.add(partner);
    const verdict = partner ? compareClauses(clause, partner) : 'dropped';
    return { no: clause.no, topic: clause.topic, left: clause.text, right: partner?.text ?? null, verdict, words: verdictWords[verdict] };
  });
  return [...rows, ...right.filter((one) => !paired.has(one)).toSorted((a, b) => byNumber(a.no, b.no)).map((one): Compared => ({ no: one.no, topic: one.topic, left: null, right: one.text, verdict: 'added', words: verdictWords.added }))];
}
export const sayComparison = (left: string, right: string, counts: Partial<Record<Verdict, number>>): Bilingual => ({
  zh: `${right} 对比 ${left}：更严 ${counts.stricter ?? 0} 条，更宽 ${counts.looser ?? 0} 条，新增 ${counts.added ?? 0} 条，缺少 ${counts.dropped ?? 0} 条，写法不同 ${counts.changed ?? 0} 条`,
  en: `${right} against ${left}: ${counts.stricter ?? 0} stricter, ${counts.looser ?? 0} looser, ${counts.added ?? 0} added, ${counts.dropped ?? 0} dropped, ${counts.changed ?? 0} reworded`,
});

/** An edition may be announced when it is written or confirmed; it counts at once when its day has come. */
export const stateFrom = (inForceFrom: string, today: string): 'announced' | 'inForce' => (inForceFrom <= today ? 'inForce' : 'announced');
export const canAnnounce = (state: StandardState): boolean => state === 'draft';
export const canEdit = (state: StandardState): boolean => state === 'draft' || state === 'toConfirm';

/** Which of these are inspected: the first by their hash, so many in a hundred, one at least. Nobody can choose them. */
export function drawSamples<T extends { hash: string }>(visits: readonly T[], ratePercent: number): T[] {
  const count = visits.length === 0 ? 0 : Math.max(1, Math.ceil((visits.length * ratePercent) / 100));
  return visits.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)).slice(0, count);
}
export type Tally = { seen: number; met: number; metPercent: number | null };
/** Of what was seen, how much was met; what nobody could see counts for neither. */
export const tallyOf = (verdicts: readonly (string | null)[]): Tally => {
  const seen = verdicts.filter((verdict) => verdict === 'met' || verdict === 'notMet').length, met = verdicts.filter((verdict) => verdict === 'met').length;
  return { seen, met, metPercent: seen === 0 ? null : Math.round((met * 1000) / seen) / 10 };
};
