import type { Bilingual, OrderStatus } from '@linli/contract';
import type { Part, Verb } from '../rules.ts';
import { HOUR_MS, type OrderFacts } from './order.ts';

/** Beijing time is the city's official time: UTC+8 the whole year. */
const ZONE_MS = 8 * HOUR_MS;
const local = (at: Date): Date => new Date(at.getTime() + ZONE_MS);
const two = (n: number): string => String(n).padStart(2, '0');
const weekdaysZh = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** 2026-11-22 14:00, for sentences shown in both languages. */
export const sayInstant = (at: Date): string => local(at).toISOString().slice(0, 16).replace('T', ' ');
/** 14:00 */
export const sayTime = (at: Date): string => local(at).toISOString().slice(11, 16);
/** 11月22日 周日 14:00 / Sun 22/11 14:00 */
export const sayStart = (at: Date): Bilingual => {
  const day = local(at);
  return {
    zh: `${day.getUTCMonth() + 1}月${day.getUTCDate()}日 ${weekdaysZh[day.getUTCDay()]} ${sayTime(at)}`,
    en: `${weekdaysEn[day.getUTCDay()]} ${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)} ${sayTime(at)}`,
  };
};
/** The hour of a deadline, with its day when it is more than half a day away. */
export const sayUntil = (until: Date, now: Date): Bilingual => (until.getTime() - now.getTime() > 12 * HOUR_MS ? sayStart(until) : { zh: sayTime(until), en: sayTime(until) });
/** 135.00 */
export const sayYuan = (amountFen: number): string => (amountFen / 100).toFixed(2);
/** yymmdd of the Beijing day */
export const dayDigits = (at: Date): string => local(at).toISOString().slice(2, 10).replaceAll('-', '');

/** 3 小时 20 分 / 3 h 20 min */
export const sayLength = (minutes: number): Bilingual => {
  const whole = Math.max(0, Math.round(minutes));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return { zh: `${rest} 分钟`, en: `${rest} min` };
  return rest === 0 ? { zh: `${hours} 小时`, en: `${hours} h` } : { zh: `${hours} 小时 ${rest} 分`, en: `${hours} h ${rest} min` };
};

const partLabels: Record<Part, Bilingual> = {
  household: { zh: '客户', en: 'Household' },
  worker: { zh: '家政员', en: 'Worker' },
  merchant: { zh: '商户', en: 'Merchant' },
  desk: { zh: '平台客服', en: 'Desk' },
  watch: { zh: '审计', en: 'Audit' },
  system: { zh: '系统', en: 'System' },
};

/** Who did it, in the history of an order: the part, and for staff their masked name. */
export const actorLabel = (part: Part, maskedName: string): Bilingual => {
  const label = partLabels[part];
  return part === 'system' || part === 'household' || maskedName === '' ? label : { zh: `${label.zh} ${maskedName}`, en: `${label.en} ${maskedName}` };
};

/** Arrival against the agreed start: 比约定早 5 分钟. A reason stands where the position was far away or missing (null). */
export const sayArrival = (arrivedAt: Date, startsAt: Date, distanceMeters: number | null, reason: string): Bilingual => {
  const minutes = Math.round((arrivedAt.getTime() - startsAt.getTime()) / 60_000);
  const when = minutes === 0 ? { zh: '准时', en: 'on time' }
    : minutes < 0 ? { zh: `比约定早 ${-minutes} 分钟`, en: `${-minutes} min early` } : { zh: `比约定晚 ${minutes} 分钟`, en: `${minutes} min late` };
  const off = reason === '' ? { zh: '', en: '' } : distanceMeters === null ? { zh: `；没有定位，原因：${reason}`, en: `; no position: ${reason}` } : { zh: `；定位距住址 ${distanceMeters} 米，原因：${reason}`, en: `; the position is ${distanceMeters} m from the home: ${reason}` };
  return { zh: `${sayTime(arrivedAt)} 到达，${when.zh}${off.zh}`, en: `Arrived at ${sayTime(arrivedAt)}, ${when.en}${off.en}` };
};

export const historyWords: Record<Exclude<Verb, 'checkIn' | 'cancel' | 'reportNoShow' | 'hold' | 'assign' | 'passOn' | 'reassign' | 'unassign' | 'reschedule' | 'postpone' | 'finish' | 'redo' | 'pay'>, Bilingual> = {
  place: { zh: '提交需求', en: 'Posted the demand' },
  expire: { zh: '超时未支付，时间已释放', en: 'Not paid in time; the time was released' },
  accept: { zh: '已接单', en: 'Accepted' },
  depart: { zh: '已出发', en: 'Set out' },
  confirmChecklist: { zh: '已确认服务清单与标准', en: 'Scope and standard confirmed' },
  startService: { zh: '开始服务', en: 'Started' },
  tickItem: { zh: '勾选清单', en: 'Ticked' },
  addPhoto: { zh: '上传照片', en: 'Added a photo' },
  confirm: { zh: '验收通过', en: 'Work accepted' },
  settle: { zh: '已结算', en: 'Settled' },
  close: { zh: '平台回访完成', en: 'Followed up' },
  review: { zh: '已评价', en: 'Reviewed' },
  reviewHousehold: { zh: '家政员已评价家庭', en: 'The worker reviewed the household' },
};

type Viewer = 'household' | 'worker' | 'staff';
const next = (household: Bilingual, worker: Bilingual, staff: Bilingual): Record<Viewer, Bilingual> => ({ household, worker, staff });
const nothing: Bilingual = { zh: '', en: '' };

