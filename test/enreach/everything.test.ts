import path from 'node:path';
import { expect, test } from 'vitest';
import { messageReceivedSchema } from '../../src/dialects/enreach/wire/subscription.ts';
import { eventDefinitions, eventNames, type EventName } from '../../src/dialects/enreach/wire/index.ts';
import { playDry } from './play.ts';

const file = path.resolve(import.meta.dirname, '../../scenarios/enreach-everything.yaml');

test('scenarios/enreach-everything.yaml has each of the 31 event types, and refuses no command', () => {
  const { messages, refused } = playDry(file);
  expect(refused).toEqual([]);
  const said = new Set(messages.map(({ draft }) => draft.eventType));
  expect(
    eventNames.filter((name) => !said.has(name)),
    'missing',
  ).toEqual([]);
});

test('every message of it is what the page says', () => {
  const { messages } = playDry(file, { naming: 'pascal' });
  for (const { draft, received } of messages) {
    messageReceivedSchema.parse(received);
    const { schema } = eventDefinitions[draft.eventType as EventName];
    expect(schema.safeParse(received.Data).error?.issues, draft.body).toBeUndefined();
    expect(Object.keys(received.Data)).toEqual(eventDefinitions[draft.eventType as EventName].keys);
    expect(draft.eventId).toBe(received.Data['Id']);
  }
});

test('the same seed says the same, byte for byte', () => {
  const bodies = (): string[] => playDry(file).messages.map(({ draft }) => draft.body);
  expect(bodies()).toEqual(bodies());
});
