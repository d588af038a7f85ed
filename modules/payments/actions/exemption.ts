import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { maskName } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { writeCsv, type Cell } from '../../../kernel/sheet.ts';
import { zip } from '../../../kernel/zip.ts';
import { merchantBriefs, serviceFamilyNames } from '../../alliance/index.ts';
import { paperLabels, skillLabels } from '../../workers/index.ts';
import { EXEMPTION_RULE, isExemptIncome, judgeExemption } from '../rules/exemption.ts';
import { instantsOf } from '../rules/reports.ts';
import { momentOf } from '../rules/statement.ts';
import { railWords } from '../rules/words.ts';
import * as store from '../store/exemption.ts';

type Payments = typeof contract.payments;

/** The month's rows, for the city's finance or, of a merchant, for its owner. Refuses `alliance.merchant_unknown`. */
async function gather(ctx: Ctx, month: string, merchantId: string | undefined) {
  const { tx, cityId } = ctx;
  const mayAll = holds(ctx.actor, ['finance', 'operator', 'auditor']);
  const merchant = merchantId === undefined ? undefined : (await merchantBriefs(ctx, [merchantId])).get(merchantId);
  if (merchantId === undefined ? !mayAll : !merchant || (!mayAll && !holds(ctx.actor, 'merchantOwner', merchantId))) refuse('alliance.merchant_unknown');
  const about = { ...instantsOf([month]), merchantId: merchantId ?? null };
  return {
    name: merchant?.name ?? null, agreements: await store.agreementsOf(tx, cityId, about), paid: await store.paidOf(tx, cityId, about), trained: await store.trainedOf(tx, cityId, about), registered: await store.registeredOf(tx, cityId, about), income: await store.incomeOf(tx, cityId, about),
  };
}

export const exemption = async (ctx: Ctx, { month, merchantId }: ParsedOf<Payments['exemption']>): Promise<OutputOf<Payments['exemption']>> => judgeExemption(month, await gather(ctx, month, merchantId));

const yuan = (fen: number): Cell => ({ fen });
const familyName = (family: string | null): string => (family !== null && family in serviceFamilyNames ? serviceFamilyNames[family as keyof typeof serviceFamilyNames].zh : '');

/** The pack: the rule's text with the month's sums and gaps, and five tables. Names of families are masked; the orders' numbers lead to them. */
export async function exportExemption(ctx: Ctx, { month, merchantId, note }: ParsedOf<Payments['exportExemption']>): Promise<OutputOf<Payments['exportExemption']>> {
  const { name, agreements, paid, trained, registered, income } = await gather(ctx, month, merchantId);
  const verdict = judgeExemption(month, { agreements, paid, trained, registered, income });
  const titles: Record<string, string> = Object.fromEntries(Object.entries({ ...skillLabels, ...paperLabels }).map(([code, { zh }]) => [code, zh]));
  const table = (columns: string[], rows: Cell[][]): Buffer => writeCsv({ columns, rows });
  const cover = [`家政服务增值税免税备查资料　${month}${name === null ? '' : `　${name}`}`, `生成时间：${momentOf(ctx.now)}　生成人：${ctx.actor.name}${note === '' ? '' : `　备注：${note}`}`, '', EXEMPTION_RULE, verdict.words.zh, ...verdict.gaps.map(({ words, count }) => `待补：${words.zh} ${count} 人`), ''].join('\r\n');
  const files = [
    { name: '0-说明.txt', bytes: Buffer.from(`\uFEFF${cover}`, 'utf8') },
    { name: '1-三方协议.csv', bytes: table(['订单号', '工单号', '服务', '类别', '客户', '家政员编号', '家政员', '企业', '下单日期', '服务日期', '确认日期', '服务清单版本', '金额（元）'], agreements.map((row) => [row.no, row.workOrderNo, row.itemName, familyName(row.family), maskName(row.contactName), row.workerId, row.workerName, row.merchantName, row.placedOn, row.servedOn, row.confirmedOn, row.version, yuan(row.totalFen)])) },
    { name: '2-报酬发放.csv', bytes: table(['家政员编号', '家政员', '企业', '发起日期', '到账日期', '应发（元）', '代扣个税（元）', '实发（元）', '渠道', '转账单号'], paid.map((row) => [row.workerId, row.workerName, row.merchantName, row.day, row.arrivedOn, yuan(row.grossFen), yuan(row.taxFen), yuan(row.netFen), railWords(row.rail).zh, row.transferNo])) },
    { name: '3-培训.csv', bytes: table(['家政员编号', '家政员', '种类', '内容', '等级', '证书号（遮盖）', '取得日期', '有效期至'], trained.map((row) => [row.workerId, row.workerName, row.what === 'skill' ? '技能' : '证书', titles[row.code] ?? row.code, row.level, row.number, row.since, row.until])) },
    { name: '4-登记.csv', bytes: table(['家政员编号', '家政员', '企业', '状态', '登记日期', '入驻日期', '身份证号（遮盖）', '身份核验日期', '健康证有效期至', '保险有效期至'], registered.map((row) => [row.workerId, row.workerName, row.merchantName, statusWords[row.status] ?? row.status, row.registeredOn, row.admittedOn, row.identity, row.identityOn, row.healthUntil, row.insuredUntil])) },
    { name: '5-收入.csv', bytes: table(['入账时间', '订单号', '服务', '类别', '科目', '金额（元）', '是否免税', '依据'], [
      ...income.map((row): Cell[] => [momentOf(row.at), row.orderNo, row.itemName, familyName(row.family), row.name, yuan(row.fen), isExemptIncome(row) ? '免税' : '应税', isExemptIncome(row) ? '2026 年第 7 号公告' : row.family === null ? '非服务收入' : '不属于免税的家政服务']),
      ['合计', null, null, null, '免税', yuan(verdict.exemptFen), null, null], ['合计', null, null, null, '应税', yuan(verdict.taxedFen), null, null],
    ]) },
  ];
  return { fileName: `免税备查-${month}${name === null ? '' : `-${name}`}.zip`, contentType: 'application/zip', base64: zip(files).toString('base64'), rowCount: agreements.length + paid.length + trained.length + registered.length + income.length };
}

const statusWords: Record<string, string> = { applied: '待审', active: '在岗', suspended: '暂停', left: '已离开' };
