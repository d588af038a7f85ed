import type { EndpointTable } from '@linli/contract';
import { defineText } from '../../shared/i18n.ts';

/** What people do, by the name the server records; system work keeps its own name. */
export const actionText = defineText({
  zh: {
    requestCode: '获取验证码', signIn: '登录', signOut: '退出', updateMe: '改自己的资料', addEstates: '添加小区', addAddress: '添加地址', updateAddress: '修改地址', removeAddress: '删除地址', addMember: '添加家庭成员', removeMember: '删除家庭成员', openHousehold: '登记客户', grantRole: '授予角色', revokeRole: '撤销角色', changeSetting: '改规则设置',
    admitMerchant: '接纳商户', suspendMerchant: '暂停商户', resumeMerchant: '恢复商户', addBranch: '开分店', addStation: '开驿站', drawDistrict: '画片区', openDistrict: '开关片区', assignTerritory: '分配独家', releaseTerritory: '收回独家', setPrice: '改价', publishItem: '上下架服务', changeChecklist: '发布清单',
    signCheck: '签入驻检查', checkCredit: '查家政信用', recordHealth: '登记体检', readHealth: '查看体检记录', readPaperPhoto: '查看证件照片', recordBackground: '登记背景核查', sign: '签授权书', withdrawSignature: '撤回授权', saveApplication: '保存报名', submitApplication: '提交报名', withdrawApplication: '撤回报名', addLead: '登记意向人员', moveApplication: '记报名进度', refuseApplication: '婉拒报名', readReferees: '查看证明人电话', openPost: '发布招聘', closePost: '结束招聘', scanCard: '扫上门服务证', setCardScope: '设证件展示范围', reportCardLost: '挂失上门服务证', issueCard: '发上门服务证', revokeCard: '收回上门服务证', recordConduct: '记奖惩', appealConduct: '申诉处罚', decideConduct: '裁定申诉', endConduct: '结束处罚', recordCare: '记关怀福利', creditFile: '出具信用档案',
    register: '登记家政员', admit: '通过家政员审核', suspend: '暂停家政员', resume: '恢复家政员', setSkills: '改技能', submitPaper: '提交证件', verifyPaper: '核验证件', setAvailability: '设每周时间', addException: '请假或加班', removeException: '取消请假', setOnline: '上下线', reportPosition: '上报位置', setPositionConsent: '同意或撤回位置', excuseMark: '撤销信用记录', answerLateRisk: '回复可能晚到',
    place: '下单', hold: '给订单占档', cancel: '取消订单', reschedule: '改约', depart: '出发', checkIn: '签到', confirmChecklist: '确认清单', startService: '开始服务', tickItem: '勾选清单', addPhoto: '上传照片', finish: '完工', confirm: '验收', review: '评价', reviewHousehold: '评价家庭', redo: '申请返工', reportNoShow: '报未到', startPayment: '发起支付', syncPayment: '查询支付',
    holdSlot: '占档', releaseHold: '放弃占档', acceptOffer: '接单', refuseOffer: '拒单', grab: '抢单', assign: '指派', redispatch: '重新派单', setWeights: '手动改派单权重', revertWeights: '退回派单权重', setWish: '收藏或不再安排家政员', setMatching: '改匹配资料', setManner: '填性格问卷', forgetManner: '删除性格问卷', declineHousehold: '不再去一家', resumeHousehold: '撤回不再去', callCustomer: '回访拨号', call: '用隐私号通话', recordFollowUp: '记录回访', raiseTicket: '开客服单', moveTicket: '处理客服单', logCall: '记录来电',
    addModule: '新建培训模块', editModule: '改培训模块', addLesson: '新建一课', editLesson: '改一课', attachPicture: '给课放图片', attachVideo: '给课放视频', publishLesson: '发布一课', dropDraft: '丢弃课的草稿', retireLesson: '下架一课', dropVideo: '删除视频', openLesson: '打开一课', sendBeats: '记录学习', installModules: '装入培训模块',
    ensurePerson: '建立人员', registerDemoPerson: '公布试用账号', giveRole: '给予角色', installCatalogue: '装入服务目录', openCity: '开通城市', receiveNotify: '收到支付通知',
  },
  en: {
    requestCode: 'Asked for a code', signIn: 'Signed in', signOut: 'Signed out', updateMe: 'Changed own profile', addEstates: 'Added estates', addAddress: 'Added an address', updateAddress: 'Changed an address', removeAddress: 'Removed an address', addMember: 'Added a member', removeMember: 'Removed a member', openHousehold: 'Registered a customer', grantRole: 'Granted a role', revokeRole: 'Took a role back', changeSetting: 'Changed a setting',
    admitMerchant: 'Admitted a merchant', suspendMerchant: 'Suspended a merchant', resumeMerchant: 'Resumed a merchant', addBranch: 'Opened a branch', addStation: 'Opened a station', drawDistrict: 'Drew a district', openDistrict: 'Opened or closed a district', assignTerritory: 'Assigned territory', releaseTerritory: 'Took territory back', setPrice: 'Set a price', publishItem: 'Showed or hid a service', changeChecklist: 'Published a checklist',
    signCheck: 'Signed an admission check', checkCredit: 'Looked up a credit record', recordHealth: 'Recorded a health check', readHealth: 'Read a health record', readPaperPhoto: 'Opened the picture of a paper', recordBackground: 'Recorded a background check', sign: 'Signed a consent', withdrawSignature: 'Took a consent back', saveApplication: 'Saved an application', submitApplication: 'Handed in an application', withdrawApplication: 'Withdrew an application', addLead: 'Noted a lead', moveApplication: 'Moved an application', refuseApplication: 'Turned an application down', readReferees: 'Opened the numbers of referees', openPost: 'Opened a job post', closePost: 'Closed a job post', scanCard: 'Scanned a door card', setCardScope: 'Set what a card shows', reportCardLost: 'Reported a card lost', issueCard: 'Issued a door card', revokeCard: 'Revoked a door card', recordConduct: 'Recorded conduct', appealConduct: 'Appealed a step', decideConduct: 'Decided an appeal', endConduct: 'Ended a step', recordCare: 'Recorded a benefit', creditFile: 'Made a credit file',
    register: 'Registered a worker', admit: 'Admitted a worker', suspend: 'Suspended a worker', resume: 'Resumed a worker', setSkills: 'Changed skills', submitPaper: 'Submitted a paper', verifyPaper: 'Verified a paper', setAvailability: 'Set weekly hours', addException: 'Day off or extra shift', removeException: 'Took a day off back', setOnline: 'Went on or off line', reportPosition: 'Reported a position', setPositionConsent: 'Agreed to share the position, or not', excuseMark: 'Took a mark off', answerLateRisk: 'Answered about lateness',
    place: 'Placed an order', hold: 'Held a slot for an order', cancel: 'Cancelled an order', reschedule: 'Rescheduled', depart: 'Set out', checkIn: 'Checked in', confirmChecklist: 'Confirmed the checklist', startService: 'Started work', tickItem: 'Ticked an item', addPhoto: 'Added a photo', finish: 'Finished', confirm: 'Accepted the work', review: 'Reviewed', reviewHousehold: 'Reviewed the household', redo: 'Asked for a redo', reportNoShow: 'Reported a no-show', startPayment: 'Started a payment', syncPayment: 'Looked a payment up',
    holdSlot: 'Held a slot', releaseHold: 'Gave a slot back', acceptOffer: 'Accepted an offer', refuseOffer: 'Refused an offer', grab: 'Grabbed an order', assign: 'Assigned', redispatch: 'Redispatched', setWeights: 'Set the dispatch weights', revertWeights: 'Reverted the dispatch weights', setWish: 'Favoured or blocked a worker', setMatching: 'Changed matching details', setManner: 'Answered the questionnaire', forgetManner: 'Deleted the questionnaire', declineHousehold: 'Declined a household', resumeHousehold: 'Took a decline back', callCustomer: 'Rang a customer', call: 'Rang through a masked number', recordFollowUp: 'Recorded a follow-up', raiseTicket: 'Raised a ticket', moveTicket: 'Moved a ticket', logCall: 'Noted a call',
    addModule: 'Added a module', editModule: 'Changed a module', addLesson: 'Added a lesson', editLesson: 'Changed a lesson', attachPicture: 'Gave a lesson a picture', attachVideo: 'Gave a lesson a video', publishLesson: 'Published a lesson', dropDraft: 'Dropped a draft', retireLesson: 'Took a lesson out', dropVideo: 'Deleted a video', openLesson: 'Opened a lesson', sendBeats: 'Recorded learning', installModules: 'Installed the modules',
    ensurePerson: 'Entered a person', registerDemoPerson: 'Published a trial account', giveRole: 'Gave a role', installCatalogue: 'Installed the catalogue', openCity: 'Opened the city', receiveNotify: 'Received a payment notify',
  },
});
export type ActionKey = keyof typeof actionText.zh;
/** A module whose verb says too little alone. */
const fuller: Readonly<Record<string, ActionKey>> = { 'payments.start': 'startPayment', 'payments.sync': 'syncPayment', 'payments.notify': 'receiveNotify' };

