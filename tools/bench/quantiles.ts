export type Quantiles = { p50: number; p95: number; rounds: number };
/** Of a handful of rounds the 95th percentile is the slowest. */
export const quantilesOf = (times: readonly number[]): Quantiles | null => {
  if (times.length === 0) return null;
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), rounds: sorted.length };
};
