import type { Bilingual, OutputOf, contract } from '@linli/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS, clockWords, lengthWords } from './times.ts';

export type Exception = OutputOf<typeof contract.insights.board>['exceptions'][number];
type Severity = Exception['severity'];

/** Facts of an order that any exception about a visit needs. */
export type VisitFacts = { orderId: string; no: string; itemNameZh: string; itemNameEn: string; estateName: string; startsAt: Date; endsAt: Date; workerName: string | null };

/** From what time on each kind shows, and from when it burns. Minutes unless named otherwise. */
export const limits = {
  unassignedNowHours: 2, unassignedSoonHours: 24, unassignedGraceMinutes: 3,
  departWatchMinutes: 20, lateRiskNowMinutes: 15, waitingMinutes: 5, waitingNowHours: 1, waitingSoonHours: 4,
  unpaidAfterMinutes: 5, unpaidSoonMinutes: 3, overrunMinutes: 15, overrunNowMinutes: 45,
  demandMinutes: 10, demandSoonHours: 2, ticketSoonHours: 2, followUpSoonHours: 4, paperDays: 7, paperSoonDays: 3, alarmHours: 24,
} as const;

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const visit = (v: VisitFacts, now: Date): Bilingual => {
  const at = clockWords(v.startsAt, now);
  return both(`${at.zh} ${v.estateName}的${v.itemNameZh}（${v.no}）`, `${v.itemNameEn} at ${v.estateName}, ${at.en} (${v.no})`);
};
const nameOf = (v: VisitFacts): Bilingual => both(v.workerName ?? '家政员', v.workerName ?? 'The worker');
const until = (at: Date, now: Date): number => at.getTime() - now.getTime();

const aboutVisit = (v: VisitFacts, what: Pick<Exception, 'kind' | 'severity' | 'title' | 'words' | 'action'> & { since: Date }): Exception =>
  ({ ...what, orderId: v.orderId, subjectId: v.orderId, since: what.since.toISOString() });

/** A paid visit nobody is asked for. One just paid is dispatch's to place; far ones show only when dispatch found nobody. */
export const judgeUnassigned = (v: VisitFacts & { since: Date; whyZh: string | null; whyEn: string | null }, now: Date): Exception | null => {
  const left = until(v.startsAt, now);
  if (left > HOUR_MS && now.getTime() - v.since.getTime() < limits.unassignedGraceMinutes * MINUTE_MS) return null;
  const severity: Severity = left <= limits.unassignedNowHours * HOUR_MS ? 'now' : left <= limits.unassignedSoonHours * HOUR_MS ? 'soon' : 'watch';
  if (severity === 'watch' && v.whyZh === null) return null;
  const what = visit(v, now);
  const length = lengthWords(left);
  const lead = left >= 0 ? both(`${length.zh}后开始`, `starts in ${length.en}`) : both(`已过约定时间 ${length.zh}`, `should have started ${length.en} ago`);
  const why = v.whyZh === null ? both('', '') : both(`；${v.whyZh}`, `; ${v.whyEn ?? v.whyZh}`);
  return aboutVisit(v, { kind: 'unassigned', severity, action: 'assign', since: v.since, title: both('还没有家政员', 'Nobody assigned'), words: both(`${what.zh}，${lead.zh}${why.zh}`, `${what.en}: ${lead.en}${why.en}`) });
};

/** An accepted visit whose worker has not set out. */
export const judgeNotDeparted = (v: VisitFacts, now: Date): Exception | null => {
  const left = until(v.startsAt, now);
  if (left > limits.departWatchMinutes * MINUTE_MS) return null;
  const who = nameOf(v);
  const what = visit(v, now);
  const length = lengthWords(left);
  const lead = left > 0 ? both(`离开始只有 ${length.zh}，${who.zh}还没有出发`, `${length.en} to go and ${who.en} has not set out`) : both(`约定时间已过 ${length.zh}，${who.zh}还没有出发`, `${length.en} past the start and ${who.en} has not set out`);
  return aboutVisit(v, { kind: 'noShowRisk', severity: left <= 0 ? 'now' : 'soon', action: 'call', since: new Date(v.startsAt.getTime() - limits.departWatchMinutes * MINUTE_MS), title: both('可能不到', 'May not come'), words: both(`${what.zh}：${lead.zh}`, `${what.en}: ${lead.en}`) });
};

