import type { LoadResult, ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand, type Finding } from '../../demand.ts';
import { makeEvent } from './events.ts';
import { describeAnswer, explainNoEvents, isTaken, sendTwice } from './answers.ts';
import { sendAlone } from './delivery.ts';
import { onPage } from './sections.ts';

/** So many are to be in time, and the rate is to be held to so much. */
const share = 0.99;
const leastRate = 0.95;
/** So far behind a machine may be for a moment. */
const hiccupMs = 1000;

/** So many connections are opened at the least, at a rate. */
const several = 4;

/** What has to hold under load, and after a restart. */
export const loadDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'load.in-time',
    title: 'Events are taken at the rate, and 99 of 100 are answered in time',
    section: onPage('Endpoint Sizing', 'Endpoint Configuration (timeout_ms)'),
    level: 'required',
    async look(bench) {
      const obstacle = await explainNoEvents(bench);
      if (obstacle !== undefined) return obstacle;
      const { distrust } = await bench.alone(() => bench.shakeHands());
      if (distrust !== null)
        return notSeen(
          `At a rate nothing is sent to a server that cannot be verified (${distrust}).`,
          'Mend its certificate first.',
        );
      if (!(await takesSeveral(bench)))
        return notSeen(
          `Not even ${several} connections at once were answered. Mend that first: see events.many-connections.`,
        );
      const result = await bench.load();
      return judgeLoad(result, bench, await areRefusedAtLeisure(bench, result));
    },
  },
  {
    id: 'restart.recovers',
    title: 'After a restart of its own it takes events again',
    section: onPage('Endpoint Configuration (retries)'),
    level: 'required',
    async look(bench) {
      const obstacle = await explainNoEvents(bench);
      if (obstacle !== undefined) return obstacle;
      const restarted = await bench.alone(() => bench.restart());
      if (restarted.outcome === 'no command')
        return notSeen('Nobody said how it is restarted. Give --restart-command.');
      if (restarted.outcome === 'failed') return broken(restarted.reason);
      const answer = await bench.send(makeEvent(bench, 'queue_size_updated'));
      const took = `${(restarted.tookMs / 1000).toFixed(1)} s after the command it took connections again.`;
      return isTaken(answer)
        ? held(took, 'The first event was taken.')
        : broken(
            took,
            `The first event got ${describeAnswer(answer)}.`,
            'Listen only when you can take events.',
          );
    },
  },
];

/** Whether different events over a few connections at once are taken, as they come at a rate. */
async function takesSeveral(bench: ReceiverBench): Promise<boolean> {
  const answers = await bench.alone(() =>
    Promise.all(
      Array.from({ length: several }, () => sendAlone(bench, makeEvent(bench, 'queue_size_updated'))),
    ),
  );
  return answers.every((answer) => isTaken(answer) || answer.error === 'timeout');
}

/** Whether what was refused at the rate is refused when nothing else is sent, too: then the rate is not why. */
async function areRefusedAtLeisure(bench: ReceiverBench, { refused }: LoadResult): Promise<boolean> {
  for (const request of refused) {
    if (bench.stop.aborted || isTaken(await sendTwice(bench, request))) return false;
  }
  return refused.length > 0;
}

function judgeLoad(
  { sent, inTime, answeredInTime, failures, answerMs, takenPerS, behindMs }: LoadResult,
  { settings: { ratePerS, durationMs, timeoutMs } }: ReceiverBench,
  isRefusedAtLeisure: boolean,
): Finding {
  const ms = (value: number): string => `${Math.round(value)} ms`;
  const told = [
    `Of ${sent} events, ${ratePerS} a second for ${durationMs / 1000} s, ${inTime} were answered within ${timeoutMs} ms; ${Math.round(takenPerS)} were taken a second.`,
    ...(answerMs === null
      ? []
      : [
          `An answer took ${ms(answerMs.p50)} (median), ${ms(answerMs.p99)} (p99), ${ms(answerMs.max)} at most.`,
        ]),
    ...Object.entries(failures).map(([reason, count]) => `${count} were not taken: ${reason}.`),
    ...(isRefusedAtLeisure ? ['They are not taken at leisure either: see the events above.'] : []),
  ];
  if ((isRefusedAtLeisure ? answeredInTime : inTime) < sent * share)
    return broken(...told, 'Answer first and work afterwards, or give the endpoint more to work with.');
  if (behindMs <= Math.max(hiccupMs, durationMs * (1 - leastRate))) return held(...told);
  return broken(
    ...told,
    `At the end events waited ${ms(behindMs)} for a free connection. Give the endpoint more to work with; where it is idle, this machine is too slow: try another.`,
  );
}
