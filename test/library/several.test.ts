import { expect, test } from 'vitest';
import { hold, quiet } from './centre.ts';

const scenario = {
  ...quiet,
  centre: {
    ...quiet.centre,
    agents: [
      { name: 'alice', queues: ['Billing', 'Chat'] },
      { name: 'agent', count: 3, queues: ['Billing'], team: 'day' },
    ],
  },
  limits: { allow_refused_commands: true },
};

test('a command for several agents is carried out for each, and has one result', async () => {
  const phoney = await hold({ scenario });
  const left = await phoney.command({ do: 'agent.log-out', agents: 'agent-1..agent-2' });
  expect(left).toMatchObject({ do: 'agent.log-out', outcome: 'done', reason: null });
  expect(left.events.filter(({ type }) => type === 'agent.logged-out')).toHaveLength(2);

  const again = await phoney.command({ do: 'agent.log-out', agents: { team: 'day' } });
  expect(again).toMatchObject({
    outcome: 'refused',
    reason: 'agent-1 is not logged in. agent-2 is not logged in.',
  });
  expect(again.events.filter(({ type }) => type === 'agent.logged-out')).toHaveLength(1);
});

test.each([
  [{ do: 'agent.log-out' }, '"agent" is missing. The name of an agent. Or agents, for several.'],
  [{ do: 'agent.log-out', agents: ['agent-1', 'bob'] }, '"bob" is no agent, nor a range of them.'],
  [{ do: 'agent.log-out', agents: { team: 'dya' } }, 'No agent is in a team "dya". Did you mean "day"?'],
  [{ do: 'agent.log-out', agent: 'alice', agents: 'all' }, 'agent and agents exclude each other'],
  [{ do: 'queue.set-mitigation', queues: 'Biling', on: true }, 'Did you mean "Billing"?'],
  [{ do: 'agent.log-out', agent: '$event' }, '"$event" is no agent.'],
])('a command while it runs that is for nobody is a mistake: %j', async (command, message) => {
  const phoney = await hold({ scenario });
  await expect(phoney.command(command as never)).rejects.toThrow(message);
});
