import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, newIdentity, newPhone, openBrowserCity } from './city.ts';

type PriceBook = { tier: number; items: { itemId: string; kind: string; tier: number; unitPriceFen: number; floorPriceFen: number; ceilingPriceFen: number }[] };
/** What can only be read by pushing it sideways, in words; filters of one line (`.ant-segmented`) may. */
const sidewaysParts = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('main *, nav')]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX) && !element.closest('.ant-segmented'))
  .map((element) => `${element.tagName} ${element.className} ${element.scrollWidth} > ${element.clientWidth}`));
const yuan = (fen: number): string => (fen / 100).toFixed(2);

describe.skipIf(!isBrowserHere)('the app of the operator', () => {
  let city: BrowserCity;
  beforeAll(async () => { city = await openBrowserCity(); });
  afterAll(async () => { await city?.close(); });

  const open = async (path = '', size: 'phone' | 'desk' = 'desk'): Promise<Awaited<ReturnType<BrowserCity['newPage']>>> => {
    const opened = await city.newPage(size);
    await city.signIn(opened.page, 'hq', await city.demoPhone('hq'));
    await opened.page.goto(`${city.url}/hq${path}`);
    return opened;
  };
  const looksRight = async (page: Page): Promise<void> => {
    expect(await hasSideScroll(page), `${page.url()} scrolls sideways`).toBe(false);
    expect(await findAxeFaults(page), page.url()).toEqual([]);
  };

  it('shows that every invariant holds', async () => {
    const { page, faults, context } = await open();
    const health = page.getByTestId('health');
    await health.waitFor({ timeout: 30_000 });
    const said = async (): Promise<string> => `${await health.getAttribute('data-ok')}: ${await health.innerText()}`;
    expect((await said()).split('\n').filter((line) => /^[a-z ,’]{12,}$/i.test(line)), 'checks without Chinese words').toEqual([]);
    // What other files have set going (a clock moved on by hours makes every message on its way an old one) may take a moment to arrive.
    for (let tries = 0; tries < 10 && (await said()).startsWith('false'); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await page.reload();
      await health.waitFor({ timeout: 30_000 });
    }
    expect(await said()).toMatch(/^true/);
    await looksRight(page);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('refuses a price above the ceiling in its row, and shows families a legal one', async () => {
    const { page, context } = await open();
    await page.getByTestId('health').waitFor({ timeout: 30_000 });
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/prices') && response.request().method() === 'GET');
    await page.locator('nav a[href="/hq/prices"]').click();
    const book = (await (await answer).json()) as PriceBook;
    const row = book.items.find(({ kind, tier }) => kind === 'market' && tier === book.tier)!;
    const edit = page.getByTestId(`price-edit-${row.itemId}`);
    await edit.click();
    await looksRight(page);
    await page.getByTestId('price-input').fill(yuan(row.ceilingPriceFen + 100));
    await page.getByTestId('price-save').click();
    const refusal = page.getByTestId('price-refusal');
    await refusal.waitFor();
    expect(await refusal.textContent(), 'the refusal names the ceiling').toContain(String(row.ceilingPriceFen / 100));

    const legalFen = row.unitPriceFen === row.ceilingPriceFen ? row.floorPriceFen : row.ceilingPriceFen;
    await page.getByTestId('price-input').fill(yuan(legalFen));
    await page.getByTestId('price-save').click();
    await edit.waitFor();
    const family = await city.newPage('phone', {});
    await family.page.goto(`${city.url}/services/${row.itemId}`);
    await family.page.getByTestId('service-book').waitFor();
    await expect.poll(async () => (await family.page.locator('body').innerText()).replaceAll(/[\s,]/g, ''), { timeout: 10_000 }).toContain(yuan(legalFen));
    expect(family.faults).toEqual([]);
    await family.context.close();

    await edit.click();
    await page.getByTestId('price-input').fill(yuan(row.unitPriceFen));
    await page.getByTestId('price-save').click();
    await edit.waitFor();
    await context.close();
  });

  it('opens a planned district, and refuses one drawn over another', async () => {
    const { page, context } = await open('/districts');
    const list = page.getByTestId('districts');
    await list.waitFor({ timeout: 20_000 });
    const shut = list.locator('[role=switch][aria-checked=false]').first();
    const testId = await shut.getAttribute('data-testid');
    await shut.click();
    await list.locator(`[data-testid="${testId}"][aria-checked=true]`).waitFor();
    await looksRight(page);
    await list.locator(`[data-testid="${testId}"]`).click();
    await list.locator(`[data-testid="${testId}"][aria-checked=false]`).waitFor();

    const known = (await (await fetch(`${city.url}/api/districts`)).json()) as { items: { ring: [number, number][] }[] };
    await page.getByTestId('draw-open').click();
    await page.getByTestId('draw-name').fill('重叠片区');
    await page.getByRole('combobox').last().click();
    await page.locator('.ant-select-item-option').first().click();
    await page.getByTestId('draw-paste').fill(known.items[0]!.ring.map((point) => point.join(', ')).join('\n'));
    await page.getByTestId('draw-use-paste').click();
    await page.getByTestId('draw-save').click();
    await page.getByTestId('draw-refusal').waitFor();
    await context.close();
  });

  /** Calls the server as the person signed in on the page. */
  const call = <T>(page: Page, path: string, body: unknown): Promise<T> => page.evaluate(async ([to, sent]) => {
    const answer = await fetch(to!, { method: 'POST', body: sent!, headers: { 'content-type': 'application/json', authorization: `Bearer ${localStorage.getItem('linli.token.hq')}`, 'idempotency-key': crypto.randomUUID() } });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }, [path, JSON.stringify(body)]) as Promise<T>;

  it('admits a worker once her papers are verified, and shows the refused one as refused', async () => {
    const { page, context } = await open('/workers');
    await page.getByTestId('workers').waitFor({ timeout: 20_000 });
    const name = `新阿姨${Math.floor(Math.random() * 1e6)}`;
    const { workerId } = await call<{ workerId: string }>(page, '/api/workers', { phone: newPhone(), name, homeLon: 87.63, homeLat: 43.78, homeArea: '天山区解放北路' });
    const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    const today = inDays(0);
    const submit = (kind: string, number: string): Promise<unknown> => call(page, `/api/worker-profiles/${workerId}/papers`, { kind, number, validFrom: '2020-01-01', validUntil: '2099-12-31', ...(kind === 'health' && { healthClass: 'A', validFrom: today, validUntil: inDays(300) }) });
    for (const [kind, number] of [['identity', newIdentity()], ['health', 'JK20260001'], ['background', 'BJ20260001'], ['insurance', 'BX20260001'], ['plumber', 'SN20260001']] as const) await submit(kind, number);

    const seenByFamilies = (): Promise<Response> => fetch(`${city.url}/api/workers/${workerId}`);
    expect((await seenByFamilies()).status, 'nobody sees her before').toBe(404);

    await page.goto(`${city.url}/hq/workers?q=${encodeURIComponent(name)}`);
    await page.getByTestId('workers').getByText(name).first().click();
    const drawer = page.getByTestId('worker-audit');
    await drawer.getByTestId('verify-health').waitFor();
    expect(await page.getByTestId('admit').isDisabled(), 'nobody is admitted on unverified papers').toBe(true);
    await looksRight(page);
    for (const kind of ['identity', 'health', 'background', 'insurance']) {
      await drawer.getByTestId(`verify-${kind}`).click();
      await drawer.getByTestId(`verify-${kind}`).waitFor({ state: 'detached' });
    }
    await drawer.getByTestId('refuse-plumber').click();
    await drawer.getByRole('group').locator('button').first().click();
    await drawer.getByTestId('reason-send').click();
    await drawer.getByTestId('paper-plumber').getByText('没通过').waitFor();
    await page.getByTestId('admit').click();
    await page.getByTestId('suspend').waitFor();
    const seen = await seenByFamilies();
    expect(seen.status, 'a family can now see her').toBe(200);
    expect(((await seen.json()) as { papers: { kind: string }[] }).papers.map(({ kind }) => kind).sort(), 'with the papers that hold').toEqual(['background', 'health', 'identity', 'insurance']);
    await context.close();
  });

  it('takes a step about a worker that she reads and appeals, gives her a lead, and decides what she says of her level', async () => {
    const her = await city.newPage('phone');
    await city.signIn(her.page, 'learn', '13700000001');
    await her.page.goto(`${city.url}/learn/ladder`);
    await her.page.getByTestId('level').waitFor({ timeout: 20_000 });
    const { workerId, name } = await her.page.evaluate(async () => (await fetch('/api/work/me', { headers: { authorization: `Bearer ${localStorage.getItem('linli.token.worker')}` } })).json()) as { workerId: string; name: string };
    await her.page.getByRole('button', { name: '我要申诉' }).click();
    await her.page.locator('textarea').fill('上周两单没算进去');
    await her.page.getByRole('button', { name: '交申诉' }).click();
    await her.page.locator('textarea').waitFor({ state: 'detached' });

    const { page, faults, context } = await open(`/workers?status=active&worker=${workerId}`);
    const drawer = page.getByTestId('worker-audit');
    await drawer.getByTestId('conduct-add').click();
    await drawer.getByTestId('conduct-warning').click();
    await drawer.getByTestId('conduct-reason').fill('迟到三次');
    expect(await drawer.getByTestId('conduct-save').isDisabled(), 'a penalty names its evidence').toBe(true);
    await drawer.getByTestId('conduct-evidence').fill('回访 3 次');
    await looksRight(page);
    await drawer.getByTestId('conduct-save').click();
    await drawer.getByTestId('conduct').getByText('迟到三次').waitFor();
    await drawer.getByTestId('lead-give').click();
    await drawer.getByTestId('lead-name').fill('红山小队');
    await drawer.getByTestId('lead-save').click();
    await drawer.getByText('红山小队').waitFor();
    await drawer.getByTestId('lead-end').click();
    await drawer.getByTestId('ladder').getByRole('group').locator('button').first().click();
    await drawer.getByTestId('reason-send').click();
    await drawer.getByTestId('lead-give').waitFor();

    await her.page.goto(`${city.url}/learn/me`);
    await her.page.getByText('迟到三次').waitFor();
    await her.page.getByRole('button', { name: '申诉' }).first().click();
    await her.page.locator('textarea').fill('那天路上封了');
    await her.page.getByRole('button', { name: '交申诉' }).click();
    await her.page.locator('textarea').waitFor({ state: 'detached' });
    expect(her.faults).toEqual([]);
    await her.context.close();

    const desk = await city.newPage('desk', { context });
    await city.signIn(desk.page, 'desk', await city.demoPhone('hq'));
    await desk.page.goto(`${city.url}/desk/appeals?about=conduct`);
    const steps = desk.page.getByTestId('conduct-appeals');
    await steps.getByText('那天路上封了').waitFor({ timeout: 20_000 });
    await steps.getByText('请换一位同事裁定').waitFor();
    await looksRight(desk.page);
    await desk.page.locator('.ant-segmented-item', { hasText: '级别' }).click();
    const levels = desk.page.getByTestId('ladder-appeals');
    await levels.getByText(name).waitFor();
    await levels.getByTestId('appeal-words').first().fill('记录无误');
    await looksRight(desk.page);
    await levels.getByTestId('appeal-decline').first().click();
    await levels.getByText('上周两单没算进去').waitFor({ state: 'detached' });
    expect([...faults, ...desk.faults]).toEqual([]);
    await context.close();
  });

  it('grants a role and takes it back, keeps the last operator, and writes both down', async () => {
    const { page, context } = await open('/people?role=dispatcher');
    await page.getByTestId('people').locator('tr.ant-table-row').first().click();
    const drawer = page.getByTestId('person-drawer');
    await drawer.getByTestId('grant-role').click();
    await page.locator('.ant-select-item-option', { hasText: '审计' }).click();
    await drawer.getByTestId('grant').click();
    await drawer.getByTestId('revoke-auditor').click();
    await drawer.getByTestId('revoke-auditor').waitFor({ state: 'detached' });
    await looksRight(page);

    await page.goto(`${city.url}/hq/people?role=operator`);
    await page.getByTestId('people').locator('tr.ant-table-row').first().click();
    await drawer.getByTestId('revoke-operator').click();
    await drawer.getByRole('alert').waitFor();
    expect(await drawer.getByRole('alert').textContent()).toContain('最后一位');
    expect(await drawer.getByTestId('revoke-operator').count(), 'the last operator stays').toBe(1);

    await page.goto(`${city.url}/hq/audit`);
    await page.getByTestId('audit').getByText('撤销角色').first().waitFor();
    const newest = await page.getByTestId('audit').locator('tr.ant-table-row').allTextContents();
    expect(newest.findIndex((row) => row.includes('撤销角色'))).toBeLessThan(newest.findIndex((row) => row.includes('授予角色')));
    await context.close();
  });

  it('needs no pushing sideways in a hand', async () => {
    const { page, context } = await open('', 'phone');
    for (const path of ['', '/workers?status=active', '/catalog', '/prices', '/districts', '/merchants', '/stations', '/people', '/settings', '/money', '/audit']) {
      await page.goto(`${city.url}/hq${path}`);
      await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
      expect(await hasSideScroll(page), `${path} scrolls sideways`).toBe(false);
      expect(await sidewaysParts(page), path).toEqual([]);
    }
    await page.getByTestId('nav-more').click();
    await page.locator('.ant-drawer a[href="/hq/money"]').click();
    await page.getByTestId('finance-overview').waitFor();
    await looksRight(page);
    await context.close();
  });

  it('keeps every page quiet and in its width', async () => {
    const { page, faults, context } = await open();
    for (const path of ['/catalog', '/merchants', '/stations', '/people', '/workers', '/settings', '/money', '/audit']) {
      await page.goto(`${city.url}/hq${path}`);
      // A live page asks again whenever something happens: a busy city's network is never quiet for long.
      await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
      expect(await hasSideScroll(page), `${path} scrolls sideways`).toBe(false);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});
