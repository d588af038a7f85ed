export type ShiftSpan = { fromAt: Date; untilAt: Date };

const HOUR_MS = 3_600_000;
/** Nobody stays awake longer than a day. */
export const LONGEST_SHIFT_HOURS = 24;
export const isTooLong = ({ fromAt, untilAt }: ShiftSpan): boolean => untilAt.getTime() - fromAt.getTime() > LONGEST_SHIFT_HOURS * HOUR_MS;

/** The spans between `from` and `until` that no shift covers, in order. */
export const gapsBetween = (shifts: readonly ShiftSpan[], from: Date, until: Date): ShiftSpan[] => {
  const gaps: ShiftSpan[] = [];
  let covered = from.getTime();
  for (const { fromAt, untilAt } of [...shifts].sort((a, b) => a.fromAt.getTime() - b.fromAt.getTime())) {
    if (fromAt.getTime() >= until.getTime()) break;
    if (fromAt.getTime() > covered) gaps.push({ fromAt: new Date(covered), untilAt: fromAt });
    covered = Math.max(covered, untilAt.getTime());
  }
  if (covered < until.getTime()) gaps.push({ fromAt: new Date(covered), untilAt: until });
  return gaps;
};
