import { defineText } from '../../shared/i18n.ts';

/** What an identifier stands for, by its first letters (`ord_…` is an order). */
export const subjectText = defineText({
  zh: {
    acc: '账户验证', adp: '入驻期间', adr: '地址', apl: '报名', att: '考试或培训出勤', aut: '登录方式', bed: '床位', bnk: '现金存银行', bra: '分店', cal: '来电', car: '关怀福利', cdt: '奖惩', chg: '收费', chk: '检查结论', clm: '理赔', cls: '标准条款', cmp: '优惠活动',
    cnt: '钱箱盘点', coa: '带教津贴', coach: '带教', code: '验证码', coh: '班', cost: '教室花费', cov: '单次保险', cpb: '一批兑换码', cpc: '兑换码', cpn: '优惠券', crd: '认定的学分', crs: '课程', crt: '证书', dcd: '上门服务证', dec: '派单决定', dif: '对账差异', dis: '片区',
    doc: '理赔材料', door: '门口确认码', dorm: '宿舍', dpc: '保证金扣款', dsr: '突发情况', elg: '失能评估资格', enr: '报班', est: '小区', evt: '系统消息', exc: '请假', fund: '合作基金', fup: '回访', gnr: '密记查阅', gnt: '小组密记', grd: '机构等级', grp: '学员小组', hh: '家庭', hlr: '体检记录',
    hol: '节日补贴', hold: '占档', imp: '导入', inv: '发票', iss: '工具包领用', job: '招聘', joi: '商户入驻', jst: '入驻进度', kit: '工具包', kmv: '工具包出入库', lap: '级别申诉', lead: '负责团队或站点', les: '一课', liv: '直播时段', ltx: '入账', lvl: '级别升降', mbp: '会员方案', mbr: '会员',
    mem: '家庭成员', mer: '商户', mpa: '商户资质', mrk: '信用记录', msg: '短信', mtg: '小组聚会', nat: '国家等级证书', ntf: '支付通知', ofr: '派单', ord: '订单', osi: '外部成绩导入', osr: '外部成绩', ows: '负责人培训', pair: '师徒', pap: '证件', par: '合作单位', pay: '支付', pck: '服务包', per: '人员',
    photo: '照片', pkl: '服务包使用', pko: '在售服务包', pln: '重排方案', pol: '保单', product: '保险产品', prg: '补贴或推荐项目', pyo: '付款', qst: '题目', rat: '评价', rcl: '分账回退', rct: '收据', rec: '培训凭据', ref: '推荐', ret: '复训', rfd: '退款', rnd: '标准抽查', room: '教室', rpr: '退款申请', rrd: '记录查阅',
    rsp: '接单回复', scn: '扫证记录', sdc: '补贴材料', seat: '实操名额', see: '标准经过', ser: '固定预约', ses: '一节课或登录', sgn: '授权书', shf: '值班', shp: '分成方案', shr: '渠道分账', slot: '实操场次', smp: '抽查的上门', snc: '商户奖惩', soc: '第三方登录', sos: '求助', spo: '赞助',
    spr: '标准建议', srf: '储值退款', sst: '补贴进度', sta: '驿站', stay: '住宿', std: '标准版本', sub: '补贴申报', svc: '服务记录', svt: '固定预约的一次', tgt: '试点目标', tip: '感谢金', tkt: '客服单', tmr: '定时任务', tnd: '抵用', top: '充值', use: '服务用量', wrk: '家政员',
  },
  en: {
    acc: 'Account check', adp: 'Admission period', adr: 'Address', apl: 'Application', att: 'Exam attempt or attendance', aut: 'Login', bed: 'Bed', bnk: 'Handover to the bank', bra: 'Branch', cal: 'Call', car: 'Benefit', cdt: 'Conduct', chg: 'Charge', chk: 'Check verdict', clm: 'Insurance claim', cls: 'Clause', cmp: 'Campaign',
    cnt: 'Count of a drawer', coa: 'Coaching allowance', coach: 'Coached session', code: 'Login code', coh: 'Cohort', cost: 'Cost of a room', cov: 'Cover', cpb: 'Batch of codes', cpc: 'Code', cpn: 'Coupon', crd: 'Recognised credit', crs: 'Course', crt: 'Certificate', dcd: 'Door card', dec: 'Decision', dif: 'Difference', dis: 'District',
    doc: 'Claim document', door: 'Door code', dorm: 'Dormitory', dpc: 'Deduction', dsr: 'Disruption', elg: 'Eligibility', enr: 'Enrolment', est: 'Estate', evt: 'Event', exc: 'Day off', fund: 'Fund', fup: 'Follow-up', gnr: 'Reading of notes', gnt: 'Confidential note', grd: 'Merchant’s grade', grp: 'Learner group', hh: 'Household', hlr: 'Health record',
    hol: 'Holiday subsidy', hold: 'Hold', imp: 'Import', inv: 'Invoice', iss: 'Kit handed out', job: 'Job post', joi: 'Joining', jst: 'Step of a joining', kit: 'Kit', kmv: 'Change of stock', lap: 'Level appeal', lead: 'Lead of a team or station', les: 'Lesson', liv: 'Live slot', ltx: 'Posting', lvl: 'Change of level', mbp: 'Membership plan', mbr: 'Membership',
    mem: 'Member', mer: 'Merchant', mpa: 'Merchant paper', mrk: 'Mark', msg: 'Text message', mtg: 'Meeting', nat: 'National certificate', ntf: 'Payment notify', ofr: 'Offer', ord: 'Order', osi: 'Import of outside results', osr: 'Outside result', ows: 'Owner training', pair: 'Mentor pair', pap: 'Paper', par: 'Partner', pay: 'Payment', pck: 'Pack', per: 'Person',
    photo: 'Photo', pkl: 'Use of a pack', pko: 'Pack on offer', pln: 'Plan', pol: 'Policy', product: 'Insurance product', prg: 'Subsidy or referral programme', pyo: 'Payout', qst: 'Question', rat: 'Review', rcl: 'Recall of a share', rct: 'Receipt', rec: 'Training evidence', ref: 'Referral', ret: 'Retraining', rfd: 'Refund', rnd: 'Inspection', room: 'Room', rpr: 'Refund proposal', rrd: 'Reading of a record',
    rsp: 'Response', scn: 'Card scan', sdc: 'Subsidy document', seat: 'Practical seat', see: 'Step of a standard', ser: 'Series', ses: 'Session', sgn: 'Signature', shf: 'Duty shift', shp: 'Share plan', shr: 'Rail share', slot: 'Practical', smp: 'Inspected visit', snc: 'Step on a merchant', soc: 'Social login', sos: 'Call for help', spo: 'Sponsorship',
    spr: 'Proposal', srf: 'Refund of stored value', sst: 'Step of a subsidy', sta: 'Station', stay: 'Stay', std: 'Edition of a standard', sub: 'Subsidy claim', svc: 'Service record', svt: 'Visit of a series', tgt: 'Target of the pilot', tip: 'Tip', tkt: 'Ticket', tmr: 'Timer', tnd: 'Tender', top: 'Top-up', use: 'Use of a service', wrk: 'Worker',
  },
});
type SubjectKey = keyof typeof subjectText.zh;

/** What came with the city has a code that says its kind by its first word. */
const codes: Readonly<Record<string, SubjectKey>> = { employer: 'product', fund: 'fund', given: 'cmp', member: 'mbp', pack: 'pko', visit: 'product' };

/** The kind of thing an identifier or a code (`fund-…`) names; null for others, such as a service or a setting. */
export function subjectKey(id: string): SubjectKey | null {
  const [, kind, mark] = /^([a-z]+)([_-])/i.exec(id) ?? [];
  if (kind === undefined) return null;
  if (mark === '-') return Object.hasOwn(codes, kind) ? codes[kind]! : null;
  return Object.hasOwn(subjectText.zh, kind) ? (kind as SubjectKey) : null;
}
