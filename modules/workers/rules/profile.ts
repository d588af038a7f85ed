import type { Bilingual, Can } from '@linli/contract';

/** A newcomer starts from 4.5 as if ten reviews had said so: one bad day does not end a career, one good one does not make it. */
const PRIOR_RATING = 4.5;
const PRIOR_WEIGHT = 10;
/** A review weighs half after so many days: what a worker does now counts more than what she did last year. */
export const RATING_HALF_LIFE_DAYS = 90;
/**
 * Sums are kept as they would weigh on this day, a later review for more, so that a sum is added to and never gone over again; reading it on a
 * day divides by that day's factor. In a hundred years the factor is 2^400: far within a double.
 */
export const RATING_EPOCH = new Date('2026-01-01T00:00:00Z');
export const ratingFactor = (at: Date): number => 2 ** ((at.getTime() - RATING_EPOCH.getTime()) / (RATING_HALF_LIFE_DAYS * 86_400_000));
export type RatingSums = { ratingSum: number; ratingWeight: number };
/** The sums as they weigh on a day. */
export const weighedOn = ({ ratingSum, ratingWeight }: RatingSums, now: Date): RatingSums => ({ ratingSum: ratingSum / ratingFactor(now), ratingWeight: ratingWeight / ratingFactor(now) });
/** The rating shown on a day: (4.5 × 10 + Σ weight × score) / (10 + Σ weight), one decimal more than the stars need; an old review weighs less. */
export const shownRating = (sums: RatingSums, now: Date): number => {
  const { ratingSum, ratingWeight } = weighedOn(sums, now);
  return Math.round(((PRIOR_RATING * PRIOR_WEIGHT + ratingSum) / (PRIOR_WEIGHT + ratingWeight)) * 100) / 100;
};

/** The rating and what stands behind it, in one sentence to the worker: the same on her page and beside the formula. */
export const sayRating = (sums: RatingSums & { ratingCount: number }, now: Date): Bilingual => {
  if (sums.ratingCount === 0) return { zh: `您还没有评价，先按 ${PRIOR_RATING} 分起算`, en: `No reviews yet: counted as ${PRIOR_RATING} to begin with` };
  const rating = shownRating(sums, now).toFixed(2);
  const weighed = weighedOn(sums, now).ratingWeight.toFixed(1);
  return {
    zh: `您现在 ${rating} 分：${sums.ratingCount} 条评价，新近和邻居的算得重，加权后相当于 ${weighed} 条；人人起步的 ${PRIOR_WEIGHT} 条 ${PRIOR_RATING} 分也算在内`,
    en: `You stand at ${rating}: ${sums.ratingCount} reviews, recent ones and neighbours’ counting more, weigh as ${weighed}, beside the ${PRIOR_WEIGHT} of ${PRIOR_RATING} everybody starts with`,
  };
};

export type Scores = { skill: number; communication: number; attitude: number };
/** The mean of the three dimensions, 1 to 5. */
export const overallScore = ({ skill, communication, attitude }: Scores): number => (skill + communication + attitude) / 3;

/**
 * A pattern for a name's reading by its initials: `lxl` fits lixiaolan, whose syllables begin with l, x and l. Null for anything that is not
 * two to four letters a syllable may begin with, because `lin` is a reading and not three initials.
 */
export const initialsPattern = (q: string): string | null => {
  if (!/^[b-df-hj-np-tw-z]{2,4}$/.test(q)) return null;
  return `^${[...q].map((letter, index) => `${letter}${'zcs'.includes(letter) ? 'h?' : ''}${index < q.length - 1 ? '[aeiouv]+(ng|n|r)?' : ''}`).join('')}`;
};

const no = (zh: string, en: string): Can[string] => ({ isAllowed: false, why: { zh, en } });
const yes: Can[string] = { isAllowed: true, why: null };

export type Viewer = { isOperator: boolean; isMerchant: boolean; isSelf: boolean };
/** What this viewer may do with a worker's profile, and why not. */
export const canOf = (worker: { status: 'applied' | 'active' | 'suspended' | 'left' }, viewer: Viewer, missingForAdmission: readonly Bilingual[]): Can => {
  const operatorOnly = no('需要平台运营权限', 'It takes an operator');
  const join = (language: 'zh' | 'en'): string => missingForAdmission.map((name) => name[language]).join(language === 'zh' ? '、' : ', ');
  const admit = !viewer.isOperator ? operatorOnly : worker.status !== 'applied' ? no('已经审核过', 'Was audited already')
    : missingForAdmission.length > 0 ? no(`入驻还差：${join('zh')}`, `Admission still lacks: ${join('en')}`) : yes;
  const isStaff = viewer.isOperator || viewer.isMerchant;
  return {
    admit,
    suspend: !viewer.isOperator ? operatorOnly : ['suspended', 'left'].includes(worker.status) ? no('已经停用', 'Is suspended already') : yes,
    resume: !viewer.isOperator ? operatorOnly : worker.status !== 'suspended' ? no('没有被暂停', 'Is not suspended') : yes,
    setSkills: isStaff ? yes : no('技能由平台或商户登记', 'Skills are registered by the platform or the merchant'),
    submitPaper: isStaff || viewer.isSelf ? yes : no('需要本人、商户或平台运营', 'It takes the worker, the merchant or an operator'),
    verifyPaper: viewer.isOperator ? yes : operatorOnly,
    setAvailability: viewer.isSelf ? yes : no('只能由本人设置', 'Only the worker sets it'),
    setOnline: !viewer.isSelf ? no('只能由本人设置', 'Only the worker sets it') : worker.status === 'active' ? yes : no('通过审核后才能上线接单', 'Possible once admitted'),
  };
};

/** A cursor is the sort key of the last row shown; one that nobody gave out reads as none. */
export const cursorOf = (pinyin: string, workerId: string): string => `${pinyin} ${workerId}`;
export const keyOfCursor = (cursor: string | undefined): { pinyin: string; workerId: string } | null => {
  const [pinyin, workerId, ...rest] = cursor?.split(' ') ?? [];
  return pinyin === undefined || workerId === undefined || rest.length > 0 ? null : { pinyin, workerId };
};
