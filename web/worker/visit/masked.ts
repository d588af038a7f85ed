type Seen = { startAt: string | null; customerPhone: string | null; status: string };

const hoursBefore = 2;
const closed = ['finished', 'confirmed', 'settled', 'cancelled', 'noShow'];

/**
 * The instant from which the whole address and the phone are shown to the worker, or null when nothing is hidden (or nothing
 * will be shown any more). The server masks; it leaves out the phone exactly when it masks the address.
 */
export const opensAt = (visit: Seen): string | null =>
  visit.customerPhone !== null || visit.startAt === null || closed.includes(visit.status) ? null : new Date(Date.parse(visit.startAt) - hoursBefore * 3_600_000).toISOString();
