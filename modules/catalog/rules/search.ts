import { pinyin } from 'pinyin-pro';
import type { CatalogItem } from './catalogue.ts';
import type { Segment } from './authoring.ts';
import type { ServiceFamily } from '@linli/contract';

const HAN = /\p{Script=Han}/u;
const syllables = (zh: string): string[] => pinyin([...zh].filter((letter) => HAN.test(letter)).join(''), { toneType: 'none', type: 'array', v: true });

/** What a name is also found by: its synonyms, and the pinyin and initials of all of them. `擦玻璃` → `擦窗 … caboli cbl cachuang cc`. */
export const searchWords = (nameZh: string, synonyms: string): string => {
  const words = synonyms.split(/\s+/).filter(Boolean);
  const spelled = [nameZh.replace(/[(\uff08].*$/u, ''), nameZh, ...words].flatMap((word) => {
    const parts = syllables(word);
    return parts.length === 0 ? [] : [parts.join(''), parts.map((part) => part[0]).join('')];
  });
  return [...new Set([...words, ...spelled])].join(' ').toLowerCase();
};

export type Found = Pick<CatalogItem, 'itemId' | 'name' | 'summary' | 'keywords' | 'scope' | 'position' | 'orderCount' | 'rating' | 'fromPriceFen' | 'family' | 'segments'>;

const SCORE = { wholeName: 100, nameStart: 90, name: 80, keyword: 70, nameLetters: 60, keywordStart: 50, keywordLetters: 40, summary: 20, scope: 10 } as const;

const hasAllLetters = (text: string, word: string): boolean => [...word].every((letter) => text.includes(letter));

/** How well one word fits a service; 0 = not at all. Name before keywords before summary before scope. */
const fit = (item: Found, word: string): number => {
  const zh = item.name.zh.toLowerCase();
  const en = item.name.en.toLowerCase();
  if (zh === word || en === word) return SCORE.wholeName;
  if (zh.startsWith(word) || en.startsWith(word)) return SCORE.nameStart;
  const isHan = HAN.test(word);
  if (isHan ? zh.includes(word) : en.split(/[^a-z0-9]+/).some((part) => part.startsWith(word))) return SCORE.name;
  const keywords = item.keywords.split(' ');
  if (keywords.includes(word)) return SCORE.keyword;
  // People turn words round: 洗空调 for 空调清洗.
  const isLettersOnly = isHan && [...word].length >= 2;
  if (isLettersOnly && hasAllLetters(zh, word)) return SCORE.nameLetters;
  if (keywords.some((keyword) => (isHan ? keyword.includes(word) : keyword.startsWith(word)))) return SCORE.keywordStart;
  if (isLettersOnly && hasAllLetters(zh + keywords.filter((keyword) => HAN.test(keyword)).join(''), word)) return SCORE.keywordLetters;
  if (item.summary.zh.includes(word) || (!isHan && word.length >= 3 && item.summary.en.toLowerCase().includes(word))) return SCORE.summary;
  return item.scope.some((line) => line.zh.includes(word) || (!isHan && word.length >= 3 && line.en.toLowerCase().includes(word))) ? SCORE.scope : 0;
};

/** Words the trade hears all day and that narrow nothing down. */
const FILLERS = /^(?:请|想|找个?|要|帮我|我想|我要|上门)|(?:服务|多少钱|价格|怎么收费)$/gu;
const wordsOf = (q: string): string[] =>
  q.normalize('NFKC').toLowerCase().split(/[\s,;。、]+/u).map((word) => word.replace(FILLERS, '') || word).filter(Boolean).slice(0, 6);

export type SearchWish = { q?: string | undefined; family?: ServiceFamily | undefined; segment?: Segment | undefined; maxPriceFen?: number | undefined; sort: 'popular' | 'price' | 'rating' };

/**
 * The services that fit, best first. Every word must fit somewhere. `popular` ranks by fit first (name > keywords > summary > scope), then by
 * orders served and the catalogue's own order; `price` and `rating` are what the person asked for and win over the fit.
 */
export const searchItems = <I extends Found>(items: readonly I[], wish: SearchWish): I[] => {
  const words = wordsOf(wish.q ?? '');
  const found = items.flatMap((item) => {
    if (wish.family && item.family !== wish.family) return [];
    // A service for everyone is for elders too.
    if (wish.segment && !item.segments.includes(wish.segment) && !item.segments.includes('everyone')) return [];
    if (wish.maxPriceFen !== undefined && item.fromPriceFen > wish.maxPriceFen) return [];
    const scores = words.map((word) => fit(item, word));
    if (scores.includes(0)) return [];
    return [{ item, score: scores.reduce((sum, score) => sum + score, 0), isMeant: wish.segment ? item.segments.includes(wish.segment) : true }];
  });
  const popular = (a: I, b: I): number => b.orderCount - a.orderCount || a.position - b.position;
  return found.sort((a, b) => {
    if (wish.sort === 'price') return a.item.fromPriceFen - b.item.fromPriceFen || popular(a.item, b.item);
    if (wish.sort === 'rating') return (b.item.rating ?? -1) - (a.item.rating ?? -1) || popular(a.item, b.item);
    return b.score - a.score || Number(b.isMeant) - Number(a.isMeant) || popular(a.item, b.item);
  }).map(({ item }) => item);
};
