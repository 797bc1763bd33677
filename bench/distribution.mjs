/** @typedef {{ n: number, p50: number, p95: number, min: number, max: number }} Distribution */

/**
 * Percentiles by nearest rank, so that each figure is one that was measured.
 *
 * @param {readonly number[]} samples
 * @returns {Distribution}
 */
export function distribution(samples) {
  if (samples.length === 0) throw new Error('nothing was measured; a percentile needs at least one sample');
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = (share) => round(sorted[Math.ceil(share * sorted.length) - 1]);
  return { n: sorted.length, p50: rank(0.5), p95: rank(0.95), min: rank(1 / sorted.length), max: rank(1) };
}

const round = (value) => Math.round(value * 10) / 10;
