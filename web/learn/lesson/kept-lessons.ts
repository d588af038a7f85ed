import { api } from '../../shared/api.ts';
import { isTransient, toRefusal } from '../../shared/refusal.ts';
import type { Lesson } from '../use-learner.ts';

/** Lessons begun on this phone, to go on reading where there is no network. A video needs one: only its words are kept. */
const prefix = 'linli.lesson.';
const mostLessons = 30;

function keep(lesson: Lesson): void {
  try {
    const kept = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    for (const key of kept.slice(0, Math.max(0, kept.length - mostLessons))) localStorage.removeItem(key);
    localStorage.setItem(prefix + lesson.lessonId, JSON.stringify({ ...lesson, video: null }));
  } catch {
    // A full phone reads with a connection.
  }
}

/** Begins a lesson, or goes on with it; without a network as it was last seen. */
export async function beginLesson(lessonId: string, isLearner: boolean): Promise<Lesson> {
  try {
    const lesson = isLearner ? await api.learning.openLesson({ lessonId }) : await api.learning.getLesson({ lessonId });
    keep(lesson);
    return lesson;
  } catch (thrown) {
    const kept = localStorage.getItem(prefix + lessonId);
    if (kept === null || !isTransient(toRefusal(thrown))) throw thrown;
    return JSON.parse(kept) as Lesson;
  }
}
