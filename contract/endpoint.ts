import type { z } from 'zod';
import type { Role } from './roles.ts';
import type { RefusalCode } from './refusals.ts';

/** Who may call an endpoint before scope is looked at: everyone, any signed-in person, or holders of one of the roles. */
export type Who = 'anyone' | 'signedIn' | readonly Role[];

/**
 * One call of the API. `input` is one flat object: the `:name` parts of `path` are taken from it, the rest travels as query
 * (GET) or JSON body (POST). `isIdempotent` endpoints need an `Idempotency-Key` header.
 */
export type Endpoint<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly who: Who;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly refusals: readonly RefusalCode[];
  readonly isIdempotent: boolean;
};

type Described<I, O> = {
  path: string;
  who: Who;
  summary: string;
  input: I;
  output: O;
  refusals?: readonly RefusalCode[];
};

/** An endpoint that only reads. */
export const query = <I extends z.ZodObject, O extends z.ZodType>(e: Described<I, O>): Endpoint<I, O> =>
  ({ ...e, method: 'GET', refusals: e.refusals ?? [], isIdempotent: false });

/** An endpoint that changes something. Pass `isIdempotent: false` only where a repeat is harmless by nature (asking for a login code). */
export const command = <I extends z.ZodObject, O extends z.ZodType>(
  e: Described<I, O> & { isIdempotent?: boolean },
): Endpoint<I, O> => ({ ...e, method: 'POST', refusals: e.refusals ?? [], isIdempotent: e.isIdempotent ?? true });

/** Names of the `:name` parts of a path, in order. */
export const pathParams = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
