import type { Bilingual } from '@linli/contract';
import { kindWords } from './words.ts';

/** Beijing time, without summer time. */
const ZONE_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The city's calendar day of an instant. */
export const dayOf = (at: Date): string => new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 10);
/** The city's date and time to the minute. */
export const momentOf = (at: Date): string => new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 16).replace('T', ' ');
/** The first instant of a day of the city. */
export const startOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - ZONE_MS);

const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The span of a statement in days of the city, both included; unnamed, it is the current week from Monday to Sunday. With one
 * end named the other lies a week off. Ends in the wrong order are exchanged. `endAt` is the first instant after it.
 */
export const spanOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }, now: Date): { from: string; to: string; startAt: Date; endAt: Date } => {
  const today = dayOf(now);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = addDays(today, -weekday);
  const first = from ?? (to === undefined ? monday : addDays(to, -6));
  const last = to ?? (from === undefined ? addDays(monday, 6) : addDays(from, 6));
  const [low, high] = first <= last ? [first, last] : [last, first];
  return { from: low, to: high, startAt: startOfDay(low), endAt: startOfDay(addDays(high, 1)) };
};

/** A posting to the account of a party, with what it belongs to. Credits of a liability are less than zero. */
export type StatementRow = {
  postingId: number; at: Date; kind: string; amountFen: number; orderId: string | null; orderNo: string | null; itemNameZh: string | null; itemNameEn: string | null;
};

const add = <K>(sums: Map<K, number>, key: K, amountFen: number): void => void sums.set(key, (sums.get(key) ?? 0) + amountFen);

/** What leaves the balance without being unearned: sent to the party, or to the tax office for it. */
const leaving = ['payout', 'tax', 'payoutReturned', 'taxReturned', 'referralTax', 'shareRecalled'];

/** A party's statement: what was owed before, every line of the span (more than zero came in), and what is owed after it. */
export const buildStatement = ({ from, to, openingFen, rows }: { from: string; to: string; openingFen: number; rows: readonly StatementRow[] }) => {
  const byDay = new Map<string, number>();
  const byKind = new Map<string, number>();
  const visits = new Set<string>();
  let earnedFen = 0;
  let paidOutFen = 0;
  for (const row of rows) {
    const amountFen = -row.amountFen;
    if (leaving.includes(row.kind)) paidOutFen -= amountFen;
    else {
      earnedFen += amountFen;
      add(byDay, dayOf(row.at), amountFen);
      if (row.orderId !== null && !['cancellation', 'noShow', 'tip', 'tipTakenBack', 'loyaltyBonus', 'holiday'].includes(row.kind)) visits.add(row.orderId);
    }
    add(byKind, row.kind, amountFen);
  }
  return {
    from, to, openingFen, earnedFen, paidOutFen, balanceFen: openingFen + earnedFen - paidOutFen, visits: visits.size,
    lines: rows.map((row) => ({
      postingId: row.postingId, at: row.at.toISOString(), kind: row.kind, words: kindWords(row.kind), orderId: row.orderId, orderNo: row.orderNo,
      itemName: row.itemNameZh === null ? null : ({ zh: row.itemNameZh, en: row.itemNameEn ?? row.itemNameZh } satisfies Bilingual), amountFen: -row.amountFen,
    })),
    byDay: [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, amountFen]) => ({ day, amountFen })),
    byKind: [...byKind].map(([kind, amountFen]) => ({ kind, words: kindWords(kind), amountFen })),
  };
};
