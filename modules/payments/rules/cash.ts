import type { Bilingual } from '@linli/contract';
import { chart, moved, type LedgerEntry } from './postings.ts';
import { yuan } from './words.ts';

/** Cash at the counter of a station. Pure. */

/** `收2026-00042`: the station's own running number of the year, none left out. */
export const receiptNo = (stationCode: string, year: number, number: number): string => `${stationCode}-${year}-${String(number).padStart(5, '0')}`;

/** The last characters of a station's id, enough to tell the stations of a city apart on paper. */
export const stationCodeOf = (stationId: string): string => stationId.slice(-6).toUpperCase();

export const chargePaidInCash = ({ chargeId, no, stationId, orderId, amountFen }: { chargeId: string; no: string; stationId: string; orderId: string | null; amountFen: number }): LedgerEntry =>
  moved({ businessKey: `cash:${chargeId}`, kind: 'cashTaken', orderId, words: { zh: `服务站收现金 ${yuan(amountFen)}，${no}`, en: `${yuan(amountFen)} in cash for ${no}` } }, [{ from: chart.cash(stationId), to: chart.charge(chargeId), amountFen, kind: 'cashTaken' }]);

/** More than zero: more lay in the drawer than the books say. */
export const drawerDiffers = ({ countId, stationId, differenceFen, words }: { countId: string; stationId: string; differenceFen: number; words: string }): LedgerEntry =>
  moved({ businessKey: `cashCount:${countId}`, kind: 'cashDifference', orderId: null, words: { zh: `点钱箱${differenceFen > 0 ? '多出' : '短少'} ${yuan(Math.abs(differenceFen))}：${words}`, en: `The drawer was ${yuan(Math.abs(differenceFen))} ${differenceFen > 0 ? 'over' : 'short'}: ${words}` } }, [{ from: chart.cash(stationId), to: chart.difference(), amountFen: differenceFen, kind: 'cashDifference' }]);

export const cashBanked = ({ handoverId, stationId, amountFen, bankRef }: { handoverId: string; stationId: string; amountFen: number; bankRef: string }): LedgerEntry =>
  moved({ businessKey: `cashBanked:${handoverId}`, kind: 'cashBanked', orderId: null, words: { zh: `现金 ${yuan(amountFen)} 存入银行，回单 ${bankRef}`, en: `${yuan(amountFen)} in cash brought to the bank, slip ${bankRef}` } }, [{ from: chart.bank(), to: chart.cash(stationId), amountFen, kind: 'cashBanked' }]);

export const sayDrawer = (heldFen: number, isCountedToday: boolean): Bilingual => ({
  zh: `钱箱账上 ${yuan(heldFen)}，${isCountedToday ? '今天已点' : '今天还没有点'}`, en: `The drawer holds ${yuan(heldFen)} by the books; ${isCountedToday ? 'counted today' : 'not counted today'}`,
});
