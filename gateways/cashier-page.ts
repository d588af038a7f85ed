import type { FastifyInstance } from 'fastify';
import { escapeHtml } from '../kernel/docs-page.ts';
import { Refusal } from '../kernel/refusal.ts';
import { outcomes, pathOf, type CashierOrder, type Outcome, type SimulatorControls } from './pay-simulator/index.ts';
import { railWords, type TransferState } from './payment.ts';

const words: Record<Outcome, { zh: string; en: string }> = {
  paid: { zh: '确认付款', en: 'Pay' },
  paid_twice_notified: { zh: '付款，通知发两次', en: 'Pay; the notify comes twice' },
  notify_late: { zh: '付款，通知晚 20 分钟', en: 'Pay; the notify comes 20 minutes late' },
  notify_lost: { zh: '付款，通知丢失', en: 'Pay; the notify is lost' },
  wrong_amount: { zh: '不付款，发金额不符的通知', en: 'Do not pay; a notify claims another amount' },
  forged: { zh: '不付款，发伪造签名的通知', en: 'Do not pay; a notify with a forged signature' },
  cancelled: { zh: '取消', en: 'Cancel' },
};

/**
 * The payer's side of the simulated providers. `GET /demo/pay/:tradeNo` shows the cashier (JSON for programs), `POST` takes the choice
 * `{ outcome }` as form or JSON: a form goes back to the order's page, a program gets the state. `/demo/pay/transfer/:no` is the page
 * on which a payee takes a transfer, as in her own WeChat.
 */
