import type { Bilingual, OrderStatus, RefusalCode } from '@linli/contract';

/**
 * Who acts on an order. One person may be several at once (an operator books for her own home).
 * `household`: anyone of the home; `worker`: the one assigned; `merchant`: owner or staff of the merchant that serves or holds
 * the territory; `desk`: dispatcher, agent, operator, or the station that placed it; `watch`: finance and audit, who only look.
 */
export type Part = 'household' | 'worker' | 'merchant' | 'desk' | 'watch' | 'system';

/**
 * One way to move an order. `to: 'same'` leaves the status and adds to the order (a photo, a review).
 * `zh`/`en` complete the refusals "不能…" and "it cannot be …"; `extra` says what else must hold (see rules/terms.ts).
 */
export type Step = { from: readonly (OrderStatus | 'nothing')[]; to: OrderStatus | 'same'; who: readonly Part[]; zh: string; en: string; extra?: string };

const step = (from: Step['from'], to: Step['to'], who: Step['who'], zh: string, en: string, extra?: string): Step => ({ from, to, who, zh, en, ...(extra && { extra }) });

/**
 * The life of an order, whole: nothing else decides where an order may go. `can` of every view and every action read this
 * table; the database only repeats the list of statuses.
 */
export const FLOW = {
  //                       from                                                            to                    who                                       不能…          it cannot be …
  place:            step(['nothing'],                                                      'draft',              ['household', 'desk'],                    '下单', 'placed'),
  hold:             step(['draft'],                                                        'held',               ['household', 'desk'],                    '选择时间', 'given a time', 'the hold fits the order and has not expired'),
  pay:              step(['held'],                                                         'paid',               ['system'],                               '支付', 'paid', 'the whole amount arrived; a free redo owes nothing'),
  expire:           step(['held'],                                                         'cancelled',          ['system'],                               '过期', 'expired', 'payBefore has passed'),
  assign:           step(['paid', 'assigned', 'accepted'],                                 'assigned',           ['system', 'desk', 'merchant', 'worker'], '派单', 'assigned', 'dispatch found the worker suitable and her time free'),
  accept:           step(['assigned'],                                                     'accepted',           ['worker', 'desk', 'merchant', 'system'], '接单', 'accepted', 'by the worker it is assigned to'),
  unassign:         step(['assigned', 'accepted'],                                         'paid',               ['system', 'desk', 'worker', 'merchant'], '收回改派', 'taken back'),
  passOn:           step(['paid'],                                                         'same',               ['system', 'merchant'],                   '转给别的商户', 'passed on to another merchant', 'the holder did not answer in time, or cannot'),
  reassign:         step(['onTheWay', 'checklistConfirmed'],                               'assigned',           ['desk', 'system'],                       '途中改派', 'given to another worker on the way', 'until the work starts; both sides are told'),
  depart:           step(['accepted'],                                                     'onTheWay',           ['worker'],                               '出发', 'set out for', 'at most departEarlyMinutes before the start'),
  checkIn:          step(['onTheWay'],                                                     'same',               ['worker'],                               '签到', 'checked in', 'once; within checkInRadiusMeters, or with a reason'),
  confirmChecklist: step(['onTheWay'],                                                     'checklistConfirmed', ['household', 'worker', 'desk'],          '确认清单', 'given a confirmed checklist', 'worker has checked in; the version shown; a worker needs the door code'),
  startService:     step(['checklistConfirmed'],                                           'inService',          ['worker'],                               '开始服务', 'started'),
  tickItem:         step(['inService'],                                                    'same',               ['worker'],                               '勾选清单', 'ticked'),
  addPhoto:         step(['checklistConfirmed', 'inService'],                              'same',               ['worker'],                               '上传照片', 'photographed', 'public areas only'),
  finish:           step(['inService'],                                                    'finished',           ['worker'],                               '完工', 'finished', 'required items and photos, or a reason'),
  confirm:          step(['finished'],                                                     'confirmed',          ['household', 'system'],                  '验收', 'confirmed', 'by itself autoConfirmHours after the finish'),
  settle:           step(['confirmed'],                                                    'settled',            ['system'],                               '结算', 'settled'),
  close:            step(['confirmed', 'settled'],                                         'same',               ['system'],                               '办结', 'closed', 'once; closed for good when settled and followed up'),
  review:           step(['confirmed', 'settled'],                                         'same',               ['household'],                            '评价', 'reviewed', 'once, within reviewDays of the finish'),
  reviewHousehold:  step(['finished', 'confirmed', 'settled'],                             'same',               ['worker'],                               '评价家庭', 'reviewed by the worker', 'once, within reviewDays of the finish'),
  redo:             step(['finished', 'confirmed', 'settled'],                             'same',               ['household', 'desk'],                    '申请返工', 'redone', 'once, within the redo window of the service; makes a new order'),
  reschedule:       step(['paid', 'assigned', 'accepted'],                                 'paid',               ['household', 'desk'],                    '改约', 'moved', 'at least rescheduleHours before the start'),
  postpone:         step(['paid', 'assigned', 'accepted'],                                 'same',               ['system', 'desk'],                       '顺延', 'postponed', 'the home cannot be reached at its hour; the household is told the new one'),
  cancel:           step(['draft', 'held', 'paid', 'assigned', 'accepted', 'onTheWay', 'checklistConfirmed'], 'cancelled', ['household', 'desk'],            '取消', 'cancelled', 'refund by cancelTerms'),
  reportNoShow:     step(['paid', 'assigned', 'accepted', 'onTheWay'],                     'noShow',             ['household', 'desk', 'worker'],          '报未到', 'reported as a no-show', 'noShowAfterMinutes after the start (worker absent) or after waiting at the door (customer absent)'),
} as const satisfies Record<string, Step>;

