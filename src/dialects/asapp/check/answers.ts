import type { BenchAnswer, BenchRequest, ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Finding } from '../../demand.ts';
import { makeEvent } from './events.ts';

/** One of the requests that a demand is looked at with. */
export interface Case {
  /** What is special about it, such as `without data.rep_name`. */
  readonly what: string;
  readonly request: BenchRequest;
  /** The same without what is special. Where that is not taken either, it is not what is special that is refused. */
  readonly ordinary?: () => BenchRequest;
}

/** So many of those that were not taken are told. */
const told = 5;

/** What was answered, as a part of a sentence. */
export function describeAnswer({ status, error, body }: BenchAnswer): string {
  if (status === null) return error === 'timeout' ? 'no answer in time' : `no answer (${error})`;
  return body === '' || status < 300 ? `${status}` : `${status} "${body}"`;
}

/** Whether an event counts as taken here. That nothing but 200 will do is a demand of its own, and is told once. */
export function isTaken({ status }: BenchAnswer): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Sends it, and once more where it was not taken, as the vendor does: what fails now and then is found out under load. */
export async function sendTwice(bench: ReceiverBench, request: BenchRequest): Promise<BenchAnswer> {
  const answer = await bench.send(request);
  return isTaken(answer) || bench.stop.aborted ? answer : bench.send(request);
}

/** Why the rest cannot be judged; `undefined` when an ordinary event is taken. */
export async function explainNoEvents(bench: ReceiverBench): Promise<Finding | undefined> {
  const answer = await sendTwice(bench, makeEvent(bench, 'queue_size_updated'));
  if (isTaken(answer)) return undefined;
  return notSeen(
    `Not even an ordinary event was taken: ${describeAnswer(answer)}.`,
    'Mend what is broken above first.',
  );
}

/**
 * Sends one after the other and sees whether all of them are taken. They are made at the last moment, so that their times are in
 * order. `advice`: what to do where they are not taken.
 */
export async function judgeCases(
  bench: ReceiverBench,
  makeCases: () => readonly Case[],
  { held: good, advice }: { readonly held: (count: number) => string; readonly advice: string },
): Promise<Finding> {
  const obstacle = await explainNoEvents(bench);
  if (obstacle !== undefined) return obstacle;
  const refused: string[] = [];
  const cases = makeCases();
  for (const { what, request, ordinary } of cases) {
    const answer = await sendTwice(bench, request);
    if (bench.stop.aborted) break;
    if (isTaken(answer)) continue;
    if (ordinary !== undefined && !isTaken(await sendTwice(bench, ordinary()))) continue;
    refused.push(`${what}: ${describeAnswer(answer)}.`);
  }
  if (refused.length === 0) return held(good(cases.length));
  const more = refused.length > told ? [`${refused.length - told} more of ${cases.length}.`] : [];
  return broken(...refused.slice(0, told), ...more, advice);
}
