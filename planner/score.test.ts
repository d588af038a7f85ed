import { expect, test } from 'vitest';
import { defaultWeights, dimensionKeys, distanceMeters, explainWorker, formulaVersion, rankCandidates, rankField, travelSeconds } from './index.ts';
import type { Need, Traits, WorkerView } from './index.ts';
import { traitKeys } from './personality.ts';
import { at, need, offset, square, visit, worker } from './sample.ts';

const dimension = (key: string, asked: Partial<Need> = {}, who: Partial<WorkerView> = {}, pool?: WorkerView[]) => {
  const self = worker(who);
  const { candidate, blockers } = explainWorker(need(asked), self, pool ? { pool: [self, ...pool] } : {});
  expect(blockers).toEqual([]);
  const found = candidate!.dimensions.find((entry) => entry.key === key)!;
  return { score: found.score, zh: found.reason.zh, en: found.reason.en };
};

test('travel is an estimate anyone can recompute', () => {
  expect(distanceMeters(square, offset(1200))).toBeCloseTo(1200, 0);
  expect(distanceMeters({ lon: 87, lat: 43 }, { lon: 87, lat: 44 })).toBeCloseTo(111_195, 0);
  expect(travelSeconds(square, square, 'walk')).toBe(240);
  const seconds = (['walk', 'ebike', 'bus', 'car'] as const).map((mode) => travelSeconds(square, offset(2000), mode));
  expect(seconds).toEqual([2000 * 1.35 / 1.25, 2000 * 1.35 / 5, 2000 * 1.35 / 4, 2000 * 1.35 / 7].map((way) => Math.round(way) + 240));
});

test('weights sum to one and the total is the printed dimensions’', () => {
  expect(dimensionKeys).toHaveLength(11);
  expect(Object.keys(defaultWeights).sort()).toEqual([...dimensionKeys].sort());
  expect(dimensionKeys.reduce((sum, key) => sum + defaultWeights[key], 0)).toBeCloseTo(1, 12);
  expect(formulaVersion).toMatch(/^\d{4}\.\d{2}-\d+$/);
  const { candidate } = explainWorker(need(), worker());
  const total = candidate!.dimensions.reduce((sum, { score, weight }) => sum + score * weight, 0);
  expect(candidate!.score).toBeCloseTo(total * 100, 2);
  expect(candidate!.dimensions.map(({ key }) => key)).toEqual(dimensionKeys);
});

test('other weights are taken as shares', () => {
  const weights = { ...Object.fromEntries(dimensionKeys.map((key) => [key, 0])), rating: 3, route: 1 } as typeof defaultWeights;
  const { candidate } = explainWorker(need(), worker(), { weights });
  expect(candidate!.dimensions.filter(({ weight }) => weight > 0).map(({ key, weight }) => [key, weight])).toEqual([['route', 0.25], ['rating', 0.75]]);
});

test('skill: above the need counts', () => {
  expect(dimension('skill')).toEqual({ score: 0.8, zh: 'cleaning 3 级（要求 2 级）', en: 'cleaning level 3 (2 required)' });
  expect(dimension('skill', {}, { skills: { cleaning: 5 } }).score).toBe(0.95);
  expect(dimension('skill', { requiredSkills: [] }, { level: 1 })).toMatchObject({ score: 0.6, zh: '这项服务不限技能等级，本人阶梯 1 级' });
});

test('papers: days left and a higher health class count', () => {
  expect(dimension('papers')).toEqual({
    score: 0.5267, zh: '证件齐全，健康证 A 类（一般），最早 11月30日 到期', en: 'Papers complete, health certificate class A (general), first to expire 30 Nov',
  });
  expect(dimension('papers', {}, { papers: [{ kind: 'healthCertificate', healthClass: 'C', validUntil: at(0, 0, 300) }] }))
    .toMatchObject({ score: 1, zh: '证件齐全，健康证 C 类（养老照护），最早 2027年8月27日 到期' });
});

test('route: what the visit adds to the day, and where the way begins', () => {
  // 1,200 × 1.35 / 5 + 240 = 564 s each way.
  expect(dimension('route')).toEqual({ score: 0.6148, zh: '离您家 1.2 公里，骑车约 10 分钟', en: '1.2 km from your home, about 10 min by e-bike' });
  // In 456 s, home 564 s, minus 348 s straight home: 672 s.
  expect(dimension('route', {}, { commitments: [visit(at(10), at(13), offset(800))] }).zh).toBe('从上一家过来 0.8 公里，骑车约 8 分钟，全天路上多花 12 分钟');
  const { candidate } = explainWorker(need(), worker({ position: offset(300), commitments: [visit(at(10), at(12), offset(2900), 'vis_done')] }), { now: at(13) });
  expect(candidate).toMatchObject({ travelInMeters: 300, travelInSeconds: 321, previousId: 'vis_done', nextId: null });
  expect(candidate!.dimensions[2]!.reason.zh).toContain('从现在的位置过来 0.3 公里');
});

