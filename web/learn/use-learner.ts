import { RefusalError } from '../shared/refusal.ts';
import { api, type View } from '../shared/api.ts';
import { useMe } from '../shared/use-session.tsx';
import { useView } from '../shared/use-view.ts';

export type Application = NonNullable<View<'workers', 'myApplication'>['application']>;
export type Admission = View<'workers', 'myAdmission'>;
export type Check = Admission['checks'][number];
export type Signature = View<'workers', 'mySignatures'>['items'][number];
export type Path = View<'learning', 'myPath'>;
export type Module = View<'learning', 'listModules'>['items'][number];
export type Lesson = View<'learning', 'getLesson'>;
export type Paper = View<'exams', 'myPapers'>['items'][number];
export type Attempt = View<'exams', 'attempt'>;
export type Result = View<'exams', 'result'>;

const patienceMilliseconds = 1500;

/** The server knows a session's roles for a moment: right after handing in the application the first call as a worker may still be refused, once. */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    if (!(thrown instanceof RefusalError) || thrown.status !== 403) throw thrown;
    await new Promise((wait) => setTimeout(wait, patienceMilliseconds));
    return read();
  }
}

/** Whether she has handed in her application, or was hired another way: learner's pages open then. */
export const useIsWorker = (): boolean => useMe().workerId !== null;

export const useApplication = () => useView(['workers', 'myApplication'], () => api.workers.myApplication({}), { live: ['application', 'worker'] });
export function useAdmission(family: Admission['family'] | null = null) {
  const isReady = useIsWorker();
  return useView(['workers', 'myAdmission', family], () => patiently(() => api.workers.myAdmission(family ? { family } : {})), { isReady, live: ['worker', 'certificate', 'exam'] });
}
export const useSignatures = () => useView(['workers', 'mySignatures'], () => api.workers.mySignatures({}), { live: ['worker'], staleSeconds: 60 });
export function usePath() {
  const isReady = useIsWorker();
  return useView(['learning', 'myPath'], () => patiently(() => api.learning.myPath({})), { isReady, live: ['learning', 'exam'] });
}
export const useModules = () => useView(['learning', 'listModules'], () => api.learning.listModules({}), { live: ['learning', 'exam'], staleSeconds: 30 });
export const usePapers = () => useView(['exams', 'myPapers'], () => api.exams.myPapers({}), { live: ['exam', 'learning'] });
