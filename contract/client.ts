import type { z } from 'zod';
import type { contract as Contract } from './index.ts';
import type { Endpoint } from './endpoint.ts';

/** What travels on the wire, whoever carries it: fetch in a browser, `app.inject` in a test, `wx.request` in a mini-program. */
export type WireRequest = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string };
export type WireResponse = { status: number; text: string };
export type Wire = (request: WireRequest) => Promise<WireResponse>;

export type CallOptions = { idempotencyKey?: string };
type Verb<E> = E extends Endpoint<infer I, infer O>
  ? (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>>
  : never;
export type Client = { [M in keyof typeof Contract]: { [V in keyof (typeof Contract)[M]]: Verb<(typeof Contract)[M][V]> } };

/** The little a caller must know of an endpoint; the browser bundle carries this table instead of the schemas. */
export type EndpointTable = Record<string, Record<string, { method: 'GET' | 'POST'; path: string; isIdempotent: boolean }>>;

/** A refusal as the server tells it (`application/problem+json`). */
export class RefusalError extends Error {
  readonly status: number;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: { status: number; code: string; zh: string; en: string; field?: string; params?: Record<string, unknown> }) {
    super(`${problem.code}: ${problem.en}`);
    this.name = 'RefusalError';
    this.status = problem.status;
    this.code = problem.code;
    this.zh = problem.zh;
    this.en = problem.en;
    this.field = problem.field;
    const seconds = problem.params?.['seconds'];
    this.retryAfterSeconds = typeof seconds === 'number' ? seconds : undefined;
  }
}

/**
 * A typed client over any wire. Path parameters are taken out of the input, the rest becomes query or JSON body.
 * A command without a given `idempotencyKey` gets a fresh one: pass your own to retry safely.
 */
export function createClient(options: {
  table: EndpointTable; wire: Wire; token?: () => string | null; locale?: () => 'zh' | 'en'; newKey?: () => string;
}): Client {
  const call = async (endpoint: EndpointTable[string][string], input: Record<string, unknown>, key?: string): Promise<unknown> => {
    const rest = { ...input };
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
      const value = rest[name];
      delete rest[name];
      return encodeURIComponent(String(value));
    });
    const headers: Record<string, string> = { accept: 'application/json', 'accept-language': options.locale?.() ?? 'zh' };
    const token = options.token?.();
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (endpoint.isIdempotent) headers['idempotency-key'] = key ?? (options.newKey ?? (() => crypto.randomUUID()))();
    const isGet = endpoint.method === 'GET';
    if (!isGet) headers['content-type'] = 'application/json';
    const search = isGet ? queryString(rest) : '';
    const answer = await options.wire({ method: endpoint.method, path: path + search, headers, ...(isGet ? {} : { body: JSON.stringify(rest) }) });
    const parsed: unknown = answer.text === '' ? null : parseJson(answer.text);
    if (answer.status >= 200 && answer.status < 300) return parsed;
    const problem = parsed as { code?: string } | null;
    if (problem?.code) throw new RefusalError({ status: answer.status, ...(problem as { code: string; zh: string; en: string }) });
    throw new RefusalError({ status: answer.status, code: 'server.unreachable', zh: '连接不上服务器,请检查网络后重试', en: 'The server cannot be reached; check the network and try again' });
  };
  const modules = Object.entries(options.table).map(([name, verbs]) => [
    name,
    Object.fromEntries(Object.entries(verbs).map(([verb, endpoint]) => [
      verb, (input: Record<string, unknown> = {}, o?: CallOptions) => call(endpoint, input, o?.idempotencyKey),
    ])),
  ]);
  return Object.fromEntries(modules) as Client;
}

function queryString(values: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null) search.set(name, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function parseJson(text: string): unknown {
  try { return JSON.parse(text); } catch { return null; }
}
