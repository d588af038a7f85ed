import { describe, expect, test } from 'vitest';
import { kinds } from '../training/rules/kinds.ts';
import { faultOfCaptions } from './rules/captions.ts';
import { seedLessons } from './rules/lessons.ts';
import { CORE, MODULES_BY_SERVICE_FAMILY, modulesFor, seedModules } from './rules/modules.ts';
import { pathOf, weakLinks, type PathFacts } from './rules/path.ts';
import { rangeOf } from './rules/ranges.ts';
import { finishSeconds, isFinished, mergeSegments, settleBeats, type Beat, type Segment, type Watch } from './rules/watch.ts';

const at = (second: number): Date => new Date(Date.parse('2026-11-22T01:00:00Z') + second * 1000);
const beat = (fromSecond: number, toSecond: number, clock = 0): Beat => ({ fromSecond, toSecond, at: at(clock).toISOString() });
const watch = (now: number, more: Partial<Watch> = {}): Watch => ({ segments: [], seconds: 100, rate: 2, openedAt: at(0), spentUntil: at(0), now: at(now), ...more });

describe('beats', () => {
  test('pieces are merged, and what was skipped is not there', () => {
    expect(mergeSegments([[50, 60], [0, 10], [8, 20], [20, 25]])).toEqual([[0, 25], [50, 60]]);
  });
  test.each<[string, Watch, Beat[], unknown]>([
    ['as fast as the clock', watch(10), [beat(0, 10)], { kind: 'kept', gained: 10, segments: [[0, 10]], resumeSecond: 10 }],
    ['twice as fast', watch(10), [beat(0, 20)], { kind: 'kept', gained: 20 }],
    ['faster, within what a phone may be ahead', watch(10), [beat(0, 26)], { kind: 'kept', gained: 26 }],
    ['faster than that', watch(10), [beat(0, 27)], { kind: 'tooFast', waitSeconds: 4 }],
    ['all at once, a second after opening', watch(1), [beat(0, 100)], { kind: 'tooFast', waitSeconds: 49 }],
    ['the same again costs nothing', watch(1, { segments: [[0, 60]], spentUntil: at(1) }), [beat(0, 60)], { kind: 'kept', gained: 0, spentUntil: at(1) }],
    ['another phone has used this time', watch(10, { segments: [[0, 20]], spentUntil: at(10) }), [beat(20, 40)], { kind: 'tooFast', waitSeconds: 10 }],
    ['a text is read no faster than it takes', watch(10, { rate: 1 }), [beat(0, 20)], { kind: 'tooFast', waitSeconds: 10 }],
    ['skipping to the end is worth the end', watch(60), [beat(0, 5), beat(95, 100, 9)], { kind: 'kept', gained: 10, segments: [[0, 5], [95, 100]], resumeSecond: 100 }],
    ['a batch from offline, sent later', watch(3600), [beat(0, 50), beat(50, 100)], { kind: 'kept', gained: 100 }],
    ['the phone’s clock decides which was last, not how long', watch(60), [beat(40, 50, 9999), beat(0, 10, -9999)], { kind: 'kept', resumeSecond: 50 }],
    ['past the end by a breath', watch(60), [beat(90, 102)], { kind: 'kept', gained: 10, resumeSecond: 100 }],
    ['past the end', watch(60), [beat(90, 103)], { kind: 'wrong' }],
    ['backwards', watch(60), [beat(20, 10)], { kind: 'wrong' }],
    ['crumbs', watch(9999, { seconds: 1000 }), Array.from({ length: 301 }, (_, i) => beat(3 * i, 3 * i + 1)), { kind: 'wrong' }],
  ])('%s', (_name, state, beats, expected) => { expect(settleBeats(state, beats)).toMatchObject(expected as object); });
  test('nine tenths of the seconds finish a lesson', () => {
    expect([finishSeconds(100), isFinished(89, 100), isFinished(90, 100), isFinished(0, 0), finishSeconds(45), isFinished(40, 45)]).toEqual([90, false, true, false, 41, false]);
  });
  test('however the beats fall, nobody gains more than her time', () => {
    let seed = 7;
    const random = (most: number): number => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor((seed / 2147483648) * most); };
    for (let run = 0; run < 200; run++) {
      let [segments, spentUntil, now]: [Segment[], Date, number] = [[], at(0), 0];
      let gained = 0;
      for (let step = 0; step < 20; step++) {
        now += random(12);
        const from = random(95);
        const settled = settleBeats(watch(now, { segments, spentUntil }), [beat(from, from + 1 + random(100 - from))]);
        if (settled.kind !== 'kept') continue;
        [segments, spentUntil] = [settled.segments, settled.spentUntil];
        gained += settled.gained;
        expect(gained).toBeLessThanOrEqual(2 * (now + 3));
      }
    }
  });
});

