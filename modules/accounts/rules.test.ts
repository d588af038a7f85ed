import { describe, expect, test } from 'vitest';
import { codePolicy, judgeCode, judgeCodeRequest, pseudoNumber } from './rules/login.ts';
import { messageText, registeredName, templates } from './rules/messages.ts';
import { cursorOf, keyOfCursor, pageFrom } from './rules/pages.ts';
import { defaultName, isBirthYearFuture, isMinor, isPlainName, pinyinOf, yearOf } from './rules/people.ts';
import { boxAround, distanceMeters, divisionBelow, fullAddress, streetCodeIn } from './rules/places.ts';
import { isGrantWellFormed, isLastOperator, mayGrant, type GrantKey } from './rules/roles.ts';
import { fitsSetting, settingKeys, settingValues, settings } from './rules/settings.ts';

const now = new Date('2026-11-22T00:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
const real = { isDemoCity: false };

describe('a code is sent', () => {
  test.each([
    ['first code', { lastRequestedAt: null, requestsOfNumberToday: 0, requestsOfAddressThisHour: 0 }, real, { outcome: 'send' }],
    ['59.2 s after the last', { lastRequestedAt: ago(59.2), requestsOfNumberToday: 1, requestsOfAddressThisHour: 1 }, real, { outcome: 'tooSoon', seconds: 1 }],
    ['60 s after the last', { lastRequestedAt: ago(60), requestsOfNumberToday: 1, requestsOfAddressThisHour: 1 }, real, { outcome: 'send' }],
    ['the tenth of the day', { lastRequestedAt: ago(3600), requestsOfNumberToday: 9, requestsOfAddressThisHour: 1 }, real, { outcome: 'send' }],
    ['the eleventh of the day', { lastRequestedAt: ago(3600), requestsOfNumberToday: 10, requestsOfAddressThisHour: 1 }, real, { outcome: 'quota' }],
    ['the 50th of an address', { lastRequestedAt: null, requestsOfNumberToday: 0, requestsOfAddressThisHour: 49 }, real, { outcome: 'send' }],
    ['the 51st of an address', { lastRequestedAt: null, requestsOfNumberToday: 0, requestsOfAddressThisHour: 50 }, real, { outcome: 'quota' }],
    ['the 51st of an address in a demo', { lastRequestedAt: null, requestsOfNumberToday: 0, requestsOfAddressThisHour: 50 }, { isDemoCity: true }, { outcome: 'send' }],
    ['again at once in a demo', { lastRequestedAt: ago(1), requestsOfNumberToday: 1, requestsOfAddressThisHour: 1 }, { isDemoCity: true }, { outcome: 'send' }],
  ])('%s', (_name, history, about, verdict) => expect(judgeCodeRequest(history, now, about)).toEqual(verdict));

  test('guessing a number stays below 1 in 10,000 a day', () =>
    expect((codePolicy.mostPerNumberAndDay * codePolicy.mostTries) / 1_000_000).toBeLessThanOrEqual(1 / 10_000));
});

describe('a code opens the door', () => {
  const sent = (wrongTries = 0, seconds = 10, consumedAt: Date | null = null) => ({ requestedAt: ago(seconds), wrongTries, consumedAt });
  test.each([
    ['right', sent(), true, { outcome: 'good' }],
    ['right after four wrong ones', sent(4), true, { outcome: 'good' }],
    ['right after five wrong ones', sent(5), true, { outcome: 'tries' }],
    ['wrong', sent(), false, { outcome: 'wrong', left: 4 }],
    ['wrong the fourth time', sent(3), false, { outcome: 'wrong', left: 1 }],
    ['wrong the fifth time', sent(4), false, { outcome: 'tries' }],
    ['after 299 s', sent(0, 299), true, { outcome: 'good' }],
    ['after 300 s', sent(0, 300), true, { outcome: 'expired' }],
    ['a second time', sent(0, 10, ago(5)), true, { outcome: 'expired' }],
    ['never sent', undefined, false, { outcome: 'expired' }],
  ])('%s', (_name, code, isMatch, verdict) => expect(judgeCode(code, isMatch, now)).toEqual(verdict));

  test('a pseudo-number is digits and never the number', () => expect(pseudoNumber('ff'.repeat(16))).toMatch(/^99\d{30,}$/));
});

describe('roles', () => {
  const city: GrantKey = { role: 'operator', scopeType: 'city', scopeId: '650100' };
  const owner: GrantKey = { role: 'merchantOwner', scopeType: 'merchant', scopeId: 'm1' };
  test.each<[string, GrantKey, boolean, boolean]>([
    ['dispatcher of the city', { role: 'dispatcher', scopeType: 'city', scopeId: '650100' }, false, true],
    ['dispatcher of another city', { role: 'dispatcher', scopeType: 'city', scopeId: '110100' }, true, false],
    ['dispatcher of a merchant', { role: 'dispatcher', scopeType: 'merchant', scopeId: 'm1' }, true, false],
    ['staff of a known merchant', { role: 'merchantStaff', scopeType: 'merchant', scopeId: 'm1' }, true, true],
    ['staff of an unknown merchant', { role: 'merchantStaff', scopeType: 'merchant', scopeId: 'm9' }, false, false],
    ['owner of the city', { role: 'merchantOwner', scopeType: 'city', scopeId: '650100' }, true, false],
    ['worker by hand', { role: 'worker', scopeType: 'self', scopeId: 'w1' }, true, false],
    ['station staff of a station', { role: 'stationStaff', scopeType: 'station', scopeId: 's1' }, true, true],
  ])('%s', (_name, grant, isKnown, isRight) => expect(isGrantWellFormed(grant, '650100', isKnown)).toBe(isRight));

  test.each<[string, GrantKey[], GrantKey, boolean]>([
    ['an operator everything', [city], { role: 'operator', scopeType: 'city', scopeId: '650100' }, true],
    ['an owner the own staff', [owner], { role: 'merchantStaff', scopeType: 'merchant', scopeId: 'm1' }, true],
    ['an owner not another’s staff', [owner], { role: 'merchantStaff', scopeType: 'merchant', scopeId: 'm2' }, false],
    ['an owner no second owner', [owner], owner, false],
    ['an owner no operator', [owner], city, false],
    ['staff nothing', [{ ...owner, role: 'merchantStaff' }], { role: 'merchantStaff', scopeType: 'merchant', scopeId: 'm1' }, false],
    ['nobody nothing', [], owner, false],
  ])('may grant: %s', (_name, own, wanted, isAllowed) => expect(mayGrant(own, wanted)).toBe(isAllowed));

  test('the last operator stays', () => expect([isLastOperator(city, 1), isLastOperator(city, 2), isLastOperator(owner, 0)]).toEqual([true, false, false]));
});

describe('names and people', () => {
  test.each([
    ['林小满', true], ['阿依古丽·买买提', true], ["O'Neil-Smith Jr.", true], ['幸福里（二期）', true], ['3号楼 2单元', true], ['A座#12', true],
    ['<script>alert(1)</script>', false], ['<img src=x onerror=alert(1)>', false], ['"><svg', false], ['{{7*7}}', false], ['a\u202eb', false], ['a\nb', false], ['张\u0000三', false], ['···', false], ['=cmd|calc', false],
  ])('%j is a plain name: %s', (name, isPlain) => expect(isPlainName(name)).toBe(isPlain));

  test.each([['单雄信', true, 'shanxiongxin'], ['张三', true, 'zhangsan'], ['重庆家园', false, 'chongqingjiayuan'], ['Anna 李', true, 'annali']])('%s is read %s', (name, isPerson, reading) => expect(pinyinOf(name, isPerson)).toBe(reading));
  test.each([[null, false], [2012, true], [2013, true], [2026, true], [2011, false], [1950, false]])('born %s is a minor: %s', (year, isYoung) => expect(isMinor(year, now)).toBe(isYoung));
  test('the year is the city’s', () => {
    const newYear = new Date('2026-12-31T16:30:00Z');
    expect(yearOf(newYear)).toBe(2027);
    expect([isBirthYearFuture(2027, newYear), isBirthYearFuture(2027, now)]).toEqual([false, true]);
  });
  test('a person without a name', () => expect(defaultName('13912345678')).toBe('新用户5678'));
});

describe('places', () => {
  test.each([
    ['', '', 'province'], ['65', '65', 'city'], ['650000', '65', 'city'], ['6501', '6501', 'district'], ['650100', '6501', 'district'], ['650102', '650102', 'street'],
    ['650102002', '650102002', 'community'], ['441900', '441900', 'street'],
  ])('below %j', (code, parent, level) => expect(divisionBelow(code)).toEqual({ parent, level }));
  test.each(['650102002001', '1', 'abc', '65010', '6501020020'])('nothing below %j', (code) => expect(divisionBelow(code)).toBeNull());
  test.each([['650102002', '650102002'], ['650102002000', '650102002'], ['110101001', null], ['65010200', null], ['650102002001', null]])('street %s', (code, street) => expect(streetCodeIn('650100', code)).toBe(street));
  test('full address', () => {
    const parts = { districtName: '天山区', streetName: '胜利路街道', estateName: '幸福里', building: '3号楼', room: '1201' };
    expect([fullAddress(parts), fullAddress({ ...parts, room: '' })]).toEqual(['天山区胜利路街道幸福里 3号楼 1201', '天山区胜利路街道幸福里 3号楼']);
  });
  test('distance and box agree', () => {
    const at = { lon: 87.6, lat: 43.8 };
    const box = boxAround(at, 3000);
    expect(distanceMeters(at, { lon: box.east, lat: at.lat })).toBeGreaterThan(2950);
    expect(distanceMeters(at, { lon: at.lon, lat: box.north })).toBeGreaterThan(2990);
    expect(distanceMeters(at, { lon: 87.61, lat: 43.8 })).toBeCloseTo(802.6, 0);
  });
});

describe('settings', () => {
  test('every default fits its own bounds and both languages speak', () => {
    for (const key of settingKeys) {
      expect(fitsSetting(key, settings[key].value), key).toBe(true);
      expect(settings[key].label.zh, key).toMatch(/[\u4e00-\u9fff]/);
      expect(settings[key].label.en.length, key).toBeGreaterThan(5);
    }
    expect(settingKeys).toHaveLength(44);
  });
  test.each([['holdMinutes', 2, true], ['holdMinutes', 1, false], ['holdMinutes', 10.5, false], ['neighbourWeight', 1.7, true], ['neighbourWeight', Number.NaN, false], ['payMinutes', 121, false]] as const)('%s = %s fits: %s', (key, value, fits) => expect(fitsSetting(key, value)).toBe(fits));
  test('what the city changed wins, what does not fit is left aside', () =>
    expect(settingValues([{ key: 'holdMinutes', value: 20 }, { key: 'payMinutes', value: 9999 }, { key: 'toString', value: 1 }])).toMatchObject({ holdMinutes: 20, payMinutes: 15, platformFeeFen: 200 }));
});

describe('messages', () => {
  test('both languages have the same places', () => {
    const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort();
    for (const [name, { zh, en }] of Object.entries(templates)) expect(places(zh), name).toEqual(places(en));
  });
  test.each([
    ['filled, cut and on one line', 'workerOnTheWay', { worker: `李\n阿姨${'很'.repeat(60)}`, minutes: 12 }, `【邻里】李 阿姨${'很'.repeat(36)}已出发，预计 12 分钟到达。`],
    ['a missing value stays empty', 'followUp', {}, '【邻里】做得怎么样？客服稍后会来电回访，不便接听请忽略。'],
    ['places are not filled twice', 'ticketClosed', { no: '{resolution}', resolution: '已结' }, '【邻里】您的客服单 {resolution} 已办结：已结。如有疑问请回电客服。'],
  ] as const)('%s', (_name, template, params, zh) => expect(messageText(template, params).zh).toBe(zh));
  test('registered name', () => expect(registeredName('loginCode')).toBe('login_code'));
});

describe('pages', () => {
  test('there and back', () => {
    const { rows, nextCursor } = pageFrom([1, 2, 3], 2, (n) => [n, `id${n}`]);
    expect([rows, keyOfCursor(nextCursor ?? undefined, ['number', 'string'])]).toEqual([[1, 2], [2, 'id2']]);
    expect(pageFrom([1, 2], 2, (n) => [n]).nextCursor).toBeNull();
  });
  test.each(['', 'x', '[]', '["a"]', '[1,2]', '[null,"a"]', '{"0":1}'])('a cursor nobody gave out: %j', (cursor) => expect(keyOfCursor(cursor, ['number', 'string'])).toBeNull());
  test('a long reading fits into the cursor', () => expect(cursorOf([pinyinOf('庄'.repeat(30)), `per_${'0'.repeat(26)}`]).length).toBeLessThan(200));
});
