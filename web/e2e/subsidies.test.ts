import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, newIdentity, newPhone, openBrowserCity } from './city.ts';

type Opened = Awaited<ReturnType<BrowserCity['newPage']>>;
const pictures = process.env.LINLI_PICTURES;

describe.skipIf(!isBrowserHere)('subsidies and standards at the school’s desk', () => {
  let city: BrowserCity;
  beforeAll(async () => { city = await openBrowserCity(); });
  afterAll(async () => { await city?.close(); });

  /** The demo's people of the head office: the operator first, finance second. */
  const open = async (who: 'operator' | 'finance', path: string, size: 'phone' | 'desk' = 'desk'): Promise<Opened> => {
    const opened = await city.newPage(size);
    await city.signIn(opened.page, 'school', await city.demoPhone('hq', who === 'operator' ? 0 : 1));
    await opened.page.goto(`${city.url}/school${path}`);
    return opened;
  };
  const call = <T>(page: Page, path: string, body: unknown): Promise<T> => page.evaluate(async ([to, sent]) => {
    const answer = await fetch(to!, { method: 'POST', body: sent!, headers: { 'content-type': 'application/json', authorization: `Bearer ${localStorage.getItem('linli.token.school')}`, 'idempotency-key': crypto.randomUUID() } });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }, [path, JSON.stringify(body)]) as Promise<T>;
  const looksRight = async (page: Page, name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
    expect(await hasSideScroll(page), `${page.url()} scrolls sideways`).toBe(false);
    expect(await findAxeFaults(page), page.url()).toEqual([]);
  };

  it('a subsidy goes from evidence to payment, by two people', async () => {
    const { page, faults, context } = await open('operator', '/subsidies');
    await page.getByTestId('subsidies').waitFor({ timeout: 30_000 });
    const name = `苏补${String.fromCodePoint(0x4E00 + Math.floor(Math.random() * 5000))}`;
    const { workerId } = await call<{ workerId: string }>(page, '/api/workers', { phone: newPhone(), name, homeLon: 87.63, homeLat: 43.78, homeArea: '天山区解放北路' });
    await call(page, `/api/worker-profiles/${workerId}/papers`, { kind: 'identity', number: newIdentity(), validFrom: '2026-01-01', validUntil: '2036-01-01', isSeen: true });
    await call(page, '/api/certificates', { workerId, kind: 'core', evidence: { kind: 'record', words: '核心模块班结业' } });
    await page.getByTestId('subsidy-new').click();
    await page.getByTestId('subsidy-worker').locator('input').fill(name);
    await page.locator('.ant-select-item-option', { hasText: name }).click();
    await page.getByTestId('attendance-course').fill('十一月班');
    await page.getByTestId('attendance-day').fill('2026-11-20');
    await page.getByTestId('attendance-percent').fill('92');
    await page.getByTestId('attendance-sheet').fill('签到表第 2 页');
    await page.getByTestId('attendance-save').click();
    await page.getByText('出勤 92%').first().waitFor();
    await looksRight(page, 'chances-desk');
    await page.getByTestId('subsidy-begin').first().click();
    const drawer = page.getByTestId('subsidy-drawer');
    await drawer.getByText('还差：考试合格、本人承诺').waitFor();
    await page.getByTestId('proof-words').fill('看过考试成绩单 88 分');
    await page.getByTestId('proof-add').click();
    await page.getByTestId('subsidy-declare').click();
    await drawer.getByText('材料齐了，可以提交').waitFor();
    await looksRight(page, 'claim-desk');
    await page.getByTestId('subsidy-submit').click();
    await page.getByTestId('subsidy-accept').click();
    await drawer.getByText('补贴部门已通过 ¥800.00').waitFor();
    expect(faults).toEqual([]);

    const money = await open('finance', '/subsidies');
    await money.page.getByTestId('subsidy-pay-open').click();
    await money.page.getByTestId('subsidy-slip').fill(`SLIP-${Date.now()}`);
    await money.page.getByTestId('subsidy-sum').fill('799.00');
    await money.page.getByTestId('subsidy-pay').click();
    await money.page.getByRole('alert').getByText('回单金额要等于').waitFor();
    await looksRight(money.page, 'pay-desk');
    const total = (await money.page.getByTestId('subsidy-total').innerText()).match(/¥([\d,.]+)/)![1]!.replaceAll(',', '');
    await money.page.getByTestId('subsidy-sum').fill(total);
    await money.page.getByTestId('subsidy-pay').click();
    // Another browser hears of it by itself.
    await drawer.getByText('转入').waitFor({ timeout: 10_000 });
    await money.context.close();
    await context.close();

    const phone = await open('operator', '/subsidies', 'phone');
    await phone.page.getByText(name).first().waitFor({ timeout: 30_000 });
    await looksRight(phone.page, 'claims-phone');
    await phone.page.goto(`${city.url}/school/subsidies?view=programmes`);
    await phone.page.getByText('基础技能培训补贴').first().waitFor();
    await looksRight(phone.page, 'programmes-phone');
    expect(phone.faults).toEqual([]);
    await phone.context.close();
  });

  it('a learner claims on her own phone: what is missing, a photo, handed in', async () => {
    const desk = await open('operator', '/subsidies?view=programmes');
    await desk.page.getByTestId('programmes').waitFor({ timeout: 30_000 });
    const [name, phone] = [`冯补${String.fromCodePoint(0x4E00 + Math.floor(Math.random() * 5000))}`, newPhone()];
    const { workerId } = await call<{ workerId: string }>(desk.page, '/api/workers', { phone, name, homeLon: 87.63, homeLat: 43.78, homeArea: '天山区解放北路' });
    await call(desk.page, `/api/worker-profiles/${workerId}/papers`, { kind: 'identity', number: newIdentity(), validFrom: '2026-01-01', validUntil: '2036-01-01', isSeen: true });
    await call(desk.page, '/api/certificates', { workerId, kind: 'core', evidence: { kind: 'record', words: '核心模块班结业' } });
    await call(desk.page, '/api/subsidy-attendance', { workerId, kind: 'core', course: '十一月班', endedOn: '2026-11-20', percent: 92, words: '签到表第 2 页' });
    // A year to come is planned before it begins.
    await desk.page.getByRole('button', { name: '改名额和目标' }).first().click();
    await desk.page.getByTestId('year-choose').click();
    const next = String(new Date().getFullYear() + 1);
    await desk.page.locator('.ant-select-item-option', { hasText: next }).click();
    await desk.page.getByLabel('目标', { exact: true }).fill('1500000');
    await looksRight(desk.page, 'programme-year-desk');
    await desk.page.getByTestId('year-save').click();
    await desk.page.getByText('目标 1500000 人').first().waitFor();
    await desk.page.getByTestId('programme-SPECIAL').click();
    await desk.page.getByTestId('programme-region').waitFor();
    await looksRight(desk.page, 'programme-form-desk');
    await desk.context.close();

    const hers = await city.newPage('phone');
    await city.signIn(hers.page, 'learn', phone);
    await hers.page.goto(`${city.url}/learn/me`);
    await hers.page.getByTestId('breaches').waitFor({ timeout: 30_000 });
    await looksRight(hers.page, 'me-phone');
    await hers.page.getByText('培训补贴').first().click();
    await hers.page.getByTestId('subsidy-chance').first().waitFor({ timeout: 30_000 });
    await looksRight(hers.page, 'subsidies-phone');
    await hers.page.getByTestId('subsidy-begin').first().click();
    await hers.page.getByTestId('subsidy-send').click();
    const claim = hers.page.getByTestId('subsidy-claim');
    await claim.getByText('还差：考试合格、本人承诺').first().waitFor();
    await looksRight(hers.page, 'subsidy-open-phone');
    await hers.page.getByTestId('subsidy-declare').click();
    await hers.page.getByTestId('subsidy-photo-exam').setInputFiles({ name: 'proof.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64') });
    await claim.getByText('材料齐了，可以提交').first().waitFor();
    await looksRight(hers.page, 'subsidy-whole-phone');
    await hers.page.getByTestId('subsidy-submit').click();
    await claim.getByText('已报补贴部门，等待答复').first().waitFor();
    await looksRight(hers.page, 'subsidy-sent-phone');
    expect(hers.faults).toEqual([]);
    await hers.context.close();
  });

  it('a certificate of the state is entered, an elder gets her voucher, and the auditor sees what is hers', async () => {
    const { page, faults, context } = await open('operator', '/certificates?view=nationals');
    await page.getByTestId('national-new').click({ timeout: 30_000 });
    await page.getByTestId('national-worker').locator('input').fill('李');
    await page.locator('.ant-select-item-option', { hasText: '李' }).first().click();
    await page.getByTestId('national-occupation').click();
    await page.locator('.ant-select-item-option', { hasText: '养老护理员' }).click();
    await page.getByTestId('national-level').click();
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: '3' }).click();
    await page.getByTestId('national-issuer').fill('乌鲁木齐市职业技能鉴定中心');
    await page.getByTestId('national-number').fill(`Y${Date.now()}`);
    await page.getByLabel('发证日期').fill('2025-06-01');
    await page.keyboard.press('Enter');
    await looksRight(page, 'national-form-desk');
    await page.getByTestId('national-save').click();
    await page.getByText('已核实', { exact: true }).first().click();
    await page.getByText('养老护理员 · 三级/高级工').first().waitFor();
    await looksRight(page, 'nationals-desk');
    expect(faults).toEqual([]);
    await context.close();

    const money = await city.newPage('desk');
    await city.signIn(money.page, 'hq', await city.demoPhone('hq', 0));
    await money.page.goto(`${city.url}/hq/money?tab=vouchers`);
    await money.page.getByTestId('voucher-grant').waitFor({ timeout: 30_000 });
    const elder = `养${String.fromCodePoint(0x4E00 + Math.floor(Math.random() * 5000))}老太`;
    await money.page.evaluate(async (name) => { await fetch('/api/household/members', { method: 'POST', body: JSON.stringify({ name, relation: 'elder', birthYear: 1944 }), headers: { 'content-type': 'application/json', authorization: `Bearer ${localStorage.getItem('linli.token.hq')}`, 'idempotency-key': crypto.randomUUID() } }); }, elder);
    await money.page.getByTestId('voucher-grant').click();
    await money.page.getByTestId('voucher-elder').locator('input').fill(elder);
    await money.page.locator('.ant-select-item-option', { hasText: elder }).click();
    await money.page.getByTestId('voucher-evidence').fill('评估书 2026-031');
    await looksRight(money.page, 'voucher-form-desk');
    await money.page.getByTestId('voucher-save').click();
    await money.page.getByText('评估书 2026-031').first().waitFor();
    await looksRight(money.page, 'vouchers-desk');
    await money.page.getByTestId('money-policies').click();
    await money.page.getByTestId('policy-new').click();
    await money.page.getByTestId('policy-holder').locator('input').fill('李');
    await money.page.locator('.ant-select-item-option', { hasText: '李' }).first().click();
    await money.page.getByTestId('policy-preview').waitFor();
    await looksRight(money.page, 'policy-desk');
    expect(money.faults).toEqual([]);
    await money.context.close();

    const auditor = await city.newPage('desk');
    await city.signIn(auditor.page, 'school', await city.demoPhone('hq', 2));
    await auditor.page.goto(`${city.url}/school/standards?view=inspections`);
    await auditor.page.getByTestId('round-new').waitFor({ timeout: 30_000 });
    expect(await auditor.page.getByTestId('round-new').isEnabled()).toBe(true);
    await auditor.page.goto(`${city.url}/school/modules`);
    await auditor.page.getByText('这一页不归您看').first().waitFor();
    await looksRight(auditor.page, 'auditor-desk');
    expect(auditor.faults).toEqual([]);
    await auditor.context.close();
  });

  it('a standard of our own is written, shows what it changes, and is announced', async () => {
    const { page, faults, context } = await open('operator', '/standards');
    await page.getByText('GB/T 31771-2024').first().waitFor({ timeout: 30_000 });
    await looksRight(page, 'standards-desk');
    await page.getByTestId('edition-new').click();
    const code = `Q/LL E${Date.now() % 100_000}`;
    await page.getByTestId('edition-code').fill(code);
    await page.getByTestId('edition-year').fill('2026');
    await page.getByTestId('edition-zh').fill('宠物照看标准');
    await page.getByTestId('edition-en').fill('Pet care');
    await page.getByTestId('clause-add').click();
    await page.getByTestId('clause-no').fill('4.1');
    await page.getByTestId('clause-zh').fill('离开前核对门窗');
    await page.getByTestId('clause-en').fill('Doors and windows are checked before leaving');
    await page.getByTestId('line-zh').fill('离开前核对门窗');
    await page.getByTestId('line-en').fill('Check doors and windows before leaving');
    await page.getByLabel('哪些服务的清单').fill('上门喂宠');
    await page.locator('.ant-select-item-option', { hasText: '上门喂宠' }).click();
    await looksRight(page, 'edition-form-desk');
    await page.getByTestId('edition-save').click();
    await page.getByText(`${code}-2026`).first().click();
    const drawer = page.getByTestId('edition-drawer');
    await drawer.getByText('增加 · 离开前核对门窗').waitFor();
    await looksRight(page, 'edition-desk');
    await page.getByTestId('edition-announce').click();
    await page.getByTestId('edition-announce-send').click();
    await drawer.getByText('生效', { exact: true }).last().waitFor();
    expect(await page.evaluate(async () => ((await (await fetch('/api/catalog/pet-care')).json()) as { checklist: { text: { zh: string } }[] }).checklist.map(({ text }) => text.zh))).toContain('离开前核对门窗');
    expect(faults).toEqual([]);
    await context.close();

    const phone = await open('operator', '/standards', 'phone');
    await phone.page.getByText('GB/T 31771-2024').first().click();
    await phone.page.getByTestId('comparison').waitFor({ timeout: 30_000 });
    await looksRight(phone.page, 'edition-phone');
    expect(phone.faults).toEqual([]);
    await phone.context.close();
  });

  it('an inspection is drawn, judged clause by clause and ended', async () => {
    const { page, faults, context } = await open('operator', '/standards?view=inspections');
    await page.getByTestId('round-new').click({ timeout: 30_000 });
    await page.getByTestId('round-name').fill('浏览器抽查');
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await page.getByTestId('round-from').fill(day(-80));
    await page.getByTestId('round-to').fill(day(0));
    await page.getByTestId('round-rate').fill('0.5');
    await page.getByTestId('round-draw').click();
    const drawer = page.getByTestId('round-drawer');
    await drawer.waitFor();
    await looksRight(page, 'round-desk');
    for (let left = await page.getByTestId('sample-judge').count(); left > 0; left = await page.getByTestId('sample-judge').count()) {
      await page.getByTestId('sample-judge').first().click();
      await page.getByTestId('sample-rest').click();
      await page.getByTestId('sample-send').click();
      await page.getByTestId('sample-send').waitFor({ state: 'detached' });
      if ((await page.getByTestId('sample-judge').count()) >= left) break;
    }
    expect(faults).toEqual([]);
    await context.close();
    const phone = await open('operator', '/standards?view=families', 'phone');
    await phone.page.getByTestId('standard-documents').waitFor({ timeout: 30_000 });
    await looksRight(phone.page, 'documents-phone');
    await phone.context.close();
  });
});
