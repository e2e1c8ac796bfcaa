import type { AsappQueueEvent, AsappJourneyEvent, EnreachEvent, RingcentralAgentEvent } from 'phoney/types';
import { expect, expectTypeOf, test } from 'vitest';
import { activity, agentEvents, callEvents, events, journey, message, queue } from './page-samples.ts';
import { validate } from './schemas.ts';

test('the samples of the vendors’ pages, which the types take, are valid by the JSON Schemas, too', () => {
  const problems = [
    validate('asapp', 'activity', activity),
    validate('asapp', 'journey', journey),
    validate('asapp', 'ISSUE_CREATED', journey),
    validate('asapp', 'queue', queue),
    ...agentEvents.map((event) => validate('ringcentral', 'agent-events', event)),
    ...callEvents.map((event) => validate('ringcentral', 'call-events', event)),
    validate('enreach', 'MessageReceived', message),
    validate('enreach', 'QueueStatus.dotnet', events.QueueStatus),
  ];
  expect(problems.filter((why) => why !== undefined)).toEqual([]);
});

test('a receiver is typed: the type of an event decides what it has', () => {
  const read = (event: RingcentralAgentEvent): string => {
    switch (event.event_type) {
      case 'LOGIN':
      case 'LOGOUT':
        // @ts-expect-error a log-in has no state before it
        return String(event.prev_state);
      case 'ENGAGED':
        return event.call_id ?? '';
      default:
        return event.prev_aux_state;
    }
  };
  expect(agentEvents.map(read)).toHaveLength(agentEvents.length);
  const status = (event: EnreachEvent): number | undefined =>
    event.eventType === 'QueueStatus' ? event.nbrOfQueuingRequesters : undefined;
  expect(status(message.data)).toBeUndefined();
});

test('what may be missing may be, and nothing may be null that is left out', () => {
  expectTypeOf<AsappQueueEvent['details']>().extract<null>().toBeNever();
  expectTypeOf<AsappJourneyEvent['meta_data']['issue_id']>().toEqualTypeOf<string>();
  expectTypeOf<AsappQueueEvent['meta_data']['issue_id']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Extract<AsappJourneyEvent, { event_type: 'SURVEY_SUBMITTED' }>>().not.toBeNever();
  // @ts-expect-error there is no such type of event
  const wrong: AsappQueueEvent['event_type'] = 'queue_size_update';
  expect(wrong).toBe('queue_size_update');
});
