import { useState } from 'react';
import type { Input } from '../api.ts';
import { dayOf } from '../format.ts';
import { type HealthClass, type HealthItem, itemsOf, lastHealthDay } from './health-items.ts';

type Found = { isNormal: boolean; result: string };
/** A health record as it is being filled in. `sent` is what goes to the server, null while something is missing; `normal` is the word for a result without anything to it. */
export function useHealth(workerId: string, normal: string, first: HealthClass | null = null) {
  const [today] = useState(() => dayOf(new Date()));
  const [healthClass, setClass] = useState<HealthClass | null>(first);
  const [hospital, setHospital] = useState('');
  const [number, setNumber] = useState('');
  const [examinedOn, setExamined] = useState(today);
  const [validUntil, setUntil] = useState(() => lastHealthDay(today));
  const [found, setFound] = useState<Partial<Record<HealthItem, Found>>>({});
  const [photo, setPhoto] = useState<string | null>(null);
  const codes = healthClass === null ? [] : itemsOf(healthClass);
  const done = codes.filter((code) => found[code] && (found[code].isNormal || found[code].result.trim() !== '')).length;
  const isWhole = healthClass !== null && hospital.trim() !== '' && number.trim() !== '' && examinedOn !== '' && validUntil !== '' && done === codes.length;
  const sent: Input<'workers', 'recordHealth'> | null = !isWhole ? null : {
    workerId, healthClass, hospital: hospital.trim(), number: number.trim(), examinedOn, validUntil, ...(photo !== null && { imageBase64: photo }),
    items: codes.map((code) => ({ code, isNormal: found[code]!.isNormal, result: found[code]!.isNormal ? normal : found[code]!.result.trim() })),
  };
  return {
    today, healthClass, setClass, hospital, setHospital, number, setNumber, examinedOn, validUntil, setUntil, found, codes, done, sent, setPhoto,
    /** The end moves with the day of the check. */
    setExamined: (day: string): void => { setExamined(day); setUntil(lastHealthDay(day)); },
    setItem: (code: HealthItem, one: Found): void => setFound((former) => ({ ...former, [code]: one })),
    allNormal: (): void => setFound(Object.fromEntries(codes.map((code) => [code, { isNormal: true, result: '' }]))),
  };
}
export type Health = ReturnType<typeof useHealth>;
