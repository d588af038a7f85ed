import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, newPhone, openBrowserCity } from './city.ts';

/** Ten answers, the consent, the button. */
const mostQuestionnaireTaps = 12;

describe.skipIf(!isBrowserHere)('wishes, what suits a worker, and the weights', () => {
  let city: BrowserCity;
  beforeAll(async () => { city = await openBrowserCity(); });
  afterAll(async () => { await city?.close(); });

  const looksRight = async (page: Page): Promise<void> => {
    expect(await hasSideScroll(page), `${page.url()} scrolls sideways`).toBe(false);
    expect(await findAxeFaults(page), page.url()).toEqual([]);
  };
  const read = <T>(page: Page, app: string, path: string): Promise<T> => page.evaluate(async ([key, at]) => (await fetch(at!, { headers: { authorization: `Bearer ${localStorage.getItem(key!)}` } })).json(), [`linli.token.${app}`, path]) as Promise<T>;

  it('lets a family favour a worker in one tap, block one in one tap, take that back, and book the favourite in one tap', async () => {
    const { page, faults, taps } = await city.newPage('phone');
    await city.signIn(page, 'customer', await city.demoPhone('customer'));
    await page.goto(`${city.url}/me`);
    const { items } = await read<{ items: { workerId: string | null; status: string }[] }>(page, 'customer', '/api/my/orders?filter=done&limit=100');
    const [liked, unwanted] = [...new Set(items.flatMap(({ workerId }) => workerId ?? []))];
    expect(unwanted, 'the demo family has been served by two workers').toBeDefined();

    await page.goto(`${city.url}/workers/${liked}`);
    await page.getByTestId('wish-favourite').waitFor();
    const before = taps();
    await page.getByTestId('wish-favourite').click();
    await page.locator('[data-testid=wish-favourite][aria-pressed=true]').waitFor();
    expect(taps() - before).toBe(1);
    await page.goto(`${city.url}/workers/${unwanted}`);
    await page.getByTestId('wish-block').click();
    await page.getByTestId('wish-blocked').waitFor();
    expect(await page.getByTestId('wish-blocked').textContent()).toContain('她不会收到通知');
    await looksRight(page);

    await page.goto(`${city.url}/me/workers`);
    await page.getByTestId('wish-rebook').waitFor();
    await looksRight(page);
    await page.getByTestId('wish-unblock').click();
    await page.getByTestId('wish-unblock').waitFor({ state: 'detached' });
    await page.getByTestId('wish-rebook').click();
    await page.getByTestId('book-pay').waitFor();
    expect(faults).toEqual([]);
  });

  it('asks ten questions in twelve taps, keeps nothing without consent and forgets in one', async () => {
    const { page, faults, taps } = await city.newPage('phone');
    await city.signIn(page, 'customer', newPhone(), '问卷女士');
    await page.goto(`${city.url}/me/manner`);
    await page.getByTestId('manner-1').waitFor();
    await looksRight(page);
    const before = taps();
    for (const score of [6, 2, 7, 1, 4, 3, 6, 2, 7, 4]) await page.getByTestId(`manner-${score}`).click();
    expect(await page.getByTestId('manner-save').isDisabled(), 'nothing is kept without consent').toBe(true);
    await page.locator('label').filter({ hasText: '我同意把这些回答用于派单匹配' }).click();
    await page.getByTestId('manner-save').click();
    await page.getByTestId('manner-remove').waitFor();
    expect(taps() - before).toBeLessThanOrEqual(mostQuestionnaireTaps);
    await looksRight(page);
    await page.getByTestId('manner-remove').click();
    await page.getByTestId('manner-1').waitFor();
    expect(await read(page, 'customer', '/api/household/manner')).toEqual({ answers: null, traits: null, consentedAt: null });
    expect(faults).toEqual([]);
  });

  it('shows a worker the formula with her own standing, and lets her decline a home and go there again', async () => {
    const { page, faults } = await city.newPage('phone');
    await city.signIn(page, 'worker', await city.demoPhone('worker'));
    await page.goto(`${city.url}/work/me/formula`);
    await page.getByTestId('formula-part').first().waitFor();
    const shares = (await page.getByTestId('formula-part').allTextContents()).map((words) => Number(/占 ([\d.]+)%/.exec(words)?.[1]));
    expect(shares).toHaveLength(11);
    expect(Math.round(shares.reduce((sum, one) => sum + one, 0) * 10)).toBe(1000);
    await looksRight(page);

    const { items } = await read<{ items: { orderId: string; status: string }[] }>(page, 'worker', '/api/work/visits?from=2026-01-01T00:00:00Z&to=2030-01-01T00:00:00Z');
    const served = items.find(({ status }) => status === 'settled' || status === 'confirmed');
    expect(served, 'the demo worker has served').toBeDefined();
    await page.goto(`${city.url}/work/visits/${served!.orderId}`);
    await page.getByTestId('home-decline').click();
    await page.locator('dialog label').filter({ hasText: '觉得不安全' }).click();
    await page.getByTestId('home-decline-send').click();
    await page.getByTestId('home-resume').waitFor();
    await page.goto(`${city.url}/work/me/homes`);
    await looksRight(page);
    await page.getByTestId('home-resume').click();
    await page.getByText('没有不去的家庭').waitFor();
    expect(faults).toEqual([]);
  });

  it('lets the operator see the weights, try shares and take a decision again under another policy', async () => {
    const { page, faults } = await city.newPage('desk');
    await city.signIn(page, 'hq', await city.demoPhone('hq'));
    await page.goto(`${city.url}/hq/weights`);
    await page.getByTestId('weights-in-force').waitFor();
    await looksRight(page);
    await page.getByTestId('version-replay').first().click();
    await page.getByTestId('policy-nearest').click();
    await page.getByTestId('replay-answer').waitFor();
    expect(await page.getByTestId('replay').locator('ol li').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.getByTestId('weights-set').click();
    const preview = page.getByTestId('set-weights');
    const before = await preview.textContent();
    await preview.getByRole('spinbutton').first().fill('60');
    await page.keyboard.press('Tab');
    await expect.poll(() => preview.textContent()).not.toBe(before);
    expect(faults).toEqual([]);
  });
});
