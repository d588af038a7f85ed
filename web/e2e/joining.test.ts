import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { licenceNumber, photoBase64 } from '../../stories/papers.ts';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, openBrowserCity } from './city.ts';

describe.skipIf(!isBrowserHere)('a firm joins', () => {
  let city: BrowserCity;
  beforeAll(async () => { city = await openBrowserCity(); });
  afterAll(async () => { await city?.close(); });

  const looksRight = async (page: Page): Promise<void> => {
    expect(await hasSideScroll(page), `${page.url()} scrolls sideways`).toBe(false);
    expect(await findAxeFaults(page), page.url()).toEqual([]);
  };
  const shot = async (page: Page, name: string): Promise<void> => { if (process.env.LINLI_E2E_SHOTS) await page.screenshot({ path: `${process.env.LINLI_E2E_SHOTS}/${name}.png`, fullPage: true }); };
  const small = async (page: Page): Promise<string[]> => page.locator('main button:visible, main input:visible:not([type=file]):not([type=checkbox]), main label:has(input[type=checkbox])').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => `${one.tagName} ${one.textContent?.slice(0, 20)} ${Math.round(one.getBoundingClientRect().height)}`));

  it('is filled in on the phone, passed at the desk, and waits for its guarantee', async () => {
    const serial = Date.now() % 10_000_000;
    const phone = `192${String(serial).padStart(8, '0')}`;
    const name = `石榴籽家政${String(serial).slice(-4)}`;
    const owner = await city.newPage('phone');
    const { page } = owner;
    await city.signIn(page, 'merchant', phone, '马建国');
    await page.goto(`${city.url}/merchant`);
    await page.getByTestId('joining-begin').waitFor({ timeout: 20_000 });
    await looksRight(page);
    await page.getByTestId('joining-begin').click();
    await page.getByTestId('firm-name').fill(name);
    await page.getByTestId('firm-licence').fill(licenceNumber(serial));
    await page.getByTestId('firm-scope').fill('日用百货销售');
    await page.getByTestId('firm-save').click();
    await page.getByText('经营范围里没有家政服务').waitFor();
    await page.getByTestId('firm-scope').fill('家政服务；建筑物清洁服务');
    await page.getByTestId('firm-address').fill('光明路 8 号');
    await page.getByTestId('firm-phone').fill('0991-4567890');
    await page.getByTestId('firm-save').click();
    await page.getByTestId('joining').waitFor();
    await looksRight(page);
    await shot(page, 'joining-draft');
    expect(await small(page), 'targets under 44 px').toEqual([]);

    const hand = async (kind: string, fill: () => Promise<void>): Promise<void> => {
      await page.getByTestId(`paper-${kind}`).click();
      await fill();
      await page.getByTestId('paper-send').click();
      await page.getByTestId(`paper-form-${kind}`).waitFor({ state: 'detached' });
    };
    await hand('licence', () => page.getByTestId('paper-photo').setInputFiles({ name: 'licence.png', mimeType: 'image/png', buffer: Buffer.from(photoBase64, 'base64') }).then(() => page.getByText('照片已选好').waitFor()));
    await hand('legalPerson', async () => { await page.getByTestId('paper-holder').fill('马建国'); await page.getByTestId('paper-number').fill('650102199003078517'); });
    await hand('insurance', async () => { await page.getByTestId('paper-holder').fill('人保财险'); await page.getByTestId('paper-number').fill('PZ2026'); await page.getByTestId('paper-until').fill('2034-12-31'); });
    await hand('safetyOfficer', async () => { await page.getByTestId('paper-holder').fill('赵安全'); await page.getByTestId('paper-number').fill('13812340000'); });
    await page.getByTestId('account-bank').fill('建设银行');
    await page.getByTestId('account-no').fill('6501019900000037');
    await page.getByTestId('account-send').click();
    await page.getByTestId('account-sum').fill('36');
    await page.getByTestId('account-confirm').click();
    await page.getByText('还能填 2 次').waitFor();
    await page.getByTestId('account-sum').fill('37');
    await page.getByTestId('account-confirm').click();
    await page.getByText('账户已验证').waitFor();
    await page.getByTestId('joining-submit').click();
    await page.locator('[data-testid=joining][data-stage=review]').waitFor();
    await looksRight(page);
    await shot(page, 'joining-review');

    const operator = await city.newPage('desk');
    const desk = operator.page;
    await city.signIn(desk, 'hq', await city.demoPhone('hq'));
    await desk.goto(`${city.url}/hq/merchants?part=joining&waiting=true`);
    await desk.getByTestId('joinings').getByText(name).waitFor({ timeout: 20_000 });
    await looksRight(desk);
    await shot(desk, 'joinings-list');
    await desk.getByTestId('joinings').getByText(name).click();
    for (const kind of ['licence', 'legalPerson', 'scope', 'insurance', 'safetyOfficer']) {
      await desk.getByTestId(`pass-${kind}`).click();
      await desk.getByTestId(`pass-${kind}`).waitFor({ state: 'detached' });
    }
    await looksRight(desk);
    await shot(desk, 'joining-drawer');
    await desk.getByTestId('joining-approve').click();
    await page.locator('[data-testid=joining][data-stage=depositDue]').waitFor({ timeout: 20_000 });
    await page.getByTestId('deposit-pay').waitFor();
    await looksRight(page);
    await shot(page, 'joining-deposit');
    expect([...owner.faults.filter((fault) => !/status of (422|403|409)/.test(fault)), ...operator.faults]).toEqual([]);
    await owner.context.close();
    await operator.context.close();
  }, 120_000);

  it.each(['phone', 'desk'] as const)('shows an owner where the shop stands, and the desk its lists (%s)', async (size) => {
    const { page, context } = await city.newPage(size);
    await city.signIn(page, 'merchant', await city.demoPhone('merchant'));
    await page.goto(`${city.url}/merchant/joining`);
    await page.locator('[data-testid=joining][data-stage=active]').waitFor({ timeout: 20_000 });
    await looksRight(page);
    await shot(page, `joining-active-${size}`);
    const desk = await city.newPage(size);
    await city.signIn(desk.page, 'hq', await city.demoPhone('hq'));
    for (const [part, testId] of [['joining', 'joinings'], ['trainings', 'owner-sessions'], ['elder', 'elder-providers']] as const) {
      await desk.page.goto(`${city.url}/hq/merchants?part=${part}`);
      await desk.page.getByTestId(testId).waitFor({ timeout: 20_000 });
      await looksRight(desk.page);
      await shot(desk.page, `hq-${part}-${size}`);
    }
    await context.close();
    await desk.context.close();
  }, 60_000);

  it('is limited with evidence, appeals on the phone, is heard by the desk, and families read what stands', async () => {
    const owner = await city.newPage('phone');
    const { page } = owner;
    await city.signIn(page, 'merchant', await city.demoPhone('merchant'));
    await page.goto(`${city.url}/merchant/joining`);
    await page.locator('[data-testid=joining][data-stage=active]').waitFor({ timeout: 20_000 });
    const operator = await city.newPage('desk');
    const desk = operator.page;
    await city.signIn(desk, 'hq', await city.demoPhone('hq'));
    await desk.goto(`${city.url}/hq/merchants?part=joining`);
    const name = (await page.locator('[data-testid=joining] section b').first().textContent())!;
    await desk.getByTestId('joinings').getByText(name, { exact: true }).first().click();
    await desk.getByTestId('ledger-add').click();
    await desk.getByTestId('ledger-reason').fill('三次迟到');
    await desk.getByTestId('ledger-evidence').fill('十一月抽查 8 号');
    await looksRight(desk);
    await shot(desk, 'ledger-form');
    await desk.getByTestId('ledger-save').click();
    await desk.getByTestId('entry-warning').waitFor();
    await page.getByTestId('entry-warning').waitFor({ timeout: 20_000 });
    await page.getByTestId('appeal-open').click();
    await page.getByTestId('appeal-words').fill('那几天大雪封路');
    await looksRight(page);
    await shot(page, 'ledger-appeal');
    await page.getByTestId('appeal-send').click();
    await page.getByText('申诉处理中').waitFor();
    await desk.getByTestId('joining-drawer').getByText('商户申诉：那几天大雪封路').waitFor({ timeout: 20_000 });
    await desk.getByTestId('joining-drawer').getByText('要由另一位同事裁定').waitFor();
    await looksRight(desk);
    await shot(desk, 'ledger-appealed');
    const merchantId = await page.evaluate(async () => {
      const me = await (await fetch('/api/me', { headers: { authorization: `Bearer ${localStorage.getItem('linli.token.merchant')}` } })).json() as { grants: { scopeType: string; scopeId: string }[] };
      return me.grants.find(({ scopeType }) => scopeType === 'merchant')!.scopeId;
    });
    const family = await city.newPage('phone');
    await family.page.goto(`${city.url}/merchants/${merchantId}`);
    await family.page.getByTestId('merchant-conduct').getByText('三次迟到').waitFor({ timeout: 20_000 });
    await looksRight(family.page);
    await shot(family.page, 'public-merchant');
    expect([...owner.faults, ...operator.faults, ...family.faults]).toEqual([]);
    await desk.goto(`${city.url}/hq/merchants?part=elder`);
    await desk.getByTestId('elder-providers').waitFor({ timeout: 20_000 });
    const rows = desk.getByTestId('elder-providers').locator('tbody tr[data-row-key]');
    if (await rows.count() > 0) {
      await rows.first().click();
      await desk.getByTestId('elder-edit').click();
      await desk.getByTestId('elder-listed').click();
      await desk.getByTestId('elder-no').fill('YL-0991-08');
      await desk.getByTestId('elder-authority').fill('市民政局');
      await desk.getByTestId('elder-listed-on').fill('2026-01-15');
      await shot(desk, 'elder-form');
      await looksRight(desk);
      await desk.getByTestId('elder-save').click();
      await desk.getByTestId('elder-form').waitFor({ state: 'detached' });
      await shot(desk, 'elder-list');
    }
    for (const { context } of [owner, operator, family]) await context.close();
  }, 120_000);
});
