import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../shared/api.ts';
import { isTransient, toRefusal, type RefusalError } from '../../shared/refusal.ts';
import { showRefusal } from '../../shared/toasts.ts';
import type { Attempt } from '../use-learner.ts';
import { type Answers, type Kept, joinAnswers, unsentOf } from './join-answers.ts';

const retryMilliseconds = 5000;
const overCodes = ['exams.attempt_over', 'exams.time_over', 'exams.attempt_unknown'];
const storageKey = (attemptId: string): string => `linli.answers.${attemptId}`;

const readWaiting = (attemptId: string): Answers => {
  try { return JSON.parse(localStorage.getItem(storageKey(attemptId)) ?? '{}') as Answers; } catch { return {}; }
};
export const forgetAnswers = (attemptId: string): void => localStorage.removeItem(storageKey(attemptId));

/** Answers of one attempt: each is on the phone at once and on its way to the server; a lost connection only delays it. */
export function useAnswers(attempt: Attempt, { onClock, onOver }: { onClock: (remainingSeconds: number) => void; onOver: (why: RefusalError) => void }) {
  const { attemptId } = attempt;
  const [answers, setAnswers] = useState<Answers>(() => joinAnswers(attempt.items, readWaiting(attemptId)));
  const [isStuck, setStuck] = useState(false);
  const latest = useRef(answers);
  const isSending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hear = useRef({ onClock, onOver });
  hear.current = { onClock, onOver };

  const put = useCallback((next: Answers): void => {
    latest.current = next;
    setAnswers(next);
    const waiting = Object.fromEntries(Object.entries(next).filter(([, { isSent }]) => !isSent));
    if (Object.keys(waiting).length === 0) forgetAnswers(attemptId);
    else localStorage.setItem(storageKey(attemptId), JSON.stringify(waiting));
  }, [attemptId]);

  const send = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (isSending.current) return;
    isSending.current = true;
    try {
      for (let waiting = unsentOf(latest.current); waiting.length > 0; waiting = unsentOf(latest.current)) {
        const { saved, remainingSeconds } = await api.exams.answer({ attemptId, answers: waiting.slice(0, 100) });
        hear.current.onClock(remainingSeconds);
        const next: Record<number, Kept> = { ...latest.current };
        // A higher version at the server was given on another phone: it stays.
        for (const one of saved) if (one.version >= (next[one.no]?.version ?? 0)) next[one.no] = { version: one.version, answer: one.answer ?? [], isSent: true };
        put(next);
        setStuck(false);
      }
    } catch (thrown) {
      const why = toRefusal(thrown);
      if (isTransient(why) || why.status === 429) {
        setStuck(true);
        timer.current = setTimeout(() => void send(), retryMilliseconds);
      } else if (overCodes.includes(why.code)) {
        hear.current.onOver(why);
      } else {
        // What the server will never take must not stand in the way of the rest.
        showRefusal(why);
        put(Object.fromEntries(Object.entries(latest.current).map(([no, kept]) => [no, { ...kept, isSent: true }])));
      }
    } finally {
      isSending.current = false;
    }
  }, [attemptId, put]);

  useEffect(() => {
    const again = (): void => void send();
    window.addEventListener('online', again);
    again();
    return () => { window.removeEventListener('online', again); clearTimeout(timer.current); };
  }, [send]);

  const choose = (no: number, answer: readonly string[]): void => {
    put({ ...latest.current, [no]: { version: (latest.current[no]?.version ?? 0) + 1, answer, isSent: false } });
    void send();
  };
  return { answers, choose, send, isStuck, unsent: () => unsentOf(latest.current) };
}