test('a stop long ago starts the way at home again', () => {
  const far = worker({ commitments: [visit(at(8), at(9, 59), offset(2900))] });
  expect(explainWorker(need(), far).candidate).toMatchObject({ travelInMeters: 1200, addedSeconds: 1128 });
});

test('time: neither rushed nor idle', () => {
  expect(dimension('time')).toMatchObject({ score: 0.7, zh: '前后没有紧挨着的单，时间从容' });
  const snug = dimension('time', {}, { commitments: [visit(at(11), at(13, 45), square)] });
  const idle = dimension('time', {}, { commitments: [visit(at(8), at(11, 30), square)] });
  const rushed = dimension('time', {}, { commitments: [visit(at(11), at(13, 56), square)] });
  expect(snug).toMatchObject({ score: 0.8475, zh: '到达后离开始还有 11 分钟' });
  expect(snug.score).toBeGreaterThan(idle.score);
  expect(snug.score).toBeGreaterThan(rushed.score);
  expect(dimension('time', {}, { commitments: [visit(at(17, 30), at(18), square)] })).toMatchObject({ zh: '做完去下一家有 26 分钟余量' });
});

test('rating: ten households of 4.5 stand behind every newcomer', () => {
  expect(dimension('rating', {}, { rating: 0, ratingCount: 0 })).toMatchObject({ score: 0.75, zh: '还没有评价，先按 4.5 分起算' });
  expect(dimension('rating', {}, { rating: 5, ratingCount: 10 })).toMatchObject({ score: 0.875, zh: '评分 5.0，共 10 条评价，折算 4.75 分' });
  expect(dimension('rating', {}, { rating: 5, ratingCount: 2.4999 }).zh).toBe('评分 5.0，按邻居和新旧加权相当于 2.5 条评价，折算 4.60 分');
  expect(dimension('rating', {}, { rating: 1, ratingCount: 500 }).score).toBe(0);
});

test('at the same distance the higher rating goes first, at the same rating the nearer', () => {
  const order = (some: WorkerView[]) => rankCandidates(need(), some).candidates.map((candidate) => candidate.workerId);
  const ratings = [3.5, 4.1, 4.6, 4.9].map((rating) => worker({ workerId: `wrk_${rating}`, rating }));
  expect(order(ratings)).toEqual(['wrk_4.9', 'wrk_4.6', 'wrk_4.1', 'wrk_3.5']);
  const homes = [2500, 900, 1700].map((meters) => worker({ workerId: `wrk_${meters}`, home: offset(meters) }));
  expect(order(homes)).toEqual(['wrk_900', 'wrk_1700', 'wrk_2500']);
});

test('willingness: unexcused refusals only, and nine of ten to begin with', () => {
  expect(dimension('willingness', {}, { acceptance: { accepted: 0, refusedUnexcused: 0 } })).toMatchObject({ score: 0.9, zh: '还没有派单记录，先按九成接单起算' });
  expect(dimension('willingness')).toMatchObject({ score: 0.9, zh: '接过 18 单，无理由拒单按时间折合 2 次' });
  expect(dimension('willingness', {}, { acceptance: { accepted: 0, refusedUnexcused: 10 } }).score).toBe(0.45);
});

test('scene: what the home asks for', () => {
  const homeScene = { hasBaby: false, hasPet: true, hasElder: true, homeType: 'flat' as const };
  expect(dimension('scene')).toMatchObject({ score: 1, zh: '家里没有特别需要照顾的情况' });
  expect(dimension('scene', { homeScene: { ...homeScene, homeType: 'house' } }, { homeSceneSkills: ['house'] }).score).toBe(0.3333);
  expect(dimension('scene', { homeScene }, { homeSceneSkills: ['elder', 'baby'] })).toEqual({
    score: 0.5, zh: '熟悉有老人的家庭；家里有宠物，这方面还没有经验', en: 'used to homes with an elder; no experience yet with a pet',
  });
});

test('continuity: held, favourite, known, new', () => {
  const seen = [{ heldWorkerId: 'wrk_1' }, { preferredWorkerIds: ['wrk_1'], servedBeforeWorkerIds: ['wrk_1'] }, { preferredWorkerIds: ['wrk_1'] }, { servedBeforeWorkerIds: ['wrk_1'] }, {}]
    .map((asked) => dimension('continuity', asked)).map(({ score, zh }) => [score, zh]);
  expect(seen).toEqual([[1, '下单时已为您留好这位家政员'], [0.9, '您收藏的家政员，以前来过您家'], [0.9, '您收藏的家政员'], [0.7, '以前来过您家，熟悉情况'], [0.3, '第一次到您家服务']]);
});

