import type { FastifyInstance } from 'fastify';
import { escapeHtml } from '../kernel/docs-page.ts';
import { Refusal } from '../kernel/refusal.ts';
import { outcomes, type Outcome, type PaymentStandIn } from './payment-stand-in.ts';

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
 * The payer's side of the stand-in. `GET /demo/pay/:tradeNo` shows the cashier (JSON for programs), `POST` takes the choice
 * `{ outcome }` as form or JSON: a form goes back to the order's page, a program gets the state.
 */
export const mountCashier = (http: FastifyInstance, payment: PaymentStandIn): void => {
  const hidden = { schema: { hide: true } as object };
  const wantsPage = (accept: string | undefined): boolean => (accept ?? '').includes('text/html');

  http.get<{ Params: { tradeNo: string } }>('/demo/pay/:tradeNo', hidden, async (request, reply) => {
    const order = payment.orderAt(request.params.tradeNo);
    if (!order) throw new Refusal('payments.payment_unknown');
    const { tradeNo, amountFen, description, state, expiresAt, refundedFen, returnPath } = order;
    if (!wantsPage(request.headers.accept)) return { tradeNo, amountFen, description, state, expiresAt, refundedFen, outcomes };
    const isEnglish = /^\s*en/i.test(request.headers['accept-language'] ?? '');
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(cashierPage({ tradeNo, amountFen, description, state, returnPath }, isEnglish));
  });

  http.post<{ Params: { tradeNo: string }; Body: { outcome?: string } | undefined }>('/demo/pay/:tradeNo', hidden, async (request, reply) => {
    const outcome = request.body?.outcome ?? 'paid';
    if (!(outcomes as readonly string[]).includes(outcome)) throw new Refusal('request.invalid', { expectedZh: `可选值：${outcomes.join('、')}`, expectedEn: `one of ${outcomes.join(', ')}` }, 'outcome');
    const answer = await payment.choose(request.params.tradeNo, outcome as Outcome);
    if (!answer) throw new Refusal('payments.payment_unknown');
    if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return reply.redirect(answer.returnPath, 303);
    return { state: answer.state };
  });
};

const cashierPage = (order: { tradeNo: string; amountFen: number; description: string; state: string; returnPath: string }, isEnglish: boolean): string => {
  const say = (zh: string, en: string): string => (isEnglish ? en : zh);
  const choice = (outcome: Outcome, kind: string): string => `<button class="${kind}" name="outcome" value="${outcome}">${escapeHtml(words[outcome][isEnglish ? 'en' : 'zh'])}</button>`;
  const form = `<form method="post" action="/demo/pay/${escapeHtml(order.tradeNo)}">${choice('paid', 'pay')}${choice('cancelled', 'quiet')}
<details><summary>${say('演练支付异常', 'Rehearse payment trouble')}</summary>${outcomes.filter((o) => o !== 'paid' && o !== 'cancelled').map((o) => choice(o, 'quiet')).join('')}</details></form>`;
  const over = `<p class="over">${order.state === 'paid' ? say('已付款', 'Paid') : say('支付已关闭', 'This payment is closed')}</p><p><a class="quiet" href="${escapeHtml(order.returnPath)}">${say('返回订单', 'Back to the order')}</a></p>`;
  return `<!doctype html><html lang="${isEnglish ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${say('收银台', 'Cashier')}</title><style>
body{margin:0;min-height:100dvh;background:#f6f4f0;color:#26302b;font:16px/1.5 "PingFang SC","HarmonyOS Sans","Noto Sans CJK SC",system-ui,sans-serif;display:grid;place-items:center}
main{box-sizing:border-box;width:min(24rem,calc(100vw - 2rem));background:#fff;border-radius:20px;padding:2rem 1.5rem;text-align:center;box-shadow:0 8px 30px #0001}
.amount{font-size:2.5rem;font-weight:600;font-variant-numeric:tabular-nums;margin:.25rem 0}.note{color:#5d6661;font-size:.875rem}.over{font-size:1.25rem;color:#1f7a5a}
button,a.quiet{display:block;width:100%;box-sizing:border-box;min-height:48px;margin:.6rem 0;border-radius:14px;border:0;font:inherit;cursor:pointer;text-decoration:none;line-height:48px}
.pay{background:#1f7a5a;color:#fff;font-weight:600}.quiet{background:#eef1ee;color:#26302b}details{margin-top:1.25rem;text-align:left}summary{cursor:pointer;color:#5d6661;font-size:.875rem;padding:.5rem 0}</style></head><body><main>
<p class="note">${say('演示收银台，不会真的扣款', 'Demo cashier: no money moves')}</p><p>${escapeHtml(order.description)}</p><p class="amount">¥${(order.amountFen / 100).toFixed(2)}</p>
${order.state === 'open' ? form : over}<p class="note">${escapeHtml(order.tradeNo)}</p></main></body></html>`;
};
