import type { ReceiverBench } from '../../bench.ts';
import { broken, held, type Demand } from '../../demand.ts';
import { describeAnswer } from './answers.ts';
import { sections } from './sections.ts';

/** What an answer has to be. */
export const httpDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'http.status',
    title: 'A POST of an event is answered with 200, and with no other 2xx',
    section: sections.endpoint,
    level: 'required',
    async look(bench) {
      const answer = await bench.send(bench.event('queue_size_updated'));
      const said = `${describeAnswer(answer)}.`;
      return answer.status === 200
        ? held(said)
        : broken(said, 'Answer 200: nothing else counts as delivered.');
    },
  },
];
