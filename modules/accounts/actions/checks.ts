import type { Check } from '../../../kernel/module.ts';
import { countHouseholdFaults, countOperators } from '../store/people.ts';

export const checks: readonly Check[] = [
  {
    name: 'every person has a household',
    run: async (tx, cityId) => {
      const { people, faults } = await countHouseholdFaults(tx, cityId);
      return faults === 0 ? { ok: true, count: people } : { ok: false, count: faults, detail: `${faults} people without a household` };
    },
  },
  {
    name: 'the city has an operator',
    run: async (tx, cityId) => {
      const { people } = await countHouseholdFaults(tx, cityId);
      const operators = await countOperators(tx, cityId);
      return operators > 0 || people === 0 ? { ok: true, count: operators } : { ok: false, count: 1, detail: 'nobody who can sign in holds the role operator' };
    },
  },
];
