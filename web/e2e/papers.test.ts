import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCheckLetter } from '../../tools/bench/applicants.ts';
import { type Someone, type World, openWorld } from '../../stories/world.ts';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, newPhone, openBrowserCity } from './city.ts';

/** A picture of one point. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const inventIdentity = (): string => withCheckLetter(`65019919850${1 + Math.floor(Math.random() * 9)}1${1 + Math.floor(Math.random() * 9)}${String(100 + Math.floor(Math.random() * 900))}`);

describe.skipIf(!isBrowserHere)('papers and checks', () => {
  let city: BrowserCity;
  let world: World;
  let operator: Someone;
  beforeAll(async () => {
    city = await openBrowserCity();
    world = openWorld(city.url);
    operator = await world.signIn(await city.demoPhone('hq'));
  }, 120_000);
  afterAll(() => city?.close());

  const enlist = async (name: string): Promise<Someone & { workerId: string; applicationId: string; phone: string }> => {
    const phone = newPhone();
    const { client } = await world.signIn(phone, name);
    const { items } = await client.accounts.listEstates({ limit: 1 });
    await client.workers.saveApplication({ families: ['nanny'], idNumber: inventIdentity(), schooling: 'juniorSecondary', homeArea: items[0]!.name, homeLon: items[0]!.lon, homeLat: items[0]!.lat });
    const privacy = (await client.workers.mySignatures({})).items.find(({ kind }) => kind === 'privacy')!;
    await client.workers.sign({ kind: 'privacy', version: privacy.version, hash: privacy.hash });
    const { applicationId, workerId } = await client.workers.submitApplication({});
    return { ...(await world.signIn(phone)), applicationId, workerId: workerId!, phone };
  };

  it('a health check goes in from her phone with its items and a picture, and is read and verified at the desk', async () => {
    const her = await enlist('买买提罕');
    const { page, faults, context } = await city.newPage('phone');
    await page.addInitScript((token) => localStorage.setItem('linli.token.worker', token), her.token);
    await page.goto(`${city.url}/learn/status?do=health`);
    await page.getByText('B 居家').click();
    await page.getByTestId('health-hospital').fill('市人民医院');
    await page.getByTestId('paper-number').fill('JK-2026-77');
    await page.getByTestId('health-all').click();
    await page.getByTestId('item-bloodPressure').locator('label', { hasText: '异常' }).click();
    await page.getByTestId('item-bloodPressure').getByRole('textbox').fill('150/95');
    await page.getByTestId('paper-photo').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: picture });
    await page.getByText('重新拍').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    await page.getByTestId('paper-send').click();
    await page.locator('[data-testid=check-health]').getByText('等审核').first().waitFor();
    expect(faults).toEqual([]);
    await context.close();

    const desk = await city.newPage('desk');
    await desk.page.addInitScript((token) => localStorage.setItem('linli.token.hq', token), operator.token);
    await desk.page.goto(`${city.url}/hq/workers?worker=${her.workerId}`);
    const audit = desk.page.getByTestId('worker-audit');
    await audit.getByTestId('photo-health').click();
    await desk.page.locator('dialog img').waitFor();
    await desk.page.locator('dialog').getByRole('button').first().click();
    await audit.getByTestId('health-read').click();
    await audit.getByText('入驻审核').click();
    await audit.getByTestId('reason-send').click();
    await audit.getByTestId('health-record').getByText('150/95').waitFor();
    await audit.getByTestId('verify-health').click();
    await audit.locator('[data-testid=check-health][data-state=passed]').waitFor();
    expect(desk.faults).toEqual([]);
    await desk.context.close();
    expect((await her.client.workers.recordReads({})).items.map(({ kind }) => kind).sort()).toEqual(['health', 'paper']);
  });

  it('who was turned down reads why, applies anew from her last answers, and may withdraw', async () => {
    const her = await enlist('玛依拉');
    await operator.client.workers.refuseApplication({ applicationId: her.applicationId, reason: '这一期名额满了' });
    const { page, faults, context } = await city.newPage('phone');
    await page.addInitScript((token) => localStorage.setItem('linli.token.worker', token), her.token);
    await page.goto(`${city.url}/learn`);
    await page.getByTestId('application-over').getByText('这一期名额满了').waitFor();
    expect(await page.getByTestId('next-step').count()).toBe(0);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByTestId('apply-again').click();
    await page.getByTestId('apply-next').click();
    await page.getByTestId('native-place').fill('甘肃天水秦州');
    // Identity, schooling, home and the rest stand as they were.
    for (const at of [3, 4, 5, 6]) { await page.getByTestId('apply-next').click(); await page.getByText(`第 ${at} 步`).waitFor(); }
    await page.getByTestId('apply-send').click();
    await page.getByTestId('next-step').waitFor();
    await page.goto(`${city.url}/learn/status`);
    await page.getByText('这一期名额满了').waitFor();
    await page.getByTestId('withdraw').click();
    await page.getByRole('button', { name: '撤回', exact: true }).click();
    await page.getByTestId('application-over').getByText('随时可以重新报名').waitFor();
    expect(faults.filter((fault) => !fault.includes('status of 403'))).toEqual([]);
    await context.close();
  });
});
