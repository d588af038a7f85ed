import { pino, stdSerializers, type Logger } from 'pino';
import { maskDeep, maskText } from './mask.ts';

export type Log = Logger;

type WriteTo = { write(line: string): void };

const describeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return maskDeep(error);
  const { type, message, stack } = stdSerializers.err(error) as { type: string; message: string; stack: string };
  const { code, constraint, table, detail } = error as { code?: string; constraint?: string; table?: string; detail?: string };
  return maskDeep({ type, message, stack, ...(code && { errorCode: code }), ...(constraint && { constraint }), ...(table && { table }), ...(detail && { detail }) });
};

/**
 * JSON logs without phone or id-card numbers. Every argument is masked before pino formats it, and every finished
 * line is masked once more, so a number glued into a message by template does not slip through either.
 */
export const createLog = (level: string, writeTo: WriteTo = process.stdout): Log =>
  pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => maskDeep(rename(fields)) as Record<string, unknown> },
      serializers: { err: (value: unknown) => value, error: (value: unknown) => value },
    },
    { write: (line: string) => writeTo.write(maskText(line)) },
  );

const rename = (fields: Record<string, unknown>): Record<string, unknown> => {
  const { err, error, ...rest } = fields;
  const fault = err ?? error;
  return fault === undefined ? rest : { ...rest, error: describeError(fault) };
};

export const silentLog = (): Log => pino({ level: 'silent' });
