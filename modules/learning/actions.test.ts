import { readdirSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../kernel/context.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { tinyMp4, tinyWebm } from '../../kernel/harness-video.ts';
import { when } from '../../kernel/reactions.ts';
import { withCheckLetter } from '../../tools/bench/applicants.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { mount as training } from '../training/index.ts';
import { mount as workers, recordRating } from '../workers/index.ts';
import { finishedModules, installModules, moduleNames, mount as learning, noteLearned } from './index.ts';

let city: Harness;
let operator: Person;
let trainer: Person;
const told: string[] = [];
let first: { added: number };
let nextPhone = 13_500_000_000;
type Learner = Person & { workerId: string };
const hire = async (name: string, lon = 87.6): Promise<Learner> => {
  const phone = String(nextPhone++);
  const { workerId } = await operator.client.workers.register({ phone, name, homeLon: lon, homeLat: 43.8, homeArea: '南湖' });
  return { ...await city.signIn(phone), workerId };
};
const at = (second = 0): string => new Date(city.clock.now().getTime() + second * 1000).toISOString();
const beat = (fromSecond: number, toSecond: number) => ({ fromSecond, toSecond, at: at() });
const send = (who: Person, lessonId: string, ...beats: ReturnType<typeof beat>[]) => who.client.learning.sendBeats({ lessonId, beats });
/** Opens a lesson, lets the time pass, and says it was read. */
const learn = async (who: Person, lessonId: string) => {
  const { seconds } = await who.client.learning.openLesson({ lessonId });
  await city.pass({ seconds });
  return send(who, lessonId, beat(0, seconds));
};
const learnModule = async (who: Person, module: string): Promise<void> => { for (const { lessonId } of (await who.client.learning.getModule({ module })).lessons) await learn(who, lessonId); };
const emit = (name: 'exam.judged' | 'order.paid' | 'order.reviewed', payload: object) => city.act('system', async (ctx: Ctx) => { await ctx.emit(name, { personIds: [], ...payload } as never); }, {}).then(() => city.drain());
const upload = (bytes: Buffer, token = trainer.token, headers: Record<string, string> = {}) => city.app.http.inject({ method: 'POST', url: '/api/learning/videos?fileName=洗手.mp4', headers: { authorization: `Bearer ${token}`, 'content-type': 'video/mp4', ...headers }, payload: bytes });
const get = (url: string, headers: Record<string, string> = {}) => city.app.http.inject({ method: 'GET', url, headers });

beforeAll(async () => {
  const listener = { name: 'listener', reactions: [when('learning.finished', 'listener.note', async (_ctx, e) => { told.push(`${e.workerId} ${e.module}`); })] };
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, learning, listener], runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installCatalogue, {});
  operator = await city.signIn('13900000001', '沈平');
  trainer = await city.signIn('13900000002', '古丽老师');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  await city.act('system', giveRole, { personId: trainer.me.personId, role: 'trainer', scopeType: 'city', scopeId: '650100' });
  for (const { me } of [operator, trainer]) city.app.forgetIdentity(me.personId);
  await operator.client.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring: [[87.56, 43.77], [87.64, 43.77], [87.64, 43.83], [87.56, 43.83]], isOpen: true });
  first = await city.act('system', installModules, {});
});
afterAll(() => city.close());

describe('modules', () => {
  test('are there once, for everybody signed in, with what they are needed for', async () => {
    expect([first, await city.act('system', installModules, {})]).toEqual([{ added: 71 }, { added: 0 }]);
    const { items, coreLeft } = await trainer.client.learning.listModules({});
    expect([items.length, coreLeft, items.filter(({ group }) => group === 'core').map(({ title }) => title.zh)]).toEqual([16, null, ['基础保洁', '厨艺提升', '婴幼儿照护', '长者陪伴']]);
    expect(items[0]).toMatchObject({ module: 'basicCleaning', lessonCount: 6, mine: null, neededFor: [{ kind: 'core', title: { zh: '岗前核心模块合格证' } }, { kind: 'practical' }, { kind: 'deepCleaning' }] });
    await expect(city.client().learning.listModules({})).rejects.toMatchObject({ code: 'access.sign_in' });
    await expect(trainer.client.learning.getModule({ module: 'juggling' })).rejects.toMatchObject({ code: 'learning.module_unknown' });
    expect((await city.act('system', (ctx: Ctx) => moduleNames(ctx), {})).get('cooking')).toEqual({ zh: '厨艺提升', en: 'Cooking' });
  });
});

