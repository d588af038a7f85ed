/**
 * Common random numbers. Every draw is a hash of the seed and of what is drawn for (day, order, worker, purpose), never of how many draws came
 * before it: whatever a policy does, the same household cancels, the same worker refuses the same offer, the same job runs over by as much.
 */
export type Key = string | number;

/** A uniform number 0 < x < 1 (two 32-bit lanes of murmur3's mixing; 53 bits). */
export function draw(seed: number, ...keys: Key[]): number {
  let a = (seed ^ 0x9e3779b9) | 0;
  let b = (Math.floor(seed / 4_294_967_296) ^ 0x85ebca6b) | 0;
  for (const key of keys) {
    if (typeof key === 'number') {
      a = mix(a, key | 0);
      b = mix(b, Math.floor(key / 4_294_967_296) ^ (key << 7));
    } else {
      for (let at = 0; at < key.length; at++) a = mix(a, key.charCodeAt(at) + 0x100 * at);
      b = mix(b, a ^ key.length);
    }
    b = mix(b, a);
  }
  const high = settle(a ^ b);
  const low = settle(b ^ Math.imul(high, 0xc2b2ae35));
  return ((high >>> 0) * 2_097_152 + (low >>> 11) + 0.5) / 9_007_199_254_740_992;
}

function mix(state: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const mixed = state ^ Math.imul(k, 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function settle(state: number): number {
  let k = state ^ (state >>> 16);
  k = Math.imul(k, 0x85ebca6b);
  k ^= k >>> 13;
  k = Math.imul(k, 0xc2b2ae35);
  return k ^ (k >>> 16);
}

/** A standard normal number (Box–Muller over two draws). */
export function drawNormal(seed: number, ...keys: Key[]): number {
  return Math.sqrt(-2 * Math.log(draw(seed, ...keys, 'radius'))) * Math.cos(2 * Math.PI * draw(seed, ...keys, 'angle'));
}

/** exp(N(−σ²/2, σ²)): log-normal with mean 1. */
export function drawFactor(sigma: number, seed: number, ...keys: Key[]): number {
  return Math.exp(sigma * drawNormal(seed, ...keys) - sigma * sigma / 2);
}

/** Log-normal with this median. */
export function drawAround(median: number, sigma: number, seed: number, ...keys: Key[]): number {
  return median * Math.exp(sigma * drawNormal(seed, ...keys));
}

/** A Poisson count by inversion of one draw, so that a higher mean never gives fewer. Means up to a few hundred. */
export function drawPoisson(mean: number, seed: number, ...keys: Key[]): number {
  const u = draw(seed, ...keys);
  let count = 0;
  let share = Math.exp(-mean);
  for (let sum = share; u > sum && count < 10 * mean + 100; sum += share) { count += 1; share *= mean / count; }
  return count;
}

/** The index of a share, by weights that need not sum to 1. */
export function pick(u: number, weights: readonly number[]): number {
  let left = u * weights.reduce((sum, weight) => sum + weight, 0);
  for (let at = 0; at < weights.length; at++) { left -= weights[at]!; if (left < 0) return at; }
  return weights.length - 1;
}
