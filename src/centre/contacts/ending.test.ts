import { expect, test } from 'vitest';
import { eventsOf, only, type Scene } from '../../../test/kit/simulate.ts';
import type { CommandInput } from '../commands/command.ts';
import type { ContactOutcome } from '../model/events/contact-facts.ts';

const sent = { share: 1, to: { queue: 'Nobody' }, after: '1m', takes: '5s' } as const;
const call = { do: 'contact.start', queue: 'Sales', profile: 'voice-plain', talk: '2m' } as const;

function outcomesOf(command: CommandInput, maxWait?: string): ContactOutcome[] {
  const centre: Scene['centre'] = {
    queues: [{ name: 'Sales' }, { name: 'Nobody', max_wait: maxWait }],
    agents: [{ name: 'alice', queues: ['Sales'] }],
  };
  return only(eventsOf({ centre, commands: [[1, command]] }), 'contact.ended').map(({ outcome }) => outcome);
}

test('a caller whom nobody answers gives up, or is given up after the longest wait', () => {
  expect(outcomesOf({ ...call, queue: 'Nobody', patience: '30s' })).toEqual(['abandoned']);
  expect(outcomesOf({ ...call, queue: 'Nobody', patience: 'endless' }, '30s')).toEqual(['timed-out']);
});

test('a caller who talked to an agent was answered, whatever becomes of the transfer', () => {
  expect(outcomesOf({ ...call, transfer: sent, patience: '30s' })).toEqual(['answered']);
  expect(outcomesOf({ ...call, transfer: sent, patience: 'endless' }, '30s')).toEqual(['answered']);
});
