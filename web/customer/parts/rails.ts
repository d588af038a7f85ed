import type { View } from '../../shared/api.ts';

export type Rail = View<'payments', 'listRails'>['items'][number]['rail'];

const REMEMBERED = 'linli.rail';

/** WeChat's own browser opens no Alipay page. */
const isInWechat = (): boolean => /MicroMessenger/i.test(navigator.userAgent);

/** What the payer can choose from where she is, what she chose last first if it is still there. */
export const railsHere = <T extends { rail: Rail }>(rails: readonly T[]): T[] => (isInWechat() ? rails.filter(({ rail }) => rail === 'wechat') : [...rails]);

export const rememberedRail = (rails: readonly { rail: Rail }[]): Rail | undefined => {
  let last: string | null = null;
  try { last = localStorage.getItem(REMEMBERED); } catch { /* a browser that keeps nothing */ }
  return (rails.find(({ rail }) => rail === last) ?? rails[0])?.rail;
};

export const rememberRail = (rail: Rail): void => { try { localStorage.setItem(REMEMBERED, rail); } catch { /* then she chooses again */ } };
