/** Days of a cohort and how it ends. Days are 'YYYY-MM-DD' of the city. */
const DAY_MS = 86_400_000;
export const LONGEST_DAYS = 366;
/** A training that takes fewer days says why. */
export const USUAL_DAYS = 30;
/** Marks are taken for so long after a session; a cohort closes itself when they are over. */
export const MARK_HOURS = 72;
/** With so much of the minutes attended a learner has finished. */
export const ENOUGH_PERCENT = 80;

export const daysFrom = (startsOn: string, endsOn: string): number => Math.round((Date.parse(endsOn) - Date.parse(startsOn)) / DAY_MS) + 1;
export const dayAfter = (day: string, days = 1): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
/** The instant of a clock time on a day of the city. */
export const instantOf = (day: string, time: string): Date => new Date(Date.parse(`${day}T00:00:00+08:00`) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000);

export const areDaysRight = (startsOn: string, endsOn: string, today: string): boolean => startsOn >= today && endsOn >= startsOn && daysFrom(startsOn, endsOn) <= LONGEST_DAYS;
export const needsWaiver = (startsOn: string, endsOn: string, standardDays: number): boolean => daysFrom(startsOn, endsOn) < standardDays;

/** Where a cohort stands on a day when nobody has finished or cancelled it. */
export const stateOn = (startsOn: string, today: string): 'planned' | 'running' => (startsOn > today ? 'planned' : 'running');
/** Whether the last marks can have come in. */
export const closesBy = (endsOn: string, today: string): boolean => dayAfter(endsOn, MARK_HOURS / 24) < today;

/** Whole percent, rounded down so that 79.9 is not 80; null before the first session was over. */
export const percentOf = (attended: number, due: number): number | null => (due <= 0 ? null : Math.min(100, Math.floor((attended * 100) / due)));
export const outcomeOf = (attended: number, due: number): 'finished' | 'incomplete' => ((percentOf(attended, due) ?? 0) >= ENOUGH_PERCENT ? 'finished' : 'incomplete');
