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

const played = playDry(file, { naming: 'pascal' });

test('every message of it is what the page says', () => {
  const { messages } = played;
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

/** The values of each field of each event type in the scenario, as JSON. */
function valuesByField(): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const { draft, received } of played.messages) {
    for (const [field, value] of Object.entries(received.Data)) {
      const key = `${draft.eventType}.${field}`;
      values.set(key, (values.get(key) ?? new Set()).add(JSON.stringify(value)));
    }
  }
  return values;
}

test('every field that may be null says something, at least once', () => {
  const silent = [...valuesByField()].filter(([, values]) => values.size === 1 && values.has('null'));
  expect(silent.map(([field]) => field)).toEqual([]);
});

test('every availability, every type of request and every outcome of an attempt occurs', () => {
  const values = valuesByField();
  const found = (field: string): unknown[] =>
    [...(values.get(field) ?? [])]
      .sort((a, b) => a.localeCompare(b, 'en'))
      .map((json) => JSON.parse(json) as unknown);
  expect(found('UserAvailability.Availability')).toEqual([
    'Available',
    'Away',
    'BRB',
    'Busy',
    'DoNotDisturb',
    'OffWork',
  ]);
  expect(found('CallbackChanged.TypeId')).toEqual([1, 2, 3]);
  expect(found('CallbackChanged.LastAttemptTypeId')).toEqual([1, 2, null]);
});

test('the request that somebody enters is tried twice, and closed by the call that reaches the customer', () => {
  const { messages } = played;
  const told = messages
    .filter(({ draft, received }) => draft.eventType === 'CallbackChanged' && received.Data['TypeId'] === 3)
    .map(({ received: { Data } }) => [
      (Data['CallbackAttempts'] as object[]).length,
      Data['LastAttemptTypeId'],
      Data['IsClosed'],
    ]);
  expect(told).toEqual([
    [0, null, false],
    [0, null, false],
    [1, 2, false],
    [2, 1, false],
    [2, 1, true],
  ]);
});

test('every agent has a number of their own, and it is a Finnish one like the callers’', () => {
  const { messages } = played;
  const numberOf = new Map<unknown, Set<unknown>>();
  for (const {
    received: { Data },
  } of messages) {
    if ('UserNumber' in Data)
      numberOf.set(Data['UserId'], (numberOf.get(Data['UserId']) ?? new Set()).add(Data['UserNumber']));
    for (const name of [
      'UserNumber',
      'CallerNumber',
      'TargetNumber',
      'SupervisorTerminalNumber',
      'SupervisionCallInNumber',
    ])
      if (name in Data) expect(Data[name]).toMatch(/^\+358/);
  }
  const numbers = [...numberOf.values()].map((found) => [...found]);
  expect(numbers.every((found) => found.length === 1)).toBe(true);
  expect(new Set(numbers.flat()).size).toBe(numberOf.size);
  expect(numberOf.size).toBeGreaterThan(1);
});
