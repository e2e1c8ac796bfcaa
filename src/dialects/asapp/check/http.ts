import type { ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand } from '../../demand.ts';
import { describeAnswer, sendTwice } from './answers.ts';
import { makeEvent } from './events.ts';
import { onPage } from './sections.ts';

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
      if (status === 200) return held('It is 200.');
      if (status === null && error !== 'timeout')
        return notSeen(`The connection came to nothing (${error}). Mend what is broken above first.`);
      return broken(
        `An ordinary event got ${describeAnswer(answer)}.`,
        status === 404
          ? 'Correct the path of --url, or serve it.'
          : 'Answer 200: anything else counts as a failed delivery, is sent again, and is dropped in the end.',
      );
    },
  },
];
