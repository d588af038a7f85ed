import type { Bilingual, feedbackTopics, signalSources } from '@linli/contract';
import { MODULES_BY_SERVICE_FAMILY } from './modules.ts';

export type Topic = (typeof feedbackTopics)[number];
export type Source = (typeof signalSources)[number];
export type Signal = { module: string; words: Bilingual };

/** What families and inspectors write when it is about one of these. Words only sort what was said already to be wrong; nobody is judged by them. */
const spoken: Record<Topic, RegExp> = {
  safety: /安全|危险|受伤|划伤|割伤|烫|烧|触电|漏电|断电|湿手|煤气|燃气|着火|火灾|冒烟|摔|跌倒|滑倒|登高|爬窗|窗外|消毒液|洁厕|混用|中毒|呛|噎|晕|急救|送医|120|没锁门|忘关|danger|unsafe|injur|\bburn|electric shock|\bgas\b|\bfire\b|\bfell\b|chok|emergency/i,
  communication: /不沟通|没说|不说|不告知|没告诉|不接电话|联系不上|不回|听不懂|没问|不问|解释|迟到|没提前|不打招呼|communicat|did not tell|\blate\b|unreachable/i,
  manner: /态度|不耐烦|脾气|骂|吵|顶嘴|不礼貌|没礼貌|不尊重|脸色|摆脸|抽烟|玩手机|翻东西|\brude|manners|attitude|shout/i,
};
export const topicsOf = (words: string): Topic[] => (Object.keys(spoken) as Topic[]).filter((topic) => spoken[topic].test(words));

const modulesOfTopic: Record<Topic, readonly string[]> = { safety: ['safety'], communication: ['communication'], manner: ['etiquette', 'emotionalLabour'] };
const skillOf = (family: string | null): readonly string[] => ((MODULES_BY_SERVICE_FAMILY as Record<string, readonly string[]>)[family ?? ''] ?? []).slice(0, 1);
const unique = (signals: readonly Signal[]): Signal[] => [...new Map(signals.map((one) => [one.module, one])).values()];

/** Stars up to which a review asks for something. */
export const LOW_STARS = 3;
/** What one review asks for: what has few stars, and what its words name. A good one asks for nothing, whatever it mentions. */
export const signalsOfReview = ({ skill, communication, attitude, words, family }: { skill: number; communication: number; attitude: number; words: string; family: string | null }): Signal[] => {
  const stars = (count: number, modules: readonly string[], zh: string, en: string): Signal[] => (count > LOW_STARS ? [] : modules.map((module) => ({ module, words: { zh: `一条评价给${zh} ${count} 星`, en: `A review gave ${en} ${count} stars` } })));
  if (Math.min(skill, communication, attitude) > LOW_STARS) return [];
  const said = topicsOf(words).flatMap((topic) => modulesOfTopic[topic].map((module) => ({ module, words: topic === 'safety' ? { zh: '一条评价说到安全', en: 'A review speaks of safety' } : { zh: '一条评价说到这个', en: 'A review speaks of it' } })));
  return unique([...said, ...stars(skill, skillOf(family), '手艺', 'skill'), ...stars(communication, ['communication'], '沟通', 'communication'), ...stars(attitude, modulesOfTopic.manner, '态度', 'manner')]);
};
/** What an upheld complaint asks for: what it speaks of, else the trade it was about. */
export const signalsOfComplaint = ({ topics, family }: { topics: readonly Topic[]; family: string | null }): Signal[] =>
  unique((topics.length > 0 ? topics.flatMap((topic) => modulesOfTopic[topic]) : skillOf(family)).map((module) => ({ module, words: { zh: '一件投诉核实属实', en: 'A complaint was upheld' } })));
/** What clauses that were not kept ask for. */
export const signalsOfInspection = ({ clauses, family }: { clauses: readonly Bilingual[]; family: string | null }): Signal[] => unique(clauses.flatMap(({ zh, en }) => {
  const topics = topicsOf(zh);
  const modules = topics.length > 0 ? topics.flatMap((topic) => modulesOfTopic[topic]) : skillOf(family);
  return modules.map((module) => ({ module, words: { zh: `检查发现没做到：${zh}`, en: `An inspection found it not kept: ${en}` } }));
}));
