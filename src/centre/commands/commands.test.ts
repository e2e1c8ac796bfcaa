import { expect, test } from 'vitest';
import { at, eventful, smallCentre as centre } from '../../../test/kit/eventful.ts';
import { everyType } from '../../../test/kit/every-type.ts';
import { drain, eventsOf, only, openCentre } from '../../../test/kit/simulate.ts';
import type { CentreEvent } from '../model/event.ts';

test('commands are enough to bring about every type of event', () => {
  const events = eventsOf(eventful);
  const seen = new Set(events.map(({ type }) => type));
  expect(Object.keys(everyType).filter((type) => !seen.has(type as CentreEvent['type']))).toEqual([]);
  expect(only(events, 'command.refused').map(({ command }) => command)).toEqual(['contact.hang-up']);
});

test('a command that cannot be carried out changes nothing and says why', () => {
  const events = eventsOf({
    centre,
    commands: [
      at(1, { do: 'contact.start', queue: 'Chat', channel: 'voice' }),
      at(2, { do: 'contact.hold', contact: 'contact-9' }),
    ],
  });
  expect(only(events, 'command.refused').map(({ reason }) => reason)).toEqual([
    'The queue "Chat" takes chat, and the contact is voice.',
    'There is no contact "contact-9" now: it has not begun, or is over.',
  ]);
  expect(only(events, 'contact.created')).toEqual([]);
});

test('commands go after whatever else stands in the agenda for the same instant', () => {
  const events = eventsOf({
    centre: { ...centre, agents: [{ name: 'alice', queues: ['Sales'], shift: '08:30-16:00' }] },
    commands: [at(30, { do: 'agent.set-status', agent: 'alice', status: 'lunch' })],
  });
  expect(only(events, 'command.refused')).toEqual([]);
  expect(events.map(({ type }) => type).slice(0, 4)).toEqual([
    'agent.logged-in',
    'agent.state-changed',
    'queue.wait-estimated',
    'agent.status-changed',
  ]);
});

test('a status chosen during work shows in the state when the work is over, and a log-out waits for it', () => {
  const events = eventsOf({
    centre,
    commands: [
      at(1, { do: 'contact.start', queue: 'Sales', profile: 'voice-plain', talk: '5m', wrap_up: '20s' }),
      at(2, { do: 'agent.set-status', agent: 'alice', status: 'break' }),
      at(3, { do: 'contact.start', queue: 'Sales', profile: 'voice-plain', patience: '10m' }),
      at(5, { do: 'agent.log-out', agent: 'alice' }),
    ],
  });
  const states = only(events, 'agent.state-changed').filter(({ agentId }) => agentId === 'agent-alice');
  expect(states.map(({ to }) => to)).toEqual(['available', 'allocated', 'on-contact', 'wrap-up', 'offline']);
  const [loggedOut] = only(events, 'agent.logged-out');
  expect(loggedOut?.at).toBe(only(events, 'contact.wrap-up-ended')[0]?.at);
  expect(only(events, 'contact.connected')).toHaveLength(1);
});

test('a contact says how the part of its customer ended before the work after it is done', () => {
  const centreNow = openCentre({
    centre,
    commands: [
      at(1, { do: 'contact.start', queue: 'Sales', profile: 'voice-plain', talk: '1m', wrap_up: '20s' }),
    ],
  });
  drain(centreNow, (event) => {
    if (!('contactId' in event) || event.contactId === null) return;
    const { over } = centreNow.view.contact(event.contactId);
    if (event.type === 'contact.connected') expect(over).toBeUndefined();
    if (event.type === 'contact.ended') expect(over).toEqual({ at: event.at - 20_000, outcome: 'answered' });
  });
});

test('what a scenario says of a contact is what happens', () => {
  const events = eventsOf({
    centre,
    commands: [
      at(1, {
        do: 'contact.start',
        queue: 'Sales',
        profile: 'voice-plain',
        caller: '+15105550123',
        name: 'Ada Love',
        talk: '2m',
        ring: '4s',
        wrap_up: '10s',
        utterances: 12,
        holds: [{ after: '30s', for: '20s' }],
        disposition: { fields: [{ name: 'Reason', value: 'Bill' }], note: 'Paid' },
      }),
    ],
  });
  const one = (type: CentreEvent['type']): number => only(events, type)[0]?.at ?? Number.NaN;
  const connectedAt = one('contact.connected');
  expect(connectedAt - one('contact.created')).toBe(4000);
  expect(one('contact.held') - connectedAt).toBe(30_000);
  expect(one('contact.resumed') - one('contact.held')).toBe(20_000);
  expect(one('contact.disconnected') - connectedAt).toBe(140_000);
  expect(one('contact.wrap-up-ended') - one('contact.wrap-up-started')).toBe(10_000);
  expect(only(events, 'contact.uttered')).toHaveLength(12);
  expect(only(events, 'contact.ended')).toMatchObject([
    { outcome: 'answered', durationMs: 144_000, talkedMs: 140_000 },
  ]);
});

test('an agent takes part in what is said only once they have answered', () => {
  const events = eventsOf({
    centre,
    commands: [
      at(1, {
        do: 'contact.start',
        queue: 'Sales',
        profile: 'voice-plain',
        ref: 'anna',
        ring: '9s',
        talk: '1m',
      }),
      at(1.1, { do: 'contact.say', contact: 'anna', by: 'customer' }),
      at(1.2, { do: 'contact.say', contact: 'anna', by: 'customer' }),
    ],
  });
  expect(only(events, 'contact.uttered').map(({ agentId }) => agentId)).toEqual([null, 'agent-alice']);
});
