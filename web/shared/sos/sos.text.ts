import { defineText } from '../i18n.ts';

export const sosText = defineText({
  zh: {
    title: '求助', row: '求助', rowNote: '有危险、受伤、着火、老人孩子突发不适', help: '求助',
    first: '有危险，先离开，再打电话', police: '110 报警', ambulance: '120 急救', fire: '119 火警', desk: '打客服 {hotline}',
    what: '出了什么事？', injury: '有人受伤', threat: '被威胁或骚扰', hazard: '着火、燃气、漏水', illness: '老人或孩子不适', other: '别的急事',
    place: '把大概位置告诉客服', placeNote: '只取这一次，精确到一百米左右，结束后按规定删除', placeAsking: '正在取位置…', placeNone: '手机没有给出位置，求助照样能发',
    press: '按住 1 秒，通知客服', pressTwice: '再点一下，马上发出', pressNote: '也可以点两下。按错了没关系，不会记到您头上。',
    noFault: '感到不安全就可以先走。平台核实之前，不算您没上门，不影响评分和收入。', noFaultFamily: '客服会马上打给您。家政员那边不会收到这条消息。',
    unsent: '还没有发出去，手机没有网络', failed: '没有送到客服', unsentLead: '请直接打电话：', unsentAfter: '有网络时会自动补发，不用再按。', sending: '正在发出…',
    open: '已发出，正在叫人', acknowledged: '客服已看到，马上联系您', closed: '这次求助已经结束', sentAt: '{time} 发出', order: '这一单 {no}', again: '再发一次',
    safe: '我安全了', mistake: '按错了', said: '已告诉客服，还是会打给您确认', contactTold: '已通知您的紧急联系人',
    contact: '紧急联系人', contactNote: '出事时客服可以通知谁。只在您同意时才会通知。', contactNone: '还没有填', name: '姓名', relation: '关系（可不填）', relationHint: '如：女儿', phone: '手机号', agree: '我同意：求助时客服可以通知这个人', agreeNote: '只说您求助了，不说出了什么事；随时可以改', save: '保存', saved: '已保存', edit: '修改', remove: '删除', removed: '已删除', mayTell: '已同意通知', mayNotTell: '没有同意通知',
  },
  en: {
    title: 'Help', row: 'Call for help', rowNote: 'Danger, injury, fire, an elder or child taken ill', help: 'Help',
    first: 'In danger: leave first, then ring', police: '110 police', ambulance: '120 ambulance', fire: '119 fire', desk: 'Ring the desk {hotline}',
    what: 'What has happened?', injury: 'Somebody is hurt', threat: 'Threat or harassment', hazard: 'Fire, gas, water', illness: 'Elder or child is ill', other: 'Something else',
    place: 'Tell the desk roughly where I am', placeNote: 'Only this once, to about 100 m, deleted by rule afterwards', placeAsking: 'Finding your place…', placeNone: 'The phone gave no place; the call goes out all the same',
    press: 'Hold for 1 second to alert the desk', pressTwice: 'Tap once more to send', pressNote: 'Two taps work as well. A mistake does no harm and is not held against you.',
    noFault: 'If you feel unsafe, you may leave. Until we have looked into it, this is no missed visit and does not touch your rating or pay.', noFaultFamily: 'An agent rings you at once. The worker is not told of this.',
    unsent: 'Not sent: the phone has no network', failed: 'It did not reach the desk', unsentLead: 'Please ring directly:', unsentAfter: 'It goes out by itself when the network is back; no need to press again.', sending: 'Sending…',
    open: 'Sent, getting somebody', acknowledged: 'Somebody has it and will ring you', closed: 'This alarm is over', sentAt: 'Sent {time}', order: 'Visit {no}', again: 'Send again',
    safe: 'I am safe', mistake: 'Pressed by mistake', said: 'The desk knows and will still ring to make sure', contactTold: 'Your emergency contact was told',
    contact: 'Emergency contact', contactNote: 'Whom the desk may tell when something happens. Only if you agree.', contactNone: 'Nobody yet', name: 'Name', relation: 'Relation (optional)', relationHint: 'e.g. daughter', phone: 'Mobile number', agree: 'I agree: the desk may tell this person when I call for help', agreeNote: 'Only that you called, not what happened; change it any time', save: 'Save', saved: 'Saved', edit: 'Change', remove: 'Delete', removed: 'Deleted', mayTell: 'May be told', mayNotTell: 'Not to be told',
  },
});
