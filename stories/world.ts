import { createClient, endpointTable, RefusalError } from '@linli/contract';
import type { Client } from '@linli/contract';

/** One message of the stand-in SMS inbox, as `/demo/sms` lists them, newest first. */
export type DemoSms = { phone: string; template: string; params: Record<string, string>; text: string; at: string };
export type PayOutcome = 'paid' | 'paid_twice_notified' | 'notify_late' | 'notify_lost' | 'wrong_amount' | 'forged' | 'cancelled';

/** Somebody signed in, with their own typed client. */
export type Someone = { name: string; phone: string; token: string; client: Client; personId: string; workerId: string | null };

/** A running server seen from outside, with what the demo adds: the SMS inbox, the cashier's buttons and the clock. */
export type World = {
  url: string;
  guest: Client;
  signIn(phone: string, name?: string): Promise<Someone>;
  inbox(phone?: string): Promise<DemoSms[]>;
  payAtCashier(tradeNo: string, outcome?: PayOutcome): Promise<void>;
  /** A payee takes a transfer in her own WeChat. */
  takeTransfer(payoutId: string): Promise<void>;
  advanceClock(minutes: number): Promise<void>;
  /** The server's own clock; stories never ask the machine they run on. */
  now(): Promise<Date>;
};

/**
 * Opens a world over HTTP.
 * @param url base address of a running demo server
 */
export function openWorld(url: string): World {
  const base = url.replace(/\/$/, '');
  const clientFor = (token: string | null): Client => createClient({
    table: endpointTable(),
    token: () => token,
    wire: async ({ method, path, headers, body }) => {
      const answer = await fetch(base + path, { method, headers, ...(body === undefined ? {} : { body }) });
      return { status: answer.status, text: await answer.text() };
    },
  });
  const demo = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(base + path, { method, headers: { 'content-type': 'application/json', accept: 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: stories need a server started with the demo (LINLI_DEMO=1)`);
    return answer.json();
  };
  const guest = clientFor(null);
  const world: World = {
    url: base,
    guest,
    async inbox(phone) {
      const { messages } = await demo('GET', `/demo/sms${phone ? `?phone=${phone}` : ''}`) as { messages: DemoSms[] };
      return messages;
    },
    async signIn(phone, name) {
      await guest.accounts.requestCode({ phone });
      const code = (await until(async () => (await world.inbox(phone)).find((m) => m.template === 'login_code'), 'the login code by SMS')).params['code']!;
      const { token, me } = await guest.accounts.signIn({ phone, code, ...(name ? { name } : {}) });
      return { name: me.name, phone, token, client: clientFor(token), personId: me.personId, workerId: me.workerId };
    },
    async payAtCashier(tradeNo, outcome = 'paid') { await demo('POST', `/demo/pay/${tradeNo}`, { outcome }); },
    async takeTransfer(payoutId) { await demo('POST', `/demo/pay/transfer/${payoutId.replace(/\W/g, '')}`, { answer: 'taken' }); },
    async advanceClock(minutes) { await demo('POST', '/demo/clock', { advanceMinutes: minutes }); },
    async now() { return new Date(((await demo('GET', '/demo/clock')) as { now: string }).now); },
  };
  return world;
}

/**
 * Asks again until an answer comes.
 * @param what named in the error when it never does
 */
export async function until<T>(ask: () => Promise<T | null | undefined | false>, what: string, timeoutMs = 15_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 400)) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Runs something that must be refused, and returns the refusal; the wrong outcome is an error that names it. */
export async function refused(code: string, attempt: () => Promise<unknown>): Promise<RefusalError> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof RefusalError && error.code === code) return error;
    throw error;
  }
  throw new Error(`expected the refusal ${code}, but it went through`);
}

/** A mobile number nobody in the demo has. */
export const newPhone = (): string => `19${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
