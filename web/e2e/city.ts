import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { identityCheckLetter } from '@linli/contract';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

export const browserPath = process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium';
/** `describe.skipIf(!isBrowserHere)`: the run prints why. */
export const isBrowserHere = existsSync(browserPath);

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const sizes = { phone: { width: 375, height: 812 }, desk: { width: 1440, height: 900 } } as const;
export type Size = keyof typeof sizes | { width: number; height: number };
export type AppName = 'customer' | 'worker' | 'desk' | 'merchant' | 'hq' | 'learn' | 'school';

export type OpenPage = {
  page: Page;
  context: BrowserContext;
  /** Console errors, thrown errors and requests to another origin so far, in words; empty on a good page. */
  faults: string[];
  /** Real taps and clicks on this page so far (`pointerdown`, however caused). */
  taps: () => number;
};

export type BrowserCity = {
  url: string;
  /** A page of a person of its own: nothing stored, in Chinese. Pages of one `context` share the session. */
  newPage: (size?: Size, options?: { context?: BrowserContext }) => Promise<OpenPage>;
  /** Signs somebody in without the form: call it before the first `goto`. A new phone is registered with `name`. */
  signIn: (page: Page, app: AppName, phone: string, name?: string) => Promise<void>;
  /** Types phone, code and, for a new person, name into the open sign-in form as a thumb would: the fields must focus themselves. */
  typeSignIn: (page: Page, phone: string, name?: string) => Promise<void>;
  /** The newest login code sent to a phone. */
  readCode: (phone: string, after?: Date) => Promise<string>;
  /** The first demo person of an app, e.g. to sign in as. */
  demoPhone: (app: AppName | 'station', index?: number) => Promise<string>;
  close: () => Promise<void>;
};

/** A browser on the running demo city; one per test file, closed in `afterAll`. */
export async function openBrowserCity(): Promise<BrowserCity> {
  const url = (process.env.LINLI_E2E_URL ?? '').replace(/\/$/, '');
  if (url === '') throw new Error('LINLI_E2E_URL is not set: run with --config web/e2e/vitest.config.ts');
  const browser: Browser = await chromium.launch({ executablePath: browserPath, args: flags });
  const tokens = new Map<string, string>();

  const call = async <T>(path: string, body?: unknown): Promise<{ status: number; value: T }> => {
    const answer = await fetch(url + path, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return { status: answer.status, value: (await answer.json()) as T };
  };

  const readCode: BrowserCity['readCode'] = async (phone, after = new Date(0)) => {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await pause(120)) {
      const { value } = await call<{ messages: { at: string; params: Record<string, string> }[] }>(`/demo/sms?phone=${phone}`);
      const found = value.messages.find((message) => message.params['code'] !== undefined && new Date(message.at) >= after);
      if (found) return found.params['code']!;
    }
    throw new Error(`no login code reached ${phone}`);
  };

  const tokenOf = async (phone: string, name?: string): Promise<string> => {
    const known = tokens.get(phone);
    if (known !== undefined) return known;
    let asked = new Date(Date.now() - 1000);
    for (let isSent = false; !isSent;) {
      const { status, value } = await call<{ code?: string; params?: { seconds?: number } }>('/api/session/code', { phone });
      isSent = status < 300;
      if (isSent) break;
      if (value.code !== 'session.code_too_soon') throw new Error(`no code for ${phone}: ${JSON.stringify(value)}`);
      await pause(((value.params?.seconds ?? 5) + 0.5) * 1000);
      asked = new Date(Date.now() - 1000);
    }
    const code = await readCode(phone, asked);
    const { status, value } = await call<{ token: string }>('/api/session', { phone, code, ...(name === undefined ? {} : { name }) });
    if (status >= 300) throw new Error(`${phone} could not sign in: ${JSON.stringify(value)}`);
    tokens.set(phone, value.token);
    return value.token;
  };

  return {
    url,
    readCode,
    async newPage(size = 'phone', options = {}) {
      const viewport = typeof size === 'string' ? sizes[size] : size;
      const context = options.context ?? (await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: viewport.width < 700, reducedMotion: 'reduce' }));
      const page = await context.newPage();
      const faults: string[] = [];
      let taps = 0;
      page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`); });
      page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
      page.on('request', (request) => { if (/^(https?|wss?):/.test(request.url()) && new URL(request.url()).host !== new URL(url).host) faults.push(`foreign request: ${request.url()}`); });
      await page.exposeFunction('countTap', () => { taps += 1; });
      await page.addInitScript(() => window.addEventListener('pointerdown', () => (window as unknown as { countTap: () => void }).countTap(), { capture: true }));
      return { page, context, faults, taps: () => taps };
    },
    async signIn(page, app, phone, name) {
      const token = await tokenOf(phone, name);
      await page.addInitScript(([key, value]) => { if (localStorage.getItem('e2e.signedIn') !== key) { localStorage.setItem(key!, value!); localStorage.setItem('e2e.signedIn', key!); } }, [`linli.token.${app === 'learn' ? 'worker' : app}`, token]);
    },
    async typeSignIn(page, phone, name) {
      await page.locator('input[type=tel]:focus').waitFor();
      await page.keyboard.type(phone);
      const asked = new Date(Date.now() - 1000);
      await page.locator('form button[type=submit]').click();
      await page.locator('input[autocomplete=one-time-code]:focus').waitFor();
      await page.keyboard.type(await readCode(phone, asked));
      if (name === undefined) return;
      await page.locator('input[autocomplete=name]:focus').waitFor();
      await page.keyboard.type(name);
      await page.locator('form button[type=submit]').click();
    },
    async demoPhone(app, index = 0) {
      const { value } = await call<{ persons: { app: string; phone: string }[] }>('/api/demo/persons');
      const found = value.persons.filter((person) => person.app === app)[index];
      if (!found) throw new Error(`no demo person ${index} of ${app}`);
      return found.phone;
    },
    close: () => browser.close(),
  };
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** A mobile number nobody in the demo has. */
export const newPhone = (): string => `19${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;

/** An identity number with its check letter that belongs to nobody: the division 650199 does not exist. */
export const newIdentity = (): string => {
  const first17 = `65019919${80 + Math.floor(Math.random() * 15)}0${1 + Math.floor(Math.random() * 9)}1${Math.floor(Math.random() * 9)}${String(Math.floor(Math.random() * 900)).padStart(3, '0')}`;
  return first17 + identityCheckLetter(first17);
};

/** Whether the page scrolls sideways: a phone page never should. */
export const hasSideScroll = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);

type AxeResult = { violations: { id: string; impact: string | null; nodes: { target: string[]; failureSummary?: string }[] }[] };
let axeSource = '';
/** Serious and critical faults axe finds on the page as it stands, one line each. */
export async function findAxeFaults(page: Page): Promise<string[]> {
  // A list or calendar that is just closing is still in the page for a moment, and names its inner parts badly; no test looks at one on purpose.
  await page.waitForFunction(() => [...document.querySelectorAll('.ant-select-dropdown, .ant-picker-dropdown')].every((popup) => getComputedStyle(popup).display === 'none' || popup.getBoundingClientRect().height === 0), undefined, { timeout: 3000 }).catch(() => undefined);
  axeSource ||= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axeSource);
  const result = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResult;
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n').slice(1).join(' ') ?? ''}`));
}
