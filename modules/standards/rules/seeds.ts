import { serviceFamilies, type Bilingual, type ServiceFamily } from '@linli/contract';
import type { ClauseWeight, Line, Measure, StandardKind, StandardState, Subject } from './standards.ts';

/** What every city begins with. Clauses of other people’s standards are summed up in our words; where number or title was not seen in an official source the edition waits to be confirmed. */
type SeedClause = { no: string; topic?: string; weight?: ClauseWeight; text: Bilingual; measure?: Measure; lines?: Line[] };
export type Seed = { code: string; year: number; kind: StandardKind; subject: Subject; title: Bilingual; state: StandardState; issuer?: string; issuedOn?: string; inForceFrom?: string; supersedes?: string; source: string; families?: readonly ServiceFamily[]; note?: Bilingual; clauses?: SeedClause[] };

const say = (zh: string, en: string): Bilingual => ({ zh, en });
const titleOpen = say('标准号见于行业资料，年份、名称和现行状态待核实', 'The number is known from the trade; year, title and state are to be confirmed');
const waiting = (code: string, year: number, kind: StandardKind, subject: Subject, zh: string, en: string, families: readonly ServiceFamily[] = []): Seed => ({ code, year, kind, subject, title: say(zh, en), state: 'toConfirm', source: '', note: titleOpen, families });
const line = (itemIds: string[], zh: string, en: string, isRequired = true): Line => ({ itemIds, text: say(zh, en), isRequired });
const maternity = ['postnatal-care', 'senior-postnatal-care'];

