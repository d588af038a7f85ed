import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { applicantHeadings, applicantRows, withCheckLetter, workbookOf, zipOf } from '../../tools/bench/applicants.ts';
import { addEstates, giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { mount } from './index.ts';

let city: Harness;
let operator: Person;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, mount], runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: true });
  await city.act('system', installCatalogue, {});
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  await city.act('system', addEstates, { estates: [{ streetCode: '650102002', communityName: '红山社区', name: '红山花园', buildings: ['1号楼'], lon: 87.6, lat: 43.8 }] });
});
afterAll(() => city.close());

const send = async (body: Buffer | string, { type = 'text/csv', token = operator.token, isDryRun = false, name = '报名.csv' } = {}): Promise<{ status: number; body: any }> => {
  const answer = await city.app.http.inject({ method: 'POST', url: `/api/worker-imports?fileName=${encodeURIComponent(name)}&isDryRun=${isDryRun}`, headers: { authorization: `Bearer ${token}`, 'content-type': type }, payload: body });
  return { status: answer.statusCode, body: JSON.parse(answer.body) };
};
const done = async (importId: string) => {
  for (;;) {
    const found = await operator.client.workers.getImport({ importId });
    if (found.state !== 'running') return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const take = async (body: Buffer | string, about: Parameters<typeof send>[1] = {}) => done((await send(body, about)).body.importId);
const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\n');
const good = [...applicantRows(40)];
const count = async (table: string): Promise<number> => Number((await city.database.pool.query(`select count(*) as n from ${table}`)).rows[0].n);

test('a dry run says what would happen and writes nobody', async () => {
  const before = [await count('accounts.person'), await count('workers.worker'), await count('workers.application')];
  const tried = await take(csv([applicantHeadings, ...good]), { isDryRun: true });
  expect([tried.state, tried.isDryRun, tried.rowsIn, tried.rowsOut]).toEqual(['done', true, 40, 0]);
  expect([await count('accounts.person'), await count('workers.worker'), await count('workers.application')]).toEqual(before);
});

test('every row is in or out, each with its column and reason; the result opens in a spreadsheet and runs nothing', async () => {
  const other = [...applicantRows(1, 15_100_000_000)][0]!;
  const number = withCheckLetter('65019919810101777');
  const bad = [
    good[0]!.with(1, '123'), good[1]!.with(2, `${good[1]![2]!.slice(0, 17)}${good[1]![2]![17] === '1' ? '2' : '1'}`), good[2]!.with(3, '宇航员'), good[3]!.with(0, '=HYPERLINK("http://x")'), other.with(2, good[5]![2]!), good[6]!.with(2, number), ['', ...other.slice(1)],
  ];
  const record = await take(csv([applicantHeadings, ...good.slice(4, 10), ...bad]));
  expect([record.state, record.rowsRead, record.rowsIn, record.rowsOut]).toEqual(['done', 14, 6, 7]);
  const { items } = await operator.client.workers.importFaults({ importId: record.importId });
  expect(items.map(({ rowNo, column, reason }) => [rowNo, column, reason.zh])).toEqual([
    [8, '手机号', '手机号不是 11 位'], [9, '身份证号', '身份证号校验不通过'], [10, '想做的工作', '没有这类工作：宇航员'], [11, '姓名', '姓名里有不能用的符号，或超过 30 个字'], [12, '身份证号', '和第 3 行的身份证号相同'], [13, '手机号', '和第 4 行的手机号相同'], [14, '姓名', '没有填姓名'],
  ]);
  const answer = await city.request({ method: 'GET', url: record.resultPath, token: operator.token });
  const lines = String(answer.body).split('\r\n');
  expect([answer.headers['content-type'], lines.length, lines[0]!.startsWith('\ufeff行号')]).toEqual(['text/csv; charset=utf-8', 15, true]);
  for (const cell of lines.slice(1).flatMap((line) => line.split(','))) expect(cell).not.toMatch(/^"?[=+\-@\t]/);
  expect(String(answer.body)).not.toMatch(/15000000004|650199\d{12}/);
  // Each who is in is a whole person: her phone opens her own application, and she is checked from now on.
  const her = await city.signIn(good[4]![1]!);
  const { application } = await her.client.workers.myApplication({});
  expect(application).toMatchObject({ name: good[4]![0], state: 'submitted', stage: 'applied', maskedIdNumber: expect.stringMatching(/^6501\*+/) });
  expect((await her.client.workers.myAdmission({})).next.code).toBe('identity');
  expect((await operator.client.workers.listApplications({ importId: record.importId })).items).toHaveLength(6);
});

test('sent again nobody is doubled; who works already and who applied by another way stays out', async () => {
  await operator.client.workers.register({ phone: good[20]![1]!, name: '老员工', homeLon: 87.6, homeLat: 43.8, homeArea: '南湖' });
  const again = await take(csv([applicantHeadings, ...good.slice(4, 10), good[20]!, good[21]!]));
  expect([again.rowsIn, again.rowsOut]).toEqual([1, 7]);
  expect((await operator.client.workers.importFaults({ importId: again.importId })).items.map(({ reason }) => reason.zh)).toEqual([...Array(6).fill('这个手机号已经报过名'), '这个手机号已登记为家政员']);
});

test.each([[false, 'inline texts'], [true, 'shared texts']] as const)('a workbook (shared %s: %s) and what Excel saves as CSV in Chinese read the same', async (isShared, _texts) => {
  const rows = [...applicantRows(3, isShared ? 15_200_000_000 : 15_300_000_000)].map((row, index) => row.with(2, withCheckLetter(`65019919790${isShared ? 1 : 2}0${index + 1}555`)).with(0, '欧阳&秀<兰>'.replace(/[&<>]/g, '')));
  const record = await take(workbookOf([applicantHeadings, ...rows], { isShared }), { type: XLSX, name: '../../名单.xlsx' });
  expect([record.state, record.format, record.rowsIn, record.fileName]).toEqual(['done', 'xlsx', 3, '....名单.xlsx']);
  expect((await operator.client.workers.listApplications({ importId: record.importId })).items[0]!.name).toBe('欧阳秀兰');
});

test('Chinese Windows text, semicolons, quotes with line breaks and a stop in the middle of a letter', async () => {
  const rows = [...applicantRows(2, 15_400_000_000)].map((row, index) => row.with(2, withCheckLetter(`6501991979030${index + 1}555`)).with(5, '"第一批;\n二班"'));
  // 姓名;手机号;身份证号;工种;住址区域 in GB 18030
  const head = Buffer.concat([Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]), Buffer.from(';phone;idnumber;work;area;'), Buffer.from('sourcename\r\n')]);
  const lines = rows.map((row) => Buffer.concat([Buffer.from([0xc0, 0xee, 0xd0, 0xe3]), Buffer.from(`;${row[1]};${row[2]};cleaning;`), Buffer.from([0xba, 0xec, 0xc9, 0xbd, 0xbb, 0xa8, 0xd4, 0xb0]), Buffer.from(';"A;\n""B"""\r\n')]));
  const record = await take(Buffer.concat([head, ...lines]));
  expect([record.state, record.rowsIn, record.rowsOut]).toEqual(['done', 2, 0]);
  expect((await operator.client.workers.listApplications({ importId: record.importId })).items[0]).toMatchObject({ name: '李秀', homeArea: '红山花园', sourceWords: 'A;\n"B"' });
});

test('files that are none are refused by name, and nothing stays on the disk', async () => {
  const bomb = zipOf([['xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'], ['xl/worksheets/sheet1.xml', `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${'甲'.repeat(3_000_000)}</t></is></c></row></sheetData></worksheet>`]]);
  const cases = [
    ['empty', Buffer.alloc(0), '文件是空的'], ['an old xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), '旧版 xls'], ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), '不是表格文件'],
  ] as const;
  for (const [body, type] of [['{"rows":[]}', 'application/json'], ['', 'application/json']] as const) expect(await send(body, { type })).toMatchObject({ status: 422, body: { code: 'workers.import_file_wrong', zh: expect.stringContaining('直接上传') } });
  for (const [name, body, words] of cases) expect((await send(body, { type: XLSX })).body, name).toMatchObject({ code: 'workers.import_file_wrong', zh: expect.stringContaining(words) });
  const late = [
    ['a cut workbook', workbookOf([applicantHeadings, ...good]).subarray(0, 900), '不是完整的 xlsx'], ['a bomb', bomb, '太长'], ['no workbook', zipOf([['a.txt', 'x']]), '不是完整的 xlsx'], ['wrong columns', Buffer.from('a,b\n1,2\n'), '第一行缺这些列：姓名、手机号'], ['an open quote', Buffer.from(`${applicantHeadings.join(',')}\n"x,y\n`), '引号没有结束'], ['spaces', Buffer.from('\n\n'), '没有内容'],
  ] as const;
  for (const [name, body, words] of late) {
    const record = await take(body, { type: XLSX });
    expect([name, record.state, record.why?.zh]).toEqual([name, 'failed', expect.stringContaining(words)]);
  }
  expect((await send('x', { token: (await city.signIn('13900000009', '路人')).token })).body).toMatchObject({ code: 'access.forbidden' });
  expect((await city.request({ method: 'GET', url: (await operator.client.workers.listImports({})).items[0]!.resultPath })).body).toMatchObject({ code: 'access.sign_in' });
  await expect.poll(() => readdirSync(join(city.app.config.dataFolder, 'imports'))).toEqual([]);
});

test('one that stopped on its way goes on from the row it had reached', async () => {
  const rows = [...applicantRows(2500, 15_500_000_000)].map((row, index) => row.with(2, withCheckLetter(`6501991978${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (Math.floor(index / 12) % 28)).padStart(2, '0')}${String(400 + Math.floor(index / 336)).padStart(3, '0')}`)));
  // A trigger throws in the second batch, as a broken connection would.
  await city.database.pool.query(`create function workers.stop_here() returns trigger language plpgsql as $$ begin if new.rows_read > 1500 and new.rows_read < 2100 then raise exception 'the line was cut'; end if; return new; end $$`);
  await city.database.pool.query('create trigger stop_here before update on workers.import for each row execute function workers.stop_here()');
  const stopped = await take(csv([applicantHeadings, ...rows]));
  expect([stopped.state, stopped.rowsIn]).toEqual(['stopped', 1050]);
  await city.database.pool.query('drop trigger stop_here on workers.import');
  await city.request({ method: 'POST', url: `/api/worker-imports/${stopped.importId}/resume`, token: operator.token });
  const over = await done(stopped.importId);
  expect([over.state, over.rowsIn, over.rowsOut]).toEqual(['done', 2500, 0]);
  expect((await operator.client.workers.listApplications({ importId: stopped.importId, limit: 200 })).items).toHaveLength(200);
  const { rows: found } = await city.database.pool.query(`select count(*) as n, count(distinct worker_id) as workers from workers.application where import_id = '${stopped.importId}'`);
  expect(found[0]).toMatchObject({ n: 2500, workers: 2500 });
}, 60_000);
