import type { Bilingual, questionKinds } from '@linli/contract';
import { shuffled } from './chance.ts';

export type QuestionKind = (typeof questionKinds)[number];
export type Option = { code: string; zh: string; en: string };
/** A question as it is asked: `rightCodes` in order where the order is what is asked. */
export type QuestionFacts = {
  kind: QuestionKind; difficulty: number; stemZh: string; stemEn: string; options: readonly Option[]; rightCodes: readonly string[]; whyZh: string; whyEn: string; picture: string | null; pictureAltZh: string; pictureAltEn: string;
};

const CODES = 'abcdefgh';
export const MOST_OPTIONS = CODES.length;
export const pickOf = (kind: QuestionKind): 'one' | 'many' | 'order' => (kind === 'multi' ? 'many' : kind === 'order' ? 'order' : 'one');

/** Options with letters of their own, and which of them are right. */
export const lettered = (options: readonly { zh: string; en: string; isRight: boolean }[]): { options: Option[]; rightCodes: string[] } => ({
  options: options.map(({ zh, en }, place) => ({ code: CODES[place]!, zh, en })),
  rightCodes: options.flatMap(({ isRight }, place) => (isRight ? [CODES[place]!] : [])),
});

/** What is wrong with a question; null when it can be asked. */
export const faultOf = ({ kind, options, rightCodes, stemZh, picture }: Pick<QuestionFacts, 'kind' | 'options' | 'rightCodes' | 'stemZh' | 'picture'>): Bilingual | null => {
  if (stemZh.trim() === '') return { zh: '题干是空的', en: 'it asks nothing' };
  if (options.length < 2 || options.length > MOST_OPTIONS) return { zh: `选项要有 2 到 ${MOST_OPTIONS} 个`, en: `it takes 2 to ${MOST_OPTIONS} options` };
  if (new Set(options.map(({ zh }) => zh.trim())).size < options.length) return { zh: '有两个选项一样', en: 'two options are the same' };
  if (rightCodes.length === 0) return { zh: '没有标出正确答案', en: 'no option is right' };
  if (kind === 'judge' && options.length !== 2) return { zh: '判断题只有“对”和“错”两个选项', en: 'true or false has two options' };
  if ((kind === 'single' || kind === 'judge' || kind === 'picture') && rightCodes.length !== 1) return { zh: '单选、判断、看图题只能有一个正确答案', en: 'exactly one option may be right' };
  if (kind === 'multi' && (rightCodes.length < 2 || rightCodes.length === options.length)) return { zh: '多选题至少两个正确，且不能全部正确', en: 'at least two options are right, and not all of them' };
  if (kind === 'order' && (rightCodes.length !== options.length || options.length < 3)) return { zh: '排序题至少三步，每一步都要排进去', en: 'an order takes at least three steps, all of them' };
  if (kind === 'picture' && picture === null) return { zh: '看图题要有图片', en: 'a picture is missing' };
  return null;
};

/** The order in which options are shown; true and false stay, and steps to be put in order never stand right already. */
export const optionOrder = ({ kind, options, rightCodes }: Pick<QuestionFacts, 'kind' | 'options' | 'rightCodes'>, chance: () => number): string[] => {
  const codes = options.map(({ code }) => code);
  if (kind === 'judge') return codes;
  const order = shuffled(codes, chance);
  return kind === 'order' && order.every((code, place) => code === rightCodes[place]) ? [...order.slice(1), order[0]!] : order;
};

/** Letters of one attempt: the first option shown is A, whatever it is called in the bank. */
const SHOWN = 'ABCDEFGH';
export const shownCode = (optionOrderOf: readonly string[], code: string): string => SHOWN[optionOrderOf.indexOf(code)]!;
/** Back to the bank's codes, sorted unless the order is what counts; null for a letter that was not shown, or twice, or too many. */
export const readAnswer = (kind: QuestionKind, optionOrderOf: readonly string[], shown: readonly string[]): string[] | null => {
  const codes = shown.map((letter) => optionOrderOf[SHOWN.indexOf(letter)]);
  if (shown.some((letter) => letter.length !== 1) || codes.some((code) => code === undefined) || new Set(codes).size < codes.length) return null;
  if (pickOf(kind) === 'one' && codes.length > 1) return null;
  if (kind === 'order' && codes.length > 0 && codes.length < optionOrderOf.length) return null;
  return kind === 'order' ? (codes as string[]) : (codes as string[]).sort();
};

/** All of it or nothing: a half right answer in a home is a wrong one. */
export const isRight = (kind: QuestionKind, rightCodes: readonly string[], answer: readonly string[] | null): boolean => {
  if (answer === null || answer.length !== rightCodes.length) return false;
  return kind === 'order' ? answer.every((code, place) => code === rightCodes[place]) : answer.every((code) => rightCodes.includes(code));
};
