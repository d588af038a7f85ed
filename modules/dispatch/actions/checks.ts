import type { Check } from '../../../kernel/module.ts';
import { acceptedWithoutAdmission, acceptedWithoutTaker, assignedWithoutOffer, takenOutsideTrial, unexplained } from '../store/checks.ts';
import { countDiversionFaults } from '../store/diversions.ts';

const told = ({ broken, looked }: { broken: number; looked: number }): { ok: boolean; count: number } => (broken === 0 ? { ok: true, count: looked } : { ok: false, count: broken });

/** Invariants of dispatch, for `linli verify`. */
export const checks: readonly Check[] = [
  { name: 'every assigned order has exactly its live offer', run: async (tx, cityId) => told(await assignedWithoutOffer(tx, cityId)) },
  { name: 'every accepted order has one taker and nobody is asked about it', run: async (tx, cityId) => told(await acceptedWithoutTaker(tx, cityId)) },
  {
    name: 'every offer, assignment and search explains itself',
    run: async (tx, cityId) => { const found = await unexplained(tx, cityId); return found.broken === 0 ? { ok: true, count: found.looked } : { ...told(found), detail: `for one ${found.example}` }; },
  },
  { name: 'every diverted order belongs to whom the ledger names last', run: async (tx, cityId) => { const { looked, faults } = await countDiversionFaults(tx, cityId); return told({ looked, broken: faults }); } },
  { name: 'no dispatched visit without valid admission at that minute', run: async (tx, cityId) => told(await acceptedWithoutAdmission(tx, cityId)) },
  { name: 'no visit for a merchant outside trial and active at that minute', run: async (tx, cityId) => told(await takenOutsideTrial(tx, cityId)) },
];
