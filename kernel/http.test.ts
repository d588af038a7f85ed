import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countOf, notes, notesEvents, notesSql } from './fake-module.ts';
import { openHarness, type Harness } from './harness.ts';

let city: Harness;
beforeAll(async () => { city = await openHarness({ modules: [notes], sql: notesSql, events: notesEvents }); });
afterAll(() => city.close());

const write = (body: unknown, key?: string, more: { token?: string; headers?: Record<string, string> } = {}) =>
  city.request({ method: 'POST', url: '/api/notes', body, ...(key && { key }), ...more });
let n = 0;
const freshKey = (): string => `key-${n++}`;

describe('a command', () => {
  test('answers with exactly what the contract promises', async () => {
    const { status, body, headers } = await write({ words: 'hello' }, freshKey());
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['noteId', 'words', 'amountFen', 'at']);
    expect(body.noteId).toMatch(/^note_[0-9a-z]{26}$/);
    expect(headers['x-request-id']).toBeTruthy();
  });

  test('needs a key', async () => {
    expect(await write({ words: 'no key' })).toMatchObject({ status: 400, body: { code: 'request.key_required' } });
  });

  test('replays the first answer for the same key and body, in any key order', async () => {
    const key = freshKey();
    const first = await write({ words: 'once', amountFen: 5 }, key);
    const again = await write({ amountFen: 5, words: 'once' }, key);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(await write({ words: 'other' }, key)).toMatchObject({ status: 422, body: { code: 'request.key_reused' } });
    expect((await city.request({ method: 'POST', url: '/api/notes/fail', key, body: { how: 'none' } })).status).toBe(422);
  });

  test('acts once for twenty at the same time', async () => {
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => write({ words: 'together' }, key)));
    expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1);
    expect(answers.every((a) => a.status === 200)).toBe(true);
  });

  test('of two people may carry the same key', async () => {
    const key = freshKey();
    expect((await write({ words: 'of lin' }, key, { token: 'token-lin' })).status).toBe(200);
    expect((await write({ words: 'of op' }, key, { token: 'token-op' })).status).toBe(200);
  });

  test('that is refused leaves nothing and frees its key', async () => {
    const before = await countOf({ tx: city.database.kysely }, 'note');
    const key = freshKey();
    const refused = await city.request({ method: 'POST', url: '/api/notes/fail', key, body: { how: 'refuse' } });
    expect(refused).toMatchObject({ status: 404, body: { code: 'orders.order_unknown', status: 404 } });
    expect(String(refused.headers['content-type'])).toContain('application/problem+json');
    expect(await countOf({ tx: city.database.kysely }, 'note')).toBe(before);
    expect((await city.request({ method: 'POST', url: '/api/notes/fail', key, body: { how: 'none' } })).status).toBe(200);
  });
});

test('a kept refusal leaves what was written, frees its key and is told like any other', async () => {
  const before = await countOf({ tx: city.database.kysely }, 'note');
  const key = freshKey();
  const keepAndRefuse = () => city.request({ method: 'POST', url: '/api/notes/fail', key, body: { how: 'refuseKept' } });
  expect(await keepAndRefuse()).toMatchObject({ status: 404, body: { code: 'orders.order_unknown' } });
  expect(await countOf({ tx: city.database.kysely }, 'note')).toBe(before + 1);
  await city.database.pool.query(`delete from notes.note where words = 'fail refuseKept'`);
  expect(await keepAndRefuse()).toMatchObject({ status: 404 });
  expect(await countOf({ tx: city.database.kysely }, 'note')).toBe(before + 1);
});

describe('who may', () => {
  test.each([
    ['guest at a role', '/api/notes/secret', undefined, 401, 'access.sign_in'],
    ['person without the role', '/api/notes/secret', 'token-lin', 403, 'access.forbidden'],
    ['holder of the role', '/api/notes/secret', 'token-op', 200, undefined],
    ['guest at signedIn', '/api/notes/mine', undefined, 401, 'access.sign_in'],
    ['a made-up token', '/api/notes/mine', 'nobody', 401, 'access.sign_in'],
    ['a made-up token at an open door', '/api/notes', 'nobody', 401, 'access.sign_in'],
    ['a signed-in person', '/api/notes/mine', 'token-lin', 200, undefined],
  ])('%s', async (_name, url, token, status, code) => {
    const answer = await city.request({ method: 'GET', url, ...(token && { token }) });
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  });
});

