import { useEffect } from 'react';
import { api, type Input } from '../../shared/api.ts';

type Kind = Input<'exams', 'noteIntegrity'>['notes'][number]['kind'];

/** Tells that the page was left, came back, lost its connection: for people to look at, nothing is blocked by it. */
export function useIntegrityNotes(attemptId: string): void {
  useEffect(() => {
    const key = `linli.notes.${attemptId}`;
    let leftAt: number | null = null;
    const note = (kind: Kind, seconds?: number): void => {
      const no = Number(sessionStorage.getItem(key) ?? '0') + 1;
      sessionStorage.setItem(key, String(no));
      void api.exams.noteIntegrity({ attemptId, notes: [{ no: Math.min(no, 1000), kind, phoneAt: new Date().toISOString(), ...(seconds !== undefined && { seconds }) }] }).catch(() => undefined);
    };
    const visibility = (): void => {
      if (document.visibilityState === 'hidden') { leftAt = performance.now(); note('left'); return; }
      if (leftAt !== null) note('returned', Math.round((performance.now() - leftAt) / 1000));
      leftAt = null;
    };
    const online = (): void => note('online');
    const paste = (): void => note('pasted');
    const copy = (): void => note('copied');
    if (sessionStorage.getItem(key) !== null) note('reloaded');
    else sessionStorage.setItem(key, '0');
    document.addEventListener('visibilitychange', visibility);
    window.addEventListener('online', online);
    document.addEventListener('paste', paste);
    document.addEventListener('copy', copy);
    return () => {
      document.removeEventListener('visibilitychange', visibility);
      window.removeEventListener('online', online);
      document.removeEventListener('paste', paste);
      document.removeEventListener('copy', copy);
    };
  }, [attemptId]);
}
