import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { systemClock, type Clock } from './clock.ts';

/**
 * The clock of a demo city: the wall clock, moved forward at will, so that a visitor (or a story) need not wait an hour for a
 * visit to be missed. It never goes back, and what it was moved by survives a restart.
 */
export type DemoClock = Clock & {
  /** How far it runs ahead of the wall clock, in milliseconds. */
  offset(): number;
  advance(milliseconds: number): void;
};

const LONGEST_STEP_MINUTES = 14 * 24 * 60;

export const createDemoClock = (dataFolder: string): DemoClock => {
  const file = join(dataFolder, 'outside', 'demo-clock.json');
  let offset = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { offset: number }).offset : 0;
  let waiting: { when: Date; fn: () => unknown; off: () => void }[] = [];
  const arm = (entry: (typeof waiting)[number]): void => {
    entry.off = systemClock.at(new Date(entry.when.getTime() - offset), () => {
      waiting = waiting.filter((other) => other !== entry);
      entry.fn();
    });
  };
  return {
    now: () => new Date(Date.now() + offset),
    at: (when, fn) => {
      const entry = { when, fn, off: () => {} };
      waiting.push(entry);
      arm(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
        entry.off();
      };
    },
    offset: () => offset,
    advance: (milliseconds) => {
      offset += milliseconds;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ offset }));
      const late = waiting;
      for (const entry of late) {
        entry.off();
        arm(entry);
      }
    },
  };
};

const Step = z.object({ advanceMinutes: z.int().min(1).max(LONGEST_STEP_MINUTES) });

/** `GET /demo/clock` tells the time of the demo city, `POST { advanceMinutes }` moves it forward. Mounted in a demo only. */
export const mountDemoClock = (http: FastifyInstance, clock: DemoClock, onAdvance: (milliseconds: number) => Promise<void>): void => {
  const tell = (): { now: string; offsetMinutes: number } => ({ now: clock.now().toISOString(), offsetMinutes: Math.round(clock.offset() / 60_000) });
  http.get('/demo/clock', { schema: { hide: true } as object }, async () => tell());
  http.post('/demo/clock', { schema: { hide: true } as object }, async (request, reply) => {
    const step = Step.safeParse(request.body);
    if (!step.success) return reply.code(400).send({ zh: `advanceMinutes 应为 1 到 ${LONGEST_STEP_MINUTES} 的整数`, en: `advanceMinutes must be a whole number from 1 to ${LONGEST_STEP_MINUTES}` });
    clock.advance(step.data.advanceMinutes * 60_000);
    await onAdvance(step.data.advanceMinutes * 60_000);
    return tell();
  });
};
