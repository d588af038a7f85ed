import type { Clock } from '../../kernel/clock.ts';
import type { RailName } from '../payment.ts';
import type { Book, Told } from './book.ts';

/** Carries a notify to us; resolves with the answer's status, rejects when nobody answered. */
export type Deliver = (path: string, headers: Record<string, string>, body: string) => Promise<{ status: number; text: string }>;
export type Wire = { headers: Record<string, string>; body: string };

/** How long each provider waits after a notify that was not heard. WeChat Pay: 24 h 4 min in all; Alipay: 25 h 22 min in eight tries. */
export const LADDER_SECONDS: Record<RailName, readonly number[]> = {
  wechat: [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600],
  alipay: [240, 600, 600, 3600, 7200, 21_600, 54_000],
};

/** Tells facts until they are heard, each try signed anew by `sign`. `compression` divides every waiting time, to see a day of retries in minutes. */
export const openPost = ({ clock, book, compression, sign }: { clock: Clock; book: Book; compression: number; sign(told: Told): Wire }) => {
  let deliver: Deliver | null = null;
  const inSeconds = (seconds: number): Date => new Date(clock.now().getTime() + (seconds * 1000) / compression);
  const arm = (told: Told): void => { clock.at(new Date(told.nextAt), () => attempt(told)); };

  /** WeChat takes any 2xx for a yes, Alipay the one word. */
  const isHeard = (rail: RailName, answer: { status: number; text: string } | null): boolean =>
    answer !== null && answer.status >= 200 && answer.status < 300 && (rail === 'wechat' || answer.text.trim() === 'success');

  const attempt = async (told: Told): Promise<void> => {
    if (!deliver) return;
    const { headers, body } = sign(told);
    const answer = await deliver(told.path, headers, body).catch(() => null);
    const wait = LADDER_SECONDS[told.rail][told.attempt];
    if (isHeard(told.rail, answer) || told.isOnce || wait === undefined) return book.keep({ heard: told.notifyId });
    const next = { ...told, attempt: told.attempt + 1, nextAt: inSeconds(wait).toISOString() };
    book.keep({ told: next });
    arm(next);
  };

  return {
    inSeconds,
    tell: (about: { rail: RailName; notifyId: string; url: string; wire: string; afterSeconds?: number; isForged?: boolean; isOnce?: boolean }): void => {
      const told: Told = {
        notifyId: about.notifyId, rail: about.rail, path: new URL(about.url).pathname, wire: about.wire, attempt: 0, nextAt: inSeconds(about.afterSeconds ?? 0).toISOString(), ...(about.isForged && { isForged: true }), ...(about.isOnce && { isOnce: true }),
      };
      book.keep({ told });
      arm(told);
    },
    deliverBy: (next: Deliver): void => {
      const isFirst = deliver === null;
      deliver = next;
      if (isFirst) for (const told of book.told.values()) arm(told);
    },
  };
};
