import { defineText } from '../../i18n.ts';

/** An order as every desk shows it. */
export const orderText = defineText({
  zh: {
    overview: '概况', candidates: '候选', decisions: '派单记录', money: '钱款', history: '经过', loading: '正在打开订单', notOpened: '订单', copyNo: '复制单号', copied: '已复制单号 {no}', workOrder: '工单 {no}', next: '下一步',
    steps: '联盟七步', customer: '客户', phone: '电话', call: '拨打', address: '地址', worker: '家政员', noWorker: '还没有家政员', scene: '家里情况', flat: '楼房', house: '平房/别墅', area: '{area} 平方米', baby: '有婴幼儿', pet: '有宠物', elder: '有老人', sceneNote: '备注', note: '客户留言', members: '服务对象', quote: '价格明细', paidSoFar: '已付 {amount}', refundedSoFar: '已退 {amount}', payBefore: '{time} 前支付，否则自动取消',
    checklist: '服务清单', checklistDone: '{done}/{total} 项', photos: '现场照片', noPhotos: '还没有照片', review: '客户评价', skill: '技能', communication: '沟通', attitude: '态度', neighbour: '同小区邻居', arrived: '到达', started: '开始', finished: '完工', redoOf: '返工', formerOrder: '看原订单', placed: '下单', level: '{level} 级',
    channel: '渠道', h5: '网页', wechat: '微信', phoneChannel: '电话', sms: '短信', station: '驿站',
    assign: '指派', reassign: '改派', assignTo: '派给 {name}', assignAgain: '改派给 {name}', why: '原因', whyPlaceholder: '写一句原因，留在派单记录里', byPhone: '已电话确认接单', byPhoneNote: '打开后直接变为“已接单”；关着则先问家政员', assignedDone: '已派给 {name}', askedDone: '已问 {name}，等她答复', undoWords: '撤销了刚才的指派', notNow: '返回',
    why1: '客户指定', why2: '离得最近', why3: '原家政员来不了', why4: '技能更合适', why6: '客户要求换人',
    rank: '第 {rank} 名', own: '本片区', held: '客户选的', current: '现在这位', travel: '{distance} · {minutes} 分钟到', showReasons: '看理由', hideReasons: '收起', weight: '占 {percent}%', formula: '评分公式 {version}', found: '{count} 位可派', nobodyFits: '没有可派的家政员', nobodyFitsNote: '不能派的原因写在下面；可以联系客户改时间', nobodyNamed: '没有叫“{words}”的家政员', others: '另有 {count} 位其他商户的家政员，由调度台安排',
    blocked: '不能派的 {count} 位', blockedNote: '最接近的在前', whatHelps: '怎样才能派', deskMay: '和她说好以后，调度台可以直接派给她', noTime: '还没选定时间', noTimeNote: '先给客户约好时间，再派人', keysNote: '↑↓ 选人，回车指派', searchWorker: '按姓名找', closedOrder: '这张订单已经不能再派人',
  },
  en: {
    overview: 'Overview', candidates: 'Candidates', decisions: 'Dispatch log', money: 'Money', history: 'History', loading: 'Opening the order', notOpened: 'Order', copyNo: 'Copy number', copied: 'Number {no} copied', workOrder: 'Work order {no}', next: 'Next',
    steps: 'Seven alliance steps', customer: 'Customer', phone: 'Phone', call: 'Call', address: 'Address', worker: 'Worker', noWorker: 'No worker yet', scene: 'The home', flat: 'Flat', house: 'House', area: '{area} m²', baby: 'Baby at home', pet: 'Pet at home', elder: 'Elder at home', sceneNote: 'Note', note: 'Customer’s words', members: 'For', quote: 'Price', paidSoFar: '{amount} paid', refundedSoFar: '{amount} refunded', payBefore: 'To be paid before {time}, else cancelled by itself',
    checklist: 'Checklist', checklistDone: '{done}/{total}', photos: 'Photos', noPhotos: 'No photos yet', review: 'Review', skill: 'Skill', communication: 'Communication', attitude: 'Attitude', neighbour: 'Neighbour of the estate', arrived: 'Arrived', started: 'Started', finished: 'Finished', redoOf: 'Redo of', formerOrder: 'the first visit', placed: 'Placed', level: 'Level {level}',
    channel: 'Channel', h5: 'Web', wechat: 'WeChat', phoneChannel: 'Phone', sms: 'SMS', station: 'Station',
    assign: 'Assign', reassign: 'Reassign', assignTo: 'Assign to {name}', assignAgain: 'Reassign to {name}', why: 'Reason', whyPlaceholder: 'One line of reason, kept in the dispatch log', byPhone: 'She accepted by phone', byPhoneNote: 'On: the order is accepted at once. Off: she is asked first', assignedDone: 'Assigned to {name}', askedDone: '{name} is asked', undoWords: 'The assignment was taken back', notNow: 'Back',
    why1: 'Customer’s wish', why2: 'Nearest', why3: 'The former worker cannot come', why4: 'Better skilled', why6: 'Customer wants another',
    rank: 'No. {rank}', own: 'Own district', held: 'Customer’s choice', current: 'Assigned now', travel: '{distance} · {minutes} min away', showReasons: 'Reasons', hideReasons: 'Less', weight: 'weighs {percent}%', formula: 'Formula {version}', found: '{count} can be assigned', nobodyFits: 'Nobody can be assigned', nobodyFitsNote: 'Below is why not; the customer may agree to another time', nobodyNamed: 'Nobody is called “{words}”', others: '{count} workers of other merchants are left to the desk',
    blocked: '{count} cannot be assigned', blockedNote: 'nearest to possible first', whatHelps: 'What would help', deskMay: 'After a word with her the desk may assign her', noTime: 'No time yet', noTimeNote: 'Agree on a time with the customer first', keysNote: '↑↓ to choose, Enter to assign', searchWorker: 'Find by name', closedOrder: 'This order can no longer be assigned',
  },
});
