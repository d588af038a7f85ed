import { defineText } from '../../shared/i18n.ts';

export const moveText = defineText({
  zh: {
    canGo: '可以派 · {score} 分 · 路上 {minutes} 分钟', canWith: '可以派，提醒：{why}', cannot: '不能派：{why}', looking: '正在核对规则…', backHome: '放回原处', dropHere: '放到一位家政员的那一行', otherTime: '改到 {time} 要先问客户', unreachable: '离得太远或没有这项技能',
    tray: '最合适的', trayKeys: '数字键直接选', trayNobody: '没有能派的家政员，放到任意一行会说明原因', moveReason: '在排班表上改派', carrying: '拿起了{label}，原定 {time}。上下键选能派的人，Shift 加上下键选每一行，回车放下，Esc 放回。',
    blockedTitle: '{name}不能接这一单', rule: '原因', helpTitle: '怎么办', displaced: '占着时间的单', open: '打开', better: '可以派给', nobody: '这个时间没有别的人能派，可以和客户商量换时间。', fine: '知道了', late: '会晚到 {minutes} 分钟', give: '派给 {name}', score: '{score} 分',
    timeTitle: '改时间要先问客户', timeLead: '客户约的是 {from}。想改到 {to}，请先征得客户同意，排班表不会直接改时间。', phone: '客户电话', noPhone: '打开订单可以看到电话', ring: '打电话问客户', dial: '请拨 {number}', ask: '记一张改约客服单', askWords: '请问客户能不能从 {from} 改到 {to}（{item}，{worker}）。同意后在订单里改约。', keep: '不改时间', keepTime: '时间不变，只派给 {name}',
    keyLift: '拿起选中的上门，换人', keyArrows: '选能派的人（按住 Shift 选每一行）', keyDrop: '放下', keyLet: '放回原处', keyUndo: '撤销刚才的指派', keyWaiting: '到第一张待派的单',
  },
  en: {
    canGo: 'Can go · {score} points · {minutes} min away', canWith: 'Can go, mind: {why}', cannot: 'Cannot: {why}', looking: 'Looking at the rules…', backHome: 'Back where it was', dropHere: 'Drop it on a worker’s row', otherTime: 'Moving to {time} needs the family’s word', unreachable: 'out of reach or without the skill',
    tray: 'Best', trayKeys: 'digits choose', trayNobody: 'Nobody can be sent; a drop on any row says why', moveReason: 'Moved on the day plan', carrying: '{label} picked up, agreed for {time}. Up and down choose who can go, with Shift every row; Enter drops, Esc puts back.',
    blockedTitle: '{name} cannot take this order', rule: 'Why', helpTitle: 'What helps', displaced: 'Visits that take the time', open: 'Open', better: 'Can be given to', nobody: 'Nobody else can come at this time; the family may agree on another.', fine: 'All right', late: '{minutes} min late', give: 'Give to {name}', score: '{score} points',
    timeTitle: 'Another time needs the family’s word', timeLead: 'The family agreed on {from}. To move it to {to}, ask them first: the day plan never changes a time by itself.', phone: 'Customer’s phone', noPhone: 'The order shows the phone', ring: 'Call the family', dial: 'Dial {number}', ask: 'Open a change ticket', askWords: 'Please ask whether it may move from {from} to {to} ({item}, {worker}). Once agreed, reschedule in the order.', keep: 'Keep the time', keepTime: 'Same time, give it to {name}',
    keyLift: 'Pick up the chosen visit', keyArrows: 'Choose who can go (Shift: every row)', keyDrop: 'Drop', keyLet: 'Put back', keyUndo: 'Undo the last assignment', keyWaiting: 'To the first unassigned order',
  },
});
