import type { CommandInput } from '../../src/centre/commands/command.ts';
import type { Scene } from './simulate.ts';

/** A small centre with a queue of each kind. */
export const smallCentre: Scene['centre'] = {
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

/** A command, so many minutes after the start. */
export function at(minutes: number, command: CommandInput): readonly [number, CommandInput] {
  return [minutes, command];
}

const call = { do: 'contact.start', queue: 'Sales', profile: 'voice-plain' } as const;
const chat = { do: 'contact.start', queue: 'Chat', profile: 'chat-plain' } as const;

/** Three hours in which every type of event happens, by commands alone; one of them cannot be carried out. */
export const eventful: Scene = {
  centre: smallCentre,
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
};