/** On the way, and the agreed time has passed. */
export const judgeLate = (v: VisitFacts, now: Date, lateAfterMinutes: number): Exception | null => {
  const past = -until(v.startsAt, now);
  if (past <= 0) return null;
  const who = nameOf(v);
  const what = visit(v, now);
  const length = lengthWords(past);
  return aboutVisit(v, { kind: 'late', severity: past >= lateAfterMinutes * MINUTE_MS ? 'now' : 'soon', action: 'call', since: v.startsAt, title: both('晚到', 'Late'), words: both(`${what.zh}：${who.zh}在路上，已晚 ${length.zh}`, `${what.en}: ${who.en} is on the way, ${length.en} late`) });
};

/** A visit foreseen to begin late: by how much, what she answered, and who could be there sooner. */
export const judgeLateRisk = (v: VisitFacts & { since: Date; arriveAt: Date; lateMinutes: number; answer: 'onMyWay' | 'cannot' | null; soonerName: string | null; soonerAt: Date | null }, now: Date): Exception => {
  const who = nameOf(v);
  const what = visit(v, now);
  const at = clockWords(v.arriveAt, now);
  const said = v.answer === 'cannot' ? both('，她说来不了', ', she cannot come') : v.answer === 'onMyWay' ? both('，她说在路上', ', she says she is on her way') : both('，还没回话', ', no word from her yet');
  const sooner = v.soonerName === null || v.soonerAt === null ? both('；附近没有更早能到的人', '; nobody near could be there sooner') : both(`；${v.soonerName} ${clockWords(v.soonerAt, now).zh} 能到`, `; ${v.soonerName} could be there ${clockWords(v.soonerAt, now).en}`);
  return aboutVisit(v, {
    kind: 'lateRisk', severity: v.answer === 'cannot' || v.lateMinutes >= limits.lateRiskNowMinutes ? 'now' : 'soon', action: v.soonerName === null ? 'call' : 'assign', since: v.since, title: both('可能晚到', 'Will be late'),
    words: both(`${what.zh}：${who.zh}预计 ${at.zh} 到，晚 ${v.lateMinutes} 分钟${said.zh}${sooner.zh}`, `${what.en}: ${who.en} is expected ${at.en}, ${v.lateMinutes} min late${said.en}${sooner.en}`),
  });
};

/** Wrong door codes until the code was locked: the worker stands at the door and only the household's phone or the desk gets her in. */
export const judgeDoorCode = (v: VisitFacts & { since: Date; tries: number }, now: Date): Exception => {
  const who = nameOf(v);
  const what = visit(v, now);
  return aboutVisit(v, {
    kind: 'doorCodeLocked', severity: 'now', action: 'call', since: v.since, title: both('确认码锁定', 'Door code locked'),
    words: both(`${what.zh}：${who.zh}在门口输错确认码 ${v.tries} 次，请联系客户核实`, `${what.en}: ${who.en} entered ${v.tries} wrong codes at the door; please check with the household`),
  });
};

/** An offer that waits for an answer longer than a look at the phone takes. */
export const judgeOfferWaiting = (v: VisitFacts & { madeAt: Date; expiresAt: Date | null }, now: Date): Exception | null => {
  const left = until(v.startsAt, now);
  const waiting = now.getTime() - v.madeAt.getTime();
  if (waiting < limits.waitingMinutes * MINUTE_MS && left > limits.waitingNowHours * HOUR_MS) return null;
  const severity: Severity = left <= limits.waitingNowHours * HOUR_MS ? 'now' : left <= limits.waitingSoonHours * HOUR_MS ? 'soon' : 'watch';
  const who = nameOf(v);
  const what = visit(v, now);
  const length = lengthWords(waiting);
  const end = v.expiresAt === null ? both('', '') : both(`，${clockWords(v.expiresAt, now).zh} 前有效`, `, good until ${clockWords(v.expiresAt, now).en}`);
  return aboutVisit(v, { kind: 'offerWaiting', severity, action: severity === 'now' ? 'call' : 'wait', since: v.madeAt, title: both('等待接单', 'Waiting for an answer'), words: both(`${what.zh}：${who.zh} ${length.zh}还没答复${end.zh}`, `${what.en}: ${who.en} has not answered for ${length.en}${end.en}`) });
};

