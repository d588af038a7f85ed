import type { Bilingual, DisruptionKind } from '@linli/contract';
import { sayBeijing, sayInstant, sayUntil } from '../rules.ts';
import { minutesOf } from './plan.ts';

/** What is said when a day is upset. Pure. A household reads that its worker cannot come, never that she is ill. */
const both = (zh: string, en: string): Bilingual => ({ zh, en });

/** Why a visit is moved, as the household and the next worker read it. */
export const causeOf = (kind: DisruptionKind, name: string): Bilingual => ({
  workerIll: both(`${name}临时不能来`, `${name} cannot come`), papersRecalled: both(`${name}暂时不能接这类单`, `${name} may not serve this at present`), merchantSuspended: both(`${name}暂停服务`, `${name} is suspended`),
  districtFlooded: both(`${name}积水，暂时进不去`, `${name} is flooded and cannot be entered`), traffic: both(`${name}路况变慢`, `traffic in ${name} is slow`),
})[kind];

/** Why she: what the visit costs her on the way, and whether she is in time. */
export const sayReplacement = (cause: Bilingual, to: string, after: { lateSeconds: number; detourSeconds: number }): Bilingual => {
  const [late, way] = [minutesOf(after.lateSeconds), minutesOf(after.detourSeconds)];
  return both(`${cause.zh}，${to}多走 ${way} 分钟${late > 0 ? `，最多晚 ${late} 分钟` : '，能准时到'}`, `${cause.en}; for ${to} it is ${way} min of way${late > 0 ? `, at most ${late} min late` : ', in time'}`);
};
export const sayPostponed = (cause: Bilingual, from: Date, to: Date, name: string): Bilingual =>
  both(`${cause.zh}，从 ${sayBeijing(from)} 改到 ${sayBeijing(to)}，${name}上门`, `${cause.en}; moved from ${sayInstant(from)} to ${sayInstant(to)}, with ${name}`);
export const underWayWords: Bilingual = both('已经开始或在路上，请调度联系后决定', 'begun or on the way already: ring and decide');

type Told = { kind: DisruptionKind; name: string; until: Date | null; reason: string; moved: number; left: number; handedOn: number; factorPercent: number | null; isPreview: boolean };
/** The whole repair in a sentence. */
export function sayRepair({ kind, name, until, reason, moved, left, handedOn, factorPercent, isPreview }: Told): Bilingual {
  const end = until === null ? both('', '') : both(`到 ${sayUntil(until).zh}`, ` until ${sayUntil(until).en}`);
  const what: Bilingual = {
    workerIll: both(`${name}生病，${end.zh}不派单`, `${name} is ill${end.en}`), papersRecalled: both(`${name}的证件已收回${reason ? `（${reason}）` : ''}`, `A paper of ${name} is recalled${reason ? ` (${reason})` : ''}`),
    merchantSuspended: both(`${name}暂停合作${reason ? `（${reason}）` : ''}`, `${name} is suspended${reason ? ` (${reason})` : ''}`), districtFlooded: both(`${name}积水，${end.zh}不上门`, `${name} is flooded: no visits${end.en}`),
    traffic: both(`${name}路上时间按 ${factorPercent ?? 100}% 计算，${end.zh}`, `Ways in ${name} count for ${factorPercent ?? 100} %${end.en}`),
  }[kind];
  if (kind === 'traffic') return both(`${what.zh}，今天的计划会重算`, `${what.en}; the day is planned anew`);
  const done = kind === 'districtFlooded' ? both(isPreview ? '改时间' : '已改时间', isPreview ? 'would move to another hour' : 'moved to another hour') : both(isPreview ? '改派' : '已改派', isPreview ? 'would go to others' : 'went to others');
  const parts = [
    moved + left + handedOn === 0 ? both('没有受影响的单', 'no visit is concerned') : both(`${moved} 单${done.zh}`, `${moved} ${done.en}`),
    ...(handedOn > 0 ? [both(`${handedOn} 单转给邻近商户`, `${handedOn} go on to the neighbouring merchant`)] : []),
    ...(left > 0 ? [both(`${left} 单还要处理`, `${left} need a decision`)] : []),
  ];
  return both(`${what.zh}：${parts.map(({ zh }) => zh).join('，')}`, `${what.en}: ${parts.map(({ en }) => en).join(', ')}`);
}
export const sayLifted = (words: Bilingual, name: string, reason: string): Bilingual => both(`${words.zh}；${name}已解除：${reason}`, `${words.en}; lifted by ${name}: ${reason}`);