export const mountCashier = (http: FastifyInstance, payment: SimulatorControls): void => {
  const hidden = { schema: { hide: true } as object };
  const wantsPage = (accept: string | undefined): boolean => (accept ?? '').includes('text/html');
  const isEnglishTo = (headers: Record<string, string | string[] | undefined>): boolean => /^\s*en/i.test(String(headers['accept-language'] ?? ''));
  const isForm = (headers: Record<string, string | string[] | undefined>): boolean => String(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  type Asked = { Params: { tradeNo: string }; Querystring: { redirect_url?: string }; Body: { outcome?: string } | undefined };
  const returnOf = (query: { redirect_url?: string }, fallback: string): string => (query.redirect_url ? pathOf(query.redirect_url) : fallback);

  http.get<Asked>('/demo/pay/:tradeNo', hidden, async (request, reply) => {
    const order = payment.orderAt(request.params.tradeNo);
    if (!order) throw new Refusal('payments.payment_unknown');
    const { rail, tradeNo, amountFen, description, state, expiresAt, refundedFen } = order;
    if (!wantsPage(request.headers.accept)) return { rail, tradeNo, amountFen, description, state, expiresAt, refundedFen, outcomes };
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(cashierPage({ ...order, returnPath: returnOf(request.query, order.returnPath) }, isEnglishTo(request.headers)));
  });

  http.post<Asked>('/demo/pay/:tradeNo', hidden, async (request, reply) => {
    const outcome = request.body?.outcome ?? 'paid';
    if (!(outcomes as readonly string[]).includes(outcome)) throw new Refusal('request.invalid', { expectedZh: `可选值：${outcomes.join('、')}`, expectedEn: `one of ${outcomes.join(', ')}` }, 'outcome');
    const answer = await payment.choose(request.params.tradeNo, outcome as Outcome);
    if (!answer) throw new Refusal('payments.payment_unknown');
    if (isForm(request.headers)) return reply.redirect(returnOf(request.query, answer.returnPath), 303);
    return { state: answer.state };
  });

  http.get<{ Params: { no: string } }>('/demo/pay/transfer/:no', hidden, async (request, reply) => {
    const transfer = payment.transferAt(request.params.no);
    if (!transfer) throw new Refusal('payments.payment_unknown');
    if (!wantsPage(request.headers.accept)) return transfer;
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(transferPage({ ...transfer, no: request.params.no }, isEnglishTo(request.headers)));
  });

  http.post<{ Params: { no: string }; Body: { answer?: string } | undefined }>('/demo/pay/transfer/:no', hidden, async (request, reply) => {
    const state = payment.answerTransfer(request.params.no, request.body?.answer !== 'declined');
    if (!state) throw new Refusal('payments.payment_unknown');
    return isForm(request.headers) ? reply.redirect(`/demo/pay/transfer/${encodeURIComponent(request.params.no)}`, 303) : { state };
  });
};

const colours = { wechat: '#0b7a3e', alipay: '#0b5fd0' } as const;

const page = ({ title, colour, isEnglish, body }: { title: string; colour: string; isEnglish: boolean; body: string }): string =>
  `<!doctype html><html lang="${isEnglish ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>
body{margin:0;min-height:100dvh;background:#f6f4f0;color:#26302b;font:16px/1.5 "PingFang SC","HarmonyOS Sans","Noto Sans CJK SC",system-ui,sans-serif;display:grid;place-items:center}
main{box-sizing:border-box;width:min(24rem,calc(100vw - 2rem));background:#fff;border-radius:20px;padding:2rem 1.5rem;text-align:center;box-shadow:0 8px 30px #0001;border-top:6px solid ${colour}}
h1{font-size:1.125rem;margin:.25rem 0;color:${colour}}.amount{font-size:2.5rem;font-weight:600;font-variant-numeric:tabular-nums;margin:.25rem 0}.note{color:#5d6661;font-size:.875rem;overflow-wrap:anywhere}.over{font-size:1.25rem;color:${colour}}
button,a.quiet{display:block;width:100%;box-sizing:border-box;min-height:48px;margin:.6rem 0;border-radius:14px;border:0;font:inherit;cursor:pointer;text-decoration:none;line-height:48px}
.pay{background:${colour};color:#fff;font-weight:600}.quiet{background:#eef1ee;color:#26302b}details{margin-top:1.25rem;text-align:left}summary{cursor:pointer;color:#5d6661;font-size:.875rem;padding:.75rem 0}</style></head><body><main>${body}</main></body></html>`;

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

const cashierPage = (order: CashierOrder, isEnglish: boolean): string => {
  const say = (zh: string, en: string): string => (isEnglish ? en : zh);
  const choice = (outcome: Outcome, kind: string): string => `<button class="${kind}" name="outcome" value="${outcome}">${escapeHtml(words[outcome][isEnglish ? 'en' : 'zh'])}</button>`;
  const action = `/demo/pay/${encodeURIComponent(order.tradeNo)}?redirect_url=${encodeURIComponent(order.returnPath)}`;
  const form = `<form method="post" action="${escapeHtml(action)}">${choice('paid', 'pay')}${choice('cancelled', 'quiet')}
<details><summary>${say('演练支付异常', 'Rehearse payment trouble')}</summary>${outcomes.filter((o) => o !== 'paid' && o !== 'cancelled').map((o) => choice(o, 'quiet')).join('')}</details></form>`;
  const over = `<p class="over">${order.state === 'paid' ? say('已付款', 'Paid') : say('支付已关闭', 'This payment is closed')}</p><p><a class="quiet" href="${escapeHtml(order.returnPath)}">${say('返回订单', 'Back to the order')}</a></p>`;
  const rail = railWords[order.rail][isEnglish ? 'en' : 'zh'];
  return page({
    title: say('收银台', 'Cashier'), colour: colours[order.rail], isEnglish,
    body: `<h1>${rail}</h1><p class="note">${say('演示收银台，不会真的扣款', 'Demo cashier: no money moves')}</p><p>${escapeHtml(order.description)}</p><p class="amount">${yuan(order.amountFen)}</p>${order.state === 'open' ? form : over}<p class="note">${escapeHtml(order.tradeNo)}</p>`,
  });
};

const transferStates: Record<TransferState, { zh: string; en: string }> = {
  waitConfirm: { zh: '等待您收款', en: 'Waiting for you' }, processing: { zh: '正在到账', en: 'On its way' }, succeeded: { zh: '已存入零钱', en: 'In your balance' }, failed: { zh: '转账失败', en: 'The transfer failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' }, expired: { zh: '超过 24 小时未收款，已退回', en: 'Not taken within 24 hours; it went back' },
};

const transferPage = ({ no, amountFen, words: why, state, payeeName }: { no: string; amountFen: number; words: string; state: TransferState; payeeName: string }, isEnglish: boolean): string => {
  const say = (zh: string, en: string): string => (isEnglish ? en : zh);
  const form = `<form method="post" action="/demo/pay/transfer/${encodeURIComponent(no)}"><button class="pay" name="answer" value="taken">${say('确认收款', 'Take the money')}</button><button class="quiet" name="answer" value="declined">${say('不收', 'Decline')}</button></form>`;
  return page({
    title: say('收款', 'Incoming money'), colour: colours.wechat, isEnglish,
    body: `<h1>${railWords.wechat[isEnglish ? 'en' : 'zh']}</h1><p class="note">${say('演示页面，不会真的转账', 'Demo page: no money moves')}</p><p>${escapeHtml(why)}</p><p class="amount">${yuan(amountFen)}</p><p>${escapeHtml(payeeName)}</p>${state === 'waitConfirm' ? form : `<p class="over">${transferStates[state][isEnglish ? 'en' : 'zh']}</p>`}<p class="note">${escapeHtml(no)}</p>`,
  });
};
