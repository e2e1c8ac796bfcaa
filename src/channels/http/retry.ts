import type { Lane } from '../message.ts';

/**
 * How long to wait before the next try, in ms, after try number `tried` (from 1) failed; `null` when no try is left.
 * The pause doubles from `firstMs` up to `maxMs`, then is shortened by a random part of up to `jitter`;
 * `draw` is a number in [0, 1).
 */
export function pauseBeforeRetry(
  { retries, retryPause }: Pick<Lane, 'retries' | 'retryPause'>,
  tried: number,
  draw: number,
): number | null {
  if (tried > retries) return null;
  const fullMs = Math.min(retryPause.firstMs * 2 ** (tried - 1), retryPause.maxMs);
  return fullMs * (1 - retryPause.jitter * draw);
}
