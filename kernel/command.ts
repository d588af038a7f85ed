import type { Action, Actor, Ctx } from './context.ts';
import { maybe, run, sql } from './database.ts';
import { sha256 } from './crypto.ts';
import { maskName, maskText } from './mask.ts';
import { Refusal, refuse } from './refusal.ts';
import { inTransaction, type Ground } from './transaction.ts';

/** A command as it comes in: who wants what, under which name it is audited, and the key that makes a repeat harmless. */
export type Command<I, O> = {
  actor: Actor; action: Action<I, O>; input: I; name: string; requestId: string; clientIp: string;
  idempotency?: { key: string; route: string; bodyHash: string } | undefined;
  /** Turns the action's answer into what is stored and sent. */
  shape?: (output: O) => unknown;
  now?: Date;
};

/**
 * One command, whole: transaction → idempotency → action → outbox → audit → commit. The audit entry is the last statement,
 * because it holds the head of the chain until the commit. The stored answer is replayed for the same key and body; a refused
 * or failed command leaves no key behind, so it may be tried again with the same one. A kept refusal commits what was written
 * and is told after the commit.
 */
export const performCommand = <I, O>(ground: Ground, command: Command<I, O>): Promise<unknown> =>
  inTransaction<Outcome>(ground, command, async (ctx) => {
    const replay = command.idempotency && (await claimKey(ctx, command.idempotency));
    if (replay) return { answer: replay.response, isReplay: true };
    const output = await command.action(ctx, command.input).catch(async (error: unknown) => {
      if (!(error instanceof Refusal && error.isKept)) throw error;
      if (command.idempotency) await dropKey(ctx, command.idempotency.key);
      return error;
    });
    if (output instanceof Refusal) return { answer: null, isReplay: false, refusal: output };
    const answer = command.shape ? command.shape(output) : output;
    if (command.idempotency) await keepAnswer(ctx, command.idempotency.key, answer);
    return { answer, isReplay: false };
  }, async (ctx, { answer, isReplay }) => {
    if (!isReplay) await appendAudit(ctx, command.name, command.input, answer);
  }).then(({ answer, refusal }) => {
    if (refusal) throw refusal;
    return answer;
  });

type Outcome = { answer: unknown; isReplay: boolean; refusal?: Refusal };

const keyOwner = (actor: Actor): string => actor.personId ?? actor.kind;

const claimKey = async (ctx: Ctx, { key, route, bodyHash }: { key: string; route: string; bodyHash: string }): Promise<{ response: unknown } | null> => {
  const owner = keyOwner(ctx.actor);
  // A second request with the same key waits here until the first one has committed or rolled back.
  const claimed = await run(ctx.tx, sql`
    insert into kernel.idempotency (city_id, actor_id, key, route, body_hash, created_at) values (${ctx.cityId}, ${owner}, ${key}, ${route}, ${bodyHash}, ${ctx.now})
    on conflict do nothing`);
  if (claimed === 1) return null;
  const earlier = await maybe<{ route: string; bodyHash: string; status: number | null; response: unknown }>(ctx.tx, sql`
    select route, body_hash, status, response from kernel.idempotency where city_id = ${ctx.cityId} and actor_id = ${owner} and key = ${key}`);
  if (!earlier || earlier.route !== route || earlier.bodyHash !== bodyHash) refuse('request.key_reused');
  return { response: earlier.response };
};

const keepAnswer = (ctx: Ctx, key: string, answer: unknown): Promise<number> => run(ctx.tx, sql`
  update kernel.idempotency set status = 200, response = ${JSON.stringify(answer ?? null)}::json
  where city_id = ${ctx.cityId} and actor_id = ${keyOwner(ctx.actor)} and key = ${key}`);

const dropKey = (ctx: Ctx, key: string): Promise<number> => run(ctx.tx, sql`
  delete from kernel.idempotency where city_id = ${ctx.cityId} and actor_id = ${keyOwner(ctx.actor)} and key = ${key}`);

/** Ids found in input and answer, and the `key` of a setting, at most this many: enough to find an entry by the thing it touched. */
const MOST_SUBJECTS = 12;
const subjectsIn = (...values: unknown[]): string[] => {
  const found = new Set<string>();
  for (const value of values) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) continue;
    for (const [key, item] of Object.entries(value)) {
      if ((key.endsWith('Id') || key === 'key') && typeof item === 'string' && item.length <= 64) found.add(item);
      else if (key.endsWith('Ids') && Array.isArray(item)) for (const id of item) if (typeof id === 'string' && id.length <= 64) found.add(id);
    }
  }
  return [...found].filter((id) => id !== '' && !id.includes('\u0000')).slice(0, MOST_SUBJECTS);
};

/** Which fields were given, with their short plain values; never texts that people wrote, phones, codes or photos. */
const summaryOf = (input: unknown): Record<string, unknown> => {
  if (input === null || typeof input !== 'object') return {};
  return Object.fromEntries(Object.entries(input).map(([key, value]) => {
    if (typeof value === 'boolean' || (typeof value === 'number' && Math.abs(value) < 1e10)) return [key, value];
    if (typeof value === 'string' && (key.endsWith('Id') || key.endsWith('At') || /^(status|state|kind|role|reason|channel|method|scopeType)$/.test(key))) return [key, maskText(value).slice(0, 80)];
    return [key, Array.isArray(value) ? `[${value.length}]` : '…'];
  }));
};

/** Adds a link to the audit chain: who did what, to which things. The input itself is kept as a digest only. */
export const appendAudit = async (ctx: Ctx, action: string, input: unknown, answer: unknown): Promise<void> => {
  const name = ctx.actor.kind === 'person' ? maskName(ctx.actor.name) : ctx.actor.name;
  await sql`select kernel.append_audit(${ctx.cityId}, ${ctx.now}, ${ctx.actor.personId}, ${name}, ${action},
    ${subjectsIn(input, answer)}::text[], ${sha256(JSON.stringify(input ?? null))}, ${JSON.stringify(summaryOf(input))}::jsonb)`.execute(ctx.tx);
};