export const seeds: readonly Seed[] = [
  {
    code: 'GB/T 31771', year: 2015, kind: 'national', subject: 'quality', title: say('家政服务 母婴生活护理服务质量规范', 'Domestic services: quality of mother and infant care'), state: 'replaced', source: '公开资料', families: ['maternity'],
    clauses: [{ no: '5', topic: 'starLevels', text: say('服务分一星至五星和金牌', 'Service is graded one to five stars, and gold') }, { no: '5.2', topic: 'twoStar', text: say('二星级：6 个客户月无投诉', 'Two stars: six client months without a complaint'), measure: { name: 'clientMonths', unit: '月', limit: 'atLeast', value: 6 } },
      { no: '5.6', topic: 'gold', text: say('金牌：48 个客户月，并持高级家政服务员、高级育婴师、中级营养配餐员证书', 'Gold: 48 client months, and three further certificates'), measure: { name: 'clientMonths', unit: '月', limit: 'atLeast', value: 48 } }],
  },
  {
    code: 'GB/T 31771', year: 2024, kind: 'national', subject: 'quality', title: say('家政服务 母婴护理服务质量规范', 'Domestic services: quality of mother and infant care'), state: 'inForce', issuer: '国家市场监督管理总局、国家标准化管理委员会', issuedOn: '2024-11-28', inForceFrom: '2025-03-01', supersedes: 'GB/T 31771-2015', source: '公开资料', families: ['maternity'],
    note: say('条款为内容摘要，条号是平台自编', 'Clauses are summed up; their numbers are ours'),
    clauses: [
      { no: '6.1', topic: 'needs', text: say('服务前与家庭核对需求', 'Needs are gone through with the family before the service'), lines: [line(maternity, '与家庭核对护理需求', 'Go through the care needs with the family')] },
      { no: '6.2', topic: 'contract', text: say('签订服务合同', 'A contract is signed') },
      { no: '6.3', topic: 'entering', text: say('入户时说明身份，完成交接', 'On entering she shows who she is and takes over'), lines: [line(maternity, '入户先出示上门服务证并洗手', 'Show the door card and wash hands on entering')] },
      { no: '6.4', topic: 'visitBack', text: say('服务结束后回访', 'The family is called after the service') },
      { no: '7', topic: 'starLevels', text: say('星级从一星级起', 'Star levels begin with one star') },
    ],
  },
  { code: 'GB/T 31772', year: 2015, kind: 'national', subject: 'institution', title: say('家政服务机构等级划分及评定', 'Grades of domestic service firms'), state: 'inForce', source: '公开资料', clauses: [{ no: '4', topic: 'grades', text: say('机构等级由低到高分为 A 至 AAAAA 五级', 'Firms are graded A to AAAAA') }] },
  { code: 'T/81890F 001', year: 2019, kind: 'group', subject: 'health', title: say('家政服务人员健康检查（名称待核实）', 'Health checks of domestic workers (title to be confirmed)'), state: 'toConfirm', source: '', note: titleOpen, clauses: [{ no: '4', topic: 'healthClasses', text: say('按岗位分级体检，有效期不超过一年', 'Health checks by class of work, good for a year at most'), measure: { name: 'validMonths', unit: '月', limit: 'atMost', value: 12 } }] },
  waiting('GB/T 33855', 2017, 'national', 'quality', '母婴服务领域标准（名称待核实）', 'Mother and infant services (title to be confirmed)', ['maternity']), waiting('GB/T 20647.8', 2006, 'national', 'general', '社区服务指南 第8部分：家政服务', 'Community services guide, part 8: domestic services'),
  waiting('GB/T 43153', 2023, 'national', 'quality', '居家养老上门服务基本规范', 'Basic rules of elder care at home', ['elderCare']), waiting('GB/T 35796', 2017, 'national', 'institutionCare', '养老机构服务质量基本规范', 'Basic quality of elder institutions', ['elderCare']), waiting('GB 38600', 2019, 'national', 'institutionCare', '养老机构服务安全基本规范', 'Basic safety of elder institutions', ['elderCare']),
  ...['10847', '10848', '10849', '10850'].map((code) => waiting(`SB/T ${code}`, 2012, 'industry', 'general', `家政服务行业标准 SB/T ${code}（名称待核实）`, `Trade standard SB/T ${code} (title to be confirmed)`)),
  ...['10983', '10984', '10985'].map((code) => waiting(`SB/T ${code}`, 2013, 'industry', 'general', `家政服务行业标准 SB/T ${code}（名称待核实）`, `Trade standard SB/T ${code} (title to be confirmed)`)),
  waiting('GB/T 22239', 2019, 'national', 'security', '信息安全技术 网络安全等级保护基本要求', 'Classified protection of cybersecurity: basic requirements'),
  {
    code: 'Q/LL 001', year: 2026, kind: 'enterprise', subject: 'price', title: say('邻里家政服务价格标准', 'Linli price standard'), state: 'inForce', source: '平台自定', families: serviceFamilies,
    clauses: [{ no: '4.1', topic: 'clearPrice', text: say('下单前逐项列明价格，订单价即结算价', 'Every line of the price is shown before the order; the price of the order is the price paid') }, { no: '4.2', topic: 'noExtra', text: say('服务人员不得当面加价或收取清单以外的费用', 'Nobody asks for more at the door') }, { no: '4.3', topic: 'skillPremium', text: say('技能加价不超过 50%', 'A skill premium is 50 % at most'), measure: { name: 'skillPremiumPercent', unit: '%', limit: 'atMost', value: 50 } }],
  },
  {
    code: 'Q/LL 002', year: 2026, kind: 'enterprise', subject: 'process', title: say('邻里家政服务流程标准', 'Linli process standard'), state: 'inForce', source: '平台自定', families: serviceFamilies,
    clauses: [{ no: '4.1', topic: 'onTime', text: say('迟到不超过 15 分钟', 'Not more than 15 minutes late'), measure: { name: 'lateMinutes', unit: '分钟', limit: 'atMost', value: 15 } }, { no: '4.2', topic: 'entering', text: say('上门出示上门服务证，经家庭同意后入户', 'The door card is shown; she enters with the family’s consent') }, { no: '4.3', topic: 'checklist', text: say('开始前与家庭确认服务清单', 'The checklist is confirmed before the work begins') }, { no: '4.4', topic: 'visitBack', text: say('服务结束后回访', 'The family is called after the service') }],
  },
  {
    code: 'Q/LL 003', year: 2026, kind: 'enterprise', subject: 'guarantee', title: say('邻里家政服务保障标准', 'Linli guarantee standard'), state: 'inForce', source: '平台自定', families: serviceFamilies,
    clauses: [{ no: '4.1', topic: 'redo', text: say('不满意 48 小时内免费返工', 'Redone for free within 48 hours'), measure: { name: 'redoHours', unit: '小时', limit: 'atLeast', value: 48 } }, { no: '4.2', topic: 'insured', text: say('每次上门都有保险', 'Every visit is insured') }, { no: '4.3', topic: 'complaints', text: say('投诉 24 小时内处理', 'Complaints are dealt with within 24 hours'), measure: { name: 'complaintHours', unit: '小时', limit: 'atMost', value: 24 } }],
  },
];