describe('watching', () => {
  test('a lesson is learned by its time, not by a click; what is sent twice counts once', async () => {
    const lan = await hire('李秀兰');
    const [{ lessonId, seconds }] = (await lan.client.learning.getModule({ module: 'basicCleaning' })).lessons as unknown as [{ lessonId: string; seconds: number }];
    const lesson = await lan.client.learning.getLesson({ lessonId });
    expect(lesson).toMatchObject({ kind: 'text', rate: 1, title: { zh: '进门第一件事', en: 'The first five minutes' }, mine: { state: 'new' }, body: { steps: expect.arrayContaining([expect.stringContaining('敲门三下')]) } });
    await expect(send(lan, lessonId, beat(0, 5))).rejects.toMatchObject({ code: 'learning.lesson_unopened' });
    await expect(trainer.client.learning.openLesson({ lessonId })).rejects.toMatchObject({ code: 'access.forbidden' });
    await lan.client.learning.openLesson({ lessonId });
    await expect(send(lan, lessonId, beat(0, seconds))).rejects.toMatchObject({ code: 'learning.beat_too_fast', zh: expect.stringContaining(`${seconds} 秒后再试`) });
    await expect(send(lan, lessonId, beat(0, seconds + 60))).rejects.toMatchObject({ code: 'learning.beat_wrong' });
    await city.pass({ seconds: 10 });
    expect((await send(lan, lessonId, beat(0, 10), beat(0, 10))).standing).toMatchObject({ state: 'started', secondsDone: 10, resumeSecond: 10, missing: { zh: expect.stringContaining('跳过的不算') } });
    expect((await send(lan, lessonId, beat(0, 10))).standing.secondsDone).toBe(10);
    // The phone's clock may stand anywhere.
    await city.pass({ seconds: 5 });
    expect((await send(lan, lessonId, { fromSecond: seconds - 5, toSecond: seconds, at: '2031-01-01T00:00:00Z' })).standing).toMatchObject({ secondsDone: 15, resumeSecond: seconds, segments: [[0, 10], [seconds - 5, seconds]], state: 'started' });
    await city.pass({ seconds: seconds - 15 });
    const last = await send(lan, lessonId, beat(10, seconds - 5));
    expect(last).toMatchObject({ standing: { state: 'finished', percent: 100, missing: null }, isModuleFinished: false, nextLessonId: 'les_basicCleaning_2' });
    expect(told).toEqual([]);
  });

  test('two phones at once make no more time, and a batch kept offline counts once there is a network', async () => {
    const mei = await hire('王梅');
    const other = await city.signIn(mei.phone);
    const [a, b] = (await mei.client.learning.getModule({ module: 'etiquette' })).lessons as { lessonId: string; seconds: number }[];
    await mei.client.learning.openLesson({ lessonId: a!.lessonId });
    await other.client.learning.openLesson({ lessonId: b!.lessonId });
    await city.pass({ seconds: 20 });
    const outcomes = await Promise.allSettled([send(mei, a!.lessonId, beat(0, 20)), send(other, b!.lessonId, beat(0, 20))]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({ code: 'learning.beat_too_fast' });
    // An hour under the ground: both lessons read to the end there, told of afterwards in one go each.
    await city.pass({ hours: 1 });
    for (const { lessonId, seconds } of [a!, b!]) expect((await send(mei, lessonId, ...Array.from({ length: Math.ceil(seconds / 5) }, (_, i) => beat(i * 5, Math.min(seconds, i * 5 + 5))))).standing.state).toBe('finished');
    await city.drain();
    expect((await city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('who opens a lesson again a day later begins to count anew', async () => {
    const [{ lessonId, seconds }] = (await trainer.client.learning.getModule({ module: 'safety' })).lessons as unknown as [{ lessonId: string; seconds: number }];
    const jing = await hire('赵静');
    await jing.client.learning.openLesson({ lessonId });
    await city.pass({ hours: 25 });
    Object.assign(jing, await city.signIn(jing.phone));
    await jing.client.learning.openLesson({ lessonId });
    await expect(send(jing, lessonId, beat(0, seconds))).rejects.toMatchObject({ code: 'learning.beat_too_fast' });
  });

  test('a module is finished by its last lesson, told once; credit counts as well', async () => {
    const na = await hire('孙娜');
    await learnModule(na, 'windowPolishing');
    await city.drain();
    await learn(na, 'les_windowPolishing_1');
    await city.drain();
    expect(told).toEqual([`${na.workerId} windowPolishing`]);
    expect((await na.client.learning.getModule({ module: 'windowPolishing' })).mine).toMatchObject({ state: 'finished', percent: 100, source: 'lessons', lessonsFinished: 3 });
    const credit = { workerId: na.workerId, module: 'cooking', source: 'credit' as const, words: '新疆农业职业技术大学' };
    expect([await city.act('system', noteLearned, credit), await city.act('system', noteLearned, credit)]).toEqual([{ isNew: true }, { isNew: false }]);
    await city.drain();
    expect(told.slice(1)).toEqual([`${na.workerId} cooking`]);
    expect((await na.client.learning.listModules({})).items.find(({ module }) => module === 'cooking')?.mine).toMatchObject({ state: 'finished', source: 'credit', words: { zh: expect.stringContaining('认可学分') } });
    const finished = await city.act('system', (ctx: Ctx, ids: string[]) => finishedModules(ctx, ids), [na.workerId, 'nobody']);
    expect([...finished].map(([id, codes]) => [id, [...codes].toSorted()])).toEqual([[na.workerId, ['cooking', 'windowPolishing']], ['nobody', []]]);
    expect((await na.client.learning.listModules({})).coreLeft).toBe(3);
  });
});

describe('races', () => {
  test('ten phones at once share one life, and the last two lessons finish their module once', async () => {
    const ayu = await hire('阿依努尔');
    const { lessons } = await ayu.client.learning.getModule({ module: 'organizing' });
    const [{ lessonId, seconds }] = lessons as unknown as [{ lessonId: string; seconds: number }];
    await ayu.client.learning.openLesson({ lessonId });
    await city.pass({ seconds: 12 });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => send(ayu, lessonId, beat(i * 2, i * 2 + 3))));
    const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
    const { mine } = await ayu.client.learning.getLesson({ lessonId });
    expect([mine!.secondsDone <= 15, kept < 10, kept > 3]).toEqual([true, true, true]);
    await city.pass({ seconds });
    await send(ayu, lessonId, beat(0, seconds));
    for (const one of lessons.slice(1)) await ayu.client.learning.openLesson(one);
    await city.pass({ minutes: 10 });
    const ended = await Promise.allSettled(lessons.slice(1).flatMap((one) => [send(ayu, one.lessonId, beat(0, one.seconds)), send(ayu, one.lessonId, beat(0, one.seconds))]));
    expect(ended.every(({ status }) => status === 'fulfilled')).toBe(true);
    await city.drain();
    expect(told.filter((line) => line === `${ayu.workerId} organizing`)).toHaveLength(1);
    expect((await city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('many begin the same lesson at once, and are counted', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, (_, i) => hire(`学员${'一二三四五六七八'[i]}`)));
    await Promise.all(many.flatMap((one) => [one, one].map((who) => who.client.learning.openLesson({ lessonId: 'les_homeRepair_1' }))));
    expect((await trainer.client.learning.editedModule({ module: 'homeRepair' })).lessons[0]!.published!.learners).toBe(8);
    expect((await trainer.client.learning.learningReport({})).modules.find(({ module }) => module === 'homeRepair')).toMatchObject({ started: 8, finished: 0 });
  });
});

test('an applicant learns from the day she hands in, and it shows on her way', async () => {
  const her = await city.signIn('13544440000', '古丽娜');
  await her.client.workers.saveApplication({ families: ['cleaning'], idNumber: withCheckLetter('65019919850312123'), schooling: 'juniorSecondary', homeArea: '南湖', homeLon: 87.61, homeLat: 43.82 });
  for (const { kind, version, hash } of (await her.client.workers.mySignatures({})).items) if (kind === 'privacy') await her.client.workers.sign({ kind, version, hash });
  await expect(her.client.learning.openLesson({ lessonId: 'les_safety_1' })).rejects.toMatchObject({ code: 'access.forbidden' });
  await her.client.workers.submitApplication({});
  city.app.forgetIdentity(her.me.personId);
  await her.client.learning.openLesson({ lessonId: 'les_safety_1' });
  expect((await her.client.workers.myApplication({})).application).toMatchObject({ stage: 'learning' });
});

describe('the path', () => {
  test('changes after a quiz, a review and orders near her, each time with its reasons', async () => {
    const yan = await hire('周燕');
    expect(await yan.client.learning.myPath({})).toMatchObject({ steps: [{ module: 'basicCleaning', kind: 'required' }, {}, {}, {}], next: { lessonId: 'les_basicCleaning_1' }, words: { zh: '下一步学基础保洁，一共 4 步' } });
    for (const module of ['basicCleaning', 'cooking', 'infantCare', 'elderCare']) await city.act('system', noteLearned, { workerId: yan.workerId, module, source: 'cohort', words: '第三期' });
    const quiz = { attemptId: 'att_1', paper: 'quiz-cooking', workerId: yan.workerId, merchantId: null, scorePercent: 50, isPassed: false };
    await emit('exam.judged', quiz);
    await emit('exam.judged', quiz);
    await emit('exam.judged', { ...quiz, attemptId: 'att_2', workerId: null, merchantId: 'm1', paper: 'merchant' });
    const failed = await yan.client.learning.myPath({});
    expect(failed.steps[0]).toMatchObject({ module: 'cooking', kind: 'repair', reasons: [{ zh: '上次小测 50 分，没过，再学一遍' }], nextLessonId: 'les_cooking_1' });
    expect(failed.because).toEqual({ zh: '考试得 50 分，没过', en: 'An exam not passed, 50' });
    await emit('exam.judged', { ...quiz, attemptId: 'att_3', scorePercent: 90, isPassed: true });
    expect((await yan.client.learning.myPath({})).steps.some(({ kind }) => kind === 'repair')).toBe(false);

    for (const orderId of ['o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o6']) await emit('order.paid', { orderId, startAt: at(), family: 'elderCare', districtId: (await operator.client.alliance.listDistricts({})).items[0]!.districtId });
    for (const orderId of ['r1', 'r2']) {
      await city.act('system', recordRating, { workerId: yan.workerId, orderId, itemName: { zh: '日常保洁', en: 'Daily cleaning' }, skill: 5, communication: 2, attitude: 5, words: '', weight: 1, isNeighbour: false });
      await emit('order.reviewed', { orderId, workerId: yan.workerId });
    }
    const { steps, because } = await yan.client.learning.myPath({});
    expect(steps[0]).toMatchObject({ module: 'communication', kind: 'repair', reasons: [{ zh: '近 2 条评价里，沟通平均 2.0 分', en: expect.any(String) }, expect.anything()] });
    expect(steps.find(({ kind }) => kind === 'demand')).toMatchObject({ module: 'elderCareAdvanced', reasons: [{ zh: '您附近 30 天里有 6 单养老护理' }, expect.anything()] });
    expect(because).toEqual({ zh: '有了新评价', en: 'A new review' });
    const seen = await trainer.client.learning.progressOf({ workerId: yan.workerId });
    expect([seen.name, seen.quizzes.map(({ scorePercent }) => scorePercent), seen.path.steps[0]!.module]).toEqual(['周燕', [90, 50], 'communication']);
    // Thirty days later what was ordered then is no reason any more.
    await city.pass({ days: 32 });
    for (const person of [yan, trainer, operator]) Object.assign(person, await city.signIn(person.phone));
    expect((await yan.client.learning.myPath({})).steps.some(({ kind }) => kind === 'demand')).toBe(false);
  });
});

describe('editing', () => {
  const body = { intro: '先看一遍', steps: ['一步', '两步'], safety: ['小心'], readAloud: '' };
  test('who has begun keeps her version, who begins has the new one; a published one is never written to', async () => {
    const hui = await hire('吴慧');
    const lessonId = 'les_communication_1';
    await hui.client.learning.openLesson({ lessonId });
    await expect(hui.client.learning.editLesson({ lessonId, title: { zh: '改' } })).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(trainer.client.learning.publishLesson({ lessonId })).rejects.toMatchObject({ code: 'learning.draft_missing' });
    const drafted = await trainer.client.learning.editLesson({ lessonId, title: { zh: '问清楚（新）', en: 'Ask again' } });
    expect(drafted).toMatchObject({ draft: { version: 2, title: { zh: '问清楚（新）' }, body: { readAloud: expect.stringContaining('问清楚（新）。') } }, published: { version: 1, title: { zh: '问清楚' }, learners: 1 }, can: { publish: { isAllowed: true } } });
    expect((await trainer.client.learning.getLesson({ lessonId })).title.zh).toBe('问清楚');
    await trainer.client.learning.publishLesson({ lessonId });
    expect((await hui.client.learning.getLesson({ lessonId })).title.zh).toBe('问清楚');
    const late = await hire('郑晚');
    expect((await late.client.learning.openLesson({ lessonId })).title.zh).toBe('问清楚（新）');
    await expect(city.database.pool.query(`update learning.lesson_version set intro = 'x' where lesson_id = $1 and version = 1`, [lessonId])).rejects.toThrow('not edited');
    await city.pass({ seconds: 60 });
    expect((await send(hui, lessonId, beat(0, 28))).standing.version).toBe(1);
    await trainer.client.learning.editLesson({ lessonId, body: { intro: '', steps: [], safety: [], readAloud: '' } });
    await expect(trainer.client.learning.publishLesson({ lessonId })).rejects.toMatchObject({ code: 'learning.draft_incomplete', zh: expect.stringContaining('没有内容') });
    await trainer.client.learning.dropDraft({ lessonId });
    await expect(trainer.client.learning.dropDraft({ lessonId })).rejects.toMatchObject({ code: 'learning.draft_missing' });
  });

  test('a module of one’s own, with a lesson too long to read, and one taken out', async () => {
    const own = { module: 'naan', title: { zh: '打馕', en: 'Baking naan' }, about: { zh: '新疆家常面食' } };
    await trainer.client.learning.addModule(own);
    await expect(trainer.client.learning.addModule(own)).rejects.toMatchObject({ code: 'learning.module_taken' });
    await expect(trainer.client.learning.editModule({ module: 'cooking', isOpen: false })).rejects.toMatchObject({ code: 'learning.module_needed' });
    const { lessonId } = await trainer.client.learning.addLesson({ module: 'naan', title: { zh: '和面' }, body: { ...body, intro: '面'.repeat(600), steps: Array.from({ length: 2 }, () => '揉'.repeat(100)) } });
    await expect(trainer.client.learning.publishLesson({ lessonId })).rejects.toMatchObject({ code: 'learning.draft_incomplete', zh: expect.stringContaining('分成两课') });
    await trainer.client.learning.editLesson({ lessonId, body });
    await trainer.client.learning.publishLesson({ lessonId });
    expect((await trainer.client.learning.getModule({ module: 'naan' })).lessonCount).toBe(1);
    const { lessonId: second } = await trainer.client.learning.addLesson({ module: 'naan', title: { zh: '进馕坑' }, body });
    await trainer.client.learning.publishLesson({ lessonId: second });
    expect((await trainer.client.learning.editedModule({ module: 'naan' })).lessons.map(({ published }) => published?.title.zh)).toEqual(['和面', '进馕坑']);
    const gul = await hire('阿依古丽');
    await learn(gul, lessonId);
    await trainer.client.learning.retireLesson({ lessonId: second });
    await expect(trainer.client.learning.editLesson({ lessonId: second, title: { zh: '改' } })).rejects.toMatchObject({ code: 'learning.lesson_retired' });
    await expect(gul.client.learning.openLesson({ lessonId: second })).rejects.toMatchObject({ code: 'learning.lesson_unknown' });
    await city.drain();
    expect((await gul.client.learning.getModule({ module: 'naan' })).mine).toMatchObject({ state: 'finished' });
    expect(told.filter((line) => line.endsWith('naan'))).toEqual([`${gul.workerId} naan`]);
    expect((await city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe('videos', () => {
  test('are taken in as a stream, attached with captions, played in pieces to who has the address', async () => {
    const bytes = tinyMp4({ seconds: 100, mediaBytes: 20_000 });
    expect((await upload(bytes, (await hire('何花')).token)).json()).toMatchObject({ code: 'access.forbidden' });
    expect((await upload(Buffer.from('not a video at all '.repeat(20)))).json()).toMatchObject({ code: 'learning.video_wrong' });
    expect((await upload(Buffer.from('{"a":1}'), trainer.token, { 'content-type': 'application/json' })).json()).toMatchObject({ code: 'learning.video_wrong' });
    expect((await city.app.http.inject({ method: 'POST', url: '/api/learning/videos', headers: { authorization: `Bearer ${trainer.token}` } })).json()).toMatchObject({ code: 'learning.video_wrong' });
    expect((await upload(bytes, trainer.token, { 'content-type': 'image/png' })).json()).toMatchObject({ code: 'request.invalid' });
    expect((await upload(bytes.subarray(0, 9000))).json()).toMatchObject({ code: 'learning.video_wrong', zh: expect.stringContaining('不完整') });
    const video = (await upload(bytes)).json<{ videoId: string; seconds: number; state: string; fileName: string }>();
    expect(video).toMatchObject({ seconds: 100, state: 'ready', fileName: '洗手.mp4', usedIn: 0 });
    expect((await upload(bytes)).json()).toMatchObject({ videoId: video.videoId });
    expect((await trainer.client.learning.listVideos({})).items).toHaveLength(1);

    const lessonId = 'les_infantCare_1';
    const { attachVideo } = trainer.client.learning;
    const captions = 'WEBVTT\n\n00:00.000 --> 00:04.000\n先洗手\n';
    await expect(attachVideo({ lessonId, videoId: 'none.mp4' })).rejects.toMatchObject({ code: 'learning.video_unknown' });
    await expect(attachVideo({ lessonId, videoId: null, captions })).rejects.toMatchObject({ code: 'learning.captions_alone' });
    await expect(attachVideo({ lessonId, videoId: video.videoId, captions: captions.replace('00:04', '09:04') })).rejects.toMatchObject({ code: 'learning.captions_wrong', zh: expect.stringContaining('第 3 行') });
    const long = (await upload(tinyWebm({ seconds: 200 }))).json<{ videoId: string }>();
    await expect(attachVideo({ lessonId, videoId: long.videoId })).rejects.toMatchObject({ code: 'learning.video_long' });
    await trainer.client.learning.dropVideo({ videoId: long.videoId });
    await city.drain();
    expect(await city.gateways.videos.open(long.videoId)).toBeNull();
    await attachVideo({ lessonId, videoId: video.videoId, captions });
    await trainer.client.learning.publishLesson({ lessonId });
    await expect(trainer.client.learning.dropVideo({ videoId: video.videoId })).rejects.toMatchObject({ code: 'learning.video_used' });

    const ling = await hire('马玲');
    const lesson = await ling.client.learning.openLesson({ lessonId });
    expect(lesson).toMatchObject({ kind: 'video', seconds: 100, rate: 2, hasCaptions: true });
    const { url, captionsUrl } = lesson.video!;
    const piece = await get(url, { range: 'bytes=8-15' });
    expect([piece.statusCode, piece.headers['content-range'], piece.headers['content-length'], piece.rawPayload]).toEqual([206, `bytes 8-15/${bytes.length}`, '8', bytes.subarray(8, 16)]);
    const whole = await get(url);
    expect([whole.statusCode, whole.rawPayload.equals(bytes), whole.headers['content-type'], whole.headers['accept-ranges']]).toEqual([200, true, 'video/mp4', 'bytes']);
    const etag = String(whole.headers['etag']);
    expect((await get(url, { 'if-none-match': etag })).statusCode).toBe(304);
    expect((await get(url, { range: `bytes=${bytes.length}-` })).statusCode).toBe(416);
    expect([(await get(url, { range: 'bytes=0-9', 'if-range': '"another"' })).statusCode, (await get(url, { range: 'bytes=0-9', 'if-range': etag })).statusCode]).toEqual([200, 206]);
    expect((await get(captionsUrl!)).body).toBe(captions.trim());
    expect((await get(url.replace(/pass=\d+/, 'pass=9999999999'))).json()).toMatchObject({ code: 'learning.video_pass_over' });
    expect((await get(url.replace(/\?.*/, ''))).json()).toMatchObject({ code: 'learning.video_pass_over' });
    // Twice as fast is as fast as it goes.
    await city.pass({ seconds: 46 });
    await expect(send(ling, lessonId, beat(0, 100))).rejects.toMatchObject({ code: 'learning.beat_too_fast' });
    expect((await send(ling, lessonId, beat(0, 92))).standing.state).toBe('finished');
    await city.pass({ hours: 7 });
    expect((await get(url)).json()).toMatchObject({ code: 'learning.video_pass_over' });
  });

  test('a picture is shown without what it should not tell', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const lessonId = 'les_organizing_1';
    await expect(trainer.client.learning.attachPicture({ lessonId, imageBase64: 'bm90IGEgcGljdHVyZQ==' })).rejects.toMatchObject({ code: 'media.not_an_image' });
    const { draft } = await trainer.client.learning.attachPicture({ lessonId, imageBase64: png });
    expect(draft?.kind).toBe('picture');
    const shown = await get(draft!.pictureUrl!);
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await get(draft!.pictureUrl!.replace(/pass=.*/, 'pass=1.aaaaaaaaaaaaaaaaaaaaaaaa'))).statusCode).toBe(403);
  });
});

test('the desk sees who learns, page by page, by module, state and name', async () => {
  const first = await operator.client.learning.listLearners({ limit: 3 });
  const rest = await operator.client.learning.listLearners({ limit: 100, cursor: first.nextCursor! });
  const all = await operator.client.learning.listLearners({ limit: 100 });
  expect([first.items.length, [...first.items, ...rest.items].map(({ workerId }) => workerId)]).toEqual([3, all.items.map(({ workerId }) => workerId)]);
  expect((await operator.client.learning.listLearners({ module: 'windowPolishing', state: 'finished' })).items).toMatchObject([{ name: '孙娜', maskedPhone: expect.stringContaining('****'), module: { state: 'finished', percent: 100 } }]);
  expect((await operator.client.learning.listLearners({ state: 'finished' })).items.map(({ name }) => name)).toEqual(['周燕']);
  expect((await operator.client.learning.listLearners({ q: '秀兰' })).items).toMatchObject([{ name: '李秀兰', lessonsFinished: 1 }]);
  expect((await operator.client.learning.listLearners({ q: 'lixiu' })).items).toHaveLength(1);
  await expect(operator.client.learning.listLearners({ module: 'juggling' })).rejects.toMatchObject({ code: 'learning.module_unknown' });
  const report = await operator.client.learning.learningReport({});
  expect(report).toMatchObject({ learners: all.items.length, coreFinished: 1, modules: expect.arrayContaining([expect.objectContaining({ module: 'windowPolishing', started: 1, finished: 1 })]) });
  const someone = await city.signIn('13911112222', '路人');
  await expect(someone.client.learning.listLearners({})).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(operator.client.learning.progressOf({ workerId: 'nobody' })).rejects.toMatchObject({ code: 'workers.worker_unknown' });
  expect((await city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
});

test('an upload that breaks off leaves nothing, over a real line', async () => {
  await city.app.http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = city.app.http.server.address() as AddressInfo;
  const bytes = tinyMp4({ seconds: 50, mediaBytes: 300_000 });
  const folder = join(city.app.config.dataFolder, 'videos');
  const before = readdirSync(folder, { recursive: true }).length;
  const line = connect(port, '127.0.0.1');
  line.write(`POST /api/learning/videos HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${trainer.token}\r\ncontent-type: video/mp4\r\ncontent-length: ${bytes.length}\r\n\r\n`);
  line.write(bytes.subarray(0, 100_000));
  await expect.poll(() => readdirSync(join(folder, 'parts')).length).toBe(1);
  line.destroy();
  await expect.poll(() => readdirSync(join(folder, 'parts'))).toEqual([]);
  expect(readdirSync(folder, { recursive: true })).toHaveLength(before);
});
