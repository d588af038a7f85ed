import type { FastifyInstance } from 'fastify';
import type { Clock } from '../kernel/clock.ts';
import { escapeHtml } from '../kernel/docs-page.ts';
import { openJournal } from './journal.ts';
import type { MailStandIn } from './mail.ts';

/**
 * Text messages by registered template. A real adapter (Alibaba Cloud dysmsapi, Tencent Cloud SMS) maps the template to the
 * provider's template code and signature, must not block longer than 3 s, and throws when the provider did not take the
 * message, so that the reaction that sent it is tried again.
 */
export type SmsGateway = {
  send(message: { phone: string; template: string; params: Record<string, string | number> }): Promise<{ messageId: string }>;
};

export type SmsMessage = { messageId: string; at: string; phone: string; template: string; params: Record<string, string | number> };

export type SmsStandIn = SmsGateway & {
  /** What reached a phone, newest first. */
  inbox(phone: string): SmsMessage[];
  latest(limit: number): SmsMessage[];
};

declare module '../kernel/context.ts' {
  interface Gateways { sms: SmsGateway }
}

/** The registered texts. An unknown template shows its parameters, so nothing is lost in a demo. */
export const smsTemplates: Record<string, { zh: string; en: string }> = {
  login_code: { zh: '【邻里】验证码 {code},{minutes} 分钟内有效。切勿告诉他人，包括自称客服的人。', en: '[Linli] Your code is {code}, good for {minutes} minutes. Tell nobody, not even callers who say they are from Linli.' },
  order_held: { zh: '【邻里】已为您保留{item}，请在 {minutes} 分钟内付款：{url}', en: '[Linli] {item} is held for you; please pay within {minutes} minutes: {url}' },
  order_assigned: { zh: '【邻里】{worker}将在{when}为您服务。详情：{url}', en: '[Linli] {worker} will serve you at {when}. Details: {url}' },
  order_departed: { zh: '【邻里】{worker}已出发，预计 {minutes} 分钟到达。', en: '[Linli] {worker} is on the way, about {minutes} minutes.' },
  order_cancelled: { zh: '【邻里】订单{orderNo}已取消，退款 ¥{amount} 将原路退回。', en: '[Linli] Order {orderNo} was cancelled; ¥{amount} goes back the way it was paid.' },
  offer_made: { zh: '【邻里】新的派单：{when} {item}，净收入 ¥{amount}。请在 {minutes} 分钟内答复。', en: '[Linli] New offer: {item} at {when}, net ¥{amount}. Please answer within {minutes} minutes.' },
};

const MOST_KEPT = 20_000;

export const textOf = (message: Pick<SmsMessage, 'template' | 'params'>): { zh: string; en: string } => {
  const template = smsTemplates[message.template];
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(message.params[name] ?? whole));
  if (template) return { zh: fill(template.zh), en: fill(template.en) };
  const { zh, en, ...rest } = message.params;
  if (zh !== undefined) return { zh: String(zh), en: String(en ?? zh) };
  const listed = `【邻里】${message.template} ${Object.entries(rest).map(([key, value]) => `${key}: ${value}`).join(', ')}`;
  return { zh: listed, en: listed };
};

export const createSmsStandIn = ({ clock, folder }: { clock: Clock; folder: string | null }): SmsStandIn => {
  const journal = openJournal<SmsMessage>(folder, 'sms.jsonl');
  const messages = journal.facts.slice(-MOST_KEPT);
  let counter = messages.length;
  return {
    send: async ({ phone, template, params }) => {
      const message = { messageId: `sms_${++counter}`, at: clock.now().toISOString(), phone, template, params };
      messages.push(message);
      if (messages.length > MOST_KEPT) messages.shift();
      journal.append(message);
      return { messageId: message.messageId };
    },
    inbox: (phone) => messages.filter((message) => message.phone === phone).reverse(),
    latest: (limit) => messages.slice(-limit).reverse(),
  };
};

const PHONE = /^1[3-9]\d{9}$/;
const SHOWN = 60;

/** A message or mail as the demo phone shows it. */
type Arrival = Pick<SmsMessage, 'at' | 'template' | 'params'> & { to: string };

/**
 * `/demo/phone`: the phone that receives our messages and mails. `/demo/sms?phone=`, `/demo/mail?to=`: the same for a program. All
 * exist only with the stand-ins.
 */
