const BEIJING_MS = 8 * 3_600_000;
/** An hour as it is told: 11-24 14:00, on the city’s clock. */
export const sayTime = (at: Date): string => new Date(at.getTime() + BEIJING_MS).toISOString().slice(5, 16).replace('T', ' ');
