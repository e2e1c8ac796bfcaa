import { Matchers, PactV4 } from '@pact-foundation/pact';
import { expect, test } from 'vitest';
import { AgentBoard, type UserStatus } from './agent-board.ts';
import { pactFolder } from './pact-folder.ts';

const { boolean, regex, uuid } = Matchers;

const pact = new PactV4({
  consumer: 'agent-board',
  provider: 'enreach-rte',
  dir: pactFolder,
  logLevel: 'error',
});

test('an agent on a call is shown talking', () =>
  pact
    .addAsynchronousInteraction()
    .given('a customer calls', { queue: 'Orders' })
    .expectsToReceive('a user is talking', (message) =>
      message.withJSONContent({
        data: {
          eventType: 'UserStatus',
          userId: uuid('a1eeb030-ff4b-4a11-ac9c-00155d4fdcf3'),
          talking: true,
          available: boolean(true),
          timestamp: regex(
            String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?Z$`,
            '2026-01-05T10:00:00.1234567Z',
          ),
        },
      }),
    )
    .executeTest(({ contents }) => {
      const board = new AgentBoard();
      board.takeEnreach(contents.content as unknown as UserStatus);
      expect([...board.entries.values()].map(({ status }) => status)).toEqual(['Talking']);
      return Promise.resolve();
    }));
