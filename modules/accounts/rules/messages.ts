/**
 * The text messages the platform sends, by template. A provider registers the same texts word for word, so a changed sentence
 * here is a new registration there. Texts carry no phone and no whole address: a lock screen shows them.
 */
export const templates = {
  loginCode: { zh: '【邻里】验证码 {code}，{minutes} 分钟内有效。切勿告诉他人，包括自称客服的人。', en: '[Linli] Your code is {code}, good for {minutes} minutes. Tell nobody, not even callers who say they are from Linli.' },
  orderPaid: { zh: '【邻里】{time} 的{item}已付款 ¥{amount}，正在为您安排家政员。', en: '[Linli] ¥{amount} received for {item} at {time}; we are arranging your worker.' },
  workerAssigned: { zh: '【邻里】{time} 的{item}已安排{worker}，等待确认。', en: '[Linli] {worker} is to serve your {item} at {time}; confirmation follows.' },
  workerAccepted: { zh: '【邻里】{worker}已接单，将在 {time} 上门{item}。', en: '[Linli] {worker} has accepted and will come for {item} at {time}.' },
  workerOnTheWay: { zh: '【邻里】{worker}已出发，预计 {minutes} 分钟到达。', en: '[Linli] {worker} is on the way, about {minutes} minutes.' },
  orderFinished: { zh: '【邻里】{item}已完工，请在订单页确认并评价；{hours} 小时后自动确认。', en: '[Linli] {item} is finished; please confirm and review it. It is confirmed by itself after {hours} hours.' },
  orderCancelled: { zh: '【邻里】{time} 的{item}已取消，退款 ¥{amount} 将原路退回。', en: '[Linli] {item} at {time} was cancelled; ¥{amount} goes back the way it was paid.' },
  refundArrived: { zh: '【邻里】{item}的退款 ¥{amount} 已原路退回。', en: '[Linli] The refund of ¥{amount} for {item} has been paid back.' },
  payoutWaits: { zh: '【邻里】您的收入 ¥{amount} 已发出，请在 {hours} 小时内确认收款。', en: '[Linli] Your ¥{amount} is on its way; please take it within {hours} hours.' },
  payoutArrived: { zh: '【邻里】您的收入 ¥{amount} 已到账。', en: '[Linli] Your ¥{amount} has arrived.' },
  payoutFailed: { zh: '【邻里】¥{amount} 打款没有成功，钱还在您的余额里，请检查收款账户。', en: '[Linli] The payout of ¥{amount} did not succeed; the money is still yours here. Please check the account.' },
  tipGiven: { zh: '【邻里】家庭为“{item}”给了您 ¥{amount} 感谢金，全部归您。', en: '[Linli] A family thanks you with ¥{amount} for “{item}”; all of it is yours.' },
  payoutExpired: { zh: '【邻里】¥{amount} 超过 {hours} 小时没有确认收款，已退回您的余额，可以重新发起。', en: '[Linli] ¥{amount} was not taken within {hours} hours and is back in your balance; it can be sent again.' },
  invoiceReady: { zh: '【邻里】{item}的电子发票 ¥{amount} 已开好，号码 {number}，可在订单里查看下载。', en: '[Linli] The e-invoice of ¥{amount} for {item} is ready, number {number}; find it with the order.' },
  redLetterReady: { zh: '【邻里】{item}退款 ¥{amount} 对应的红字发票已开出，号码 {number}。', en: '[Linli] The red letter for the ¥{amount} given back for {item} was issued, number {number}.' },
  invoiceRefused: { zh: '【邻里】{item}的发票没有开成：{why}。请核对抬头后重新申请。', en: '[Linli] The invoice for {item} could not be issued: {why}. Check the title and ask again.' },
  newOffer: { zh: '【邻里】新的派单：{time} {item}，{estate}，净收入 ¥{pay}。请在 {until} 前答复。', en: '[Linli] New offer: {item} at {time}, {estate}, net ¥{pay}. Please answer by {until}.' },
  offerWithdrawn: { zh: '【邻里】{time} {item}的派单已撤回，无需处理。', en: '[Linli] The offer of {item} at {time} was withdrawn; nothing to do.' },
  followUp: { zh: '【邻里】{item}做得怎么样？客服稍后会来电回访，不便接听请忽略。', en: '[Linli] How was {item}? An agent will call you soon; no need to answer if it does not suit you.' },
  ticketClosed: { zh: '【邻里】您的客服单 {no} 已办结：{resolution}。如有疑问请回电客服。', en: '[Linli] Your ticket {no} is closed: {resolution}. Call us if anything is left open.' },
  workerReplaced: { zh: '【邻里】{worker}路上遇到状况，不能到达，很抱歉。{time} 的{item}已改派{next}，等她确认。', en: '[Linli] We are sorry: {worker} cannot reach you. Your {item} of {time} goes to {next}; confirmation follows.' },
  visitReassigned: { zh: '【邻里】{time} {item}已改派他人，请不必再前往。', en: '[Linli] {item} at {time} was given to somebody else; please do not go there.' },
  visitGiven: { zh: '【邻里】已派给您：{time} {item}，{estate}，净收入 ¥{pay}。{until} 前可以退回。', en: '[Linli] Yours: {item} at {time}, {estate}, net ¥{pay}. You may give it back until {until}.' },
  orderWaits: { zh: '【邻里】{time} 的{item}（{estate}）等您派人，请在 {until} 前安排。', en: '[Linli] {item} at {time} ({estate}) waits for you to send somebody by {until}.' },
  orderLost: { zh: '【邻里】{time} 的{item}没有及时派人，已转给{next}。', en: '[Linli] Nobody was sent for {item} at {time} in time; it went to {next}.' },
  appealAccepted: { zh: '【邻里】您对“{item}”的申诉已支持，不再计入。{words}', en: '[Linli] Your appeal about {item} was upheld; it counts no more. {words}' },
  appealRejected: { zh: '【邻里】您对“{item}”的申诉未获支持：{words}', en: '[Linli] Your appeal about {item} was not upheld: {words}' },
  visitMoved: { zh: '【邻里】{time} 的{item}已转给别人：{why}。不影响您的评分，请不必前往。', en: '[Linli] {item} at {time} goes to somebody else: {why}. It costs you nothing; please do not go there.' },
  dayCleared: { zh: '【邻里】已按生病处理，{count} 单转给了别人，不影响您的评分。{until} 前不再派单，好好休息。', en: '[Linli] You are noted as ill: {count} visits go to others, at no cost to you. No orders until {until}. Get well soon.' },
  workerChanged: { zh: '【邻里】{time} 的{item}改由{next}上门：{why}。', en: '[Linli] {next} will come for your {item} at {time} instead: {why}.' },
  workerChanging: { zh: '【邻里】{time} 的{item}要换人：{why}。已请{next}，等她确认。', en: '[Linli] Somebody else will come for your {item} at {time}: {why}. {next} was asked; confirmation follows.' },
  workerSought: { zh: '【邻里】{why}，{time} 的{item}正在另找家政员，有结果马上告诉您。', en: '[Linli] {why}: we are looking for somebody else for your {item} at {time} and tell you at once.' },
  visitPostponed: { zh: '【邻里】{why}，{time} 的{item}改到 {next}，{worker}上门。不方便请联系平台客服。', en: '[Linli] {why}: your {item} of {time} is moved to {next}, with {worker}. Call us if that does not suit you.' },
  safetyRed: { zh: '【邻里】您的安全码变红，暂时不派单：{why}。{todo}。', en: '[Linli] Your safety code is red and no orders come: {why}. {todo}.' },
  levelRaised: { zh: '【邻里】恭喜，您升到{level}了：{why}。', en: '[Linli] Congratulations, you are on a higher level now: {level}. {why}.' },
  levelLowered: { zh: '【邻里】您的级别变为{level}：{why}。不认可可以在“我的级别”里申诉。', en: '[Linli] Your level is now {level}: {why}. You may appeal under My level.' },
  certificateIssued: { zh: '【邻里】您获得了{title}，编号 {number}，在“我的证书”里可以出示。', en: '[Linli] You have earned {title}, number {number}; show it from My certificates.' },
  certificateRevoked: { zh: '【邻里】您的{title}已撤销：{why}。有疑问请联系平台。', en: '[Linli] Your {title} was revoked: {why}. Call us if you do not agree.' },
  retrainingDue: { zh: '【邻里】您的{title}请在 {date} 前复训：{why}。过期后相关订单暂停派单。', en: '[Linli] Please refresh your {title} before {date}: {why}. Orders that need it stop afterwards.' },
  retrainingOverdue: { zh: '【邻里】您的{title}复训已过期，相关订单暂停派单，复训后马上恢复。', en: '[Linli] Your {title} was not refreshed in time: orders that need it stop until it is.' },
  coachingWaits: { zh: '【邻里】{worker}记了 {date} 带教您 {minutes} 分钟，请在应用里确认。', en: '[Linli] {worker} recorded {minutes} minutes of coaching on {date}; please confirm it in the app.' },
  practicalBooked: { zh: '【邻里】实操考核已约好：{time}，{place}，{title}。去不了请提前取消。', en: '[Linli] Your practical is booked: {time}, {place}, {title}. Please give the seat back if you cannot come.' },
  practicalCalledOff: { zh: '【邻里】{time} 的{title}取消了：{why}。请另约一场。', en: '[Linli] {title} at {time} was called off: {why}. Please book another.' },
  practicalFailed: { zh: '【邻里】{title} {score} 分，这次没通过：{why}。练好再约，随时可以再考。', en: '[Linli] {title}: {score} %, not passed this time: {why}. Practise and book again whenever you like.' },
  examinerChanged: { zh: '【邻里】{time} 的{title}换了考官，时间地点不变。', en: '[Linli] {title} at {time} has another examiner; time and place stay.' },
  admissionLapsed: { zh: '【邻里】有一项入驻检查失效，相关的新单先停：{why}。请在“我的入驻”里补上。', en: '[Linli] One of your checks does not hold any more and new orders of that kind stop: {why}. See My admission.' },
  checkEnds: { zh: '【邻里】您的{check}还有 {days} 天到期（{date}），请早些续办，过期当天停派相关的单。', en: '[Linli] Your {check} ends in {days} days ({date}). Please renew it in time; orders that need it stop that day.' },
  applicationIn: { zh: '【邻里】报名已收到。下一步：{next}。进度在“我的入驻”里随时能看。', en: '[Linli] Your application is in. Next: {next}. See My admission for how far it is.' },
  applicationRefused: { zh: '【邻里】您的报名没有通过：{why}。有疑问请打给平台。', en: '[Linli] Your application was turned down: {why}. Call us if you have questions.' },
  joiningMoved: { zh: '【邻里】“{firm}”入驻进度：{state}。下一步：{next}。', en: '[Linli] {firm}: {state}. Next: {next}.' },
  merchantPaperEnds: { zh: '【邻里】“{firm}”的{paper}还有 {days} 天到期（{date}），过期当天暂停接单，请早些更新。', en: '[Linli] {paper} of {firm} ends in {days} days ({date}); new orders stop that day. Please renew it in time.' },
  merchantPaperFailed: { zh: '【邻里】“{firm}”的{paper}没有通过：{why}。请在商户端重新提交。', en: '[Linli] {paper} of {firm} was not passed: {why}. Please hand it in again.' },
  ownerSessionCancelled: { zh: '【邻里】{time} 的负责人培训“{title}”已取消，请另选一场。', en: '[Linli] The owner training “{title}” at {time} was called off; please choose another.' },
  retrainingDone: { zh: '【邻里】复训已完成，要求复训的记录已结束，其他条件都满足就可以接单。', en: '[Linli] Your retraining is done; with everything else in order you may take orders again.' },
  merchantRewarded: { zh: '【邻里】“{firm}”受到平台表彰：{reason}。', en: '[Linli] {firm} was rewarded: {reason}.' },
  merchantSanctioned: { zh: '【邻里】平台对“{firm}”作出“{kind}”：{reason}。不认可可在 7 天内到商户端申诉。', en: '[Linli] {kind} for {firm}: {reason}. You may appeal within 7 days.' },
  conductNoted: { zh: '【邻里】平台记录了一条“{kind}”：{reason}。不认可可在 7 天内申诉。', en: '[Linli] Noted about you: {kind}, {reason}. You may appeal within 7 days.' },
  subsidyPaid: { zh: '【邻里】培训补贴 {no} 的 ¥{amount} 已到账。', en: '[Linli] Your training subsidy {no} of ¥{amount} is paid.' },
  subsidyClawedBack: { zh: '【邻里】培训补贴 {no} 的 ¥{amount} 要追回：{why}。先从您的账户余额里扣，有疑问请联系平台。', en: '[Linli] Your training subsidy {no} of ¥{amount} is fetched back: {why}. It is taken from your balance first; call us if you do not agree.' },
  nationalVerified: { zh: '【邻里】您登记的国家证书{title}已核对，记进了您的证书。', en: '[Linli] Your certificate of the state, {title}, is verified and stands with your certificates.' },
  nationalRefused: { zh: '【邻里】您登记的国家证书{title}没通过核对：{why}。请改好后在“我的证书”重新登记。', en: '[Linli] Your certificate of the state, {title}, was not accepted: {why}. Please record it again under My certificates.' },
  standardNotKept: { zh: '【邻里】标准检查：您 {date} 的{item}有 {count} 条没做到（{clause}）：{seen}。下次上门请照做，详情在“学习”的“我的”里。', en: '[Linli] Inspection: your {item} of {date} did not keep {count} clause(s) ({clause}): {seen}. Please do so next time; see Me in the learning app.' },
  standardNotKeptByStaff: { zh: '【邻里】标准检查：{worker} {date} 的{item}有 {count} 条没做到（{clause}）：{seen}。请带她改正，详情在员工页。', en: '[Linli] Inspection: {worker}’s {item} of {date} did not keep {count} clause(s) ({clause}): {seen}. Please help her; see the staff page.' },
  sosAlarm: { zh: '【邻里】求助警报：{kind}，{who}，{place}。请马上打开客服台点“我来处理”。', en: '[Linli] Call for help: {kind}, {who}, {place}. Open the desk and take it now.' },
  sosContact: { zh: '【邻里】{name}刚才在平台求助，客服正在处理。请联系她，或拨打客服 {hotline}。', en: '[Linli] {name} has just called for help and we are looking after it. Please get in touch, or ring us: {hotline}.' },
  lateRisk: { zh: '【邻里】{worker}预计 {time} 到，{item}比约定晚约 {minutes} 分钟，很抱歉；有变化再告诉您。', en: '[Linli] We are sorry: {worker} is expected at {time}, about {minutes} min late for {item}. We tell you if that changes.' },
  lateAsk: { zh: '【邻里】{time} {item}（{estate}）您可能晚到 {minutes} 分钟，请在应用里点“在路上”或“来不了”。', en: '[Linli] {item} at {time} ({estate}): you may be {minutes} min late. Please answer in the app: on my way, or cannot come.' },
  seriesOrder: { zh: '【邻里】固定预约 {time} 的{item}已留好{worker}的时间，请在 {until} 前支付 ¥{amount}。', en: '[Linli] Your recurring {item} at {time}: the time of {worker} is kept. Please pay ¥{amount} before {until}.' },
  seriesUnpaid: { zh: '【邻里】固定预约 {time} 的{item}还没支付，{until} 之后时间将释放。', en: '[Linli] Your recurring {item} at {time} is not paid yet; after {until} the time is released.' },
  seriesConflict: { zh: '【邻里】固定预约 {time} 的{item}暂时没人能来，请到“我的固定预约”换时间、换人或跳过这次。', en: '[Linli] Nobody can come for your recurring {item} at {time}. Choose another time or worker, or leave it out, under My series.' },
  cohortSeat: { zh: '【邻里】已报上{course}，{date} 开班。课表在“我的培训”里看。', en: '[Linli] You have a seat in {course}, starting {date}. See the timetable under My training.' },
  cohortWaiting: { zh: '【邻里】{course}名额已满，您排在候补第 {count} 位，有名额马上通知您。', en: '[Linli] {course} is full; you are number {count} on the waiting list and hear from us at once when a seat is free.' },
  seatFree: { zh: '【邻里】{course}有名额了，您已补上，{date} 开班。来不了请在“我的培训”退班。', en: '[Linli] A seat in {course} is free and yours; it starts {date}. If you cannot come, give it back under My training.' },
  cohortCancelled: { zh: '【邻里】{course}不开了：{why}。很抱歉，可以另报一个班。', en: '[Linli] We are sorry: {course} does not take place: {why}. You can choose another one.' },
  lessonChanged: { zh: '【邻里】{course}有变动：{what}。请看“我的培训”的课表。', en: '[Linli] {course} has changed: {what}. See the timetable under My training.' },
  meetingCancelled: { zh: '【邻里】{group}原定 {time} 在{place}的活动取消了。', en: '[Linli] {group} does not meet at {time}, {place} as planned.' },
  creditWithdrawn: { zh: '【邻里】{partner}“{subject}”的学分认定已撤回：{why}。有疑问请联系培训老师。', en: '[Linli] The credit for {subject} at {partner} was withdrawn: {why}. Ask your trainer if this is wrong.' },
  meetingCalled: { zh: '【邻里】{group}活动：{time}，{place}。', en: '[Linli] {group} meets at {time}, {place}.' },
  seriesPaused: { zh: '【邻里】固定预约的{item}连续 {count} 次没有支付，已先暂停；在“我的固定预约”可随时恢复。', en: '[Linli] Your recurring {item} was not paid {count} times in a row and is paused; resume it any time under My series.' },
} as const;

export type Template = keyof typeof templates;
export type MessageParams = Record<string, string | number>;

/** A value in a message: one line, at most 40 characters, so that a long name cannot push the sense out of it. */
const valueText = (value: string | number | undefined): string => String(value ?? '').replace(/\s+/g, ' ').trim().slice(0, 40);

/** The message in both languages; a place without a value stays empty rather than showing its name. */
export const messageText = (template: Template, params: MessageParams): { zh: string; en: string } => {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_whole, name: string) => valueText(params[name]));
  return { zh: fill(templates[template].zh), en: fill(templates[template].en) };
};

/** Providers know templates in lower case: newOffer → new_offer. */
export const registeredName = (template: string): string => template.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
