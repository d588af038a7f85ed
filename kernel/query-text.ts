import { z } from 'zod';

/**
 * Query strings and path parts are text. Each value is read as what its schema wants: numbers and booleans become such when
 * they look like one, a single value becomes a list where a list is wanted (repeat the name for more), `{…}` becomes an object.
 * Whatever does not fit stays text, and the schema then says what it expected. `z.coerce` in a contract works as well.
 */
export const coerceText = (schema: z.ZodObject, values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, coerce(schema.shape[key] as z.ZodType | undefined, value)]));

const unwrap = (schema: z.ZodType | undefined): z.ZodType | undefined => {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault || inner instanceof z.ZodNullable || inner instanceof z.ZodCatch)
    inner = inner.unwrap() as z.ZodType;
  return inner;
};

const coerce = (schema: z.ZodType | undefined, value: unknown): unknown => {
  const wanted = unwrap(schema);
  if (wanted instanceof z.ZodArray) return (Array.isArray(value) ? value : [value]).map((item) => coerce(wanted.element as z.ZodType, item));
  if (typeof value !== 'string') return value;
  if (wanted instanceof z.ZodNumber) return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (wanted instanceof z.ZodBoolean) return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value;
  if (wanted instanceof z.ZodObject || wanted instanceof z.ZodRecord) {
    try { return JSON.parse(value) as unknown; } catch { return value; }
  }
  return value;
};
