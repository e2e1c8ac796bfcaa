import type { ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand, type Finding } from '../../demand.ts';
import { feedNames } from '../event-types.ts';
import { describeAnswer, isTaken, sendTwice, type Case } from './answers.ts';
import { makeEvent } from './events.ts';
import { ofNewFeed, ofNewType } from './forms.ts';
import { onPage } from './sections.ts';

const advice =
  'Answer 200: anything else counts as a failed delivery, is sent again, and is dropped in the end.';

/** What an answer has to be. */
export const httpDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'http.status',
    title: 'A POST of an event is answered with 200, and with no other 2xx',
    section: onPage('Endpoint Configuration'),
    level: 'required',
    async look(bench) {
      const answer = await sendTwice(bench, makeEvent(bench, 'queue_size_updated'));
      const { status, error } = answer;
      if (status === 200) return judgeOthers(bench);
      if (status === null && error !== 'timeout')
        return notSeen(`The connection came to nothing (${error}). Mend what is broken above first.`);
      return broken(
        `An ordinary event got ${describeAnswer(answer)}.`,
        status === 404 ? 'Correct the path of --url, or serve it.' : advice,
      );
    },
  },
];

/** So many of the others are told. */
const told = 5;

/** Whether any event is answered with another 2xx: one that has no use for it may say 202 or 204. Refusals are told elsewhere. */
async function judgeOthers(bench: ReceiverBench): Promise<Finding> {
  const cases = otherEvents(bench);
  const wrong: string[] = [];
  for (const { what, request } of cases) {
    const answer = await bench.send(request);
    if (bench.stop.aborted) break;
    if (isTaken(answer) && answer.status !== 200) wrong.push(`${what}: ${describeAnswer(answer)}.`);
  }
  if (wrong.length === 0) return held('It is 200, whatever the event.');
  const more = wrong.length > told ? [`${wrong.length - told} more of ${cases.length}.`] : [];
  return broken(...wrong.slice(0, told), ...more, advice);
}

/** One of each type, one that comes again, and what a receiver may have no use for. */
function otherEvents(bench: ReceiverBench): Case[] {
  const request = makeEvent(bench, 'queue_size_updated');
  return [
    ...bench.eventTypes.map((type) => ({ what: type, request: makeEvent(bench, type) })),
    { what: 'An event', request },
    { what: 'The same event again', request },
    ...feedNames.map((feed) => ofNewType(bench, feed)),
    ofNewFeed(bench),
  ];
}
