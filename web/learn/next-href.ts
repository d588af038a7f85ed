import type { Admission } from './use-learner.ts';

type Next = Admission['next'];
const papers: readonly Next['code'][] = ['identity', 'age', 'health', 'background', 'certificate', 'insurance'];

/** Where the one next step is done in this app; null when she can only wait. */
export function nextHref({ code, who }: Pick<Next, 'code' | 'who'>): string | null {
  if (code === null || who === 'nobody') return null;
  if (code === 'training') return '/study';
  if (code === 'practical') return '/practical';
  return who === 'self' && papers.includes(code) ? `/status?do=${code === 'age' ? 'identity' : code}` : null;
}
