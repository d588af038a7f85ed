import { pathParams, type Endpoint } from '@linli/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { holds, refuseAccess } from './access.ts';
import { performCommand } from './command.ts';
import type { Action, Actor } from './context.ts';
import { sha256 } from './crypto.ts';
import { coerceText } from './query-text.ts';
import { refuse } from './refusal.ts';
import { inTransaction, type Ground } from './transaction.ts';
import { firstFault, refuseUnstorable } from './words.ts';

/** An endpoint of the contract bound to the action that answers it. */
export type Route = { endpoint: Endpoint; action: Action<any, any>; options: RouteOptions };
export type RouteOptions = {
  /** Takes photos: the body may be 9 MiB instead of 1. */
  isUpload?: boolean;
  /** A query that has to note something down (what a provider answered, say). Queries are otherwise read-only transactions. */
  isWriting?: boolean;
};

/** Binds an endpoint to its action: what comes in is the parsed input, what goes out is checked and stripped to the contract's output. */
export const on = <I extends z.ZodObject, O extends z.ZodType>(endpoint: Endpoint<I, O>, action: Action<z.output<I>, z.input<O>>, options: RouteOptions = {}): Route =>
  ({ endpoint: endpoint as unknown as Endpoint, action, options });

export const BODY_LIMIT_BYTES = 1024 * 1024;
export const UPLOAD_LIMIT_BYTES = 9 * 1024 * 1024;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set for every request under /api. */
    actor: Actor;
    /** The body as it came, for signatures. */
    rawBody: string;
  }
}

export const Problem = z.object({
  type: z.string(), status: z.int(), code: z.string(), title: z.string(), zh: z.string(), en: z.string(),
  field: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
}).meta({ id: 'Problem', description: 'A refusal (RFC 9457) with its sentence in both languages' });

/** The contract's one flat input, split by where its parts travel: for OpenAPI only. */
const describeInput = ({ endpoint }: Route): Record<string, unknown> => {
  const inPath = new Set(pathParams(endpoint.path));
  const pick = (isWanted: (key: string) => boolean): z.ZodObject | null => {
    const shape = Object.fromEntries(Object.entries(endpoint.input.shape).filter(([key]) => isWanted(key)));
    return Object.keys(shape).length > 0 ? z.object(shape as Record<string, z.ZodType>) : null;
  };
  const params = pick((key) => inPath.has(key));
  const rest = pick((key) => !inPath.has(key));
  return { ...(params && { params }), ...(rest && { [endpoint.method === 'GET' ? 'querystring' : 'body']: rest }) };
};

const describeAccess = (who: Endpoint['who']): string => (who === 'anyone' ? 'Anyone.' : who === 'signedIn' ? 'Any signed-in person.' : `Roles: ${who.join(', ')}.`);

/** Mounts a module's routes. What surrounds every action is here, once. */
export const mountRoutes = (http: FastifyInstance, ground: Ground, moduleName: string, routes: readonly Route[]): void => {
  for (const route of routes) {
    const { endpoint, options } = route;
    const isCommand = endpoint.method === 'POST';
    http.route({
      method: endpoint.method,
      url: endpoint.path,
      bodyLimit: options.isUpload ? UPLOAD_LIMIT_BYTES : BODY_LIMIT_BYTES,
      schema: {
        tags: [moduleName], summary: endpoint.summary,
        description: [describeAccess(endpoint.who), endpoint.isIdempotent ? 'Needs an Idempotency-Key header.' : '', endpoint.refusals.length > 0 ? `Refusals: ${endpoint.refusals.join(', ')}.` : ''].filter(Boolean).join(' '),
        ...(endpoint.who !== 'anyone' && { security: [{ bearer: [] }] }),
        ...describeInput(route),
        ...(endpoint.isIdempotent && { headers: z.object({ 'idempotency-key': z.string().min(1).max(255) }) }),
        response: { 200: endpoint.output, default: Problem },
      } as object,
      handler: async (request, reply) => {
        demandCaller(request.actor, endpoint);
        const { input, wire } = parseInput(route, request);
        const answer = isCommand ? await command(ground, route, request, input, wire) : await query(ground, route, request, input);
        return send(reply, answer);
      },
    });
  }
};

const demandCaller = (actor: Actor, { who }: Endpoint): void => {
  if (who === 'anyone') return;
  if (actor.kind === 'guest') refuse('access.sign_in');
  if (who !== 'signedIn' && !holds(actor, who)) refuseAccess(actor, who);
};

const isPlainObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

const parseInput = ({ endpoint }: Route, request: FastifyRequest): { input: Record<string, unknown>; wire: Record<string, unknown> } => {
  const body = request.body ?? {};
  if (endpoint.method === 'POST' && !isPlainObject(body)) refuse('request.invalid', { expectedZh: '应为一个 JSON 对象', expectedEn: 'a JSON object is expected' }, 'body');
  const rest = endpoint.method === 'GET' ? coerceText(endpoint.input, request.query as Record<string, unknown>) : (body as Record<string, unknown>);
  // The path wins: a body cannot name another thing than the address does.
  const wire = { ...rest, ...coerceText(endpoint.input, request.params as Record<string, unknown>) };
  refuseUnstorable(wire);
  const parsed = endpoint.input.safeParse(wire);
  if (!parsed.success) firstFault(parsed.error, wire);
  return { input: parsed.data as Record<string, unknown>, wire };
};

/** Strips what the contract does not promise, so that a new column can never leak by accident. */
const shapeOutput = ({ endpoint }: Route) => (output: unknown): unknown => {
  const shaped = endpoint.output.safeParse(output);
  if (!shaped.success) throw new Error(`the answer of ${endpoint.method} ${endpoint.path} does not fit the contract:\n${z.prettifyError(shaped.error)}`);
  return shaped.data;
};

const command = async (ground: Ground, route: Route, request: FastifyRequest, input: Record<string, unknown>, wire: Record<string, unknown>): Promise<unknown> => {
  const name = `${route.endpoint.method} ${route.endpoint.path}`;
  return performCommand(ground, {
    actor: request.actor, action: route.action, input, name, requestId: request.id, clientIp: request.ip, shape: shapeOutput(route),
    ...(route.endpoint.isIdempotent && { idempotency: { key: keyOf(request), route: name, bodyHash: sha256(stableJson(wire)) } }),
  });
};

const query = (ground: Ground, route: Route, request: FastifyRequest, input: Record<string, unknown>): Promise<unknown> =>
  inTransaction(ground, { actor: request.actor, requestId: request.id, clientIp: request.ip, isReadOnly: !route.options.isWriting },
    async (ctx) => shapeOutput(route)(await route.action(ctx, input)));

const keyOf = (request: FastifyRequest): string => {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.trim() === '') refuse('request.key_required');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) refuse('request.invalid', { expectedZh: '1-255 个可见字符', expectedEn: '1 to 255 visible characters' }, 'Idempotency-Key');
  return key;
};

/** JSON with sorted keys: the same body written in another order is the same body. */
export const stableJson = (value: unknown): string => JSON.stringify(value, (_key, item: unknown) =>
  (isPlainObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item));

const send = (reply: FastifyReply, answer: unknown): FastifyReply => reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(answer ?? null));
