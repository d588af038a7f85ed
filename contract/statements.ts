/**
 * The ten statements of the questionnaire on one's manner, as words without schemas: a screen may load them without loading zod.
 */
export const traitKeys = ['extraversion', 'agreeableness', 'conscientiousness', 'stability', 'openness'] as const;
export type Trait = (typeof traitKeys)[number];

export const traitNames: Record<Trait, { zh: string; en: string }> = {
  extraversion: { zh: '爱说话', en: 'Talkative' }, agreeableness: { zh: '随和体贴', en: 'Easy-going' }, conscientiousness: { zh: '细致有条理', en: 'Thorough' },
  stability: { zh: '沉稳不急', en: 'Calm' }, openness: { zh: '爱学新法子', en: 'Fond of new ways' },
};

export type Statement = { trait: Trait; isReversed: boolean; zh: string; en: string };
/** In the order asked; an answer says how well the statement fits, 1 (not at all) to 7 (wholly). */
export const statements: readonly Statement[] = [
  { trait: 'extraversion', isReversed: false, zh: '爱聊天，见人很热情', en: 'Likes to chat, warm with people' },
  { trait: 'agreeableness', isReversed: true, zh: '爱挑毛病，有话直说', en: 'Finds fault, speaks bluntly' },
  { trait: 'conscientiousness', isReversed: false, zh: '做事可靠，有条有理', en: 'Reliable and orderly' },
  { trait: 'stability', isReversed: true, zh: '容易着急、心烦', en: 'Gets anxious or upset easily' },
  { trait: 'openness', isReversed: false, zh: '喜欢学新做法、新菜式', en: 'Likes to learn new ways and dishes' },
  { trait: 'extraversion', isReversed: true, zh: '话不多，喜欢安静', en: 'Quiet, says little' },
  { trait: 'agreeableness', isReversed: false, zh: '体贴，替别人着想', en: 'Considerate of others' },
  { trait: 'conscientiousness', isReversed: true, zh: '丢三落四，比较随意', en: 'Forgetful and casual' },
  { trait: 'stability', isReversed: false, zh: '遇事不慌，情绪平稳', en: 'Calm, even-tempered' },
  { trait: 'openness', isReversed: true, zh: '习惯照老办法做', en: 'Keeps to the usual ways' },
];
