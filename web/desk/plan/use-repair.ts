import { useOpen } from '../../shared/desk/use-open.ts';
import type { View } from '../../shared/api.ts';

export type Repair = View<'dispatch', 'repair'>;
export type DisruptionKind = Repair['kind'];
const kinds: readonly string[] = ['workerIll', 'districtFlooded', 'merchantSuspended', 'papersRecalled', 'traffic'] satisfies readonly DisruptionKind[];

/** The repair that is being looked at lives in the address, so that it opens beside any page: `?repair=workerIll&about=wrk_…`. */
export function useRepair() {
  const { param, setParams } = useOpen();
  const kind = param('repair');
  return {
    kind: kind !== null && kinds.includes(kind) ? (kind as DisruptionKind) : null, aboutId: param('about'),
    open: (next: DisruptionKind, aboutId: string | null = null) => setParams({ repair: next, about: aboutId }),
    close: () => setParams({ repair: null, about: null }),
  };
}