describe('what there is to learn', () => {
  test('exactly the four core modules, and a module for every specialty', () => {
    expect(seedModules.filter(({ grouping }) => grouping === 'core').map(({ title }) => title.zh)).toEqual(['基础保洁', '厨艺提升', '婴幼儿照护', '长者陪伴']);
    expect(modulesFor('core')).toEqual(CORE);
    const codes = new Set(seedModules.map(({ code }) => code));
    for (const { kind, part } of kinds) {
      expect(modulesFor(kind).length, kind).toBeGreaterThan(0);
      for (const code of modulesFor(kind)) expect(codes, `${kind} asks for ${code}`).toContain(code);
      if (part === 'specialty') expect(modulesFor(kind).some((code) => seedModules.find((one) => one.code === code)!.grouping === 'specialty'), kind).toBe(true);
    }
    for (const code of Object.values(MODULES_BY_SERVICE_FAMILY).flat()) expect(codes).toContain(code);
    expect(modulesFor('unheard of')).toEqual([]);
  });
  test('each module has three to six lessons of at most three minutes, with steps, safety points and words for the ear', () => {
    for (const { code } of seedModules) {
      const own = seedLessons.filter(({ module }) => module === code);
      expect(own.length, code).toBeGreaterThanOrEqual(3);
      expect(own.length, code).toBeLessThanOrEqual(6);
    }
    for (const { lessonId, title, steps, safety, seconds, readAloud } of seedLessons) {
      expect([seconds <= 180, steps.length >= 4, safety.length >= 1, readAloud.includes(steps.at(-1)!), /^[\x20-\x7e’]+$/.test(title.en), /\p{Script=Han}/u.test(title.zh)], lessonId).toEqual([true, true, true, true, true, true]);
    }
    expect(new Set(seedLessons.map(({ lessonId }) => lessonId)).size).toBe(seedLessons.length);
  });
});