/**
 * The words of a recorded action: one recorded by its address (`POST /api/orders`) is found in the endpoint table, one
 * recorded by its name is that name; null when neither is known, as for the system's own work.
 */
export function actionKey(action: string, tables: readonly EndpointTable[]): ActionKey | null {
  for (const [module, verbs] of tables.flatMap((table) => Object.entries(table))) {
    for (const [verb, { method, path }] of Object.entries(verbs)) if (`${method} ${path}` === action) return fuller[`${module}.${verb}`] ?? keyOf(verb);
  }
  return fuller[action] ?? keyOf(action);
}
const keyOf = (name: string): ActionKey | null => (Object.hasOwn(actionText.zh, name) ? (name as ActionKey) : null);

/** What an identifier stands for, by its first letters (`ord_…` is an order). */
export const subjectText = defineText({
  zh: { adr: '地址', bra: '分店', cal: '来电', dec: '派单决定', dis: '片区', door: '门口确认码', est: '小区', exc: '请假', fup: '回访', hh: '家庭', hold: '占档', ltx: '入账', mem: '家庭成员', mer: '商户', ofr: '派单', ord: '订单', pap: '证件', pay: '支付', per: '人员', photo: '照片', rat: '评价', rfd: '退款', sta: '驿站', tkt: '客服单', wrk: '家政员' },
  en: { adr: 'Address', bra: 'Branch', cal: 'Call', dec: 'Decision', dis: 'District', door: 'Door code', est: 'Estate', exc: 'Day off', fup: 'Follow-up', hh: 'Household', hold: 'Hold', ltx: 'Posting', mem: 'Member', mer: 'Merchant', ofr: 'Offer', ord: 'Order', pap: 'Paper', pay: 'Payment', per: 'Person', photo: 'Photo', rat: 'Review', rfd: 'Refund', sta: 'Station', tkt: 'Ticket', wrk: 'Worker' },
});
type SubjectKey = keyof typeof subjectText.zh;
/** The kind of thing an identifier names; null for codes such as a service or a setting. */
export function subjectKey(id: string): SubjectKey | null {
  const kind = id.slice(0, Math.max(0, id.indexOf('_')));
  return Object.hasOwn(subjectText.zh, kind) ? (kind as SubjectKey) : null;
}
