import { Agent, request } from 'node:http';
import { makeForger } from '../../gateways/pay-simulator/index.ts';
import { cancel } from '../../modules/orders/index.ts';
import { askProvider, syncPayment } from '../../modules/payments/index.ts';
import { systemActor } from '../../kernel/context.ts';
import { gatherStatistics } from '../../kernel/database.ts';
import { seeded } from '../demo/random.ts';
import { openPayTown, type OpenedPayment, type PayTown } from './pay-town.ts';

export type CallbackSizes = { payments: number; forged: number; sequences: number; lost: number; seed: number };
export const callbackSizes = (scale: number): CallbackSizes => {
  const of = (whole: number): number => Math.max(10, Math.round(whole * scale));
  return { payments: of(10_000), forged: of(10_000), sequences: of(5_000), lost: of(1_000), seed: 20_261_122 };
};

const CONNECTIONS = 20;
const MOST_REPEATS = 50;
const MOST_LOST_MINUTES = 5;
const root = systemActor('drill');

export type CallbackResult = {
  ok: boolean; database: string; connections: number;
  duplicates: { payments: number; notifies: number; answeredYes: number; effects: number; doubled: number; seconds: number };
  forged: { sent: number; accepted: number; alarms: number; isStateSame: boolean; kinds: Record<string, number>; seconds: number };
  shuffled: { sequences: number; kinds: number; different: number; seconds: number };
  lost: { payments: number; found: number; minutes: number; refundedAfterCancel: number; seconds: number };
  ledgerSumFen: number; failedChecks: string[]; seconds: number;
};

type Wire = { headers: Record<string, string>; body: string };
type Random = () => number;

/**
 * Providers at their worst against a town of its own: the same notify up to fifty times over twenty connections, forged ones of every
 * kind, news in whatever order, and news that never comes. One effect each, nothing forged believed, everything lost found, and the
 * books at zero.
 */
export const drillCallbacks = async (sizes: CallbackSizes, { databaseUrl = null, say = () => {} }: { databaseUrl?: string | null; say?: (line: string) => void } = {}): Promise<CallbackResult> => {
  const began = performance.now();
  const since = (from: number): number => Math.round((performance.now() - from) / 100) / 10;
  const town = await openPayTown(databaseUrl);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    const random = seeded(sizes.seed);
    const post = (rail: string, wire: Wire): Promise<{ status: number; text: string }> => postTo(`${town.url}/api/payments/notify/${rail}`, agent, wire);
    const opened = await openMany(town, sizes.payments);
    say(`${opened.length} payments opened in ${since(began)} s`);

    const [forged, forgedAt] = [performance.now(), await facts(town)];
    const { accepted, kinds } = await sendForged(town, opened, sizes.forged, random, post);
    const forgedAfter = await facts(town);
    const forgedResult = { sent: sizes.forged, accepted, alarms: forgedAfter.alarms - forgedAt.alarms, isStateSame: forgedAfter.hash === forgedAt.hash, kinds, seconds: since(forged) };
    say(`${sizes.forged} forged in ${forgedResult.seconds} s`);

    const doubling = performance.now();
    const { notifies, answeredYes } = await sendDuplicates(town, opened, random, post);
    await town.app.drain();
    const { effects, doubled } = await effectsOf(town, opened);
    const duplicates = { payments: opened.length, notifies, answeredYes, effects, doubled, seconds: since(doubling) };
    say(`${notifies} duplicates in ${duplicates.seconds} s`);

    const shuffling = performance.now();
    const shuffled = { ...(await runShuffled(town, sizes.sequences, random, post)), seconds: since(shuffling) };
    say(`${sizes.sequences} sequences in ${shuffled.seconds} s`);

    const losing = performance.now();
    const lost = { ...(await findLost(town, sizes.lost)), seconds: since(losing) };
    const failedChecks = (await town.app.verify()).filter((check) => !check.ok).map(({ name, detail }) => `${name}: ${detail ?? ''}`);
    const ledgerSumFen = Number((await town.database.pool.query('select coalesce(sum(amount_fen), 0) as fen from payments.ledger_posting')).rows[0].fen);
    const ok = failedChecks.length === 0 && ledgerSumFen === 0 && forgedResult.accepted === 0 && forgedResult.isStateSame && forgedResult.alarms === forgedResult.sent && duplicates.effects === duplicates.payments && duplicates.doubled === 0
      && duplicates.answeredYes === duplicates.notifies && shuffled.different === 0 && lost.found === lost.payments && lost.minutes <= MOST_LOST_MINUTES;
    return { ok, database: town.database.kind, connections: CONNECTIONS, duplicates, forged: forgedResult, shuffled, lost, ledgerSumFen, failedChecks, seconds: since(began) };
  } finally {
    agent.destroy();
    await town.close();
  }
};

