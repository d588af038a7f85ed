/** The city's official time is Beijing time: eight hours ahead of UTC, without summer time. */
export const CITY_ZONE = 'Asia/Shanghai';
const OFFSET_MS = 8 * 3_600_000;

/** The calendar day of the city at an instant, 'YYYY-MM-DD'. */
export const cityDay = (at: Date): string => new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);

const RANGES = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 6]] as const;

const parseField = (text: string, [min, max]: readonly [number, number]): Set<number> => {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`not a cron field: ${text}`);
    const from = match[1] === '*' ? min : Number(match[2]);
    const to = match[1] === '*' ? max : match[3] !== undefined ? Number(match[3]) : match[4] !== undefined ? max : from;
    const step = Number(match[4] ?? 1);
    if (from < min || to > max || from > to || step < 1) throw new Error(`cron field out of range: ${text}`);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
};

/** The first minute after `after` that fits a five-field cron expression (minute hour day month weekday, 0 = Sunday) in the city's zone. */
export const nextRun = (cron: string, after: Date): Date => {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) throw new Error(`a cron expression has five fields: ${cron}`);
  const [minutes, hours, days, months, weekdays] = fields.map((field, i) => parseField(field, RANGES[i]!)) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  // As in crontab: when both day fields are narrowed, either may match.
  const isEitherDay = fields[2] !== '*' && fields[4] !== '*';
  // In shifted time, the UTC getters read the city's wall clock.
  let at = Math.floor((after.getTime() + OFFSET_MS) / 60_000) * 60_000 + 60_000;
  const limit = at + 5 * 366 * 86_400_000;
  while (at < limit) {
    const wall = new Date(at);
    const isDay = days.has(wall.getUTCDate());
    const isWeekday = weekdays.has(wall.getUTCDay());
    if (!months.has(wall.getUTCMonth() + 1) || !(isEitherDay ? isDay || isWeekday : isDay && isWeekday)) { at = Math.floor(at / 86_400_000) * 86_400_000 + 86_400_000; continue; }
    if (!hours.has(wall.getUTCHours())) { at = Math.floor(at / 3_600_000) * 3_600_000 + 3_600_000; continue; }
    if (!minutes.has(wall.getUTCMinutes())) { at += 60_000; continue; }
    return new Date(at - OFFSET_MS);
  }
  throw new Error(`the cron expression never comes: ${cron}`);
};
