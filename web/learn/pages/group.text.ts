import { defineText } from '../../shared/i18n.ts';

export const groupText = defineText({
  zh: {
    title: '互助小组', members: '组员', memberCount: '{count} 人', leader: '组长', leadBy: '组长 {name}', counselBy: '辅导员 {name}', noLeader: '还没有组长', over: '小组已经解散', join: '加入小组', joined: '已加入', leave: '退出小组', leaveAsk: '退出这个小组？', leaveLead: '退出后看不到组员和活动，以后可以再加入。', stay: '不退',
    contact: '联系方式', contactHint: '比如微信号或手机号。只有组员、组长和辅导员看得到，不写就不显示', contactLead: '要不要让组员能找到您？', change: '改我的联系方式', noContact: '没有留联系方式', contactSaved: '已保存', me: '我',
    meetings: '活动', noMeetings: '还没有活动', call: '约一次活动', called: '已约好，组员会收到短信', topic: '聊什么', topicHint: '比如：第一次上门怎么说话', place: '在哪里', placeHint: '比如：南湖站二楼', day: '哪天', time: '几点', minutes: '多长时间', half: '半小时', hour: '1 小时', hourHalf: '1 个半小时', twoHours: '2 小时', isCounselling: '心理辅导', counselNote: '辅导员来带', cancel: '取消这次活动', cancelAsk: '取消这次活动？', cancelLead: '组员会收到短信。', keep: '不取消', cancelled: '已取消', cancelDone: '已取消，组员会收到短信', past: '过去的活动', send: '约好，通知组员',
    notes: '谈话记录', notesLead: '加密保存。只有组长和辅导员能看，平台管理人员看不到。每次打开都会记下来，组员看得到是谁、为什么。', open: '打开记录', why: '为什么要看', why1: '准备下次活动', why2: '跟进组员情况', write: '写一条', words: '谈了什么', wordsHint: '尽量不写全名', saved: '已加密保存', noNotes: '还没有记录', readers: '谁看过谈话记录', noReaders: '没有人看过', readLine: '{name} 看了 {count} 条：{why}',
    areas: '哪块布擦哪里', areasLead: '一个区域一种颜色，擦过马桶的布不碰台面。'
  },
  en: {
    title: 'Group of mutual help', members: 'Members', memberCount: '{count} members', leader: 'Leader', leadBy: 'Led by {name}', counselBy: 'Counselled by {name}', noLeader: 'Nobody leads it yet', over: 'This group is over', join: 'Join', joined: 'You are in', leave: 'Leave the group', leaveAsk: 'Leave this group?', leaveLead: 'You will no longer see members and meetings. You may join again.', stay: 'Stay',
    contact: 'How to reach you', contactHint: 'A phone number or WeChat. Seen by members, leader and counsellor only; leave it empty to show nothing', contactLead: 'May the others reach you?', change: 'Change how to reach me', noContact: 'No contact given', contactSaved: 'Saved', me: 'me',
    meetings: 'Meetings', noMeetings: 'No meetings yet', call: 'Call a meeting', called: 'Called; members get a text message', topic: 'What about', topicHint: 'e.g. The first words at the door', place: 'Where', placeHint: 'e.g. Nanhu station, first floor', day: 'Day', time: 'Time', minutes: 'How long', half: 'Half an hour', hour: 'One hour', hourHalf: 'An hour and a half', twoHours: 'Two hours', isCounselling: 'Counselling', counselNote: 'The counsellor leads it', cancel: 'Cancel this meeting', cancelAsk: 'Cancel this meeting?', cancelLead: 'Members get a text message.', keep: 'Keep it', cancelled: 'Cancelled', cancelDone: 'Cancelled; members get a text message', past: 'Past meetings', send: 'Call it and tell the members',
    notes: 'Notes of talks', notesLead: 'Kept sealed. Only leader and counsellor read them, nobody of the platform. Each opening is written down, and members see who opened them and why.', open: 'Open the notes', why: 'Why you read them', why1: 'To prepare the next meeting', why2: 'To follow up with a member', write: 'Write a note', words: 'What was talked about', wordsHint: 'Better without full names', saved: 'Sealed and kept', noNotes: 'No notes yet', readers: 'Who opened the notes', noReaders: 'Nobody', readLine: '{name} opened {count}: {why}',
    areas: 'Which cloth goes where', areasLead: 'One colour for each part of a home. A cloth that was at the toilet never touches a worktop.'
  },
});
