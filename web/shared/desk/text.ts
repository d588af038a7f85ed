import { defineText } from '../i18n.ts';

export const deskText = defineText({
  zh: {
    nav: '导航', live: '实时', polling: '重连中', off: '未连接', liveNote: '变化会立刻显示', pollingNote: '连接断开，每 10 秒刷新一次', signOut: '退出登录', shortcuts: '键盘快捷键', shortcutsLead: '按 ? 随时打开这张表', person: '我的账号',
    search: '搜索', loadMore: '再加载一些', rows: '{count} 条', rowsMore: '{count} 条，还有更多', close: '关闭', empty: '没有符合条件的记录', emptyNote: '换个条件再看看',
    now: '现在', workers: '家政员', free: '可接单', hold: '占档', exception: '请假', visit: '上门', late: '晚点', online: '在线', offline: '离线', ganttEmpty: '这一天还没有排班', ganttKeys: '方向键移动，回车打开',
    undo: '撤销', severityNow: '马上处理', severitySoon: '尽快', severityWatch: '留意', history: '经过', noHistory: '还没有记录', selectRow: '方向键选择，回车打开',
    assigned: '已派', bars: '{name}：{from}–{to} {label}', dayBefore: '前一天', dayAfter: '后一天', chooseDay: '选择日期', today: '今天', notFound: '没有这个页面', notFoundNote: '地址可能写错了', otherAccount: '换个账号', more: '更多', export: '导出', saved: '{file} 已保存，{count} 行', cancel: '取消',
  },
  en: {
    nav: 'Navigation', live: 'Live', polling: 'Reconnecting', off: 'Not connected', liveNote: 'Changes show at once', pollingNote: 'Connection lost, refreshing every 10 s', signOut: 'Sign out', shortcuts: 'Keyboard shortcuts', shortcutsLead: 'Press ? to open this list', person: 'My account',
    search: 'Search', loadMore: 'Load more', rows: '{count} rows', rowsMore: '{count} rows, there are more', close: 'Close', empty: 'Nothing matches', emptyNote: 'Try another filter',
    now: 'Now', workers: 'Workers', free: 'Available', hold: 'Held', exception: 'Away', visit: 'Visit', late: 'Late', online: 'Online', offline: 'Offline', ganttEmpty: 'Nothing is rostered on this day', ganttKeys: 'Arrow keys move, Enter opens',
    undo: 'Undo', severityNow: 'Act now', severitySoon: 'Soon', severityWatch: 'Watch', history: 'History', noHistory: 'No entries yet', selectRow: 'Arrow keys select, Enter opens',
    assigned: 'Assigned', bars: '{name}: {from}–{to} {label}', dayBefore: 'Day before', dayAfter: 'Day after', chooseDay: 'Choose a day', today: 'Today', notFound: 'There is no such page', notFoundNote: 'The address may be mistyped', otherAccount: 'Other account', more: 'More', export: 'Export', saved: '{file} saved, {count} rows', cancel: 'Cancel',
  },
});