/** A connection the server closed as idle just as it was taken again has carried nothing: the notify is sent anew, as a provider does. */
const postTo = (url: string, agent: Agent, { headers, body }: Wire): Promise<{ status: number; text: string }> => new Promise((resolve, reject) => {
  const call = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() })).on('error', reject);
  });
  call.on('error', (error) => (call.reusedSocket && 'code' in error && error.code === 'ECONNRESET' ? resolve(postTo(url, agent, { headers, body })) : reject(error))).end(body);
});

/** Does all of it, so many at once. */
const together = async <T>(items: readonly T[], atOnce: number, each: (item: T) => Promise<unknown>): Promise<void> => {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, async () => { while (next < items.length) await each(items[next++]!); }));
};

const shuffle = <T>(items: T[], random: Random): T[] => {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
};

/** The clock stands still here, so what a city does every hour is done whenever the work has doubled: plans follow the tables. */
const keepPlansFresh = async (town: PayTown, done: number): Promise<void> => { if (done >= 64 && Number.isInteger(Math.log2(done))) await town.database.transaction(gatherStatistics); };

/** Every fifth over Alipay. */
const openMany = async (town: PayTown, count: number): Promise<OpenedPayment[]> => {
  const opened: OpenedPayment[] = [];
  for (let i = 0; i < count; i++) {
    opened.push(await town.openPayment(i % 5 === 4 ? 'alipay' : 'wechat'));
    await keepPlansFresh(town, i + 1);
  }
  return opened;
};

/** Everything a notify could touch, as one word, and how many alarms there are. */
const facts = async (town: PayTown): Promise<{ hash: string; alarms: number }> => (await town.database.pool.query(`
  select md5(coalesce((select string_agg(p.id || p.status || coalesce(p.paid_at::text, ''), '|' order by p.id) from payments.payment p), '') || (select count(*) from payments.ledger_posting)
    || coalesce((select string_agg(o.id || o.status || o.paid_fen || o.refunded_fen, '|' order by o.id) from orders."order" o), '') || (select count(*) from payments.refund) || (select count(*) from payments.notify where is_accepted)) as hash,
    (select count(*)::int from payments.notify where not is_accepted) as alarms`)).rows[0] as { hash: string; alarms: number };

const isYes = (rail: string, { status, text }: { status: number; text: string }): boolean => status === 200 && (rail === 'wechat' ? text.includes('SUCCESS') : text === 'success');