export type Verb = keyof typeof FLOW;
export const verbs = Object.keys(FLOW) as Verb[];
const stepOf = (verb: Verb): Step => FLOW[verb];

/** A rule that says no, by its name in the contract. */
export type No = { code: RefusalCode; params: Record<string, string | number>; field?: string };

export const statusLabels: Record<OrderStatus, Bilingual> = {
  draft: { zh: '待选时间', en: 'Needs a time' },
  held: { zh: '待支付', en: 'To be paid' },
  paid: { zh: '待派单', en: 'Finding a worker' },
  assigned: { zh: '待接单', en: 'Waiting for the worker' },
  accepted: { zh: '已接单', en: 'Accepted' },
  onTheWay: { zh: '在路上', en: 'On the way' },
  checklistConfirmed: { zh: '清单已确认', en: 'Checklist confirmed' },
  inService: { zh: '服务中', en: 'In service' },
  finished: { zh: '待验收', en: 'To be confirmed' },
  confirmed: { zh: '已验收', en: 'Confirmed' },
  settled: { zh: '已完成', en: 'Completed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  noShow: { zh: '未到访', en: 'No-show' },
};

/** The status in words; at the door it says more than the bare status. */
export const statusLabelOf = (order: { status: OrderStatus; arrivedAt: Date | null }): Bilingual =>
  order.status === 'onTheWay' && order.arrivedAt ? { zh: '已到达', en: 'At the door' } : statusLabels[order.status];

/** Where a verb leads from a status, or null where FLOW has no such way. */
export const nextStatus = (verb: Verb, from: OrderStatus | 'nothing'): OrderStatus | null => {
  const { from: allowed, to } = stepOf(verb);
  if (!allowed.includes(from)) return null;
  return to === 'same' ? (from as OrderStatus) : to;
};

const partNames: Record<Part, Bilingual> = {
  household: { zh: '下单家庭', en: 'the household' },
  worker: { zh: '接单的家政员', en: 'the assigned worker' },
  merchant: { zh: '所属商户', en: 'the merchant' },
  desk: { zh: '平台客服', en: 'the desk' },
  watch: { zh: '审计', en: 'an auditor' },
  system: { zh: '系统', en: 'the system' },
};

/** Whether one of the parts may ever do this. */
export const isWhoMay = (verb: Verb, parts: readonly Part[]): boolean => parts.some((part) => stepOf(verb).who.includes(part));

/** The part in which a person does something: the first one the table names. */
export const actingPart = (verb: Verb, parts: readonly Part[]): Part | null => stepOf(verb).who.find((part) => parts.includes(part)) ?? null;

/** Refuses the wrong person (`access.forbidden`), then the wrong status (`orders.wrong_state`). */
export const refuseStep = (verb: Verb, order: { status: OrderStatus; arrivedAt: Date | null }, parts: readonly Part[]): No | null => {
  if (!isWhoMay(verb, parts)) {
    const names = stepOf(verb).who.filter((part) => part !== 'system').map((part) => partNames[part]);
    const { zh, en } = names.length > 0 ? { zh: names.map((name) => name.zh).join('、'), en: names.map((name) => name.en).join(', ') } : partNames.system;
    return { code: 'access.forbidden', params: { needZh: `只有${zh}可以${stepOf(verb).zh}`, needEn: `only ${en} may have it ${stepOf(verb).en}` } };
  }
  return nextStatus(verb, order.status) === null ? wrongState(verb, order) : null;
};

/** `orders.wrong_state` for a verb that the order is past, or not ready for. */
export const wrongState = (verb: Verb, order: { status: OrderStatus; arrivedAt: Date | null }): No => {
  const label = statusLabelOf(order);
  return { code: 'orders.wrong_state', params: { statusZh: label.zh, statusEn: label.en, verbZh: stepOf(verb).zh, verbEn: stepOf(verb).en } };
};
