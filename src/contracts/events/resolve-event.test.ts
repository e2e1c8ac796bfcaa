import { describe, expect, test } from 'vitest';
import type { Interaction } from '../pact/pact.ts';
import { chooseLike } from './choose.ts';
import { resolveEvent } from './resolve-event.ts';

const about = (description: string, example: unknown = {}): Interaction => ({
  kind: 'message',
  description,
  states: [],
  pending: false,
  example,
  document: {},
});
const none = new Map<string, never>();

describe('which event a contract is about', () => {
  test.each([
    [about('x', { event_type: 'QUEUED' }), 'asapp', 'QUEUED'],
    [about('x', { event_type: 'LOGIN' }), 'ringcentral', 'LOGIN'],
    [
      about('x', { type: 1, target: 'MessageReceived', arguments: [{ data: { eventType: 'UserStatus' } }] }),
      'enreach',
      'UserStatus',
    ],
    [about('x', { Data: { EventType: 'QueueStatus' } }), 'enreach', 'QueueStatus'],
    [about('x', { subscription: { eventType: 'QueueStatus' } }), 'enreach', 'QueueStatus'],
    [about('x', [{ data: { eventType: 'UserAlert' } }]), 'enreach', 'UserAlert'],
    [about('an agent_activity_status_updated event'), 'asapp', 'agent_activity_status_updated'],
    [about('a user call in arrived, with a queue'), 'enreach', 'UserCallInArrived'],
    [about('the agent is ENGAGED'), 'ringcentral', 'ENGAGED'],
    [about('QUEUED says nothing when the example does', { event_type: 'ASSIGNED' }), 'asapp', 'ASSIGNED'],
  ])('%o', (interaction, vendor, eventType) => {
    expect(resolveEvent(interaction, none)).toMatchObject({ vendor, eventType });
  });

  test('the end of a call is told apart by its state', () => {
    expect(resolveEvent(about('x', { event_type: 'ACD-CALL', call_state: 'ABANDON' }), none)).toEqual({
      vendor: 'ringcentral',
      eventType: 'ACD-CALL',
      callState: 'ABANDON',
    });
  });

  test('a plain word in a sentence is no event type', () => {
    expect(() => resolveEvent(about('an agent is away and engaged'), none)).toThrow(/No event is meant by/);
  });
});

describe('of many messages the one most like the example is chosen', () => {
  const choose = (example: unknown, ...candidates: unknown[]): unknown =>
    chooseLike(example, candidates, (one) => one);

  test('by the members that it has, then by their values, then the first', () => {
    expect(choose({ a: 1, b: 2 }, { a: 9 }, { a: 9, b: 9 }, { a: 9, b: 2 })).toEqual({ a: 9, b: 2 });
    expect(choose({ a: { b: [1] } }, { a: {} }, { a: { b: [] } }, { a: { b: [7] } })).toEqual({
      a: { b: [7] },
    });
    expect(choose({ a: 1 }, { a: 2, n: 1 }, { a: 2, n: 2 })).toEqual({ a: 2, n: 1 });
    expect(choose({ a: 'x' }, { a: null }, { a: 'y' })).toEqual({ a: 'y' });
  });

  test('and none of none', () => {
    expect(choose({ a: 1 })).toBeUndefined();
  });
});