/** Time is held and not paid for. */
export const judgeUnpaidHold = (v: VisitFacts & { placedAt: Date; payBefore: Date }, now: Date): Exception | null => {
  const waiting = now.getTime() - v.placedAt.getTime();
  const left = until(v.payBefore, now);
  if (waiting < limits.unpaidAfterMinutes * MINUTE_MS || left <= 0) return null;
  const what = visit(v, now);
  const length = lengthWords(left);
  return aboutVisit(v, { kind: 'unpaidHold', severity: left <= limits.unpaidSoonMinutes * MINUTE_MS ? 'soon' : 'watch', action: 'call', since: v.placedAt, title: both('还没付款', 'Not paid yet'), words: both(`${what.zh}：还没付款，${length.zh}后自动取消`, `${what.en}: not paid, cancelled by itself in ${length.en}`) });
};

/** Work that goes on past its end; when the worker's next visit is near, somebody waits for her. */
export const judgeOverrun = (v: VisitFacts & { nextStartsAt: Date | null }, now: Date): Exception | null => {
  const past = -until(v.endsAt, now);
  if (past < limits.overrunMinutes * MINUTE_MS) return null;
  const isNextNear = v.nextStartsAt !== null && until(v.nextStartsAt, now) <= HOUR_MS;
  const who = nameOf(v);
  const what = visit(v, now);
  const length = lengthWords(past);
  const next = v.nextStartsAt && isNextNear ? both(`，下一单 ${clockWords(v.nextStartsAt, now).zh} 开始`, `; the next visit starts ${clockWords(v.nextStartsAt, now).en}`) : both('', '');
  return aboutVisit(v, { kind: 'overrun', severity: isNextNear || past >= limits.overrunNowMinutes * MINUTE_MS ? 'now' : 'soon', action: 'call', since: v.endsAt, title: both('超时服务', 'Running over'), words: both(`${what.zh}：${who.zh}已超时 ${length.zh}${next.zh}`, `${what.en}: ${who.en} is ${length.en} over${next.en}`) });
};

/** A posted need that has no time yet. */
export const judgeDemand = (d: { orderId: string; no: string; itemNameZh: string; itemNameEn: string; estateName: string; placedAt: Date }, now: Date): Exception | null => {
  const waiting = now.getTime() - d.placedAt.getTime();
  if (waiting < limits.demandMinutes * MINUTE_MS) return null;
  const length = lengthWords(waiting);
  return {
    kind: 'demandUnmatched', severity: waiting >= limits.demandSoonHours * HOUR_MS ? 'soon' : 'watch', orderId: d.orderId, subjectId: d.orderId, since: d.placedAt.toISOString(), action: 'assign',
    title: both('需求待匹配', 'Demand without a time'), words: both(`${d.estateName}的${d.itemNameZh}需求（${d.no}）已等 ${length.zh}，还没有安排时间`, `${d.itemNameEn} at ${d.estateName} (${d.no}) has waited ${length.en} for a time`),
  };
};

const ticketKinds: Record<string, Bilingual> = { complaint: both('投诉', 'Complaint'), consulting: both('咨询', 'Question'), change: both('变更', 'Change'), incident: both('事故', 'Incident') };