const sendForged = async (town: PayTown, opened: readonly OpenedPayment[], count: number, random: Random, post: (rail: string, wire: Wire) => Promise<{ status: number; text: string }>) => {
  const { craftNotify } = town.gateways.payment;
  const stranger = makeForger();
  const now = town.clock.now().getTime();
  const good = (one: OpenedPayment, changes = {}, options = {}): Wire => craftNotify({ outTradeNo: one.tradeNo, ...changes }, options);
  const changed = (wire: Wire, from: RegExp, to: (text: string) => string): Wire => ({ ...wire, body: wire.body.replace(from, to) });
  const other = (one: OpenedPayment): OpenedPayment => opened.find((each) => each.rail === one.rail && each.amountFen !== one.amountFen) ?? one;
  const common: Record<string, (one: OpenedPayment) => Wire> = {
    otherMerchant: (one) => good(one, { merchantId: one.rail === 'wechat' ? '1900000999' : '2088999999999999' }),
    changedAmount: (one) => good(one, { amountFen: one.amountFen - 1 }),
    changedOrder: (one) => good(one, { outTradeNo: other(one).tradeNo, amountFen: other(one) === one ? one.amountFen + 1 : one.amountFen }),
    unknownOrder: (one) => good(one, { outTradeNo: `X${one.tradeNo.slice(1)}`, rail: one.rail, amountFen: one.amountFen }),
    changedCurrency: (one) => good(one, { currency: 'USD' }),
    replayed: (one) => good(one, {}, { at: new Date(now - (301 + Math.floor(random() * 86_400)) * 1000) }),
    truncated: (one) => { const wire = good(one); return { ...wire, body: wire.body.slice(0, Math.floor(wire.body.length * random())) }; },
  };
  const wechat: typeof common = {
    ...common,
    badSignature: (one) => { const wire = good(one); return { ...wire, headers: { ...wire.headers, 'wechatpay-signature': wire.headers['wechatpay-signature']!.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) } }; },
    strangersKey: (one) => good(one, {}, { forger: { wechat: { ...stranger.wechat!, serial: good(one).headers['wechatpay-serial']! } } }),
    unknownSerial: (one) => good(one, {}, { forger: stranger }),
    reencoded: (one) => { const wire = good(one); return { ...wire, body: JSON.stringify(JSON.parse(wire.body), null, 1) }; },
    flippedTag: (one) => good(one, {}, { isSealBroken: true }),
    signTest: (one) => { const wire = good(one); return { ...wire, headers: { ...wire.headers, 'wechatpay-signature': `WECHATPAY/SIGNTEST/${wire.headers['wechatpay-signature']}` } }; },
  };
  const alipay: typeof common = {
    ...common,
    badSignature: (one) => changed(good(one), /sign=(.)/, (text) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`),
    strangersKey: (one) => good(one, {}, { forger: stranger }),
    unsigned: (one) => changed(good(one), /&sign=[^&]+/, () => ''),
    reencoded: (one) => { const wire = good(one); return { ...wire, body: encodeURI(wire.body) }; },
    amountOnTheWay: (one) => changed(good(one), /total_amount=[^&]+/, () => 'total_amount=0.01'),
  };
  const kinds: Record<string, number> = {};
  let accepted = 0;
  await together(Array.from({ length: count }, (_, i) => i), CONNECTIONS, async (i) => {
    const one = opened[i % opened.length]!;
    const table = Object.entries(one.rail === 'wechat' ? wechat : alipay);
    const [kind, make] = table[Math.floor(i / opened.length + i) % table.length]!;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    const answer = await post(one.rail, make(one));
    if (answer.status !== 400 && answer.status !== 401) accepted++;
  });
  return { accepted, kinds };
};

/** Each payment's notify one to fifty times, some of them signed anew, all of them mixed. */
const sendDuplicates = async (town: PayTown, opened: readonly OpenedPayment[], random: Random, post: (rail: string, wire: Wire) => Promise<{ status: number; text: string }>) => {
  const { choose, craftNotify } = town.gateways.payment;
  const messages: { rail: string; wire: () => Wire }[] = [];
  for (const one of opened) {
    await choose(one.tradeNo, 'notify_lost');
    const first = craftNotify({ outTradeNo: one.tradeNo, notifyId: `ntf_${one.tradeNo}` });
    const repeats = 1 + Math.floor(random() * MOST_REPEATS);
    for (let i = 0; i < repeats; i++) messages.push({ rail: one.rail, wire: () => (i === 1 ? craftNotify({ outTradeNo: one.tradeNo, notifyId: `ntf_${one.tradeNo}` }) : i === 2 ? craftNotify({ outTradeNo: one.tradeNo, notifyId: `other_${one.tradeNo}` }) : first) });
  }
  let answeredYes = 0, sent = 0;
  await together(shuffle(messages, random), CONNECTIONS, async ({ rail, wire }) => {
    if (isYes(rail, await post(rail, wire()))) answeredYes++;
    await keepPlansFresh(town, ++sent);
  });
  return { notifies: messages.length, answeredYes };
};

const effectsOf = async (town: PayTown, opened: readonly OpenedPayment[]): Promise<{ effects: number; doubled: number }> => {
  const { rows } = await town.database.pool.query(`
    select count(*) filter (where n = 1)::int as effects, count(*) filter (where n > 1)::int as doubled from (
      select p.id, (select count(*) from payments.ledger_posting l join payments.ledger_transaction t on t.city_id = l.city_id and t.id = l.transaction_id
        where t.city_id = p.city_id and t.order_id = p.order_id and t.kind = 'received' and l.account like 'asset:channel:%' and l.amount_fen = p.amount_fen) as n
      from payments.payment p where p.status = 'paid' and p.id = any($1)) as judged`, [opened.map(({ paymentId }) => paymentId)]);
  return rows[0] as { effects: number; doubled: number };
};

type News = 'paid' | 'paidAgain' | 'refunded' | 'asked' | 'closing' | 'synced';
/** How an order goes; `before` happens before the news comes in whatever order. */
const courses: Record<string, { before: 'nothing' | 'cancelled' | 'paidAndCancelled'; news: News[] }> = {
  paid: { before: 'nothing', news: ['paid', 'paidAgain', 'asked', 'closing', 'synced'] },
  cancelledUnheard: { before: 'cancelled', news: ['paid', 'paidAgain', 'asked', 'closing', 'refunded'] },
  cancelledPaid: { before: 'paidAndCancelled', news: ['refunded', 'paid', 'paidAgain', 'asked', 'closing'] },
};

const runShuffled = async (town: PayTown, count: number, random: Random, post: (rail: string, wire: Wire) => Promise<{ status: number; text: string }>): Promise<{ sequences: number; kinds: number; different: number }> => {
  const { choose, craftNotify, records } = town.gateways.payment;
  const names = Object.keys(courses);
  const sequences: { one: OpenedPayment; name: string; left: News[] }[] = [];
  for (const [i, one] of (await openMany(town, count)).entries()) {
    const name = names[i % names.length]!;
    // The first of each course runs in order; all others must end like it.
    const news = [...courses[name]!.news];
    sequences.push({ one, name, left: i < names.length ? news : shuffle(news, random) });
    await choose(one.tradeNo, 'notify_lost');
    if (courses[name]!.before === 'paidAndCancelled') await town.app.perform(town.household, syncPayment, { paymentId: one.paymentId });
    if (courses[name]!.before !== 'nothing') await town.app.perform(town.household, cancel, { orderId: one.orderId, reason: '不需要了', isForceMajeure: false } as never);
  }
  const tell = async ({ one, left }: (typeof sequences)[number]): Promise<void> => {
    const news = left.shift();
    if (news === 'asked' || news === 'closing') await town.app.perform(root, askProvider, { paymentId: one.paymentId, isClosing: news === 'closing' });
    else if (news === 'synced') await town.app.perform(town.household, syncPayment, { paymentId: one.paymentId });
    else if (news) {
      const refund = news === 'refunded' ? refundOf.get(one.tradeNo) : undefined;
      const wire = craftNotify({ outTradeNo: one.tradeNo, ...(news === 'refunded' ? { kind: 'refund.succeeded', outRefundNo: refund ?? 'rfd_not_yet', notifyId: `refund_${one.tradeNo}_${refund ?? 'early'}` } : { notifyId: news === 'paid' ? `ntf_${one.tradeNo}` : `again_${one.tradeNo}` }) });
      // What was not understood is told again later, as the ladder does.
      if (!isYes(one.rail, await post(one.rail, wire))) left.push(news);
    }
  };
  let refundOf = new Map<string, string>();
  for (let round = 0; round < 12 && sequences.some(({ left }) => left.length > 0); round++) {
    refundOf = new Map(records().refunds.map(({ outTradeNo, outRefundNo }) => [outTradeNo, outRefundNo]));
    await together(sequences, CONNECTIONS, tell);
    town.clock.advance({ seconds: 1 });
    await town.app.drain();
  }
  town.clock.advance({ seconds: 5 });
  await town.app.drain();
  const { rows } = await town.database.pool.query(`
    select p.id, concat_ws(' ', o.status, p.status, o.paid_fen = p.amount_fen, o.refunded_fen = p.amount_fen,
      (select string_agg(r.status || (r.amount_fen = p.amount_fen)::text, ',') from payments.refund r where r.city_id = p.city_id and r.payment_id = p.id),
      (select string_agg(t.kind, ',' order by t.kind) from payments.ledger_transaction t where t.city_id = p.city_id and t.order_id = p.order_id),
      (select case coalesce(sum(l.amount_fen), 0)::bigint when 0 then 'nothing held' when -p.amount_fen then 'all held' else sum(l.amount_fen)::text end from payments.ledger_posting l where l.city_id = p.city_id and l.account = 'liability:escrow:' || p.order_id)) as state
    from payments.payment p join orders."order" o on o.city_id = p.city_id and o.id = p.order_id where p.id = any($1)`, [sequences.map(({ one }) => one.paymentId)]);
  const stateOf = new Map((rows as { id: string; state: string }[]).map(({ id, state }) => [id, state]));
  const ordered = new Map(sequences.slice(0, names.length).map(({ name, one }) => [name, stateOf.get(one.paymentId)]));
  return { sequences: sequences.length, kinds: names.length, different: sequences.filter(({ name, one, left }) => left.length > 0 || stateOf.get(one.paymentId) !== ordered.get(name)).length };
};

/** Every tenth order was cancelled before we ever heard of its payment: found as well, and given back. */
const findLost = async (town: PayTown, count: number): Promise<{ payments: number; found: number; minutes: number; refundedAfterCancel: number }> => {
  const opened = await openMany(town, count);
  for (const [i, one] of opened.entries()) {
    await town.gateways.payment.choose(one.tradeNo, 'notify_lost');
    if (i % 10 === 9) await town.app.perform(town.household, cancel, { orderId: one.orderId, reason: '不需要了', isForceMajeure: false } as never);
  }
  const ids = opened.map(({ paymentId }) => paymentId);
  const countOf = async (statement: string): Promise<number> => Number((await town.database.pool.query(statement, [ids])).rows[0].n);
  let found = 0;
  let minutes = 0;
  while (found < count && minutes < MOST_LOST_MINUTES) {
    town.clock.advance({ minutes: 1 });
    minutes++;
    await town.app.drain();
    found = await countOf(`select count(*) as n from payments.payment where status = 'paid' and id = any($1)`);
  }
  town.clock.advance({ minutes: 1 });
  await town.app.drain();
  return { payments: count, found, minutes, refundedAfterCancel: await countOf(`select count(*) as n from payments.refund where status = 'succeeded' and payment_id = any($1)`) };
};
