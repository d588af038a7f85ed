import type { Bilingual } from '@linli/contract';
import { isExemptService } from './invoices.ts';
import { dayOf } from './statement.ts';
import { yuan } from './words.ts';

/** The rule that the evidence pack proves, as it is printed into it. */
export const EXEMPTION_RULE = `财政部 税务总局公告 2026 年第 7 号（2026-01-01 至 2027-12-31）：
家政服务企业同时符合下列条件的家政服务收入，免征增值税，并按 90% 计入收入总额：
一、与家政服务员、接受服务的客户签订三方协议；（见“1-三方协议”）
二、向家政服务员发放劳动报酬，并对其进行培训管理；（见“2-报酬发放”“3-培训”）
三、通过建立业务管理系统对家政服务员进行登记管理。（见“4-登记”）
收入明细及是否免税见“5-收入”。订单即三方电子协议：客户下单、平台派单、家政员接单，服务清单的版本随订单留存。
身份证号等只列出遮盖后的号码，原件加密留存于系统，检查时可以调阅。
`;

type Parts = {
  agreements: readonly { workerId: string }[]; paid: readonly { workerId: string }[]; trained: readonly { workerId: string }[]; registered: readonly { workerId: string; identity: string | null }[];
  income: readonly { at: Date; family: string | null; fen: number }[];
};

export const isExemptIncome = ({ family, at }: { family: string | null; at: Date }): boolean => family !== null && isExemptService(family, dayOf(at));

/** What a month's proof comes to, and who is missing in it: everybody who served has to be paid, trained and registered with her identity checked. */
export function judgeExemption(month: string, { agreements, paid, trained, registered, income }: Parts) {
  const sum = (rows: readonly { fen: number }[]): number => rows.reduce((fen, row) => fen + row.fen, 0);
  const serving = new Set(agreements.map(({ workerId }) => workerId));
  const lacking = (has: ReadonlySet<string>): number => [...serving].filter((workerId) => !has.has(workerId)).length;
  const ids = (rows: readonly { workerId: string }[]): Set<string> => new Set(rows.map(({ workerId }) => workerId));
  const checked = ids(registered.filter(({ identity }) => identity !== null));
  const gaps: { words: Bilingual; count: number }[] = [
    { words: { zh: '有服务、本月没有到账报酬的家政员', en: 'Workers who served and got no payment in this month' }, count: lacking(ids(paid)) },
    { words: { zh: '有服务、没有培训或技能记录的家政员', en: 'Workers who served and have no training on record' }, count: lacking(ids(trained)) },
    { words: { zh: '有服务、身份没有核验的家政员', en: 'Workers who served and whose identity was not checked' }, count: lacking(checked) },
  ].filter(({ count }) => count > 0);
  const incomeFen = sum(income), exemptFen = sum(income.filter(isExemptIncome));
  return {
    month, incomeFen, exemptFen, taxedFen: incomeFen - exemptFen, agreements: agreements.length, workers: serving.size, paidWorkers: ids(paid).size, trainedWorkers: ids(trained).size, registeredWorkers: registered.length, gaps,
    words: gaps.length === 0 ? { zh: `${month}：免税收入 ${yuan(exemptFen)}，三项条件都有记录`, en: `${month}: ${yuan(exemptFen)} exempt, all three conditions are on record` } : { zh: `${month}：免税收入 ${yuan(exemptFen)}，还有 ${gaps.length} 项要补齐`, en: `${month}: ${yuan(exemptFen)} exempt, ${gaps.length} things to be completed` },
  };
}
