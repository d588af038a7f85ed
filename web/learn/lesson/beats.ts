import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, type Input, type View } from '../../shared/api.ts';
import { isTransient, toRefusal } from '../../shared/refusal.ts';
import { showRefusal } from '../../shared/toasts.ts';
import type { Lesson } from '../use-learner.ts';
import type { Segment } from './segments.ts';

type Beat = Input<'learning', 'sendBeats'>['beats'][number];
type Waiting = Readonly<Record<string, readonly Beat[]>>;

/**
 * What was watched and has not reached the server: kept on the phone until it has, through lost connections and reloads. The server counts
 * each second once, so sending twice does no harm.
 */
const sendMilliseconds = 6000;
const retryMilliseconds = 10_000;
const mostBeats = 500;
const mostTries = 4;
const listeners = new Set<() => void>();
let owner = '';
let queries: QueryClient | null = null;
let state: { waiting: Waiting; isStuck: boolean } = { waiting: {}, isStuck: false };
let timer: ReturnType<typeof setTimeout> | undefined;
let isSending = false;
const tries = new Map<string, number>();

const storageKey = (): string => `linli.beats.${owner}`;
function publish(next: Partial<typeof state>): void {
  state = { ...state, ...next };
  if (next.waiting && owner !== '') {
    if (Object.keys(state.waiting).length === 0) localStorage.removeItem(storageKey());
    else localStorage.setItem(storageKey(), JSON.stringify(state.waiting));
  }
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Everything unsent, and whether the network is why. */
export const useUnsentBeats = (): typeof state => useSyncExternalStore(subscribe, () => state);
export const segmentsOf = (waiting: Waiting, lessonId: string): Segment[] => (waiting[lessonId] ?? []).map(({ fromSecond, toSecond }) => [fromSecond, toSecond]);

/** Whose beats these are; what lay on this phone from last time is sent now. */
export function tieBeats(personId: string, client: QueryClient): () => void {
  queries = client;
  if (owner !== personId) {
    owner = personId;
    let kept: Waiting = {};
    try { kept = JSON.parse(localStorage.getItem(storageKey()) ?? '{}') as Waiting; } catch { /* Torn by a full disk: nothing to send. */ }
    publish({ waiting: kept, isStuck: false });
  }
  const hurry = (): void => { if (document.visibilityState === 'hidden') void sendBeats(); };
  const again = (): void => void sendBeats();
  window.addEventListener('online', again);
  document.addEventListener('visibilitychange', hurry);
  void sendBeats();
  return () => {
    window.removeEventListener('online', again);
    document.removeEventListener('visibilitychange', hurry);
  };
}

export function addBeat(lessonId: string, fromSecond: number, toSecond: number): void {
  const own = state.waiting[lessonId] ?? [];
  const last = own.at(-1);
  const at = new Date().toISOString();
  // One beat that grows, while nothing of it is on its way.
  const next = last && last.toSecond === fromSecond && !isSending ? [...own.slice(0, -1), { ...last, toSecond }] : [...own, { fromSecond, toSecond, at }];
  publish({ waiting: { ...state.waiting, [lessonId]: next } });
  if (timer === undefined) later(sendMilliseconds);
}
function later(milliseconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendBeats(), milliseconds);
}

/** Sends what waits, lesson by lesson. */
export async function sendBeats(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (isSending) return;
  isSending = true;
  try {
    for (const [lessonId, beats] of Object.entries(state.waiting)) if (!(await sendOne(lessonId, beats.slice(0, mostBeats)))) return;
    publish({ isStuck: false });
  } finally {
    isSending = false;
  }
}

const drop = (lessonId: string, sent: readonly Beat[]): void => {
  tries.delete(lessonId);
  const rest = (state.waiting[lessonId] ?? []).filter((beat) => !sent.includes(beat));
  const { [lessonId]: _, ...others } = state.waiting;
  publish({ waiting: rest.length > 0 ? { ...others, [lessonId]: rest } : others });
};

/** Answers whether to go on with the next lesson. */
async function sendOne(lessonId: string, beats: readonly Beat[]): Promise<boolean> {
  try {
    const answer = await api.learning.sendBeats({ lessonId, beats: [...beats] });
    queries?.setQueryData<Lesson>(['learning', 'lesson', lessonId], (lesson) => lesson && { ...lesson, mine: answer.standing, nextLessonId: answer.nextLessonId });
    drop(lessonId, beats);
    if (answer.standing.finishedAt !== null) for (const verb of ['listModules', 'getModule', 'myPath']) void queries?.invalidateQueries({ queryKey: ['learning', verb] });
    noteFinish(lessonId, answer);
    return true;
  } catch (thrown) {
    const why = toRefusal(thrown);
    const count = (tries.get(lessonId) ?? 0) + 1;
    tries.set(lessonId, count);
    // The server's clock allows no more yet, or she began without a connection: a little later it counts.
    const isEarly = (why.code === 'learning.beat_too_fast' || why.code === 'learning.lesson_unopened') && count < mostTries;
    if (why.code === 'learning.lesson_unopened') await api.learning.openLesson({ lessonId }).catch(() => undefined);
    if (isTransient(why) || why.status === 401 || isEarly) {
      publish({ isStuck: isTransient(why) });
      later(retryMilliseconds);
      return false;
    }
    drop(lessonId, beats);
    showRefusal(why);
    void queries?.invalidateQueries({ queryKey: ['learning', 'lesson', lessonId] });
    return true;
  }
}

type Sent = View<'learning', 'sendBeats'>;
const finishListeners = new Set<(lessonId: string, answer: Sent) => void>();
/** Hears when a lesson has been watched through. */
export const onFinish = (listener: (lessonId: string, answer: Sent) => void): (() => void) => {
  finishListeners.add(listener);
  return () => void finishListeners.delete(listener);
};
const noteFinish = (lessonId: string, answer: Sent): void => { if (answer.standing.finishedAt !== null) for (const listener of finishListeners) listener(lessonId, answer); };
