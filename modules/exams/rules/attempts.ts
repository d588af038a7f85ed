import type { Bilingual, integrityKinds } from '@linli/contract';

/** So long after the end an answer that was on its way is still taken. */
export const GRACE_SECONDS = 30;
export const isOver = (endsAt: Date, now: Date): boolean => now.getTime() > endsAt.getTime() + GRACE_SECONDS * 1000;
export const remainingSeconds = (endsAt: Date, now: Date): number => Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / 1000));

export type TriesRule = { most: number; hours: number };
/** How many tries are left in the window that ends now, and when there is one again. */
export const triesLeft = (startedAt: readonly Date[], { most, hours }: TriesRule, now: Date): { left: number; nextAt: Date | null } => {
  const windowMs = hours * 3_600_000;
  const within = startedAt.filter((at) => at.getTime() > now.getTime() - windowMs).sort((a, b) => a.getTime() - b.getTime());
  const left = Math.max(0, most - within.length);
  return { left, nextAt: left > 0 ? null : new Date(within[within.length - most]!.getTime() + windowMs) };
};

/** Percent rounded down, so that 79.9 is never shown as 80; whether it is passed is reckoned from the counts. */
export const scoreOf = (rightCount: number, itemCount: number, passPercent: number): { scorePercent: number; isPassed: boolean } => ({ scorePercent: Math.floor((rightCount * 100) / itemCount), isPassed: rightCount * 100 >= passPercent * itemCount });

export const integrityWords: Record<(typeof integrityKinds)[number], Bilingual> = {
  left: { zh: '离开了考试页面', en: 'left the page' }, returned: { zh: '回到考试页面', en: 'came back to the page' }, offline: { zh: '断网', en: 'lost the connection' }, online: { zh: '恢复连接', en: 'connection came back' },
  pasted: { zh: '粘贴了文字', en: 'pasted text' }, copied: { zh: '复制了文字', en: 'copied text' }, resized: { zh: '改变了窗口大小或分屏', en: 'changed or split the window' }, reloaded: { zh: '重新打开了页面', en: 'opened the page again' },
};

/** How it went, to the one who sat it. */
export const sayResult = ({ isPassed, scorePercent, passPercent, closedBy, next }: { isPassed: boolean; scorePercent: number; passPercent: number; closedBy: 'self' | 'clock'; next: Bilingual }): Bilingual => {
  const late = closedBy === 'clock' ? { zh: '时间到，按已保存的答案评分。', en: 'The time was over; what was saved counts. ' } : { zh: '', en: '' };
  return isPassed
    ? { zh: `${late.zh}${scorePercent} 分，通过了。${next.zh}`, en: `${late.en}${scorePercent} %: passed. ${next.en}` }
    : { zh: `${late.zh}${scorePercent} 分，要 ${passPercent} 分才通过。${next.zh}`, en: `${late.en}${scorePercent} %, it takes ${passPercent} %. ${next.en}` };
};
