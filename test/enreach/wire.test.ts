import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { camelName } from '../../src/dialects/enreach/names.ts';
import { eventDefinitions, eventNames, type EventName } from '../../src/dialects/enreach/wire/index.ts';
import { subscriptionSchema } from '../../src/dialects/enreach/wire/subscription.ts';

type Payload = Readonly<Record<string, unknown>>;

/** The payloads of the vendor's page, and the names in its tables. */
const page = JSON.parse(readFileSync(new URL('page.json', import.meta.url), 'utf8')) as {
  events: Record<string, Payload>;
  tables: Record<string, string[]>;
  messageReceived: { subscription: Payload; data: Payload };
};

/** Where the page's table lists the values, its samples have placeholders that no receiver will ever see. */
const listed: Readonly<Record<string, Payload>> = {
  UserAvailability: { Availability: 'Busy' },
  UserCallAvailableForMonitoring: { CallType: 'servicecall' },
  UserCallInDisconnected: { Reason: 'remote' },
  UserCallInUserOverflow: { Reason: 'DND' },
  UserCallOutDisconnected: { Reason: 'local' },
  UserWrapUpTerminated: { Reason: 'timer' },
  QueueCallInDisconnected: { Reason: 'local' },
};

const sampleOf = (name: EventName): Payload => ({ ...page.events[name], ...listed[name] });
const accepts = (name: EventName, payload: unknown): boolean =>
  eventDefinitions[name].schema.safeParse(payload).success;

test('the event types are those of the page: 22 of users, 8 of queues, 1 of call lists', () => {
  expect(eventNames.toSorted()).toEqual(Object.keys(page.events).toSorted());
  const entities = Object.groupBy(eventNames, (name) => eventDefinitions[name].entityType);
  expect([entities.User?.length, entities.Queue?.length, entities.CallList?.length]).toEqual([22, 8, 1]);
});

test.each(eventNames)('%s: the page’s own sample is accepted', (name) => {
  expect(eventDefinitions[name].schema.safeParse(sampleOf(name)).error?.issues).toBeUndefined();
});

test.each(eventNames)('%s has every field of the page’s sample, in its order, and of its table', (name) => {
  const { keys } = eventDefinitions[name];
  const sample = Object.keys(page.events[name] ?? {});
  expect(keys.filter((key) => sample.includes(key))).toEqual(sample);
  expect(keys).toEqual(expect.arrayContaining(page.tables[name] ?? []));
  expect(keys.toSorted()).toEqual([...new Set([...sample, ...(page.tables[name] ?? [])])].toSorted());
});

test.each(eventNames)('%s: a sample that lacks, adds or mistypes a field is refused', (name) => {
  const sample = sampleOf(name);
  for (const key of Object.keys(sample)) {
    const { [key]: gone, ...rest } = sample;
    if (!mayBeAbsent.has(key)) expect(accepts(name, rest), `without ${key}`).toBe(false);
    expect(accepts(name, { ...sample, [key]: { nonsense: gone } }), `an object as ${key}`).toBe(false);
    expect(accepts(name, { ...rest, [key.toUpperCase()]: gone }), `${key} in capitals`).toBe(false);
  }
  expect(accepts(name, { ...sample, Extra: 1 })).toBe(false);
  expect(accepts(name, { ...sample, EventType: 'Other' })).toBe(false);
  expect(accepts(name, { ...sample, EntityId: 'not-a-guid' })).toBe(false);
  expect(accepts(name, { ...sample, Timestamp: '2020-01-01 12:00' })).toBe(false);
});

/** Fields of the status sample that the page's older `MessageReceived` sample does not have. */
const mayBeAbsent = new Set(['TalkingStatusChanged', 'WrapUpStart']);

test.each(Object.keys(listed) as EventName[])('%s: a value outside the listed ones is refused', (name) => {
  expect(accepts(name, page.events[name])).toBe(false);
});

test('the page’s MessageReceived is our UserStatus and our subscription, with a small first letter', () => {
  const pascal = (payload: Payload): Payload =>
    Object.fromEntries(
      Object.entries(payload).map(([key, value]) => [key[0]?.toUpperCase() + key.slice(1), value]),
    );
  const { subscription, data } = page.messageReceived;
  expect(accepts('UserStatus', pascal(data))).toBe(true);
  expect(subscriptionSchema.parse(pascal(subscription))).toBeDefined();
  for (const key of [...Object.keys(data), ...Object.keys(subscription)])
    expect(camelName(key[0]?.toUpperCase() + key.slice(1))).toBe(key);
  expect(Object.keys(subscriptionSchema.shape).map(camelName)).toEqual(Object.keys(subscription));
});
