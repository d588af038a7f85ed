import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, openBrowserCity } from './city.ts';

/** A change at one desk must be seen at the next within this time. */
const liveMilliseconds = 2000;
const dayMilliseconds = 86_400_000;
const dayAfter = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * dayMilliseconds).toISOString().slice(0, 10);

type Bar = { id: string; orderId: string | null; kind: string; status: string | null };
type Row = { workerId: string; name: string; bars: Bar[] };
type Moves = { allowed: { workerId: string; name: string }[]; blocked: { workerId: string; reason: { zh: string } }[] };

describe.skipIf(!isBrowserHere)('the desk on a live day', () => {
  let city: BrowserCity;
  let phone: string;
  beforeAll(async () => {
    city = await openBrowserCity();
    phone = await city.demoPhone('desk');
  });
  afterAll(() => city?.close());

  const openDesk = async (path: string, size: 'desk' | 'phone' = 'desk') => {
    const opened = await city.newPage(size);
    await city.signIn(opened.page, 'desk', phone);
    await opened.page.goto(`${city.url}/desk${path}`);
    return opened;
  };
  const ask = <T>(page: Page, path: string, body?: unknown): Promise<T> =>
    page.evaluate(([url, sent]) => fetch(url!, {
      headers: { authorization: `Bearer ${localStorage.getItem('linli.token.desk') ?? ''}`, ...(sent === null ? {} : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }) }, ...(sent === null ? {} : { method: 'POST', body: sent! }),
    }).then((answer) => answer.json()), [path, body === undefined ? null : JSON.stringify(body)] as const) as Promise<T>;

  /** A visit of the coming days whose moves are as wished, with its row. */
  const findVisit = async (page: Page, isWanted: (moves: Moves, rows: Row[], row: Row) => boolean): Promise<{ day: string; row: Row; bar: Bar; moves: Moves; rows: Row[] }> => {
    for (let days = 1; days <= 5; days++) {
      const day = dayAfter(days);
      const { rows } = await ask<{ rows: Row[] }>(page, `/api/desk/day?day=${day}`);
      const busy = rows.filter(({ bars }) => bars.length > 0);
      for (const row of busy) {
        const bar = row.bars.find(({ kind, status }) => kind === 'visit' && status === 'accepted');
        if (!bar) continue;
        const moves = await ask<Moves>(page, `/api/desk/moves?orderId=${bar.orderId}`);
        if (isWanted(moves, busy, row)) return { day, row, bar, moves, rows: busy };
      }
    }
    throw new Error('the demo city has no such visit');
  };
  const rowOf = (page: Page, workerId: string) => page.locator(`[data-worker-row][data-worker="${workerId}"]`);

  it('a visit dragged onto somebody who may not have it: the rule is said, with what helps, and nothing has changed', async () => {
    const { page, faults } = await openDesk('/workers');
    await page.locator('h1').waitFor();
    const { day, row, bar, moves, rows } = await findVisit(page, ({ allowed }, busy, { workerId }) => busy.some((other) => other.workerId !== workerId && !allowed.some((one) => one.workerId === other.workerId)));
    const forbidden = rows.find((other) => other.workerId !== row.workerId && !moves.allowed.some((one) => one.workerId === other.workerId))!;
    await page.goto(`${city.url}/desk/day?day=${day}`);
    const from = page.locator(`[data-bar="${bar.id}"]`);
    await from.waitFor();
    await from.scrollIntoViewIfNeeded();
    const start = (await from.boundingBox())!;
    await page.mouse.move(start.x + 8, start.y + 8);
    await page.mouse.down();
    await page.mouse.move(start.x + 10, start.y + 30, { steps: 4 });
    await page.locator('[data-worker-row][data-verdict="no"]').first().waitFor();
    await rowOf(page, forbidden.workerId).evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const onto = (await rowOf(page, forbidden.workerId).boundingBox())!;
    await page.mouse.move(start.x + 10, onto.y + onto.height / 2, { steps: 6 });
    await page.getByTestId('carry-ghost').getByText('不能派').waitFor();
    await page.mouse.up();
    await page.getByTestId('move-blocked').waitFor();
    expect((await page.getByTestId('move-blocked').locator('[data-rule]').first().innerText()).length).toBeGreaterThan(4);
    expect((await page.getByTestId('move-help').innerText()).length).toBeGreaterThan(4);
    expect(await page.getByRole('dialog').innerText()).toContain(forbidden.name);
    expect(await findAxeFaults(page)).toEqual([]);
    expect((await ask<{ workerId: string }>(page, `/api/orders/${bar.orderId}`)).workerId).toBe(row.workerId);
    expect(faults).toEqual([]);
  });

  it('dragged sideways it keeps its hour: the family is asked', async () => {
    const { page, faults } = await openDesk('/workers');
    await page.locator('h1').waitFor();
    const { day, row, bar } = await findVisit(page, () => true);
    const before = await ask<{ startAt: string }>(page, `/api/orders/${bar.orderId}`);
    await page.goto(`${city.url}/desk/day?day=${day}`);
    const from = page.locator(`[data-bar="${bar.id}"]`);
    await from.scrollIntoViewIfNeeded();
    const start = (await from.boundingBox())!;
    const lane = (await rowOf(page, row.workerId).boundingBox())!;
    await page.mouse.move(start.x + 8, start.y + 8);
    await page.mouse.down();
    const side = start.x > lane.x + lane.width / 2 ? -110 : 110;
    await page.mouse.move(start.x + 8 + side, start.y + 10, { steps: 6 });
    await page.mouse.up();
    await page.getByTestId('move-time').waitFor();
    expect(await page.getByRole('button', { name: '记一张改约客服单' }).count()).toBe(1);
    await page.keyboard.press('Escape');
    expect((await ask<{ startAt: string }>(page, `/api/orders/${bar.orderId}`)).startAt).toBe(before.startAt);
    expect(faults).toEqual([]);
  });

  it('by keys alone a visit goes to somebody who may have it; the next desk sees it within two seconds, and Ctrl+Z takes it back', async () => {
    const { page, faults } = await openDesk('/workers');
    await page.locator('h1').waitFor();
    const { day, row, bar } = await findVisit(page, ({ allowed }, _rows, { workerId }) => allowed.some((one) => one.workerId !== workerId));
    const other = await openDesk(`/day?day=${day}&rows=all`);
    await page.goto(`${city.url}/desk/day?day=${day}&rows=all`);
    await rowOf(other.page, row.workerId).locator(`[data-bar="${bar.id}"]`).waitFor();
    const from = page.locator(`[data-bar="${bar.id}"]`);
    await from.focus();
    await page.keyboard.press('m');
    await page.getByTestId('carry-tray').locator('[data-worker]').first().waitFor();
    await page.keyboard.press('1');
    const target = (await page.locator('[data-testid=carry-tray] [data-target]').getAttribute('data-worker'))!;
    expect(await page.getByTestId('carry-said').innerText()).toContain('可以派');
    await page.keyboard.press('Enter');
    await page.getByText(/^已问/).waitFor();
    const answered = Date.now();
    await rowOf(other.page, target).locator(`[data-order="${bar.orderId}"]`).waitFor({ state: 'attached', timeout: 15_000 });
    expect(Date.now() - answered).toBeLessThan(liveMilliseconds);
    await page.keyboard.press('Control+z');
    await rowOf(page, row.workerId).locator(`[data-order="${bar.orderId}"]`).waitFor({ state: 'attached', timeout: 15_000 });
    expect(await ask(page, `/api/orders/${bar.orderId}`)).toMatchObject({ workerId: row.workerId, status: 'accepted' });
    expect([...faults, ...other.faults]).toEqual([]);
  });

  it('a worker is ill: one preview, one press, and her visits are somebody else’s; the next desk sees it within two seconds', async () => {
    const { page, faults } = await openDesk('/workers');
    await page.locator('h1').waitFor();
    const until = new Date(Date.parse(`${dayAfter(3)}T00:00:00+08:00`)).toISOString();
    let workerId = '';
    let orderIds: string[] = [];
    for (let days = 0; days <= 2 && workerId === ''; days++) {
      const { rows } = await ask<{ rows: Row[] }>(page, `/api/desk/day?day=${dayAfter(days)}`);
      for (const row of rows.filter(({ bars }) => bars.some(({ kind, status }) => kind === 'visit' && status === 'accepted'))) {
        const preview = await ask<{ moves: { orderId: string }[] }>(page, '/api/desk/disruptions', { kind: 'workerIll', workerId: row.workerId, until, isPreview: true });
        if ((preview.moves ?? []).length > 0) { workerId = row.workerId; orderIds = preview.moves.map(({ orderId }) => orderId); break; }
      }
    }
    expect(workerId).not.toBe('');
    const other = await openDesk('/repairs');
    const before = (await ask<{ items: unknown[] }>(page, '/api/desk/disruptions')).items.length;
    await other.page.getByTestId('repair-kinds').waitFor();
    await other.page.waitForFunction((count) => document.querySelectorAll('[data-testid=repair-row]').length === count, before);
    await other.page.waitForLoadState('networkidle');
    await page.goto(`${city.url}/desk/workers?worker=${workerId}`);
    await page.getByTestId('worker-ill').click();
    await page.getByText('三天', { exact: true }).click();
    await page.locator('[data-testid=repair][data-state=preview]').getByTestId('plan-moves').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByTestId('repair-do').click();
    await page.locator('[data-testid=repair][data-state=done]').waitFor({ timeout: 30_000 });
    const done = Date.now();
    await other.page.waitForFunction((count) => document.querySelectorAll('[data-testid=repair-row]').length > count, before, { timeout: 15_000 });
    expect(Date.now() - done).toBeLessThan(liveMilliseconds);
    for (const orderId of orderIds) expect((await ask<{ workerId: string | null }>(page, `/api/orders/${orderId}`)).workerId).not.toBe(workerId);
    expect([...faults, ...other.faults]).toEqual([]);
  });

  it('a plan is asked for, comes by itself and says what it would change', async () => {
    const { page, faults } = await openDesk('/workers');
    await page.locator('h1').waitFor();
    const { items } = await ask<{ items: { districtId: string; isOpen: boolean }[] }>(page, '/api/districts');
    await page.goto(`${city.url}/desk/plan?day=${dayAfter(1)}&district=${items.find(({ isOpen }) => isOpen)!.districtId}`);
    await page.getByTestId('plan-start').click();
    const plan = page.getByTestId('plan');
    await page.locator('[data-testid=plan]:not([data-state=thinking])').waitFor({ timeout: 60_000 });
    const state = await plan.getAttribute('data-state');
    expect(['ready', 'nothing']).toContain(state);
    expect((await plan.getByRole('status').first().innerText()).length).toBeGreaterThan(4);
    expect(await plan.getByTestId('plan-diff').count()).toBe(state === 'ready' ? 1 : 0);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('plan and repairs open on a phone without a fault or a side scroll', async () => {
    const { page, faults } = await openDesk('/plan', 'phone');
    for (const path of ['/plan', '/repairs', '/repairs?repair=workerIll', '/day']) {
      await page.goto(`${city.url}/desk${path}`);
      await page.locator('h1').waitFor();
      await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
      expect(await hasSideScroll(page), `${path} scrolls sideways`).toBe(false);
    }
    expect(faults).toEqual([]);
  });
});
