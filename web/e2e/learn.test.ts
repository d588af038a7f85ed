import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '@linli/contract';
import { type Someone, type World, openWorld, until } from '../../stories/world.ts';
import { type BrowserCity, type OpenPage, findAxeFaults, hasSideScroll, isBrowserHere, newIdentity, newPhone, openBrowserCity } from './city.ts';

const mostTaps = 15;

/** Twelve seconds of film, drawn in the browser; its length is written into the head, which a live recording leaves empty. */
const filmSeconds = 12;
const filmOf = async (page: OpenPage['page']): Promise<Buffer> => {
  const film = Buffer.from(await page.evaluate(async (seconds) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const pen = canvas.getContext('2d')!;
    let frame = 0;
    const timer = setInterval(() => { pen.fillStyle = `hsl(${frame * 5} 50% 50%)`; frame += 1; pen.fillRect(0, 0, 320, 180); }, 100);
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/mp4;codecs=avc1.42E01E' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start(1000);
    await new Promise((wait) => setTimeout(wait, seconds * 1000));
    const isOver = new Promise((done) => { recorder.onstop = done; });
    recorder.stop();
    await isOver;
    clearInterval(timer);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, filmSeconds), 'base64');
  const head = film.indexOf('mvhd');
  film.writeBigUInt64BE(BigInt(film.readUInt32BE(head + 24) * filmSeconds), head + 28);
  return film;
};

/** Somebody whose application is in, without the screens: what the other tests begin with. */
async function enlist(world: World, name: string): Promise<Someone> {
  const phone = newPhone();
  const { client } = await world.signIn(phone, name);
  const { items } = await client.accounts.listEstates({ limit: 1 });
  await client.workers.saveApplication({ families: ['cleaning'], idNumber: newIdentity(), schooling: 'juniorSecondary', homeArea: items[0]!.name, homeLon: items[0]!.lon, homeLat: items[0]!.lat });
  const privacy = (await client.workers.mySignatures({})).items.find(({ kind }) => kind === 'privacy')!;
  await client.workers.sign({ kind: 'privacy', version: privacy.version, hash: privacy.hash });
  await client.workers.submitApplication({});
  return world.signIn(phone);
}