describe('captions', () => {
  const good = 'WEBVTT\n\nNOTE by hand\n\n1\n00:00.000 --> 00:02.500\n先洗手\n\n00:00:02.500 --> 00:04.000 line:80%\n<v 老师>再换衣服</v>\n';
  test.each<[string, string, number | null]>([
    ['good', good, null], ['with Windows line ends', good.replaceAll('\n', '\r\n'), null], ['no heading', good.slice(8), 1], ['another format', '1\n00:00:01,000 --> 00:00:02,000\n你好', 1],
    ['a comma for the dot', good.replace('02.500\n', '02,500\n'), 6], ['ends before it begins', 'WEBVTT\n\n00:03.000 --> 00:02.000\n好', 3], ['earlier than the one above', 'WEBVTT\n\n00:03.000 --> 00:04.000\n好\n\n00:01.000 --> 00:02.000\n好', 6],
    ['longer than the video', 'WEBVTT\n\n00:03.000 --> 01:04.000\n好', 3], ['a script', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script>', 4], ['a cue without words', 'WEBVTT\n\n00:01.000 --> 00:02.000\n\n', 3], ['nothing', 'WEBVTT\n', 2],
  ])('%s', (_name, text, line) => { expect(faultOfCaptions(text, 10)?.line ?? null).toBe(line); });
});

test.each<[string | undefined, object]>([
  [undefined, { kind: 'whole' }], ['bytes=0-99', { kind: 'piece', from: 0, to: 99 }], ['bytes=900-', { kind: 'piece', from: 900, to: 999 }], ['bytes=900-5000', { kind: 'piece', from: 900, to: 999 }], ['bytes=-100', { kind: 'piece', from: 900, to: 999 }], ['bytes=-5000', { kind: 'piece', from: 0, to: 999 }],
  ['bytes=1000-', { kind: 'none' }], ['bytes=-0', { kind: 'none' }], ['bytes=5-2', { kind: 'whole' }], ['bytes=0-1,5-6', { kind: 'whole' }], ['lines=0-1', { kind: 'whole' }], ['bytes=-', { kind: 'whole' }],
])('range %s', (header, expected) => { expect(rangeOf(header, 1000)).toEqual(expected); });

describe('the path', () => {
  const modules = seedModules.map(({ code, title }) => ({ code, title, lessonCount: 3 }));
  const familyNames = { elderCare: { zh: '养老护理', en: 'elder care' }, cleaning: { zh: '保洁', en: 'cleaning' }, pet: { zh: '宠物', en: 'pets' } };
  const facts = (more: Partial<PathFacts>): PathFacts => ({ modules, progress: [], quizzes: [], reviews: [], demand: [], familyNames, ...more });
  const core = CORE.map((module) => ({ module, isFinished: true, lessonsFinished: 3 }));
  test('a newcomer learns the core in order, what is begun first', () => {
    expect(pathOf(facts({})).map(({ module, kind }) => [module, kind])).toEqual(CORE.map((code) => [code, 'required']));
    const begun = pathOf(facts({ progress: [{ module: 'elderCare', isFinished: false, lessonsFinished: 2 }] }));
    expect(begun[0]).toMatchObject({ module: 'elderCare', kind: 'finish', reasons: [{ zh: '已经学了 2 课，还差 1 课' }, { zh: '上岗必学，学完四个核心模块才能考试' }] });
  });
  test('weak links come before all else once she works; one bad review is none', () => {
    const review = { family: 'cleaning', skill: 3, communication: 5, attitude: 5 };
    expect(weakLinks([review], familyNames).size).toBe(0);
    expect([...weakLinks([review, review], familyNames)]).toEqual([['basicCleaning', { zh: '近 2 条评价里，保洁的手艺平均 3.0 分', en: 'Skill in cleaning averages 3.0 in the last 2 reviews' }]]);
    expect(pathOf(facts({ progress: core, reviews: [{ ...review, communication: 2 }, { ...review, skill: 5, communication: 3 }] }))[0]).toMatchObject({ module: 'communication', kind: 'repair' });
  });
  test('one clause an inspector found not kept brings its module back, until it is mended', () => {
    const signal = { source: 'inspection' as const, module: 'basicCleaning', words: { zh: '检查发现没做到：抹布分区', en: 'An inspection found it not kept: cloths' }, mendedAt: null };
    expect(pathOf(facts({ progress: core, signals: [signal] }))[0]).toMatchObject({ module: 'basicCleaning', kind: 'repair', reasons: [{ zh: '检查发现没做到：抹布分区' }] });
    expect(pathOf(facts({ progress: core, signals: [{ ...signal, mendedAt: new Date() }] })).some(({ kind }) => kind === 'repair')).toBe(false);
  });
  test('who holds the core certificate is not sent back to what it asks for', () => {
    const path = pathOf(facts({ isCoreHeld: true }));
    expect(path.some(({ kind }) => kind === 'required')).toBe(false);
    expect(path.some(({ kind }) => kind === 'grow')).toBe(true);
  });
  test('a failed quiz brings a module back until a later one is passed', () => {
    const failed = { paper: 'quiz-basicCleaning', scorePercent: 55, isPassed: false };
    expect(pathOf(facts({ progress: core, quizzes: [failed] }))[0]).toMatchObject({ module: 'basicCleaning', kind: 'repair', reasons: [{ zh: '上次小测 55 分，没过，再学一遍' }] });
    expect(pathOf(facts({ progress: core, quizzes: [{ ...failed, scorePercent: 90, isPassed: true }, failed] })).some(({ kind }) => kind === 'repair')).toBe(false);
  });
  test('a failed exam brings back what it asks about, but for what was mended since', () => {
    const quizzes = [{ paper: 'quiz-cooking', scorePercent: 90, isPassed: true }, { paper: 'core', scorePercent: 72, isPassed: false }, { paper: 'specialty-deepCleaning', scorePercent: 60, isPassed: false }, { paper: 'merchant', scorePercent: 10, isPassed: false }];
    expect(pathOf(facts({ progress: core, quizzes })).filter(({ kind }) => kind === 'repair').map(({ module }) => module)).toEqual(['basicCleaning', 'infantCare', 'elderCare', 'deepCleaning']);
  });
  test('what is wanted near her comes before what is wanted elsewhere, and little is nothing', () => {
    const path = pathOf(facts({ progress: core, demand: [{ family: 'cleaning', near: 0, city: 60 }, { family: 'elderCare', near: 38, city: 40 }, { family: 'pet', near: 1, city: 4 }] }));
    expect(path.filter(({ kind }) => kind === 'demand').map(({ module, reasons }) => [module, reasons[0]!.zh])).toEqual([['elderCareAdvanced', '您附近 30 天里有 38 单养老护理'], ['windowPolishing', '全城 30 天里有 60 单保洁']]);
  });
});