describe('bad input', () => {
  test.each([
    [{}, 'words', /必填/, /required/],
    [{ words: 'x'.repeat(10_000) }, 'words', /最多 20 个字/, /at most 20 characters/],
    [{ words: '  ' }, 'words', /不能为空/, /not be empty/],
    [{ words: 7 }, 'words', /应为文字/, /a text is expected/],
    [{ words: 'x', amountFen: 1.5 }, 'amountFen', /整数/, /whole number/],
    [{ words: 'x', amountFen: 1e300 }, 'amountFen', /./, /./],
    [{ words: 'a\u0000b' }, 'words', /不能保存/, /cannot be stored/],
    [{ words: '\ud800' }, 'words', /不能保存/, /cannot be stored/],
    [{ words: 'x', at: 'yesterday' }, 'at', /带时区/, /with its zone/],
    [[1, 2], 'body', /JSON 对象/, /JSON object/],
    ['{"words": ', 'body', /合法的 JSON/, /valid JSON/],
    ['['.repeat(200_000), 'body', /./, /./],
  ])('row %# names the field', async (body, field, zh, en) => {
    const answer = await write(body, freshKey());
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field } });
    expect(answer.body.zh).toMatch(zh);
    expect(answer.body.en).toMatch(en);
  });

  test('an instant without zone has its own refusal', async () => {
    expect(await write({ words: 'x', at: '2026-11-22T14:00:00' }, freshKey())).toMatchObject({ status: 400, body: { code: 'request.zone_missing', field: 'at' } });
  });

  test('the title follows Accept-Language', async () => {
    const zh = await write({}, freshKey());
    const en = await write({}, freshKey(), { headers: { 'accept-language': 'en-GB,en;q=0.9' } });
    expect(zh.body.title).toBe(zh.body.zh);
    expect(en.body.title).toBe(en.body.en);
  });

  test('too large a body, another content type, an unknown address', async () => {
    expect(await write({ words: 'x'.repeat(1_200_000) }, freshKey())).toMatchObject({ status: 413, body: { code: 'request.too_large', zh: '内容过大，最多 1 MiB' } });
    expect((await write('words=x', freshKey(), { headers: { 'content-type': 'application/xml' } })).body.code).toBe('request.invalid');
    expect(await city.request({ method: 'GET', url: '/api/nothing' })).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
  });

  test('query strings are read by their schema', async () => {
    const { body } = await city.request({ method: 'GET', url: '/api/notes?limit=3&isNewest=false&words=a&words=b' });
    expect(body.asked).toEqual({ limit: 3, isNewest: false, words: ['a', 'b'] });
    expect((await city.request({ method: 'GET', url: '/api/notes?words=one' })).body.asked).toEqual({ limit: 50, words: ['one'] });
    expect(await city.request({ method: 'GET', url: '/api/notes?limit=many' })).toMatchObject({ status: 400, body: { field: 'limit' } });
  });
});

describe('trouble below', () => {
  test.each([
    ['deadlock', 503, 'server.busy'], ['lost', 503, 'server.busy'], ['full', 503, 'server.disk_full'], ['number', 400, 'request.invalid'], ['stringly', 500, 'server.failed'],
  ])('%s is %i %s and tells no secret', async (how, status, code) => {
    const answer = await city.request({ method: 'POST', url: '/api/notes/fail', key: freshKey(), body: { how } });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer.body)).not.toMatch(/13812345678|insert into|deadlock|at \w+ \(/);
    if (code === 'server.busy') expect(answer.headers['retry-after']).toBe('2');
  });

  test('a query cannot write', async () => {
    expect((await city.request({ method: 'GET', url: '/api/notes/sneaky' })).status).toBe(500);
    expect(await countOf({ tx: city.database.kysely }, 'note')).toBeGreaterThan(0);
  });
});

describe('around the routes', () => {
  test('OpenAPI 3.1 describes input, output and problem', async () => {
    const { body } = await city.request({ method: 'GET', url: '/openapi.json' });
    expect(body.openapi).toBe('3.1.0');
    const { post, get } = body.paths['/api/notes'];
    expect(post.requestBody.content['application/json'].schema.properties.words.maxLength).toBe(20);
    expect(get.parameters.map((p: { name: string }) => p.name)).toContain('limit');
    expect(post.responses.default.content['application/json'].schema.$ref ?? post.responses.default).toBeTruthy();
    expect(Object.keys(body.paths).some((path) => path.startsWith('/demo'))).toBe(false);
  });

  test('the docs page is plain HTML without a script', async () => {
    const { body, headers } = await city.request({ method: 'GET', url: '/docs' });
    expect(body).toContain('/api/notes');
    expect(body).not.toMatch(/<script|https?:\/\//);
    expect(String(headers['content-security-policy'])).toMatch(/script-src 'self';/);
  });

  test('health, readiness and metrics', async () => {
    expect((await city.request({ method: 'GET', url: '/healthz' })).body).toEqual({ ok: true });
    expect((await city.request({ method: 'GET', url: '/metrics' })).body).toContain('linli_request_seconds_bucket');
  });
});

describe('limits', () => {
  test('a person has so many calls a minute, and another person their own', async () => {
    const strict = await openHarness({ modules: [notes], sql: notesSql, events: notesEvents, config: { ratePerMinute: 3 } });
    const ask = (token?: string) => strict.request({ method: 'GET', url: '/api/notes', ...(token && { token }) });
    expect((await Promise.all([ask('token-lin'), ask('token-lin'), ask('token-lin')])).map((a) => a.status)).toEqual([200, 200, 200]);
    const fourth = await ask('token-lin');
    expect(fourth).toMatchObject({ status: 429, body: { code: 'request.too_many' } });
    expect(Number(fourth.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('token-op')).status).toBe(200);
    expect((await ask()).status).toBe(200);
    expect((await strict.request({ method: 'GET', url: '/healthz' })).status).toBe(200);
    await strict.close();
  });

  test('an upload may be larger, and says its own limit', async () => {
    const { on } = await import('./http.ts');
    const { command } = await import('@linli/contract');
    const { z } = await import('zod');
    const upload = command({ path: '/api/photos', who: 'anyone', summary: 'Upload', input: z.object({ photo: z.string() }), output: z.object({ length: z.int() }) });
    const other = await openHarness({ modules: [{ name: 'photos', routes: [on(upload, async (_ctx, { photo }) => ({ length: photo.length }), { isUpload: true })] }] });
    const put = (length: number) => other.request({ method: 'POST', url: '/api/photos', key: freshKey(), body: { photo: 'A'.repeat(length) } });
    expect(await put(5_000_000)).toMatchObject({ status: 200, body: { length: 5_000_000 } });
    expect(await put(10_000_000)).toMatchObject({ status: 413, body: { zh: '内容过大，最多 9 MiB' } });
    await other.close();
  });
});
