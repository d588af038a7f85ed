import { defineText } from '../../i18n.ts';

export const decisionsText = defineText({
  zh: {
    kindOffer: '询问', kindBatch: '合批', kindHall: '抢单厅', kindMerchant: '等商户', kindDiverted: '转出', kindFiller: '顺路', kindPlan: '重排', kindRepair: '补救', kindUndo: '撤销', kindAssign: '指派', kindGrab: '抢单', kindHold: '占档', kindNone: '没找到', kindRefused: '拒单', kindExpired: '超时', kindWithdrawn: '收回', noDecisions: '还没有派单记录', scoreOf: '{score} 分', formula: '公式 {version}', showReasons: '看理由', hideReasons: '收起',
    replay: '换个方案重放', hideReplay: '收起重放', replayLead: '用当时冻结的 {count} 位候选人的得分重新排，之后发生的事不影响结果。', pickPolicy: '选一个方案', published: '公布的权重', learned: '学到的权重', nearest: '最近的先派', rating: '评分高的先派', continuity: '熟人先派', fairness: '排得少的先派', version: '权重第 {version} 版', versions: '别的版本',
    same: '还是派{name}', other: '会派{name}，当时派的是{taken}', nobodyTaken: '会派{name}，当时没有派出去', emptyField: '这一步没有留下可比的候选人，不能重放。', actual: '当时派的', firstFive: '前 {count} 位',
  },
  en: {
    kindOffer: 'Asked', kindBatch: 'Batch', kindHall: 'Grab hall', kindMerchant: 'Merchant', kindDiverted: 'Passed on', kindFiller: 'On her way', kindPlan: 'Day plan', kindRepair: 'Repair', kindUndo: 'Undone', kindAssign: 'Assigned', kindGrab: 'Grabbed', kindHold: 'Held', kindNone: 'Nobody found', kindRefused: 'Refused', kindExpired: 'Expired', kindWithdrawn: 'Taken back', noDecisions: 'No dispatch decision yet', scoreOf: '{score} points', formula: 'Formula {version}', showReasons: 'Reasons', hideReasons: 'Less',
    replay: 'Replay under another policy', hideReplay: 'Close the replay', replayLead: 'Ranked again from the frozen scores of {count} candidates; nothing that happened since changes the answer.', pickPolicy: 'Choose a policy', published: 'Published weights', learned: 'Learned weights', nearest: 'Nearest first', rating: 'Best rated first', continuity: 'Known faces first', fairness: 'Least booked first', version: 'Weights version {version}', versions: 'Other versions',
    same: 'Still {name}', other: 'It would be {name}; it was {taken}', nobodyTaken: 'It would be {name}; nobody was sent then', emptyField: 'This step kept no candidates to compare, so it cannot be replayed.', actual: 'sent then', firstFive: 'First {count}',
  },
});