/** A ticket whose promised answer is over or near. */
export const judgeTicket = (t: { ticketId: string; no: string; kind: string; orderId: string | null; dueAt: Date; words: string }, now: Date): Exception | null => {
  const left = until(t.dueAt, now);
  if (left > limits.ticketSoonHours * HOUR_MS) return null;
  const length = lengthWords(left);
  const kind = ticketKinds[t.kind] ?? both(t.kind, t.kind);
  const words = t.words.length > 40 ? `${t.words.slice(0, 40)}…` : t.words;
  return {
    kind: 'ticketOverdue', severity: left <= 0 ? 'now' : 'soon', orderId: t.orderId, subjectId: t.ticketId, since: t.dueAt.toISOString(), action: 'review',
    title: left <= 0 ? both('客服单超时', 'Ticket overdue') : both('客服单快到期', 'Ticket due soon'),
    words: left <= 0 ? both(`${kind.zh} ${t.no} 已超时 ${length.zh}：${words}`, `${kind.en} ${t.no} is ${length.en} overdue: ${words}`) : both(`${kind.zh} ${t.no} 还有 ${length.zh}到期：${words}`, `${kind.en} ${t.no} is due in ${length.en}: ${words}`),
  };
};

/** A household that should have been rung by now. */
export const judgeFollowUp = (f: { followUpId: string; orderId: string; no: string; itemNameZh: string; itemNameEn: string; dueAt: Date; attempts: number }, now: Date): Exception | null => {
  const past = -until(f.dueAt, now);
  if (past <= 0) return null;
  const length = lengthWords(past);
  const tried = f.attempts > 0 ? both(`，已拨 ${f.attempts} 次`, `, rung ${f.attempts} times`) : both('', '');
  return {
    kind: 'followUpOverdue', severity: past >= limits.followUpSoonHours * HOUR_MS ? 'soon' : 'watch', orderId: f.orderId, subjectId: f.followUpId, since: f.dueAt.toISOString(), action: 'call',
    title: both('回访超时', 'Follow-up overdue'), words: both(`${f.itemNameZh}（${f.no}）的回访已超时 ${length.zh}${tried.zh}`, `The follow-up of ${f.itemNameEn} (${f.no}) is ${length.en} overdue${tried.en}`),
  };
};

const paperNames: Record<string, Bilingual> = {
  identity: both('身份证', 'identity card'), health: both('健康证', 'health certificate'), background: both('背景核查', 'background check'), insurance: both('保险', 'insurance'), electrician: both('电工证', 'electrician’s licence'),
  plumber: both('水暖工证', 'plumber’s licence'), highWork: both('高处作业证', 'work-at-height licence'), waterproofing: both('防水工证', 'waterproofing certificate'), careCertificate: both('养老护理员证', 'elder-care certificate'),
  maternityCertificate: both('母婴护理员证', 'maternity certificate'), childcareCertificate: both('育婴员证', 'childcare certificate'), organizingCertificate: both('整理收纳师证', 'organizing certificate'), drivingLicence: both('驾驶证', 'driving licence'),
};

/** A worker's paper that ends within a week, or has ended: then new orders of that kind are blocked. `validUntil` is its last good day. */
export const judgePaper = (p: { paperId: string; workerId: string; kind: string; workerName: string; validUntil: string }, now: Date): Exception | null => {
  const endsAt = new Date(Date.parse(`${p.validUntil}T16:00:00Z`));
  const left = until(endsAt, now);
  if (left > limits.paperDays * DAY_MS) return null;
  const name = paperNames[p.kind] ?? both(p.kind, p.kind);
  const days = Math.ceil(left / DAY_MS);
  const when = left <= 0 ? both('已过期，相关订单不再派给她', 'has expired: she gets no more of those orders') : days <= 1 ? both('今天到期', 'ends today') : both(`还有 ${days} 天到期（${p.validUntil}）`, `ends in ${days} days (${p.validUntil})`);
  return {
    kind: 'paperExpiring', severity: left <= DAY_MS ? 'now' : left <= limits.paperSoonDays * DAY_MS ? 'soon' : 'watch', orderId: null, subjectId: p.workerId, paperId: p.paperId, action: 'review',
    // It is a matter since the week began in which it ends.
    since: new Date(endsAt.getTime() - limits.paperDays * DAY_MS).toISOString(),
    title: both('证件到期', 'Paper expiring'), words: both(`${p.workerName}的${name.zh}${when.zh}`, `${p.workerName}: the ${name.en} ${when.en}`),
  };
};