test('every sentence has a voice for the worker where the household’s would sound wrong to her', () => {
  const told = (asked: Partial<Need>, who: Partial<WorkerView> = {}) => explainWorker(need(asked), worker(who)).candidate!.dimensions.map((one) => one.toWorker ?? one.reason);
  const homeScene = { hasBaby: false, hasPet: true, hasElder: true, homeType: 'flat' as const };
  for (const asked of [{ heldWorkerId: 'wrk_1' }, { preferredWorkerIds: ['wrk_1'], servedBeforeWorkerIds: ['wrk_1'] }, { preferredWorkerIds: ['wrk_1'] }, { servedBeforeWorkerIds: ['wrk_1'] }, { homeScene }, {}]) {
    const words = told(asked, { homeSceneSkills: ['elder'] });
    expect(words.map(({ zh }) => zh).join(' ')).not.toMatch(/为您|到您家|来过您家|离您家|您收藏/);
    expect(words.map(({ en }) => en).join(' ')).not.toMatch(/for you when|favourite of yours/i);
  }
  expect(told({ heldWorkerId: 'wrk_1' }).map(({ zh }) => zh)).toContain('客户下单时就为这一单留了您的时间');
  expect(told({ homeScene }, { homeSceneSkills: ['elder'] })).toContainEqual({ zh: '您熟悉有老人的家庭；客户家有宠物，您这方面还没有经验', en: 'You are used to homes with an elder; this home has a pet, which is new to you' });
  expect(told({}, { visitsDone: 3 }).map(({ zh }) => zh)).toContain('您是新人，做满 30 单以前都有照顾（已做 3 单）');
});

test('fairness: less than the median is lifted', () => {
  const pool = [worker({ workerId: 'wrk_2', minutesToday: 120 }), worker({ workerId: 'wrk_3', minutesToday: 240 })];
  expect(dimension('fairness', {}, { minutesToday: 0 }, pool)).toEqual({ score: 0.75, zh: '当天已排 0 分钟，候选人的中位数是 2 小时', en: '0 min booked that day, the candidates\' median is 2 h' });
  expect(dimension('fairness', {}, { minutesToday: 300 }, pool).score).toBe(0.375);
  expect(dimension('fairness', {}, { minutesToday: 300, visitsDone: 0 }, pool).score).toBe(0.375);
});

test('newcomer: in full up to ten visits, then less, nothing from thirty on', () => {
  const lift = [0, 10, 20, 29, 30, 400].map((visitsDone) => dimension('newcomer', {}, { visitsDone }).score);
  expect(lift).toEqual([1, 1, 0.5, 0.05, 0, 0]);
  expect(dimension('newcomer', {}, { visitsDone: 9 })).toMatchObject({ zh: '新人，做过 9 单，这一项按满分照顾' });
});

test('personality: alike 1, opposite 0, unanswered neither way; a sentence without anybody\'s answers', () => {
  const traits = (value: number): Traits => Object.fromEntries(traitKeys.map((trait) => [trait, value])) as Traits;
  expect(dimension('personality')).toEqual({ score: 0.5, zh: '双方没有都填性格问卷，这一项不加不减', en: 'Not both have answered the questionnaire: counts neither way' });
  expect(dimension('personality', { wishedTraits: traits(3) }).score).toBe(0.5);
  expect([3, 7].map((own) => dimension('personality', { wishedTraits: traits(3) }, { traits: traits(own) }).score)).toEqual([1, 0.3333]);
  expect(dimension('personality', { wishedTraits: traits(1) }, { traits: traits(7) }).score).toBe(0);
  const quiet = { ...traits(4), extraversion: 1.5, stability: 4.5 };
  expect(dimension('personality', { wishedTraits: { ...traits(4), extraversion: 6 } }, { traits: quiet })).toMatchObject({ zh: '性格问卷：随和的程度最合，爱说话的程度差得多些' });
});

test('a decision taken again: the frozen field gives the ranking back, and other weights another', () => {
  const pool = [worker({ workerId: 'near', home: offset(300), rating: 4, ratingCount: 40 }), worker({ workerId: 'loved', home: offset(2500), rating: 5, ratingCount: 40 }), worker({ workerId: 'usual' }), worker({ workerId: 'offShift', availability: [] })];
  const { candidates, field } = rankCandidates(need(), pool, { withField: true, limit: 1 });
  expect(field.map(({ workerId }) => workerId).sort()).toEqual(['loved', 'near', 'usual']);
  const again = rankField(field, defaultWeights);
  expect(again[0]).toEqual({ workerId: candidates[0]!.workerId, score: expect.closeTo(candidates[0]!.score, 1) });
  const only = (key: string) => rankField(field, Object.fromEntries(dimensionKeys.map((one) => [one, one === key ? 1 : 0])) as typeof defaultWeights)[0]!.workerId;
  expect([only('route'), only('rating')]).toEqual(['near', 'loved']);
  expect(rankCandidates(need(), pool).field).toEqual([]);
});

test('whose time is kept is among the candidates however many score better', () => {
  const pool = [...Array.from({ length: 5 }, (_, at) => worker({ workerId: `better${at}`, rating: 5, ratingCount: 90 })), worker({ workerId: 'kept', home: offset(2800), rating: 1, ratingCount: 90 })];
  const first = (heldWorkerId: string | null) => rankCandidates(need({ heldWorkerId }), pool, { limit: 3 }).candidates.map(({ workerId }) => workerId);
  expect(first(null)).not.toContain('kept');
  expect(first('kept')).toEqual([...first(null).slice(0, 2), 'kept']);
});
