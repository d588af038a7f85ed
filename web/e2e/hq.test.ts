import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, openBrowserCity } from './city.ts';

type PriceBook = { tier: number; items: { itemId: string; kind: string; tier: number; unitPriceFen: number; floorPriceFen: number; ceilingPriceFen: number }[] };
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
    expect(await health.getAttribute('data-ok')).toBe('true');
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
