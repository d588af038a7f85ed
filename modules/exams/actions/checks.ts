import type { Check } from '../../../kernel/module.ts';
import * as store from '../store/proofs.ts';

const told = ({ looked, faults }: { looked: number; faults: number }, words: string) => (faults === 0 ? { ok: true, count: looked } : { ok: false, count: faults, detail: `${faults} ${words}` });

export const checks: readonly Check[] = [
  { name: 'exam attempts are judged by their answers', run: async (tx, cityId) => told(await store.countMisjudged(tx, cityId), 'attempts whose result does not follow from their answers') },
  { name: 'practical seats add up and are signed once', run: async (tx, cityId) => {
    const slots = await store.countMiscounted(tx, cityId);
    const seats = await store.countUnsigned(tx, cityId);
    return told({ looked: slots.looked + seats.looked, faults: slots.faults + seats.faults }, 'slots or seats that do not add up');
  } },
  { name: 'certificates on exams rest on what was passed', run: async (tx, cityId) => told(await store.countUnfounded(tx, cityId), 'certificates without a passed exam or practical of hers') },
];
