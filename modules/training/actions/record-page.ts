import { escapeHtml } from '../../../kernel/docs-page.ts';
import { qrSvg } from '../../../kernel/qr.ts';
import { verifyUrl } from '../rules/credential.ts';
import type { RecordFile } from './record-check.ts';

const stateWords: Record<string, string> = { valid: '有效', expired: '已到期', revoked: '已撤销', submitted: '等待核验', verified: '已核验', refused: '未通过' };
const say = (value: string | number): string => escapeHtml(String(value));
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head.map((cell) => `<th>${say(cell)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;

const STYLE = `@page{size:A4;margin:16mm}body{font:14px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1d2b28;max-width:186mm;margin:0 auto;padding:12px}h1{font-size:24px;margin:0 0 4px}h2{font-size:17px;margin:22px 0 8px;break-after:avoid}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #c9d5d1;padding:6px 8px;text-align:left;vertical-align:top}th{background:#eef5f2}tr{break-inside:avoid}.qr svg{width:26mm;height:26mm;display:block}.soft{color:#5b6b66}.mono{font-family:monospace;font-size:11px;word-break:break-all}`;

/** The record on paper: the same facts, a code to look each certificate up, and how to verify the file. Stands alone: nothing is fetched. */
export const recordPage = (file: RecordFile): string => {
  const { worker } = file;
  const bySort = Map.groupBy(file.services, ({ facts }) => facts.itemName);
  const served = [...bySort].map(([name, visits]) => ({ name, count: visits.length, minutes: visits.reduce((sum, { facts }) => sum + facts.minutes, 0) })).sort((a, b) => b.minutes - a.minutes);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say(worker.name)} 服务履历</title><style>${STYLE}</style><body>
<h1>${say(worker.name)} 服务履历</h1><p class="soft">邻里 · ${say(file.city)} 出具，${say(file.exportedAt.slice(0, 10))}</p>
${table(['平台级别', '累计服务', '上门次数', '评分'], [[say(worker.levelName), `${say(worker.hours)} 小时`, say(worker.visits), say(worker.rating.toFixed(2))]])}
<h2>平台证书</h2>${file.certificates.length === 0 ? '<p>暂无</p>' : table(['证书', '编号', '状态', '查验'], file.certificates.map((one) => [say(one.title), say(one.number), `${stateWords[one.state] ?? ''}${one.validUntil ? `，至 ${say(one.validUntil)}` : ''}`, `<span class="qr">${qrSvg(verifyUrl(file.base, one.number))}</span>`]))}
<p class="soft">平台培训证书，不是国家职业资格证书。</p>
${file.nationals.length === 0 ? '' : `<h2>国家职业技能等级证书（另行登记）</h2>${table(['职业', '等级', '发证机构', '编号', '发证日期', '状态'], file.nationals.map((one) => [say(one.trade ? `${one.occupation}（${one.trade}）` : one.occupation), say(one.level), say(one.issuer), say(one.maskedNumber), say(one.issuedOn), stateWords[one.state] ?? '']))}`}
<h2>服务记录</h2>${served.length === 0 ? '<p>暂无</p>' : table(['服务', '次数', '时长'], served.map((one) => [say(one.name), say(one.count), `${Math.floor(one.minutes / 6) / 10} 小时`]))}
<h2>怎样查验</h2><p>扫码或打开网址可查每张证书。整份履历以同名的 JSON 文件为准：用邻里开源程序运行 <span class="mono">linli record-check 文件 --keys ${say(file.base)}/.well-known/jwks.json</span>，改动一个字都会查出。</p>
<p class="soft">存证日志 ${say(file.head.size)} 条，根 <span class="mono">${say(file.head.root)}</span></p></body></html>`;
};
