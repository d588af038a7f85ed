import { defineText } from '../../shared/i18n.ts';

export const repairText = defineText({
  zh: {
    title: '突发情况', lead: '选发生了什么，先看会怎么改，再一键办好', recent: '近 7 天办过的', none: '近 7 天没有突发情况', noneNote: '办过的会留在这里，情况过去了可以解除',
    workerIll: '家政员今天病了', districtFlooded: '片区积水、不能通行', merchantSuspended: '商户暂停营业', papersRecalled: '收回家政员的证件', traffic: '片区堵车',
    workerIllNote: '她的上门依次派给别人，客户一并通知', districtFloodedNote: '上门改到能做的时间，新预约先停', merchantSuspendedNote: '这家商户的单派给别的商户', papersRecalledNote: '要这张证的单换人做', trafficNote: '路上时间按堵车重新算',
    chooseWorker: '选家政员', chooseDistrict: '选片区', chooseMerchant: '选商户', choosePaper: '收回哪张证件', until: '到什么时候', today: '今天', tomorrow: '到明天', threeDays: '三天', week: '一周', threeHours: '三小时', sixHours: '六小时', reason: '原因', factor: '路上时间', factorTimes: '慢 {percent}%', look: '看看会怎么改',
    reason1: '查出资料不实', reason2: '客户多次投诉', reason3: '证件被吊销', reason4: '体检不合格', reasonHint: '写一句原因',
    previewTitle: '会这样改', doneTitle: '已经办好', looking: '正在逐单找人…', told: '会通知 {households} 户客户、{workers} 位家政员', toldDone: '已通知 {households} 户客户、{workers} 位家政员', nothing: '没有受影响的上门', carryOut: '照这样办', carryOutCount: '照这样办（{count} 单）', cancel: '先不办', close: '关闭', doneToast: '已办好：改了 {count} 单', leftWarn: '{count} 单排不上，会留在看板上，等您处理',
    lift: '解除', liftTitle: '情况过去了', liftLead: '解除后恢复正常接单；已经改派的单不会改回来。', liftReason: '病好了', liftReasonFlood: '可以通行了', liftReasonOther: '情况已恢复', lifted: '已解除', done: '进行中', by: '{name} 办的', moved: '改了 {count} 单', leftCount: '{count} 单没排上', see: '看明细', untilTime: '到 {time}', ill: '今天病了', recall: '收回证件', flood: '积水', jam: '堵车', actions: '突发情况', keyIll: '这位家政员今天病了', failed: '这一步没有成功',
  },
  en: {
    title: 'Disruptions', lead: 'Say what happened, see what would change, then one press does it', recent: 'The last 7 days', none: 'Nothing upset the last 7 days', noneNote: 'What was done stays here and can be lifted when it is over',
    workerIll: 'A worker is ill today', districtFlooded: 'A district is flooded', merchantSuspended: 'A merchant stops work', papersRecalled: 'A worker’s paper is recalled', traffic: 'Traffic in a district',
    workerIllNote: 'Her visits go to others, the families are told', districtFloodedNote: 'Visits move to an hour that works, new bookings wait', merchantSuspendedNote: 'Its orders go to other merchants', papersRecalledNote: 'Orders that need the paper go to others', trafficNote: 'Ways are counted longer',
    chooseWorker: 'Choose a worker', chooseDistrict: 'Choose a district', chooseMerchant: 'Choose a merchant', choosePaper: 'Which paper', until: 'Until when', today: 'Today', tomorrow: 'Until tomorrow', threeDays: 'Three days', week: 'A week', threeHours: 'Three hours', sixHours: 'Six hours', reason: 'Reason', factor: 'Ways take', factorTimes: '{percent}% longer', look: 'See what would change',
    reason1: 'Untrue documents', reason2: 'Repeated complaints', reason3: 'Paper revoked', reason4: 'Health check failed', reasonHint: 'One line of reason',
    previewTitle: 'This would change', doneTitle: 'Done', looking: 'Looking for somebody for each visit…', told: '{households} families and {workers} workers will be told', toldDone: '{households} families and {workers} workers were told', nothing: 'No visit is concerned', carryOut: 'Do it', carryOutCount: 'Do it ({count})', cancel: 'Not now', close: 'Close', doneToast: 'Done: {count} visits changed', leftWarn: '{count} could not be placed and stay on the board for you',
    lift: 'Lift', liftTitle: 'It is over', liftLead: 'Work goes on as usual; what was given to others stays with them.', liftReason: 'She is well again', liftReasonFlood: 'The roads are open', liftReasonOther: 'Back to normal', lifted: 'Lifted', done: 'Going on', by: 'by {name}', moved: '{count} changed', leftCount: '{count} not placed', see: 'Details', untilTime: 'until {time}', ill: 'Ill today', recall: 'Recall a paper', flood: 'Flooded', jam: 'Traffic', actions: 'Disruptions', keyIll: 'This worker is ill today', failed: 'This did not work',
  },
});
