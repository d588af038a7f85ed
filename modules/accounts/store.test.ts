import { expect, test } from 'vitest';
import { divisionsBelow } from './store/divisions.ts';

test('the first and the last lines of each file are found', async () => {
  const provinces = await divisionsBelow('', 'province');
  expect([provinces.length, provinces[0]?.name, provinces.at(-1)?.name]).toEqual([31, '北京市', '新疆维吾尔自治区']);
  expect((await divisionsBelow('11', 'city')).map((d) => d.code)).toEqual(['1101']);
  expect((await divisionsBelow('110101001', 'community'))[0]).toEqual({ code: '110101001001', name: '多福巷社区居委会', level: 'community' });
  expect((await divisionsBelow('659', 'street')).at(-1)?.code.slice(0, 4)).toBe('6590');
});

test('Urumqi has 8 districts, 130 streets and 1107 communities', async () => {
  const districts = await divisionsBelow('6501', 'district');
  expect(districts.map((d) => d.name)).toEqual(['天山区', '沙依巴克区', '新市区', '水磨沟区', '头屯河区', '达坂城区', '米东区', '乌鲁木齐县']);
  expect(await divisionsBelow('6501', 'street')).toHaveLength(130);
  expect(await divisionsBelow('6501', 'community')).toHaveLength(1107);
  expect((await divisionsBelow('650102', 'street'))[0]).toEqual({ code: '650102002', name: '燕儿窝街道', level: 'street' });
});

test('a code that does not exist has nothing below', async () => {
  expect(await divisionsBelow('9999', 'district')).toEqual([]);
  expect(await divisionsBelow('000', 'community')).toEqual([]);
  expect(await divisionsBelow('650199', 'street')).toEqual([]);
});

test('a district of the largest file is found quickly', async () => {
  const began = performance.now();
  for (let i = 0; i < 10; i++) await divisionsBelow('650102002', 'community');
  expect((performance.now() - began) / 10).toBeLessThan(100);
});
