import type { Role } from '@linli/contract';
import { useSearchParams } from 'wouter';
import { useMe } from '../use-session.tsx';

/** Whether the person carries one of the roles. */
export function useHolds(): (...roles: readonly Role[]) => boolean {
  const { grants } = useMe();
  return (...roles) => grants.some(({ role }) => roles.includes(role));
}

/** What is filtered and what lies open lives in the address. */
export function useParam() {
  const [params, setParams] = useSearchParams();
  const change = (values: Record<string, string | null>, isReplacing = true): void => setParams((former) => {
    const next = new URLSearchParams(former);
    for (const [key, value] of Object.entries(values)) if (value === null || value === '') next.delete(key); else next.set(key, value);
    return next;
  }, { replace: isReplacing });
  return { param: (name: string) => params.get(name), setParam: (name: string, value: string | null) => change({ [name]: value }), setParams: change, open: (name: string, value: string | null) => change({ [name]: value }, false) };
}