const alarmNames: Record<string, Bilingual> = {
  forged: both('签名不对的支付通知', 'payment notifies with a bad signature'), stale: both('过期的支付通知', 'stale payment notifies'), malformed: both('残缺的支付通知', 'incomplete payment notifies'), unknownTrade: both('交易号不存在的支付通知', 'payment notifies of unknown trades'),
  amount: both('金额不符的支付通知', 'payment notifies with another amount'), merchant: both('商户号不符的支付通知', 'payment notifies for another merchant account'), refundRefused: both('被渠道拒绝的退款', 'refunds the provider refused'),
  redLetterRefused: both('没有开成的红字发票', 'red letters that were refused'),
};

/** Refused notifies and refunds of the last day, one line for each kind. */
export const judgeAlarm = (a: { alarmId: string; reason: string; count: number; firstAt: Date; lastAt: Date }, now: Date): Exception => {
  const name = alarmNames[a.reason] ?? both(a.reason, a.reason);
  const last = clockWords(a.lastAt, now);
  return {
    kind: 'paymentAlarm', severity: a.reason === 'amount' || a.reason === 'merchant' || a.reason === 'refundRefused' ? 'now' : a.reason === 'stale' ? 'watch' : 'soon', orderId: null, subjectId: a.alarmId, since: a.firstAt.toISOString(), action: 'review',
    title: both('支付告警', 'Payment alarm'), words: both(`24 小时内 ${a.count} 个${name.zh}，最近一次 ${last.zh}，均已拒绝`, `${a.count} ${name.en} in 24 h, the last ${last.en}; all refused`),
  };
};

/** A better plan of a district's day waits for the desk. */
export const judgePlan = (p: { planId: string; districtName: string; day: string; causeZh: string; causeEn: string; wordsZh: string; wordsEn: string; readyAt: Date; lateBefore: number; lateAfter: number; openBefore: number; openAfter: number }): Exception => ({
  kind: 'planReady', severity: p.openBefore > p.openAfter || p.lateBefore > p.lateAfter ? 'now' : 'soon', orderId: null, subjectId: p.planId, since: p.readyAt.toISOString(), action: 'review', title: both('有更好的安排', 'A better plan'),
  words: both(`${p.districtName} ${p.day}：${p.causeZh}；${p.wordsZh}`, `${p.districtName}, ${p.day}: ${p.causeEn}; ${p.wordsEn}`),
});

/** A visit that a repair could not put right and that still stands as it was. */
export const judgeRepairLeft = (v: VisitFacts & { disruptionId: string; at: Date; causeZh: string; causeEn: string; whyZh: string; whyEn: string }, now: Date): Exception => {
  const what = visit(v, now);
  return { ...aboutVisit(v, { kind: 'repairLeft', severity: until(v.startsAt, now) <= limits.unassignedNowHours * HOUR_MS ? 'now' : 'soon', action: 'call', since: v.at, title: both('补救后还要处理', 'Left by a repair'), words: both(`${what.zh}：${v.whyZh}`, `${what.en}: ${v.whyEn}`) }), subjectId: v.disruptionId };
};

const rank: Record<Severity, number> = { now: 0, soon: 1, watch: 2 };

/** What burns first, then what has lasted longest. */
export const sortExceptions = (exceptions: readonly (Exception | null)[]): Exception[] =>
  exceptions.filter((exception) => exception !== null).sort((a, b) => rank[a.severity] - rank[b.severity] || (a.since < b.since ? -1 : a.since > b.since ? 1 : a.subjectId < b.subjectId ? -1 : 1));

/** A share as a percentage with one decimal; of nothing it is 0. */
export const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10);
