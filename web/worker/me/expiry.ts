const soonDays = 30;

/** How a paper stands on `today` (a day of the city): whole days left, and whether to say so in red. */
export function expiryOf(validUntil: string, today: string): { days: number; state: 'fine' | 'soon' | 'over' } {
  const days = Math.round((Date.parse(validUntil) - Date.parse(today)) / 86_400_000);
  return { days, state: days < 0 ? 'over' : days <= soonDays ? 'soon' : 'fine' };
}