const nextSteps: Record<OrderStatus, Record<Viewer, Bilingual>> = {
  draft: next({ zh: '选一个上门时间，或等客服联系您', en: 'Choose a time, or wait for our call' }, nothing, { zh: '联系客户确认时间', en: 'Call the customer and agree on a time' }),
  held: next({ zh: '请在 {payBefore} 前支付，逾期释放时间', en: 'Pay before {payBefore} or the time is released' }, nothing, { zh: '等待客户在 {payBefore} 前支付', en: 'Waiting for payment before {payBefore}' }),
  paid: next({ zh: '正在为您安排家政员', en: 'We are finding your worker' }, nothing, { zh: '等待派单', en: 'To be dispatched' }),
  assigned: next({ zh: '已联系{worker}，等她接单', en: '{worker} has been asked' }, { zh: '请尽快回复是否接单', en: 'Please accept or refuse' }, { zh: '等待{worker}接单', en: 'Waiting for {worker} to accept' }),
  accepted: next({ zh: '{worker}将于 {start} 上门', en: '{worker} comes {start}' }, { zh: '{start} 上门，出发时请点“出发”', en: 'Be there {start}; tap “On the way” when you leave' }, { zh: '等待{worker}出发', en: 'Waiting for {worker} to set out' }),
  onTheWay: next({ zh: '{worker}正在路上，约定 {start} 到', en: '{worker} is on the way, due {start}' }, { zh: '到达后请签到', en: 'Check in when you arrive' }, { zh: '等待{worker}签到', en: 'Waiting for the check-in' }),
  checklistConfirmed: next({ zh: '清单已确认，马上开始', en: 'Confirmed; the work is about to start' }, { zh: '可以开始服务了', en: 'You may start' }, { zh: '等待开始服务', en: 'Waiting for the start' }),
  inService: next({ zh: '{worker}正在服务', en: '{worker} is at work' }, { zh: '逐项完成并拍照，最后点“完工”', en: 'Tick the items, take the photos, then finish' }, { zh: '服务进行中', en: 'In service' }),
  finished: next({ zh: '请验收；{autoConfirm} 自动验收', en: 'Please confirm; automatic at {autoConfirm}' }, { zh: '等待客户验收', en: 'Waiting for the household to confirm' }, { zh: '等待客户验收，{autoConfirm} 自动验收', en: 'Waiting for the household, automatic at {autoConfirm}' }),
  confirmed: next({ zh: '感谢您，欢迎评价', en: 'Thank you; please review' }, { zh: '正在结算', en: 'Being settled' }, { zh: '等待结算与回访', en: 'To be settled and followed up' }),
  settled: next({ zh: '服务完成，可以再约', en: 'Done; book again any time' }, { zh: '收入已入账', en: 'Your pay is in your statement' }, { zh: '等待回访', en: 'To be followed up' }),
  cancelled: next({ zh: '订单已取消，可以重新预约', en: 'Cancelled; you may book again' }, { zh: '订单已取消', en: 'Cancelled' }, { zh: '订单已取消', en: 'Cancelled' }),
  noShow: next({ zh: '未能上门，客服会联系您', en: 'The visit did not take place; we will call you' }, { zh: '未到访，已记录', en: 'Recorded as a no-show' }, { zh: '请跟进未到访', en: 'Follow up the no-show' }),
};

const atTheDoor = next(
  { zh: '{worker}已到，请确认服务清单', en: '{worker} is here; please confirm the checklist' },
  { zh: '请客户确认清单，或输入客户的 4 位确认码', en: 'Ask for the confirmation, or enter the 4-digit code' },
  { zh: '等待客户确认清单', en: 'Waiting for the checklist to be confirmed' },
);
const followedUp: Bilingual = { zh: '已办结', en: 'Closed' };

/** What happens next, said to the one who looks. `autoConfirmAt` fills the wait after the finish. */
export const nextStepOf = (
  order: Pick<OrderFacts, 'status' | 'arrivedAt' | 'startsAt' | 'payBefore' | 'closedAt'>, viewer: Viewer, about: { workerName: string | null; autoConfirmAt: Date | null; now?: Date },
): Bilingual => {
  if (viewer === 'staff' && order.closedAt) return followedUp;
  const text = (order.status === 'onTheWay' && order.arrivedAt ? atTheDoor : nextSteps[order.status])[viewer];
  const start = order.startsAt ? sayStart(order.startsAt) : { zh: '', en: '' };
  const fill = (words: string, locale: 'zh' | 'en'): string => words
    .replace('{worker}', about.workerName ?? (locale === 'zh' ? '家政员' : 'the worker'))
    .replace('{start}', start[locale])
    .replace('{payBefore}', order.payBefore ? sayUntil(order.payBefore, about.now ?? order.payBefore)[locale] : '')
    .replace('{autoConfirm}', about.autoConfirmAt ? sayStart(about.autoConfirmAt)[locale] : '');
  return { zh: fill(text.zh, 'zh'), en: fill(text.en, 'en') };
};

/** Streets are longer than the crow flies, and an e-bike in town makes about 15 km/h. */
const DETOUR = 1.35;
const METERS_PER_MINUTE = 250;
/** Minutes until the worker is there: from her position when it is known, else until the agreed start; never zero. */
export const etaMinutes = (distanceMeters: number | null, startsAt: Date, now: Date): number =>
  Math.max(1, Math.ceil(distanceMeters === null ? (startsAt.getTime() - now.getTime()) / 60_000 : (distanceMeters * DETOUR) / METERS_PER_MINUTE));
