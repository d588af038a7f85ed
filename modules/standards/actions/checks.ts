import type { Check } from '../../../kernel/module.ts';
import { registryFaults, roundFaults } from '../store/rounds.ts';

const told = ({ seen, wrong, example }: { seen: number; wrong: number; example: string | null }, what: string) => (wrong === 0 ? { ok: true, count: seen } : { ok: false, count: wrong, detail: `${wrong} of ${seen} ${what}, for one ${example}` });
export const checks: Check[] = [
  { name: 'checklists say what the standards in force ask for', run: async (tx, cityId) => told(await registryFaults(tx, cityId), 'lines stand without their clause, or are missing') },
  { name: 'every inspected visit has its verdicts', run: async (tx, cityId) => told(await roundFaults(tx, cityId), 'visits were closed without a verdict') },
];
