import { refusals, type RefusalCode } from '@linli/contract';

export type RefusalParams = Record<string, string | number>;

/** The system saying no, by a name of the contract. The transaction is rolled back and the caller is told why and the way out. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly params: RefusalParams;
  readonly field: string | undefined;
  /** What the command wrote before it was refused stays written (a counted wrong try); see `refuseKept`. */
  readonly isKept: boolean;
  constructor(code: RefusalCode, params: RefusalParams = {}, field?: string, isKept = false) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
    this.field = field;
    this.isKept = isKept;
  }
}

/** Refuses by name; never returns. `field` is the input field at fault, as a dotted path. */
export function refuse(code: RefusalCode, params?: RefusalParams, field?: string): never {
  throw new Refusal(code, params, field);
}

/**
 * Refuses like `refuse`, but a command's transaction is committed: what it wrote so far stays, and its idempotency key is given
 * back like that of any refused command. For what must not be forgotten because of the refusal, such as a counted wrong try.
 */
export function refuseKept(code: RefusalCode, params?: RefusalParams, field?: string): never {
  throw new Refusal(code, params, field, true);
}

export type Problem = {
  type: string; status: number; code: RefusalCode; title: string; zh: string; en: string; field?: string; params?: RefusalParams;
};

const fill = (text: string, params: RefusalParams): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));

/** The body of `application/problem+json`. */
export const problemFor = (refusal: { code: RefusalCode; params: RefusalParams; field?: string | undefined }, locale: 'zh' | 'en'): Problem => {
  const { status, zh, en } = refusals[refusal.code];
  const values = refusal.field === undefined ? refusal.params : { field: refusal.field, ...refusal.params };
  const texts = { zh: fill(zh, values), en: fill(en, values) };
  return {
    type: `urn:linli:refusal:${refusal.code}`, status, code: refusal.code, title: texts[locale], ...texts,
    ...(refusal.field !== undefined && { field: refusal.field }),
    ...(Object.keys(refusal.params).length > 0 && { params: refusal.params }),
  };
};
