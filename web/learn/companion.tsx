import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '../shared/use-session.tsx';
import { tieBeats } from './lesson/beats.ts';
import { useIsWorker } from './use-learner.ts';

/** What runs beside every screen of a learner: the post of what was watched without a connection. */
export function Companion() {
  const { personId } = useMe();
  const isWorker = useIsWorker();
  const queries = useQueryClient();
  useEffect(() => (isWorker ? tieBeats(personId, queries) : undefined), [isWorker, personId, queries]);
  return null;
}
