import type { BenchAnswer } from '../../bench.ts';

/** What was answered, as a part of a sentence. */
export function describeAnswer({ status, error, body, tookMs }: BenchAnswer): string {
  if (status === null) return `There was no answer (${error})`;
  const said = body === '' || status < 300 ? '' : `, "${body}"`;
  return `The answer was ${status}${said}, after ${Math.round(tookMs)} ms`;
}
