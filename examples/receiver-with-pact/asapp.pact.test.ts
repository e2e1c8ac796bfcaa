import { Matchers, PactV4 } from '@pact-foundation/pact';
import { expect, test } from 'vitest';
import { AgentBoard, type StatusUpdated } from './agent-board.ts';
import { pactFolder } from './pact-folder.ts';

const { like, regex, uuid } = Matchers;

const pact = new PactV4({
  consumer: 'agent-board',
  provider: 'asapp-realtime-events',
  dir: pactFolder,
  logLevel: 'error',
});
const timestamp = regex(
  String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$`,
  '2026-01-05T10:00:00.123Z',
);

test('an agent who goes to lunch is shown at lunch', () =>
  pact
    .addAsynchronousInteraction()
    .given('an agent chooses a status', { agent: 'vera', status: 'lunch' })
    .expectsToReceive('an agent goes to lunch', (message) =>
      message.withJSONContent({
        name: 'com.asapp.event.activity',
        event_type: 'agent_activity_status_updated',
        event_id: uuid('e2490de5-5bd3-43d5-b7c4-526e33f71304'),
        data: { rep_id: like('4018655300783836') },
        details: { status_updated_ts: timestamp, status_description: 'Lunch' },
      }),
    )
    .executeTest(({ contents }) => {
      const event = contents.content as unknown as StatusUpdated;
      const board = new AgentBoard();
      board.takeAsapp(event);
      board.takeAsapp(event);
      expect([...board.entries.values()]).toEqual([{ status: 'Lunch', since: '2026-01-05T10:00:00.123Z' }]);
      return Promise.resolve();
    }));
