import type { BenchAnswer, BenchConnection, BenchRequest, ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand } from '../../demand.ts';
import { writeTime } from '../time.ts';
import { describeAnswer, explainNoEvents, isTaken, judgeCases, type Case } from './answers.ts';
import { makeEvent } from './events.ts';
import { onPage } from './sections.ts';

/** How many connections bring the same event at once. */
const atOnce = 20;

/** In which order, how often and over how many connections events have to be taken. */
export const deliveryDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'events.duplicates',
    title: 'An event that comes again is answered as well',
    section: onPage('Customer Requirements', 'Endpoint Configuration (retries)'),
    level: 'required',
    look: (bench) => {
      const request = makeEvent(bench, 'queue_size_updated');
      return judgeCases(
        bench,
        () => ['The first time', 'The second time', 'The third time'].map((what) => ({ what, request })),
        {
          held: () => 'The same event was taken three times.',
          advice:
            'Answer 200 to what you have already: it is sent again when your answer was lost, until there is one.',
        },
      );
    },
  },
  {
    id: 'events.disorder',
    title: 'Events that come in another order than they happened in are taken',
    section: onPage('Customer Requirements'),
    level: 'required',
    look: (bench) =>
      judgeCases(bench, () => [...backwards(bench), ...fromTheFuture(bench)], {
        held: () =>
          'A conversation told backwards was taken, and so was an event dated after its own creation.',
        advice: 'Take what is older than what you have: no order is promised, and retries change it.',
      }),
  },
  {
    id: 'events.many-connections',
    title: `The same event over ${atOnce} connections at once is answered on each`,
    section: onPage('Endpoint Sizing', 'Endpoint Configuration (retries)'),
    level: 'required',
    async look(bench) {
      const obstacle = await explainNoEvents(bench);
      if (obstacle !== undefined) return obstacle;
      const request = makeEvent(bench, 'queue_size_updated');
      await bench.send(request);
      const again = await bench.send(request);
      if (!isTaken(again))
        return notSeen(`An event that comes again got ${describeAnswer(again)}: see events.duplicates.`);
      const answers = await bench.alone(() =>
        sendOverEach(
          Array.from({ length: atOnce }, () => bench.connect()),
          request,
        ),
      );
      const refused = answers.filter((answer) => !isTaken(answer)).map(describeAnswer);
      if (refused.length === 0) return held(`All ${atOnce} were answered.`);
      return broken(
        `${refused.length} of ${atOnce} were not taken: ${[...new Set(refused)].slice(0, 3).join('; ')}.`,
        'Let in as many connections as the vendor opens, and answer 200 to an event that you are just working on.',
      );
    },
  },
];

/** Sends over each, and keeps all of them open until the last is answered: none makes room for another. */
async function sendOverEach(
  connections: readonly BenchConnection[],
  request: BenchRequest,
): Promise<BenchAnswer[]> {
  try {
    return await Promise.all(connections.map((connection) => sendPatiently(connection, request)));
  } finally {
    await Promise.all(connections.map((connection) => connection.close()));
  }
}

/** Sends over a connection of its own, beside others; again when there is no answer in time. */
export async function sendAlone(
  bench: ReceiverBench,
  request: BenchRequest,
): ReturnType<ReceiverBench['send']> {
  const connection = bench.connect();
  try {
    return await sendPatiently(connection, request);
  } finally {
    await connection.close();
  }
}

async function sendPatiently(connection: BenchConnection, request: BenchRequest): Promise<BenchAnswer> {
  const answer = await connection.send(request);
  return answer.error === 'timeout' ? connection.send(request) : answer;
}

/** What becomes of a chat. */
const conversation = [
  'ISSUE_CREATED',
  'QUEUED',
  'ASSIGNED',
  'TEXT_MESSAGE',
  'CONVERSATION_ENDED',
  'ISSUE_ENDED',
];

function backwards(bench: ReceiverBench): Case[] {
  const issueId = bench.newId();
  const nowMs = bench.wallMs();
  const inOrder = conversation.map((type, nth) => ({
    what: `${type} after what came of it`,
    request: makeEvent(bench, type, ({ meta_data: metaData }) => {
      const atMs = nowMs - (conversation.length - nth) * 10_000;
      metaData['issue_id'] = issueId;
      metaData['event_time'] = writeTime(atMs);
      metaData['create_time'] = writeTime(atMs + 5);
    }),
  }));
  return inOrder.reverse();
}

function fromTheFuture(bench: ReceiverBench): Case[] {
  const request = makeEvent(bench, 'queue_size_updated', ({ meta_data: metaData }) => {
    metaData['event_time'] = writeTime(bench.wallMs() + 60_000);
  });
  return [{ what: 'event_time a minute after create_time', request }];
}