export const mountPhonePage = (http: FastifyInstance, sms: SmsStandIn, mail: MailStandIn): void => {
  const hidden = { schema: { hide: true } as object };
  const arrivalsFor = (to: string): Arrival[] => {
    const messages = PHONE.test(to) ? sms.inbox(to) : to === '' ? sms.latest(SHOWN) : [];
    const mails = to.includes('@') ? mail.inbox(to) : to === '' ? mail.latest(SHOWN) : [];
    return [...messages.map((message) => ({ ...message, to: message.phone })), ...mails].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, SHOWN);
  };
  http.get<{ Querystring: { to?: string } }>('/demo/mail', hidden, async (request) => {
    const to = String(request.query.to ?? '').trim();
    return { mails: (to === '' ? mail.latest(SHOWN) : mail.inbox(to)).slice(0, SHOWN).map((one) => ({ ...one, ...textOf(one) })) };
  });
  http.get<{ Querystring: { phone?: string } }>('/demo/sms', hidden, async (request) => {
    const phone = String(request.query.phone ?? '');
    const found = PHONE.test(phone) ? sms.inbox(phone) : phone === '' ? sms.latest(SHOWN) : [];
    return { messages: found.slice(0, SHOWN).map((message) => ({ ...message, ...textOf(message) })) };
  });
  http.get<{ Querystring: { phone?: string; lang?: string } }>('/demo/phone', hidden, async (request, reply) => {
    const phone = String(request.query.phone ?? '').trim();
    const isEnglish = request.query.lang ? request.query.lang === 'en' : /^\s*en/i.test(request.headers['accept-language'] ?? '');
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(phonePage(arrivalsFor(phone), phone, isEnglish));
  });
};

const cityTime = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

const phonePage = (messages: Arrival[], phone: string, isEnglish: boolean): string => {
  const say = (zh: string, en: string): string => (isEnglish ? en : zh);
  const link = (to: { phone?: string; lang?: string }): string => {
    const search = new URLSearchParams({ ...(phone && { phone }), ...(isEnglish && { lang: 'en' }), ...to });
    return `/demo/phone?${escapeHtml(search.toString())}`;
  };
  const items = messages.map((message) => {
    const code = message.params['code'];
    const text = escapeHtml(textOf(message)[isEnglish ? 'en' : 'zh']);
    return `<li><p class="who"><a href="${link({ phone: message.to })}">${message.to.includes('@') ? '✉ ' : ''}${escapeHtml(message.to)}</a><time datetime="${escapeHtml(message.at)}">${escapeHtml(cityTime.format(new Date(message.at)))}</time></p>
<p class="bubble">${code === undefined ? text : text.replace(escapeHtml(code), `<b>${escapeHtml(code)}</b>`)}</p></li>`;
  }).join('');
  const empty = `<p class="empty">${phone ? say('这里还没有收到短信或邮件。', 'No message or mail has arrived here yet.') : say('还没有发出短信或邮件。登录时获取验证码，就会出现在这里。', 'No message was sent yet. Ask for a login code and it will appear here.')}</p>`;
  return `<!doctype html><html lang="${isEnglish ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="4"><title>${say('演示手机', 'Demo phone')} · 邻里</title><style>
body{margin:0;background:#f6f4f0;color:#26302b;font:16px/1.5 "PingFang SC","HarmonyOS Sans","Noto Sans CJK SC",system-ui,sans-serif}
main{max-width:28rem;margin:0 auto;padding:1.25rem 1rem 4rem}h1{font-size:1.25rem;margin:.25rem 0}.note{color:#5d6661;font-size:.875rem;margin:.25rem 0 1rem}
form{display:flex;gap:.5rem;margin-bottom:1rem}input{flex:1;min-width:0;font:inherit;padding:.7rem .9rem;border:1px solid #c9cdc8;border-radius:12px;background:#fff}button{font:inherit;min-height:48px;padding:0 1.1rem;border:0;border-radius:12px;background:#1f7a5a;color:#fff}
ul{list-style:none;margin:0;padding:0}li{margin:0 0 1rem}.who{display:flex;justify-content:space-between;margin:0 0 .25rem;font-size:.875rem;color:#5d6661;font-variant-numeric:tabular-nums}.bubble{margin:0;background:#fff;border-radius:4px 16px 16px 16px;padding:.75rem 1rem;box-shadow:0 1px 2px #0001}
b{font-size:1.5rem;letter-spacing:.12em;color:#1f7a5a;font-variant-numeric:tabular-nums}a{color:#1f7a5a}.empty{color:#5d6661;background:#fff;border-radius:16px;padding:1.5rem;text-align:center}nav{display:flex;gap:1rem;font-size:.875rem}</style></head><body><main>
<h1>${say('演示手机', 'Demo phone')}</h1><p class="note">${say('平台发出的短信和邮件都会到这里，不会真的发送。页面每 4 秒刷新。', 'Every text message and e-mail of the platform arrives here; nothing is really sent. The page refreshes every 4 seconds.')}</p>
<form action="/demo/phone" method="get"><input name="phone" value="${escapeHtml(phone)}" placeholder="${say('手机号或邮箱', 'Phone number or e-mail')}" aria-label="${say('只看这个手机号或邮箱', 'Only this phone number or e-mail')}">${isEnglish ? '<input type="hidden" name="lang" value="en">' : ''}<button>${say('查看', 'Show')}</button></form>
${messages.length > 0 ? `<ul>${items}</ul>` : empty}<nav><a href="/demo/phone${isEnglish ? '?lang=en' : ''}">${say('全部', 'All')}</a><a href="${link({ lang: isEnglish ? 'zh' : 'en' })}">${isEnglish ? '中文' : 'English'}</a></nav></main></body></html>`;
};
