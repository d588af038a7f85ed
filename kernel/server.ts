import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import websocket from '@fastify/websocket';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { isConnectionLoss, isDataFault, isDiskFull, isRetryable, isTimeout } from './database.ts';
import { renderDocs } from './docs-page.ts';
import { BODY_LIMIT_BYTES } from './http.ts';
import { guest } from './context.ts';
import { bearerToken, type Identities } from './identity.ts';
import { Refusal, problemFor } from './refusal.ts';
import { serveScreens } from './screens.ts';
import type { Ground } from './transaction.ts';

const BUSY_SECONDS = 2;

/** The web server with everything around the routes: identity, limits, safety headers, compression, problem answers, docs. */
export const createServer = async (ground: Ground, identities: Identities): Promise<FastifyInstance> => {
  const { config, log } = ground;
  const http = Fastify({
    trustProxy: config.isProxyTrusted, bodyLimit: BODY_LIMIT_BYTES, requestTimeout: 300_000, keepAliveTimeout: 65_000,
    genReqId: () => randomUUID(), forceCloseConnections: 'idle',
    // Our own request line below knows the actor and never the query string, where a token may stand.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200, querystringParser: (text) => queryOf(text) },
  }) as unknown as FastifyInstance;
  // A video or a table over a weak line takes minutes; only its head has to come at once.
  http.server.headersTimeout = 30_000;
  http.setValidatorCompiler(() => (value) => ({ value }));
  http.setSerializerCompiler(() => (value) => JSON.stringify(value));
  http.decorateRequest('actor', null as never);
  http.decorateRequest('rawBody', '');
  readBodies(http);
  await addSafety(http, ground);
  await http.register(websocket, { options: { maxPayload: 64 * 1024 } });
  await addDocs(http, ground);
  answerProblems(http, ground);

  http.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    request.actor = guest;
    if (!request.url.startsWith('/api/') || /^\/api\/live(\?|$)/.test(request.url)) return;
    const actor = await identities.of(bearerToken(request.headers.authorization));
    if (!actor) throw new Refusal('access.sign_in');
    request.actor = actor;
  });
  http.addHook('onResponse', async (request, reply) => {
    log.info({ requestId: request.id, method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime), actor: request.actor?.personId ?? request.actor?.kind }, 'request');
  });
  await serveScreens(http);
  return http;
};

const queryOf = (text: string): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const key = name.replace(/\[\]$/, '');
    if (!Object.hasOwn(values, key)) values[key] = name.endsWith('[]') ? [value] : value;
    else values[key] = [values[key], value].flat();
  }
  return values;
};

const readBodies = (http: FastifyInstance): void => {
  http.removeAllContentTypeParsers();
  http.addContentTypeParser(['application/json', 'application/problem+json'], { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = body as string;
    if (request.rawBody === '') return done(null, {});
    try {
      done(null, JSON.parse(request.rawBody));
    } catch {
      done(new Refusal('request.invalid', { expectedZh: '不是合法的 JSON', expectedEn: 'valid JSON is expected' }, 'body'));
    }
  });
  http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = body as string;
    // A form is for the plain demo pages; the contract's commands speak JSON only.
    if (request.url.startsWith('/api/')) return done(new Refusal('request.invalid', { expectedZh: '请用 JSON', expectedEn: 'send JSON' }, 'body'));
    done(null, queryOf(request.rawBody));
  });
  http.addContentTypeParser('text/plain', { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = body as string;
    done(null, body);
  });
};

const addSafety = async (http: FastifyInstance, { config }: Ground): Promise<void> => {
  await http.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'ws:', 'wss:'], workerSrc: ["'self'", 'blob:'], mediaSrc: ["'self'", 'blob:'], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"], frameAncestors: ["'self'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.publicUrl.startsWith('https:') ? { maxAge: 15_552_000 } : false,
  });
  await http.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } });
  if (config.ratePerMinute > 0) {
    await http.register(rateLimit, {
      hook: 'preHandler', max: config.ratePerMinute, timeWindow: 60_000, cache: 20_000,
      allowList: (request) => !request.url.startsWith('/api/'),
      keyGenerator: (request) => request.actor?.personId ?? request.ip,
      errorResponseBuilder: (_request, context) => new Refusal('request.too_many', { seconds: Math.max(1, Math.ceil(context.ttl / 1000)) }),
    });
  }
};

const addDocs = async (http: FastifyInstance, { config }: Ground): Promise<void> => {
  const zodToJsonConfig = { unrepresentable: 'any', cycles: 'ref' } as const;
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '邻里 Linli', version: '0.1.0', description: 'The operating system of a city’s home services. Every command takes an Idempotency-Key; refusals are application/problem+json.' },
      servers: [{ url: config.publicUrl }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }) as never,
    transformObject: createJsonSchemaTransformObject({ zodToJsonConfig }) as never,
  });
  http.get('/openapi.json', { schema: { hide: true } as object }, async (_request, reply) => reply.type('application/json; charset=utf-8').send(JSON.stringify(http.swagger())));
  http.get('/docs', { schema: { hide: true } as object }, async (request, reply) => reply.type('text/html; charset=utf-8').send(renderDocs(http.swagger() as never, localeOf(request))));
};

/** English when the caller asks for it first, else Chinese. */
export const localeOf = (request: FastifyRequest): 'zh' | 'en' => (/^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh');

/** Turns anything thrown into a refusal of the contract. Texts of the database or a stack never leave the server. */
export const refusalOf = (error: unknown, request: { id: string; url: string }): Refusal => {
  if (error instanceof Refusal) return error;
  if (isDiskFull(error)) return new Refusal('server.disk_full');
  if (isConnectionLoss(error) || isRetryable(error) || isTimeout(error)) return new Refusal('server.busy', { seconds: BUSY_SECONDS });
  if (isDataFault(error)) return new Refusal('request.invalid', { expectedZh: '数值超出可保存的范围', expectedEn: 'a value is out of the range that can be stored' }, 'body');
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return new Refusal('request.too_large', { limit: '1 MiB' });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || statusCode === 415) return new Refusal('request.invalid', { expectedZh: '请用 application/json', expectedEn: 'send application/json' }, 'content-type');
  if (statusCode === 404) return new Refusal('request.not_found', { path: pathOf(request.url) });
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return new Refusal('request.invalid', { expectedZh: '请求无法识别', expectedEn: 'the request cannot be read' }, 'request');
  return new Refusal('server.failed', { requestId: request.id });
};

const pathOf = (url: string): string => url.split('?')[0]!.slice(0, 100);

const answerProblems = (http: FastifyInstance, { log }: Ground): void => {
  http.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, request);
    if (refusal.code === 'server.failed') log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request failed');
    else if (refusal.code.startsWith('server.')) log.warn({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request could not be served');
    const limit = request.routeOptions.bodyLimit;
    if (refusal.code === 'request.too_large' && limit) refusal.params['limit'] = `${Math.round(limit / 1024 / 1024)} MiB`;
    const problem = problemFor(refusal, localeOf(request));
    const seconds = refusal.params['seconds'];
    if (typeof seconds === 'number' && (problem.status === 429 || problem.status === 503)) reply.header('retry-after', String(seconds));
    return reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(problem));
  });
};

/** The problem answer for an address that does not exist. */
export const answerNotFound = (request: FastifyRequest): never => { throw new Refusal('request.not_found', { path: pathOf(request.url) }); };
