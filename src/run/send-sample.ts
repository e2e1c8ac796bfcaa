import type { Message } from '../channels/message.ts';
import { InputError, suggestNames, type Problem } from '../lib/errors.ts';
import { createRandom, drawInteger } from '../lib/random.ts';
import type { Run } from './handle.ts';
import { makeSample } from './sample.ts';

/** One event on request. */
export interface SampleOrder {
  readonly vendor: string;
  readonly eventType: string;
  /** By the path of a field, such as `data.rep_id`: what it is to be instead. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  /** Which one of its kind in this run, from 1: each has ids of its own. */
  readonly ordinal: number;
}

/**
 * Sends one event of a vendor through the run's own lane, numbered and in the books, dated now. Nothing happens in the centre.
 * Throws an `InputError` when the run does not speak for the vendor, or the vendor has no such event. The problems are what
 * overrides have made invalid: it is sent all the same.
 */
export async function sendSample(
  run: Pick<Run, 'dialects' | 'scenario' | 'clock' | 'send'>,
  { vendor, eventType, overrides = {}, ordinal }: SampleOrder,
): Promise<{ readonly message: Message; readonly problems: readonly Problem[] }> {
  const dialect = run.dialects.find((one) => one.vendor === vendor);
  if (dialect === undefined) throw new InputError(explainNoTarget(vendor, run.dialects));
  const uniform = createRandom(run.scenario.seed).stream('sample', ordinal);
  const at = run.clock.simulatedMs;
  const { draft, problems } = await makeSample(dialect, eventType, {
    seed: drawInteger(uniform, 0, 2 ** 47),
    at,
    overrides,
  });
  return { message: run.send(draft), problems };
}

function explainNoTarget(vendor: string, dialects: Run['dialects']): string {
  const names = dialects.map((one) => one.vendor);
  const [near] = suggestNames(vendor, names);
  const hint =
    near === undefined ? `Its targets are ${names.join(', ') || 'none'}.` : `Did you mean ${near}?`;
  return `The scenario has no target "${vendor}". ${hint}`;
}
