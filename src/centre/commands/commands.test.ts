import { expect, test } from 'vitest';
import { everyType } from '../../../test/kit/every-type.ts';
import { drain, eventsOf, only, openCentre, type Scene } from '../../../test/kit/simulate.ts';
import type { CommandInput } from './command.ts';
import type { CentreEvent } from '../model/event.ts';

const centre: Scene['centre'] = {
  statuses: [{ name: 'Team meeting', base: 'training' }],
  queues: [
    { name: 'Sales', wrap_up: '30s', ring_for: '20s' },
    { name: 'Spare', overflow_to: 'Sales' },
    { name: 'Chat', channel: 'chat', wrap_up: '10s' },
  ],
  agents: [
    { name: 'alice', queues: ['Sales'], team: 'one' },
    { name: 'bob', queues: ['Chat'] },
    { name: 'carol', supervisor: true, team: 'one' },
  ],
};

function at(minutes: number, command: CommandInput): readonly [number, CommandInput] {
  return [minutes, command];
}

test('every type of event can be caused by commands', () => {
  const call = { do: 'contact.start', queue: 'Sales', profile: 'voice-plain' } as const;
  const chat = { do: 'contact.start', queue: 'Chat', profile: 'chat-plain' } as const;
  const events = eventsOf({
    centre,
    hours: 3,
    intervalsMs: [60_000],
    commands: [
      at(1, { do: 'agent.set-status', agent: 'alice', status: 'team meeting', note: 'Room 2', for: '30s' }),
      at(1, { do: 'agent.set-capacity', agent: 'bob', chat_slots: 2 }),
      at(1, { do: 'agent.set-queues', agent: 'alice', queues: ['Sales', 'Spare'] }),
      at(1, { do: 'agent.set-identity', agent: 'alice', family_name: 'Fox' }),
      at(1, { do: 'agent.set-setting', agent: 'alice', keyword: 'tone', value: 'soft' }),
      at(1, { do: 'agent.alert', agent: 'alice', queue: 'Sales' }),
      at(2, { ...call, ref: 'anna', talk: '10m', wrap_up: '20s', ring: '5s' }),
      at(2.05, { do: 'contact.answer', contact: 'anna' }),
      at(3, { do: 'contact.say', contact: 'anna', by: 'customer' }),
      at(3, { do: 'contact.hold', contact: 'anna' }),
      at(4, { do: 'contact.resume', contact: 'anna' }),
      at(4, { do: 'contact.supervise', contact: 'anna', supervisor: 'carol', state: 'barged-in' }),
      at(4, { do: 'contact.say', contact: 'anna', by: 'supervisor' }),
      at(4, { ...call, ref: 'ben', patience: 'endless' }),
      at(4.1, { do: 'contact.announce-wait', contact: 'ben' }),
      at(4.2, { do: 'contact.request-callback', contact: 'ben', ref: 'back' }),
      at(5, { do: 'contact.transfer', contact: 'anna', to: { number: '+15105550199' }, result: 'busy' }),
      at(6, { do: 'contact.transfer', contact: 'anna', to: { number: '+15105550199' } }),
      at(6.2, { do: 'agent.end-wrap-up', agent: 'alice' }),
      at(8, { do: 'callback.assign', callback: 'back', agent: 'alice' }),
      at(8, { do: 'callback.attempt', callback: 'back', reached: false }),
      at(10, { do: 'callback.close', callback: 'back' }),
      at(11, { ...call, queue: 'Spare', ref: 'cleo', ring: '10s', patience: 'endless', talk: '1m' }),
      at(11.05, { do: 'contact.decline', contact: 'cleo' }),
      at(13, { do: 'agent.log-out', agent: 'alice' }),
      at(14, { ...call, ref: 'dora', patience: 'endless' }),
      at(15, { do: 'contact.abandon', contact: 'dora' }),
      at(15, { ...call, queue: 'Spare' }),
      at(16, { do: 'queue.set-mitigation', queue: 'Sales', on: true }),
      at(17, { ...call }),
      at(18, { do: 'queue.set-mitigation', queue: 'Sales', on: false }),
      at(18, { do: 'queue.set-hours', queue: 'Sales', hours: '08:00-16:00' }),
      at(18, { do: 'queue.set-holidays', queue: 'Sales', holidays: ['2026-12-25'] }),
      at(18, { do: 'queue.set-capping', queue: 'Sales', size: 2 }),
      at(18, { do: 'queue.set-info', queue: 'Sales', name: 'Sales and returns' }),
      at(18, { do: 'agent.set-fetch-mode', agent: 'alice', on: true }),
      at(18, { do: 'agent.log-in', agent: 'alice' }),
      at(18.01, { ...call, ref: 'eve', talk: '1m' }),
      at(18.02, { do: 'agent.fetch', agent: 'alice' }),
      at(20, { ...chat, ref: 'kim', bot: { pause: '10m' } }),
      at(21, { do: 'bot.do', contact: 'kim', step: { do: 'detect-intent', code: 'BILLING' } }),
      at(21, { do: 'bot.do', contact: 'kim', step: { do: 'visit-node', flow: 'billing', node: 'which' } }),
      at(21, { do: 'bot.do', contact: 'kim', step: { do: 'resolve-link' } }),
      at(21, { do: 'bot.do', contact: 'kim', step: { do: 'call-action', action_id: 'look-up' } }),
      at(21, { do: 'bot.do', contact: 'kim', step: { do: 'succeed' } }),
      at(21, { do: 'bot.do', contact: 'kim', step: { do: 'negate-success' } }),
      at(21, { do: 'bot.do', contact: 'kim', step: { do: 'end-response' } }),
      at(22, { do: 'bot.end', contact: 'kim', end: 'hand-over' }),
      at(23, { do: 'contact.upload-file', contact: 'kim' }),
      at(23, { do: 'contact.change-session', contact: 'kim' }),
      at(23, { do: 'contact.set-attributes', contact: 'kim', attributes: { plan: 'Gold' } }),
      at(23, { do: 'contact.dispose', contact: 'kim', note: 'Done' }),
      at(23, { do: 'contact.summarise', contact: 'kim', text: 'All well.' }),
      at(23, { do: 'contact.submit-survey', contact: 'kim', answers: [{ question: 'Well?', answer: '5' }] }),
      at(24, { do: 'contact.leave', contact: 'kim' }),
      at(25, { ...chat, ref: 'lea', talk: '1h' }),
      at(26, { do: 'contact.time-out', contact: 'lea' }),
      at(27, { do: 'contact.hang-up', contact: 'lea' }),
    ],
  });
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
  expect(events.map(({ type }) => type).slice(0, 3)).toEqual([
    'agent.logged-in',
    'agent.state-changed',
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
