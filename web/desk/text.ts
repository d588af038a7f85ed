import { defineText } from '../shared/i18n.ts';

/** Words that several pages of the desk share. */
export const text = defineText({
  zh: {
    desk: '调度台', deskTitle: '邻里调度台', deskLead: '派单、回访、客服单和电话代约都在这里', dispatcher: '调度员', agent: '客服', operator: '平台运营', viewer: '只看',
    board: '今日看板', orders: '订单', day: '排班', map: '地图', followUps: '回访', tickets: '客服单', book: '电话代约', workers: '家政员', groupDispatch: '派单', groupService: '客服', groupPeople: '资料',
    notDesk: '这个账号没有调度台的权限', notDeskNote: '请用调度员、客服或平台运营的账号登录', signOut: '换个账号', notFound: '没有这个页面', notFoundNote: '地址可能写错了', backToBoard: '回到看板',
    now: '现在', all: '全部', search: '搜索', save: '保存', cancel: '取消', close: '关闭', open: '打开', edit: '修改', more: '更多', nobody: '未派', refresh: '刷新', copy: '复制', copied: '已复制', yes: '是', no: '否', none: '无', back: '返回',
    newBooking: '代客预约', level: '{level} 级', score: '{score} 分', minutes: '{minutes} 分钟', percent: '{percent}%', retry: '再试一次', needAgent: '需要客服权限', needDispatcher: '需要调度员权限', opened: '打开订单 {no}',
    idle: '空闲', onTheWay: '在路上', inService: '服务中', offline: '离线', waiting: '待派', due: '待上门', done: '已完成', late: '晚点', online: '在线', district: '片区', allDistricts: '全部片区', family: '类别', allFamilies: '全部类别', status: '状态', allStatuses: '全部状态', phone: '手机号', customer: '客户',
  },
  en: {
    desk: 'Dispatch desk', deskTitle: 'Linli dispatch desk', deskLead: 'Dispatch, follow-up calls, tickets and phone bookings in one place', dispatcher: 'Dispatcher', agent: 'Call agent', operator: 'Operator', viewer: 'Viewer',
    board: 'Board', orders: 'Orders', day: 'Day plan', map: 'Map', followUps: 'Follow-ups', tickets: 'Tickets', book: 'Phone booking', workers: 'Workers', groupDispatch: 'Dispatch', groupService: 'Call desk', groupPeople: 'People',
    notDesk: 'This account may not use the dispatch desk', notDeskNote: 'Sign in as a dispatcher, call agent or operator', signOut: 'Other account', notFound: 'There is no such page', notFoundNote: 'The address may be mistyped', backToBoard: 'Back to the board',
    now: 'Now', all: 'All', search: 'Search', save: 'Save', cancel: 'Cancel', close: 'Close', open: 'Open', edit: 'Change', more: 'More', nobody: 'Nobody', refresh: 'Refresh', copy: 'Copy', copied: 'Copied', yes: 'Yes', no: 'No', none: 'None', back: 'Back',
    newBooking: 'Book for a caller', level: 'Level {level}', score: '{score} points', minutes: '{minutes} min', percent: '{percent}%', retry: 'Try again', needAgent: 'Needs the call agent role', needDispatcher: 'Needs the dispatcher role', opened: 'Open order {no}',
    idle: 'Idle', onTheWay: 'On the way', inService: 'In service', offline: 'Offline', waiting: 'Unassigned', due: 'Due', done: 'Done', late: 'Late', online: 'Online', district: 'District', allDistricts: 'All districts', family: 'Kind', allFamilies: 'All kinds', status: 'Status', allStatuses: 'Any status', phone: 'Mobile number', customer: 'Customer',
  },
});
