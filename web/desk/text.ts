import { defineText } from '../shared/i18n.ts';

/** Words that several pages of the desk share. */
export const text = defineText({
  zh: {
    desk: '调度台', deskTitle: '邻里调度台', deskLead: '派单、回访、客服单和电话代约都在这里', dispatcher: '调度员', agent: '客服', operator: '平台运营', viewer: '只看',
    board: '今日看板', orders: '订单', day: '排班', plan: '自动重排', repairs: '突发情况', series: '固定预约', map: '地图', followUps: '回访', tickets: '客服单', sos: '求助', duty: '值班表', appeals: '申诉', book: '电话代约', workers: '家政员', groupDispatch: '派单', groupService: '客服', groupPeople: '资料',
    notDesk: '这个账号没有调度台的权限', notDeskNote: '请用调度员、客服或平台运营的账号登录', backToBoard: '回到看板',
    newBooking: '代客预约',
    idle: '空闲', onTheWay: '在路上', inService: '服务中', offline: '离线', waiting: '待派', due: '待上门', done: '已完成', late: '晚点', district: '片区', allDistricts: '全部片区', family: '类别', allFamilies: '全部类别', status: '状态', allStatuses: '全部状态',
  },
  en: {
    desk: 'Dispatch desk', deskTitle: 'Linli dispatch desk', deskLead: 'Dispatch, follow-up calls, tickets and phone bookings in one place', dispatcher: 'Dispatcher', agent: 'Call agent', operator: 'Operator', viewer: 'Viewer',
    board: 'Board', orders: 'Orders', day: 'Day plan', plan: 'Auto plan', repairs: 'Disruptions', series: 'Series', map: 'Map', followUps: 'Follow-ups', tickets: 'Tickets', sos: 'Alarms', duty: 'Roster', appeals: 'Appeals', book: 'Phone booking', workers: 'Workers', groupDispatch: 'Dispatch', groupService: 'Call desk', groupPeople: 'People',
    notDesk: 'This account may not use the dispatch desk', notDeskNote: 'Sign in as a dispatcher, call agent or operator', backToBoard: 'Back to the board',
    newBooking: 'Book for a caller',
    idle: 'Idle', onTheWay: 'On the way', inService: 'In service', offline: 'Offline', waiting: 'Unassigned', due: 'Due', done: 'Done', late: 'Late', district: 'District', allDistricts: 'All districts', family: 'Kind', allFamilies: 'All kinds', status: 'Status', allStatuses: 'Any status',
  },
});
