import { expect, test } from 'vitest';
import { checkNames } from './check-names.ts';
import { commandSchema, type CommandInput } from '../commands/command.ts';
import { centreSchema } from './centre-config.ts';
import { profilesSchema, trafficSchema } from './traffic-config.ts';

const config = {
  queues: [{ name: 'Sales' }, { name: 'Chat', channel: 'chat' as const }],
  agents: [
    { name: 'rep', count: 2 },
    { name: 'sue', supervisor: true },
  ],
};

function problemsOf(
  changes: Partial<Record<'centre' | 'traffic' | 'profiles', object>>,
  ...commands: CommandInput[]
): string[] {
  return checkNames(
    centreSchema.parse({ ...config, ...changes.centre }),
    trafficSchema.parse(changes.traffic ?? []),
    commands.map((command) => commandSchema.parse(command)),
    profilesSchema.parse(changes.profiles ?? {}),
  ).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test('names that mean something are no problem', () => {
  expect(
    problemsOf(
      { traffic: [{ profile: 'mine', queue: 'Sales', per_hour: 1 }], profiles: { mine: { talk: '1m' } } },
      { do: 'contact.start', queue: 'Chat', ref: 'anna' },
      { do: 'contact.hang-up', contact: 'anna' },
      { do: 'contact.hang-up', contact: 'contact-7' },
      { do: 'agent.set-status', agent: 'rep-2', status: 'LUNCH' },
    ),
  ).toEqual([]);
});

test('every wrong name is told at once, with its place and the names that may have been meant', () => {
  expect(
    problemsOf(
      {
        traffic: [
          { profile: 'voise', queue: 'Sale', per_hour: 1 },
          { profile: 'chat', queue: 'Sales', per_hour: 1 },
        ],
        profiles: { a: { like: 'b' }, b: { like: 'a' } },
      },
      { do: 'agent.log-in', agent: 'rep-3' },
      { do: 'contact.hang-up', contact: 'ana' },
      { do: 'contact.supervise', contact: 'contact-1', supervisor: 'rep-1' },
      { do: 'agent.set-status', agent: 'rep-1', status: 'lunsh' },
      { do: 'contact.start' },
    ),
  ).toEqual([
    'traffic.0.profile: "voise" is no profile. Did you mean "voice"?',
    'traffic.0.queue: "Sale" is no queue. Did you mean "Sales"?',
    'traffic.1.queue: The queue "Sales" takes voice and the profile "chat" is chat. Give another queue or another profile.',
    'commands.0.agent: "rep-3" is no agent. Did you mean "rep-1" or "rep-2"?',
    'commands.1.contact: "ana" is no ref of a contact. None is defined.',
    'commands.2.supervisor: "rep-1" is no agent with supervisor: true. There is "sue".',
    'commands.3.status: "lunsh" is no status. Did you mean "Lunch"?',
    'commands.4: A contact needs somewhere to go. Give it a queue or an agent.',
    'profiles.a.like: The profile "a" is like itself in the end. Make one of the chain like a shipped profile.',
    'profiles.b.like: The profile "b" is like itself in the end. Make one of the chain like a shipped profile.',
  ]);
});

test('names in the centre must be there, and only once', () => {
  expect(
    problemsOf({
      centre: {
        queues: [{ name: 'Sales', overflow_to: 'Sails' }, { name: 'Sales' }],
        agents: [
          { name: 'rep-1', queues: ['Chat'], breaks: [{ at: '12:00', for: '30m', status: 'awai' }] },
          { name: 'rep', count: 1 },
        ],
        statuses: [{ name: 'Lunch' }],
      },
    }),
  ).toEqual([
    'centre.queues.0.overflow_to: "Sails" is no queue, agent or number. Did you mean "Sales"?',
    'centre.queues.1.name: There are two: queue "Sales". Rename one of them.',
    'centre.agents.0.queues.0: "Chat" is no queue. There is "Sales".',
    'centre.agents.0.breaks.0.status: "awai" is no status. Did you mean "Away"?',
    'centre.agents.1.name: There are two: agent "rep-1". Rename one of them.',
    'centre.statuses.0.name: There are two: status "lunch". Rename one of them.',
  ]);
});
