/** A visit this near makes a worker's way to it part of her duty. */
export const DUTY_BEFORE_VISIT_MS = 2 * 3_600_000;
/** An older position says nothing about where somebody is. */
export const FRESH_POSITION_MS = 30 * 60_000;
/** The law's word and ours: where somebody was is forgotten after thirty days. Only the last position is kept at all. */
export const POSITION_RETENTION_DAYS = 30;

const FASTEST_METERS_PER_SECOND = 200 / 3.6;

/**
 * Whether a position lies farther from the last one than anybody travels (200 km/h), the inaccuracy of both allowed for. Two reports of the
 * same second are a second apart. After the clock was set back nobody knows how long ago the last one was: then nothing is a jump.
 */
export const isJump = (move: { meters: number; slackMeters: number; milliseconds: number }): boolean =>
  move.milliseconds >= 0 && move.meters - move.slackMeters > FASTEST_METERS_PER_SECOND * Math.max(1, move.milliseconds / 1000);
