import type { Bilingual } from '@linli/contract';

type Setting = { value: number; min: number; max: number; isWhole?: boolean; unit: Bilingual; label: Bilingual };

const minutes = { zh: '分钟', en: 'minutes' };
const hours = { zh: '小时', en: 'hours' };
const days = { zh: '天', en: 'days' };
const fen = { zh: '分', en: 'fen' };
const percent = { zh: '%', en: '%' };
const meters = { zh: '米', en: 'meters' };

/** The policy a city may set for itself: default, bounds and meaning. What is not here is not policy. */
export const settings = {
  neighbourWeight: { value: 1.5, min: 1, max: 5, isWhole: false, unit: { zh: '倍', en: 'times' }, label: { zh: '同小区邻居评价的权重', en: 'Weight of a review by a household of the same estate' } },
  platformFeeFen: { value: 200, min: 0, max: 2000, unit: fen, label: { zh: '每单平台服务费', en: 'Platform fee per order' } },
  holdMinutes: { value: 10, min: 2, max: 60, unit: minutes, label: { zh: '选定时间后保留多久', en: 'How long a chosen time is held' } },
  payMinutes: { value: 15, min: 5, max: 120, unit: minutes, label: { zh: '下单后多久内付款', en: 'Time to pay after placing an order' } },
  maxHoldsPerCustomer: { value: 3, min: 1, max: 20, unit: { zh: '个', en: 'holds' }, label: { zh: '每位客户最多同时占用的未付款时间', en: 'Unpaid times one customer may hold at once' } },
  offerMinutesUrgent: { value: 3, min: 1, max: 30, unit: minutes, label: { zh: '急单派单答复时限', en: 'Time to answer an urgent offer' } },
  offerMinutesScheduled: { value: 30, min: 5, max: 720, unit: minutes, label: { zh: '预约单派单答复时限', en: 'Time to answer a scheduled offer' } },
  urgentWithinMinutes: { value: 240, min: 0, max: 1440, unit: minutes, label: { zh: '距开始多久以内算急单', en: 'An order starting within this time is urgent' } },
  minLeadMinutes: { value: 60, min: 0, max: 1440, unit: minutes, label: { zh: '最早可约到多久之后', en: 'Shortest time between booking and start' } },
  maxDaysAhead: { value: 30, min: 1, max: 180, unit: days, label: { zh: '最多提前几天预约', en: 'How many days ahead one may book' } },
  autoConfirmHours: { value: 24, min: 1, max: 168, unit: hours, label: { zh: '完工后多久自动确认', en: 'A finished visit is confirmed by itself after' } },
  lateAfterMinutes: { value: 15, min: 1, max: 120, unit: minutes, label: { zh: '晚到多久算迟到', en: 'Late when not there after' } },
  checkInRadiusMeters: { value: 300, min: 50, max: 5000, unit: meters, label: { zh: '离客户家多近可以签到', en: 'How near the home one may check in' } },
  departEarlyMinutes: { value: 90, min: 0, max: 1440, unit: minutes, label: { zh: '最早提前多久出发', en: 'How early one may set out' } },
  rescheduleHours: { value: 4, min: 0, max: 72, unit: hours, label: { zh: '距开始多久以上可以改约', en: 'An order may be moved until this long before its start' } },
  reviewDays: { value: 30, min: 1, max: 365, unit: days, label: { zh: '完成后多久内可以评价', en: 'Time to review after the visit' } },
  urgentPremiumPercent: { value: 20, min: 0, max: 100, unit: percent, label: { zh: '急单加价', en: 'Premium for an urgent order' } },
  nightPremiumPercent: { value: 30, min: 0, max: 100, unit: percent, label: { zh: '夜间加价', en: 'Premium at night' } },
  premiumLevel3Percent: { value: 20, min: 20, max: 50, unit: percent, label: { zh: '专业级（3 级）技能溢价', en: 'Skill premium of level 3' } },
  premiumLevel4Percent: { value: 35, min: 20, max: 50, unit: percent, label: { zh: '导师级（4 级）技能溢价', en: 'Skill premium of level 4' } },
  premiumLevel5Percent: { value: 50, min: 20, max: 50, unit: percent, label: { zh: '管理级（5 级）技能溢价', en: 'Skill premium of level 5' } },
  followUpHours: { value: 20, min: 1, max: 168, unit: hours, label: { zh: '确认后多久回访', en: 'Follow-up call after confirmation' } },
  ticketHours: { value: 24, min: 1, max: 168, unit: hours, label: { zh: '客服单答复时限', en: 'Time to answer a ticket' } },
  incidentCriticalMinutes: { value: 15, min: 1, max: 240, unit: minutes, label: { zh: '事故（危急）处理时限，求助也按这个', en: 'Time to answer a critical incident, calls for help among them' } },
  incidentMajorHours: { value: 6, min: 1, max: 72, unit: hours, label: { zh: '事故（较重）处理时限', en: 'Time to answer a major incident' } },
  incidentMinorHours: { value: 24, min: 1, max: 168, unit: hours, label: { zh: '事故（轻微）处理时限', en: 'Time to answer a minor incident' } },
  sosSecondMinutes: { value: 2, min: 1, max: 30, unit: minutes, label: { zh: '求助没人接手，几分钟后叫第二值班和全体客服', en: 'A call for help nobody takes goes to the second on call and all agents after' } },
  sosThirdMinutes: { value: 5, min: 1, max: 60, unit: minutes, label: { zh: '还没人接手，再过几分钟叫平台所有人', en: 'And to everybody, so long after that' } },
  sosPlaceHours: { value: 72, min: 1, max: 720, unit: hours, label: { zh: '求助结束后位置保留多久', en: 'The place of a call for help is forgotten after its end in' } },
  slotStepMinutes: { value: 30, min: 10, max: 120, unit: minutes, label: { zh: '可选时间的间隔', en: 'Step between the times offered' } },
  workerCancelMinFen: { value: 3000, min: 0, max: 20_000, unit: fen, label: { zh: '临时取消时家政员最低补偿', en: 'Least a worker gets when an order is cancelled late' } },
  refundAloneFen: { value: 5000, min: 0, max: 1_000_000, unit: fen, label: { zh: '按规则退款多少以内不用复核', en: 'A refund by rule needs no second person up to' } },
  tipMostFen: { value: 50_000, min: 100, max: 1_000_000, unit: fen, label: { zh: '一次最多给多少感谢金', en: 'Most a family may tip at once' } },
  coachingFen: { value: 5000, min: 100, max: 100_000, unit: fen, label: { zh: '带教新人每次津贴', en: 'Allowance for each coached session' } },
  loyaltyBonusFen: { value: 20_000, min: 0, max: 1_000_000, unit: fen, label: { zh: '同一家庭服务满一年的长期服务奖', en: 'Bonus for a year with the same family' } },
  workerPayoutDays: { value: 1, min: 1, max: 31, unit: days, label: { zh: '家政员结算后几天打款', en: 'Workers are paid so many days after settlement' } },
  merchantPayoutDays: { value: 7, min: 1, max: 60, unit: days, label: { zh: '商户结算后几天打款', en: 'Merchants are paid so many days after settlement' } },
  pointsPercent: { value: 1, min: 0, max: 20, isWhole: false, unit: percent, label: { zh: '消费积分比例（1 积分抵 1 分钱）', en: 'Points earned, in percent of what was paid (a point pays one fen)' } },
  learnWeights: { value: 1, min: 0, max: 1, unit: { zh: '（1 开 0 关）', en: '(1 on, 0 off)' }, label: { zh: '派单权重随双方评价学习', en: 'Dispatch weights learn from two-way reviews' } },
  weekHoursUsual: { value: 44, min: 20, max: 60, unit: hours, label: { zh: '每周超过多少小时提醒家政员歇一歇', en: 'A worker is reminded to rest beyond this in a week' } },
  weekHoursMost: { value: 60, min: 20, max: 84, unit: hours, label: { zh: '每周最多派多少小时（周一到周日，到了就不再派）', en: 'Most hours of visits a week, Monday to Sunday; nothing is given beyond' } },
  restHours: { value: 11, min: 0, max: 16, unit: hours, label: { zh: '两个工作日之间至少休息多久', en: 'Least rest between two working days' } },
  trialOrdersPerDay: { value: 5, min: 1, max: 100, unit: { zh: '单', en: 'orders' }, label: { zh: '试运营商户每天最多接几单', en: 'Orders a day for a merchant on trial' } },
  noShowAfterMinutes: { value: 15, min: 5, max: 120, unit: minutes, label: { zh: '约定时间过后多久可报未到', en: 'A no-show may be reported after' } },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof settings;
export const settingKeys = Object.keys(settings) as SettingKey[];
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settings, key);

/** Defaults with what the city has changed; unknown names and values outside today's bounds are left aside. */
export const settingValues = (changed: readonly { key: string; value: number }[]): Record<SettingKey, number> => {
  const values = Object.fromEntries(settingKeys.map((key) => [key, settings[key].value as number])) as Record<SettingKey, number>;
  for (const { key, value } of changed) if (isSettingKey(key) && fitsSetting(key, value)) values[key] = value;
  return values;
};

export const fitsSetting = (key: SettingKey, value: number): boolean => {
  const setting: Setting = settings[key];
  return Number.isFinite(value) && value >= setting.min && value <= setting.max && (setting.isWhole === false || Number.isInteger(value));
};
