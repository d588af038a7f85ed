import type { Check } from '../../../kernel/module.ts';
import { attendanceFaults, kitFaults, seatFaults, sheetFaults } from '../store/figures.ts';

const from = ({ faults, looked }: { faults: number; looked: number }): { ok: boolean; count: number } => ({ ok: faults === 0, count: faults === 0 ? looked : faults });

export const checks: Check[] = [
  { name: 'no cohort has more learners than seats, and its counts are those of its enrolments', run: async (tx, cityId) => from(await seatFaults(tx, cityId)) },
  { name: 'every session’s sheet holds its learners at its time, marked within 72 hours', run: async (tx, cityId) => from(await sheetFaults(tx, cityId)) },
  { name: 'every learner’s minutes are those of her sessions', run: async (tx, cityId) => from(await attendanceFaults(tx, cityId)) },
  { name: 'every kit is in stock, handed out or written off', run: async (tx, cityId) => from(await kitFaults(tx, cityId)) },
];