describe.skipIf(!isBrowserHere)('the learner at her phone', () => {
  let city: BrowserCity;
  let world: World;
  let operator: Client;
  const phone = newPhone();
  let learner: Someone;

  beforeAll(async () => {
    city = await openBrowserCity();
    world = openWorld(city.url);
    operator = (await world.signIn(await city.demoPhone('hq'))).client;
    learner = await enlist(world, '帕提古丽');
  }, 120_000);
  afterAll(() => city?.close());

  /** Her phone, signed in: a learner shares her session with the worker's app. */
  const openPhone = async (who: Pick<Someone, 'token'>): Promise<OpenPage> => {
    const opened = await city.newPage('phone');
    await opened.page.addInitScript((token) => localStorage.setItem('linli.token.worker', token), who.token);
    return opened;
  };

  it('applies in at most fifteen taps, and the draft outlives a reload', async () => {
    const { page, faults, taps } = await city.newPage('phone');
    await city.signIn(page, 'learn', phone, '古丽');
    await page.goto(`${city.url}/learn`);
    await page.getByTestId('apply-open').click();
    await page.getByText('保洁', { exact: true }).click();
    await page.getByTestId('apply-next').click();
    await page.locator('[data-testid=id-number]:focus').waitFor();
    await page.keyboard.type('650199198001011234');
    await page.getByText('号码不对').waitFor();
    await page.getByTestId('id-number').fill(newIdentity());
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByTestId('apply-next').click();
    await page.getByText('初中', { exact: true }).click();
    const districts = page.getByRole('radio');
    await page.getByText('住在哪里').first().waitFor();
    const before = taps();
    await page.reload();
    await page.getByText('住在哪里').first().waitFor();
    await districts.first().waitFor({ state: 'attached' });
    expect(await hasSideScroll(page)).toBe(false);
    await page.locator('label:has(input[type=radio])').first().click();
    await page.getByTestId('apply-next').click();
    for (const kind of ['privacy', 'background', 'credit', 'rules']) {
      await page.getByTestId(`sign-${kind}`).click();
      await page.getByTestId(`sign-${kind}`).waitFor({ state: 'detached' });
    }
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByTestId('apply-send').click();
    await page.getByTestId('next-step').waitFor();
    process.stdout.write(`applying took ${taps()} taps (${before} before the reload)\n`);
    expect(taps()).toBeLessThanOrEqual(mostTaps);
    expect(await page.getByTestId('next-step').textContent()).toContain('上传');
    expect(await findAxeFaults(page)).toEqual([]);

    await page.goto(`${city.url}/learn/status`);
    await page.getByTestId('check-identity').waitFor();
    expect(await page.locator('[data-testid^=check-]').count()).toBe(13);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    expect(faults.filter((fault) => !fault.includes('status of 403'))).toEqual([]);
    expect((await world.signIn(phone)).workerId).not.toBeNull();
  });

  it('reads a lesson through a lost connection, and nothing of it is lost', async () => {
    const { items } = await learner.client.learning.listModules({});
    const modules = await Promise.all(items.map(({ module }) => learner.client.learning.getModule({ module })));
    const lesson = modules.flatMap(({ lessons }) => lessons).filter(({ kind }) => kind !== 'video').sort((a, b) => a.seconds - b.seconds)[0]!;
    const { page, context, faults } = await openPhone(learner);
    await page.goto(`${city.url}/learn/lessons/${lesson.lessonId}`);
    await page.getByTestId('lesson-progress').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    const standing = async (): Promise<number> => (await learner.client.learning.getLesson({ lessonId: lesson.lessonId })).mine?.secondsDone ?? 0;
    await until(async () => (await standing()) > 0, 'the first seconds');
    await context.setOffline(true);
    const before = await standing();
    await page.getByTestId('beats-unsent').waitFor({ timeout: 30_000 });
    await page.getByTestId('beats-unsent').getByText('不会丢').waitFor();
    expect(await standing()).toBe(before);
    // What waits lies on the phone itself, not only on the page.
    expect(await page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('linli.beats.')))).toBe(true);
    await context.setOffline(false);
    await until(async () => (await standing()) > before + 4, 'what was read without a connection');
    await page.getByTestId('beats-unsent').waitFor({ state: 'detached' });
    await page.getByTestId('lesson-progress').waitFor({ state: 'detached', timeout: 90_000 });
    expect((await learner.client.learning.getLesson({ lessonId: lesson.lessonId })).mine?.finishedAt).not.toBeNull();
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|WebSocket|status of 404/.test(fault))).toEqual([]);
  });

  it('counts of a film what was played, not what was skipped, and goes on where she left off', async () => {
    const trainer = await world.signIn(await city.demoPhone('school'));
    const { page, faults } = await openPhone(learner);
    await page.goto(`${city.url}/learn/me`);
    const film = await filmOf(page);
    const sent = await fetch(`${city.url}/api/learning/videos?fileName=film.mp4`, { method: 'POST', headers: { authorization: `Bearer ${trainer.token}`, 'content-type': 'video/mp4' }, body: new Uint8Array(film) });
    expect(sent.status, await sent.clone().text()).toBe(201);
    const { videoId } = (await sent.json()) as { videoId: string };
    const { lessonId } = await trainer.client.learning.addLesson({ module: 'windowPolishing', title: { zh: '擦玻璃的手法' }, body: { intro: '看一遍就会。', steps: ['先上后下'], safety: ['不探身到窗外'], readAloud: '' } });
    await trainer.client.learning.attachVideo({ lessonId, videoId, captions: 'WEBVTT\n\n00:00.000 --> 00:05.000\n先喷水，再刮' });
    await trainer.client.learning.publishLesson({ lessonId });

    await page.goto(`${city.url}/learn/lessons/${lessonId}`);
    const player = page.getByTestId('lesson-video');
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 0);
    await player.evaluate((video: HTMLVideoElement) => { video.muted = true; return video.play(); });
    await page.waitForFunction(() => document.querySelector('video')!.currentTime > 2.5);
    await player.evaluate((video: HTMLVideoElement) => { video.currentTime = 9; });
    await page.waitForFunction(() => document.querySelector('video')!.currentTime > 9.5);
    await player.evaluate((video: HTMLVideoElement) => video.pause());
    const standing = async () => (await learner.client.learning.getLesson({ lessonId })).mine;
    await until(async () => ((await standing())?.secondsDone ?? 0) > 0, 'what was played');
    expect((await standing())!.secondsDone).toBeLessThan(6);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.reload();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1);
    expect(faults).toEqual([]);
    await trainer.client.learning.retireLesson({ lessonId });
  });

  it('sits a quiz through a lost connection and a reload', async () => {
    const first = await openPhone(learner);
    const { context, faults } = first;
    let { page } = first;
    await page.goto(`${city.url}/learn/exams?module=basicCleaning`);
    await page.getByTestId('paper-quiz-basicCleaning').getByTestId('exam-open').click();
    await page.getByTestId('exam-begin').click();
    await page.getByTestId('question').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    const attemptId = page.url().split('/').at(-1)!;
    const count = (await learner.client.exams.attempt({ attemptId })).itemCount;
    const kept = async (): Promise<number> => (await learner.client.exams.attempt({ attemptId })).answeredCount;
    /** Answers the question on the screen: one option, or all of them in some order. */
    const answerThis = async (): Promise<void> => {
      const options = page.getByTestId('option');
      const isOrder = (await page.getByTestId('question').getByText('按先后顺序点').count()) > 0;
      for (let index = 0; index < (isOrder ? await options.count() : 1); index += 1) await options.nth(index).click();
    };
    await answerThis();
    await until(async () => (await kept()) === 1, 'the first answer');
    await page.getByTestId('next-question').click();

    await context.setOffline(true);
    await answerThis();
    await page.getByTestId('answers-unsent').waitFor();
    expect(await kept()).toBe(1);
    // The page is closed in the middle; what was answered without a connection goes out when she is back.
    const address = page.url();
    await page.close();
    await context.setOffline(false);
    ({ page } = await city.newPage('phone', { context }));
    await page.goto(address);
    await page.getByTestId('question').waitFor();
    await until(async () => (await kept()) === 2, 'the answer given without a connection');
    expect(await page.getByTestId('question').getAttribute('data-no')).toBe('3');
    const clock = async (): Promise<number> => { const [minutes, seconds] = (await page.getByTestId('clock').textContent())!.match(/\d+/g)!.map(Number); return minutes! * 60 + seconds!; };
    expect(Math.abs((await clock()) - (await learner.client.exams.attempt({ attemptId })).remainingSeconds)).toBeLessThanOrEqual(2);

    for (let no = 3; no <= count; no += 1) {
      await answerThis();
      if (no < count) await page.getByTestId('next-question').click();
    }
    await page.getByTestId('hand-in').click();
    await page.getByRole('alertdialog').getByRole('button', { name: '交卷' }).click();
    await page.getByTestId('verdict').waitFor();
    const result = await learner.client.exams.result({ attemptId });
    expect(await page.getByTestId('verdict').textContent()).toContain(`${result.scorePercent}`);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(fault))).toEqual([]);
  });

  it('books a practical and gives the seat back', async () => {
    const { items } = await operator.exams.examiners({});
    const startAt = new Date((await world.now()).getTime() + (48 + Math.floor(Math.random() * 500)) * 3_600_000).toISOString();
    const slot = await operator.exams.addSlot({ kind: 'practical', place: `考核站 ${phone.slice(-4)}`, examinerId: items[0]!.personId, startAt, minutes: 60, capacity: 2 });
    const { page, faults } = await openPhone(learner);
    await page.goto(`${city.url}/learn/practical`);
    await page.locator('section').filter({ hasText: slot.place }).getByTestId('slot-book').click();
    await page.getByTestId('my-seat').filter({ hasText: slot.place }).waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    expect((await learner.client.exams.mySeats({})).items.filter(({ state }) => state === 'booked')).toHaveLength(1);
    await page.getByTestId('my-seat').getByRole('button', { name: '退掉这场' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '退掉这场' }).click();
    await until(async () => (await learner.client.exams.mySeats({})).items.every(({ state }) => state === 'cancelled'), 'the seat to be given back');
    await operator.exams.cancelSlot({ slotId: slot.slotId, words: '测试结束' });
    expect(faults).toEqual([]);
  });

  it('joins a group with a way to be reached; its leader calls a meeting and the notes say who opened them', async () => {
    const name = `阿克苏姐妹${Math.floor(Math.random() * 1e6)}`;
    const { groupId } = await operator.courses.openGroup({ kind: 'fellowTownsmen', name, nativePlace: '新疆阿克苏', leaderId: learner.workerId! });
    const member = await enlist(world, '热娜古丽');
    const hers = await openPhone(member);
    await hers.page.goto(`${city.url}/learn/classes`);
    await hers.page.getByTestId(`group-${groupId}`).getByRole('button').click();
    await hers.page.getByLabel('联系方式').fill('13800138000');
    expect(await findAxeFaults(hers.page)).toEqual([]);
    await hers.page.getByTestId('group-join').click();
    await hers.page.locator(`a[href="/learn/groups/${groupId}"]`).click();
    await hers.page.getByText('13800138000').waitFor();
    expect(await hers.page.getByTestId('meeting-call').count()).toBe(0);

    const leader = await openPhone(learner);
    await leader.page.goto(`${city.url}/learn/groups/${groupId}`);
    await leader.page.locator('a[href="tel:13800138000"]').waitFor();
    await leader.page.getByTestId('meeting-call').click();
    await leader.page.getByLabel('聊什么').fill('第一次上门怎么说话');
    await leader.page.getByLabel('在哪里').fill('南湖站二楼');
    expect(await findAxeFaults(leader.page)).toEqual([]);
    await leader.page.getByTestId('meeting-send').click();
    await hers.page.getByText('第一次上门怎么说话').waitFor();
    await leader.page.getByTestId('note-write').click();
    await leader.page.getByLabel('谈了什么').fill('有人想家');
    await leader.page.getByTestId('note-save').click();
    await leader.page.getByTestId('notes-open').click();
    await leader.page.getByText('准备下次活动').click();
    await leader.page.getByTestId('notes-read').click();
    await leader.page.getByText('有人想家').waitFor();
    await hers.page.reload();
    await hers.page.getByText('准备下次活动').waitFor();
    expect(await hers.page.locator('body').textContent()).not.toContain('有人想家');
    for (const { page, faults } of [hers, leader]) {
      expect(await findAxeFaults(page)).toEqual([]);
      expect(await hasSideScroll(page)).toBe(false);
      expect(faults).toEqual([]);
    }
  });

  it('shows a certificate to anybody who has its number', async () => {
    const worker = await world.signIn(await city.demoPhone('worker'));
    const held = (await worker.client.training.myCertificates({})).items.find(({ state }) => state === 'valid')!;
    const { page, faults } = await city.newPage('phone');
    await page.goto(held.verifyUrl.replace(/^https?:\/\/[^/]+/, city.url));
    await page.getByTestId('verify-verdict').getByText('是真的').waitFor();
    expect(await page.locator('body').textContent()).not.toContain(worker.name);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    await page.getByLabel('核对姓名').fill(worker.name);
    await page.getByRole('button', { name: '核对' }).click();
    await page.getByText('姓名对得上').waitFor();
    expect(faults).toEqual([]);
    await page.goto(`${city.url}/verify/LL2026-0000-0000-0000`);
    await page.getByText('没有这个编号').first().waitFor();
  });

  it('lets a household read the card at the door, once it is fresh', async () => {
    const worker = await world.signIn(await city.demoPhone('worker'));
    const { qrText } = await worker.client.workers.myDoorCard({});
    const { page, faults } = await city.newPage('phone');
    await page.goto(qrText.replace(/^https?:\/\/[^/]+/, city.url));
    await page.getByTestId('scan-verdict').getByText('证件有效').waitFor();
    expect(await page.locator('body').textContent()).not.toContain(worker.name);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    expect(faults).toEqual([]);
    await page.goto(`${city.url}/card?t=LL1.forged.1.nothing`);
    await page.getByText('码不对').waitFor();

    const phoneOfHers = await openPhone(worker);
    await phoneOfHers.page.goto(`${city.url}/learn/card`);
    await phoneOfHers.page.getByTestId('door-card').waitFor();
    expect(await findAxeFaults(phoneOfHers.page)).toEqual([]);
  });
});
