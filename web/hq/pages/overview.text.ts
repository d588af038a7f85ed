import { defineText } from '../../shared/i18n.ts';

export const overviewText = defineText({
  zh: {
    title: '总览', health: '系统自查', healthy: '{count} 项自查全部通过', unhealthy: '{bad} 项自查没有通过', checkedAt: '{time} 查的', recheck: '重新自查', checkOk: '通过', checkBad: '没通过', checkCount: '查了 {count} 条', checking: '正在逐项核对账目、排班和记录…', healthOnly: '自查只给运营和审计看',
    ordersToday: '今天订单', running: '服务中', unassigned: '待派单', online: '在线家政员', idle: '空闲 {count} 位', revenue: '今日收款', auto: '自动派单', completion: '完成率', onTime: '准时率', satisfaction: '满意度', week: '近 7 天', month: '近 30 天', noRating: '暂无',
    byHour: '今天每小时上门和运力', byHourNote: '浅色是运力上限', hour: '{hour} 点：上门 {visits}，运力 {capacity}', exceptions: '调度台待处理', exceptionsNote: '由调度台处理，这里只看', now: '马上处理', soon: '尽快', watch: '留意', toDesk: '去调度台', districts: '片区', opened: '{open} 个已开通，{planned} 个筹备中', open: '已开通', planned: '筹备中', stations: '驿站', coverage: '覆盖 {percent}% 的小区', community: '社区', mall: '商场', office: '写字楼', all: '全部',
    checkLedger: '账本合计为零', checkPostings: '每张已付订单都有入账', checkOverlap: '同一位家政员没有重叠的上门', checkRating: '每个评分都等于评价之和', checkCatalog: '每项服务都有清单和各级价格', checkTerritory: '片区独家且完整', checkOffer: '每张已派订单都有一个有效派单', checkFollowUp: '每张已验收订单都有回访', checkHousehold: '每个人都有家庭', checkOperator: '城市有平台运营', checkOutbox: '消息全部送达', checkAudit: '操作记录链完整',
  },
  en: {
    title: 'Overview', health: 'Self-check', healthy: 'All {count} checks hold', unhealthy: '{bad} checks do not hold', checkedAt: 'checked {time}', recheck: 'Check again', checkOk: 'Holds', checkBad: 'Does not hold', checkCount: '{count} looked at', checking: 'Going through ledger, rosters and records…', healthOnly: 'The self-check is for operators and auditors',
    ordersToday: 'Orders today', running: 'In service', unassigned: 'Unassigned', online: 'Workers online', idle: '{count} idle', revenue: 'Taken today', auto: 'Assigned by itself', completion: 'Completed', onTime: 'On time', satisfaction: 'Satisfaction', week: 'last 7 days', month: 'last 30 days', noRating: 'none yet',
    byHour: 'Visits and capacity by hour', byHourNote: 'the pale column is capacity', hour: '{hour}:00: {visits} visits, capacity {capacity}', exceptions: 'Waiting at the desk', exceptionsNote: 'handled by the desk, shown here', now: 'Act now', soon: 'Soon', watch: 'Watch', toDesk: 'To the desk', districts: 'Districts', opened: '{open} open, {planned} planned', open: 'Open', planned: 'Planned', stations: 'Stations', coverage: '{percent}% of estates covered', community: 'Community', mall: 'Mall', office: 'Office', all: 'All',
    checkLedger: 'The ledger sums to zero', checkPostings: 'Every paid order has its postings', checkOverlap: 'No worker has overlapping visits', checkRating: 'Every rating is the sum of its reviews', checkCatalog: 'Every service has a checklist and prices', checkTerritory: 'Territory is exclusive and whole', checkOffer: 'Every assigned order has its live offer', checkFollowUp: 'Every confirmed order has a follow-up', checkHousehold: 'Every person has a household', checkOperator: 'The city has an operator', checkOutbox: 'Every event is delivered', checkAudit: 'The audit chain is intact',
  },
});
export type CheckKey = Extract<keyof typeof overviewText.zh, `check${string}`>;
/** The checks by the name the server gives them; a new one is shown by that name until it has words. */
export const checkWords: Readonly<Record<string, CheckKey>> = {
  'ledger sums to zero': 'checkLedger', 'every paid order has its postings': 'checkPostings', 'no overlapping live visits': 'checkOverlap', 'every rating is the sum of its reviews': 'checkRating', 'every service has a checklist and a price in each tier': 'checkCatalog',
  'territory exclusive and whole': 'checkTerritory', 'every assigned order has exactly its live offer': 'checkOffer', 'every confirmed order has a follow-up': 'checkFollowUp', 'every person has a household': 'checkHousehold', 'the city has an operator': 'checkOperator', 'outbox drained': 'checkOutbox', 'audit chain intact': 'checkAudit',
};
