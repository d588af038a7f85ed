import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppName, type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, newIdentity, newPhone, openBrowserCity } from './city.ts';

const minutesFromNow = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
type Opened = Awaited<ReturnType<BrowserCity['newPage']>>;
type Seat = { seatId: string; state: string; outcome: { signOffId: string; scorePercent: number } | null };

describe.skipIf(!isBrowserHere)('the school', () => {
  let city: BrowserCity;
  beforeAll(async () => { city = await openBrowserCity(); });
  afterAll(async () => { await city?.close(); });

  const people = { operator: 0, trainer: 1, examiner: 2 } as const;
  const open = async (who: keyof typeof people, path = '', size: 'phone' | 'desk' = 'desk'): Promise<Opened> => {
    const opened = await city.newPage(size);
    await city.signIn(opened.page, 'school', await city.demoPhone('school', people[who]));
    await opened.page.goto(`${city.url}/school${path}`);
    return opened;
  };
  /** Calls the server as the person signed in on the page. */
  const call = <T>(page: Page, app: AppName, path: string, body?: unknown): Promise<T> => page.evaluate(async ([key, to, sent]) => {
    const answer = await fetch(to!, { method: sent === '' ? 'GET' : 'POST', ...(sent === '' ? {} : { body: sent! }), headers: { 'content-type': 'application/json', authorization: `Bearer ${localStorage.getItem(key!)}`, 'idempotency-key': crypto.randomUUID() } });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }, [`linli.token.${app}`, path, body === undefined ? '' : JSON.stringify(body)]) as Promise<T>;
  const looksRight = async (page: Page): Promise<void> => {
    expect(await hasSideScroll(page), `${page.url()} scrolls sideways`).toBe(false);
    expect(await findAxeFaults(page), page.url()).toEqual([]);
  };
  /** Somebody new to the trade, and a page of hers. */
  const newWorker = async (operator: Page, name: string): Promise<{ workerId: string; hers: Opened }> => {
    const phone = newPhone();
    const { workerId } = await call<{ workerId: string }>(operator, 'school', '/api/workers', { phone, name, homeLon: 87.63, homeLat: 43.78, homeArea: '天山区解放北路' });
    const hers = await city.newPage('phone');
    await city.signIn(hers.page, 'worker', phone);
    await hers.page.goto(`${city.url}/work`);
    return { workerId, hers };
  };

  it('signs a practical off without a network, keeps it over a reload, and the server takes it once', async () => {
    const operator = await open('operator', '/practicals');
    const examiners = await call<{ items: { personId: string; name: string }[] }>(operator.page, 'school', '/api/examiners');
    const name = `考生${Math.floor(Math.random() * 1e6)}`;
    const { hers } = await newWorker(operator.page, name);
    const slot = await call<{ slotId: string }>(operator.page, 'school', '/api/practical-slots', { kind: 'practical', place: '天山区实训教室', examinerId: examiners.items.find((one) => one.name === '韩国庆')!.personId, startAt: minutesFromNow(10), minutes: 15, capacity: 3 });
    const { seatId } = await call<Seat>(hers.page, 'worker', `/api/practical-slots/${slot.slotId}/seats`, { slotId: slot.slotId });
    await hers.context.close();

    const { page, context } = await open('examiner', '/m', 'phone');
    await page.locator(`a[href="/school/m/slot/${slot.slotId}"]`).click();
    await page.locator(`a[href="/school/m/seat/${seatId}"]`).click();
    await page.getByTestId('rubric-item').first().waitFor();
    await looksRight(page);
    // A later visit is served by the service worker, once it has taken the page over.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.reload();
    await page.getByTestId('rubric-item').first().waitFor();
    await page.waitForFunction(async () => (await caches.open('linli-1').then((store) => store.match('/school'))) !== undefined);

    let sent = 0;
    page.on('requestfinished', (request) => { if (request.url().endsWith('/sign-off')) sent += 1; });
    await context.setOffline(true);
    const items = page.getByTestId('rubric-item');
    for (let index = 0; index < await items.count(); index++) await items.nth(index).getByRole('button').last().click();
    await page.getByTestId('sign').click();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await page.getByTestId('unsent').waitFor();
    expect(await page.getByTestId('unsent').getAttribute('data-count')).toBe('1');
    expect(await page.getByTestId('unsent').textContent(), 'says plainly what is not sent').toContain('还有 1 条没有发出去');

    await page.goto(`${city.url}/school/m/seat/${seatId}`);
    await page.locator('[data-testid=seat-state][data-state=unsent]').waitFor();
    expect(await page.getByTestId('sign').count(), 'signed is signed: no second form').toBe(0);
    await page.getByTestId('kept').waitFor();
    await looksRight(page);
    expect(sent, 'nothing was sent so far').toBe(0);

    // The first answer gets lost on its way back: the same sign-off goes out again.
    let isFirst = true;
    await page.route('**/sign-off', async (route) => {
      if (!isFirst) return route.continue();
      isFirst = false;
      await route.fetch();
      return route.abort();
    });
    await context.setOffline(false);
    await page.locator('[data-testid=seat-state][data-state=passed]').waitFor({ timeout: 60_000 });
    expect(isFirst, 'it was sent twice').toBe(false);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('linli.outbox.')))).toEqual([]);
    expect(await page.getByTestId('refused-parcel').count()).toBe(0);
    const seats = await call<{ items: Seat[] }>(operator.page, 'school', '/api/school/practical-seats?limit=50');
    expect(seats.items.filter((seat) => seat.seatId === seatId).map(({ state, outcome }) => [state, outcome?.scorePercent])).toEqual([['passed', 100]]);
    await context.close();
    await operator.context.close();
  });

  it('marks attendance and what a learner can do without a network, and sends each mark once', async () => {
    const operator = await open('operator', '/courses');
    const ask = <T>(path: string, body?: unknown): Promise<T> => call<T>(operator.page, 'school', path, body);
    const mark = Math.floor(Math.random() * 1e6);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const later = new Date(Date.now() + 36 * 86_400_000).toISOString().slice(0, 10);
    const trainers = await ask<{ items: { personId: string; name: string }[] }>('/api/trainers');
    const trainerId = trainers.items.find((one) => one.name === '马秀兰')!.personId;
    const { roomId } = await ask<{ roomId: string }>('/api/training-rooms', { kind: 'classroom', name: `教室 ${mark}`, seats: 20 });
    const { courseId } = await ask<{ courseId: string }>('/api/courses', { title: `岗前班 ${mark}`, modules: ['basicCleaning'], plan: [{ kind: 'simulation', module: 'basicCleaning', title: '厨房分区', minutes: 90 }] });
    await ask(`/api/courses/${courseId}/move`, { courseId, state: 'open' });
    const { cohortId } = await ask<{ cohortId: string }>('/api/cohorts', { courseId, name: `一班 ${mark}`, intake: 'new', startsOn: today, endsOn: later, seats: 10, roomId, trainerId });
    const names = [`甲${mark}`, `乙${mark}`];
    for (const name of names) {
      const { workerId, hers } = await newWorker(operator.page, name);
      await hers.context.close();
      await ask(`/api/cohorts/${cohortId}/enrolments`, { cohortId, workerId });
    }
    const { sessionId } = await ask<{ sessionId: string }>(`/api/cohorts/${cohortId}/sessions`, { cohortId, kind: 'simulation', module: 'basicCleaning', title: `厨房分区 ${mark}`, startAt: minutesFromNow(5), endAt: minutesFromNow(65) });

    const { page, context } = await open('trainer', '/m', 'phone');
    await page.locator(`a[href="/school/m/session/${sessionId}"]`).click();
    const learners = page.getByTestId('learner');
    await learners.first().waitFor();
    expect(await learners.count()).toBe(2);
    await looksRight(page);
    await context.setOffline(true);
    await page.getByTestId('all-present').click();
    const second = learners.filter({ hasText: names[1]! });
    await second.getByTestId('mark-late').click();
    await page.getByTestId('unsent').waitFor();
    expect(await second.getAttribute('data-state'), 'the later word stands').toBe('late');
    await page.locator('label', { hasText: '会做什么' }).click();
    await page.getByTestId('level-withHelp').first().click();
    expect(Number(await page.getByTestId('unsent').getAttribute('data-count')), 'two marks and one level').toBe(3);
    await looksRight(page);
    await context.setOffline(false);
    await page.waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith('linli.outbox.')), undefined, { timeout: 60_000 });
    expect(await page.getByTestId('refused-parcel').count()).toBe(0);
    const sheet = await ask<{ seats: { workerName: string; state: string; items: { level: string }[] }[] }>(`/api/training-sessions/${sessionId}`);
    expect(sheet.seats.map(({ workerName, state }) => [workerName, state]).sort()).toEqual([[names[1], 'late'], [names[0], 'present']].sort());
    expect(sheet.seats.flatMap(({ items }) => items.map(({ level }) => level))).toEqual(['withHelp']);
    await context.close();
    await operator.context.close();
  });

  it('lets an operator judge a check of an applicant', async () => {
    const phone = newPhone();
    const name = `报名${Math.floor(Math.random() * 1e6)}`;
    const applicant = await city.newPage('phone');
    await city.signIn(applicant.page, 'worker', phone, name);
    await applicant.page.goto(`${city.url}/learn`);
    const consents = await call<{ items: { kind: string; version: string; hash: string }[] }>(applicant.page, 'worker', '/api/consents');
    const privacy = consents.items.find(({ kind }) => kind === 'privacy')!;
    await call(applicant.page, 'worker', '/api/consents/privacy/sign', privacy);
    await call(applicant.page, 'worker', '/api/applications/mine', { name, families: ['nanny'], idNumber: newIdentity(), schooling: 'juniorSecondary', homeArea: '天山区解放北路', homeLon: 87.63, homeLat: 43.78 });
    await call(applicant.page, 'worker', '/api/applications/mine/submit', {});
    await applicant.context.close();

    const { page, context, faults } = await open('operator', `/applications?q=${encodeURIComponent(name)}`);
    await page.getByTestId('applications').getByText(name).first().click();
    const check = page.getByTestId('check-interview');
    await check.waitFor();
    expect(await check.getAttribute('data-state')).toBe('missing');
    await page.getByTestId('sign-interview').click();
    await page.getByTestId('sign-words').fill('情景面试答得清楚，沟通耐心');
    await looksRight(page);
    await page.getByTestId('sign-send').click();
    await page.locator('[data-testid=check-interview][data-state=passed]').waitFor();
    expect(await check.textContent(), 'who judged it').toContain('核验');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('recognises what a partner taught, takes it back, and changes a target with a reason', async () => {
    const { page, faults, context } = await open('operator', '/partners');
    const name = `新疆技师学院${Math.floor(Math.random() * 1e6)}`;
    const learner = `学分生${Math.floor(Math.random() * 1e6)}`;
    await newWorker(page, learner).then(({ hers }) => hers.context.close());
    await page.getByTestId('partner-add').click();
    await page.getByTestId('partner-name').fill(name);
    await page.getByTestId('credit-line').click();
    await page.getByTestId('credit-subject').fill('家庭急救');
    await page.getByTestId('partner-save').click();
    await page.getByTestId('partners').getByText(name).waitFor();
    await page.getByTestId('credit-add').click();
    const pick = async (label: string, words: string, typed?: string): Promise<void> => {
      await page.getByRole('combobox', { name: label }).click();
      if (typed) await page.getByRole('combobox', { name: label }).fill(typed);
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: words }).first().click();
    };
    await pick('学员', learner, learner);
    await pick('合作单位', name);
    await pick('课程', '家庭急救');
    await page.getByTestId('credit-file').setInputFiles({ name: 'transcript.pdf', mimeType: 'application/pdf', buffer: Buffer.from(name) });
    await page.getByText('指纹已算好').waitFor();
    await page.getByTestId('credit-save').click();
    const row = page.getByTestId('credits').locator('tr', { hasText: learner });
    await row.getByTestId('credit-withdraw').click();
    await page.getByRole('button', { name: '材料不是本人的' }).click();
    await page.getByTestId('reason-send').click();
    await row.getByText('已撤回').waitFor();
    await looksRight(page);

    await page.goto(`${city.url}/school`);
    await page.getByTestId('target-edit').click();
    await page.getByTestId('target-number').fill('2000');
    const why = `市里的任务${Math.floor(Math.random() * 1e6)}`;
    await page.getByTestId('target-words').fill(why);
    await page.getByTestId('target-save').click();
    await page.getByText(why).waitFor();
    await page.getByText('目标 2000').waitFor();
    await looksRight(page);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('tries a table of results held elsewhere, brings it in, names what was in it before, and keeps beside what does not count', async () => {
    const { page, faults, context } = await open('operator', '/papers?tab=outside');
    const [phone, name] = [newPhone(), `学员${Math.floor(Math.random() * 1e6)}`];
    await call(page, 'school', '/api/workers', { phone, name, homeLon: 87.63, homeLat: 43.78, homeArea: '天山区解放北路' });
    const table = { name: 'results.csv', mimeType: 'text/csv', buffer: Buffer.from(`姓名,手机号,考核项目,类别,考核日期,成绩,结果\n${name},${phone},elderCare,实操,2026-11-01,86,合格\n别人,${phone},elderCare,实操,2026-11-02,86,合格`) };
    const outcome = page.getByTestId('outside-outcome');
    const send = async (): Promise<string> => {
      const answer = page.waitForResponse((response) => response.url().includes('/api/school/outside-imports?') && response.request().method() === 'POST');
      await page.getByTestId('outside-file').setInputFiles(table);
      await answer;
      await outcome.waitFor();
      return (await outcome.textContent()) ?? '';
    };
    await page.getByTestId('outside-import').click();
    await page.getByTestId('outside-issuer').click();
    await page.getByText('其他机构（只作记录）').last().click();
    await page.getByTestId('outside-other').fill('外地技工学校');
    expect(await send()).toMatch(/试读完成.*第 3 行 姓名/);
    await looksRight(page);
    await page.getByTestId('outside-dry').click();
    await send();
    await expect.poll(() => outcome.textContent()).toContain('已导入');
    await send();
    await expect.poll(() => outcome.textContent()).toContain('不能重复');
    await page.goto(`${city.url}/school/papers?tab=outside`);
    const row = page.getByTestId('outside-results').getByRole('row').filter({ hasText: name });
    await row.waitFor();
    expect(await row.textContent()).toContain('没有和这家机构的合作协议，只作记录');
    expect(faults).toEqual([]);
    await context.close();
  });

  const pages = ['', '/applications', '/recruiting', '/posts', '/imports', '/timetable', '/courses', '/courses?tab=courses', '/modules', '/modules?tab=learners', '/rooms', '/kits', '/groups', '/partners', '/practicals', '/practicals?tab=seats', '/questions', '/papers', '/papers?tab=attempts', '/papers?tab=outside', '/certificates', '/retraining', '/mentors', '/log', '/m'];
  it.each(['desk', 'phone'] as const)('keeps every page quiet and in its width on a %s', async (size) => {
    const { page, faults, context } = await open('operator', '', size);
    for (const path of pages) {
      await page.goto(`${city.url}/school${path}`);
      await page.locator('h1, header').first().waitFor();
      await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined);
      await looksRight(page);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it('shows a trainer and an examiner what is theirs and nothing of recruiting', async () => {
    for (const who of ['trainer', 'examiner'] as const) {
      const { page, context, faults } = await open(who);
      await page.getByTestId('overview').waitFor();
      expect(await page.locator('nav a[href="/school/applications"]').count(), who).toBe(0);
      await page.goto(`${city.url}/school/m`);
      await page.locator('h1').first().waitFor();
      expect(faults).toEqual([]);
      await context.close();
    }
  });
});
