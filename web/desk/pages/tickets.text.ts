import { defineText } from '../../shared/i18n.ts';

export const ticketText = defineText({
  zh: {
    title: '客服单', unsolved: '未结', open: '待处理', inProgress: '处理中', resolved: '已解决', closed: '已关闭', all: '全部', complaint: '投诉', consulting: '咨询', change: '变更', incident: '事故', no: '编号', kind: '类型', state: '状态', due: '答复期限', overdue: '已超时', customer: '客户', order: '订单', words: '内容', assignee: '经办', nobody: '没人接', empty: '没有客服单', emptyNote: '客户投诉、咨询会出现在这里', newTicket: '开客服单',
    take: '我来处理', takeWords: '我来处理', resolve: '已解决', close: '关闭并告知客户', note: '记一笔', said: '写清楚做了什么、答应了什么', notes: '处理经过', noNotes: '还没有记录', resolution: '处理结果', openOrder: '看订单', opened: '开单', moved: '客服单 {no}：{state}', needWords: '写一句处理情况', closeNote: '关闭后客户会收到短信，内容就是上面这段话', quick1: '已联系客户说明情况', quick2: '已安排免费返工', quick3: '已按规则退款', quick4: '已联系服务商整改', over: '这张客服单已关闭', shortcutTake: '我来处理', upheld: '投诉属实，记到家政员的信用', upheldNote: '关闭时生效；核实不属实就不要勾',
  },
  en: {
    title: 'Tickets', unsolved: 'Unsolved', open: 'Open', inProgress: 'In progress', resolved: 'Resolved', closed: 'Closed', all: 'All', complaint: 'Complaint', consulting: 'Question', change: 'Change', incident: 'Incident', no: 'Number', kind: 'Kind', state: 'State', due: 'Answer due', overdue: 'Overdue', customer: 'Customer', order: 'Order', words: 'Words', assignee: 'Taken by', nobody: 'Nobody', empty: 'No tickets', emptyNote: 'Complaints and questions of customers appear here', newTicket: 'Open a ticket',
    take: 'I take it', takeWords: 'I take it', resolve: 'Resolved', close: 'Close and tell the customer', note: 'Add a note', said: 'What was done, what was promised', notes: 'So far', noNotes: 'No notes yet', resolution: 'Outcome', openOrder: 'See order', opened: 'Opened', moved: 'Ticket {no}: {state}', needWords: 'Write a line first', closeNote: 'Closing sends the customer a text message with these words', quick1: 'Called the customer and explained', quick2: 'A free redo is arranged', quick3: 'Refunded by the rule', quick4: 'The merchant was told to put it right', over: 'This ticket is closed', shortcutTake: 'Take the ticket', upheld: 'The complaint is right: count it in the worker’s credit', upheldNote: 'Takes effect on closing; leave it open when it was not',
  },
});
