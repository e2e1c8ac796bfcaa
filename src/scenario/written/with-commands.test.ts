import { expect, test } from 'vitest';
import { loadScenario } from '../index.ts';
import { withCommands } from './with-commands.ts';

const centre = 'centre: { queues: [{ name: Sales }], agents: [{ name: alice, queues: [Sales] }] }';
const lunch = { do: 'agent.set-status', agent: 'alice', status: 'lunch' };

test('everything that was written stays as it was, comments and all', () => {
  const text = `# a quiet day\nseed: 7 # always\n${centre}\ncommands:\n  # she comes late\n  - { at: +1s, do: agent.log-out, agent: alice }\n`;
  const changed = withCommands(text, [{ afterMs: 60_000, command: lunch }], 'By hand:');
  expect(changed).toContain('# a quiet day\nseed: 7 # always');
  expect(changed).toContain('  # she comes late\n  - { at: +1s, do: agent.log-out, agent: alice }\n');
  expect(changed).toContain(
    '  # By hand:\n  - { at: +1m, do: agent.set-status, agent: alice, status: lunch }',
  );
  expect(loadScenario({ file: 'changed.yaml', text: changed }).commands).toHaveLength(2);
});

test('a scenario that was given as JSON, and one without commands, get theirs', () => {
  for (const text of [
    JSON.stringify({ seed: 1, centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'alice' }] } }),
    centre,
  ]) {
    const changed = withCommands(text, [{ afterMs: 1500, command: lunch }], 'By hand:');
    const { commands, startMs } = loadScenario({ file: 'changed.yaml', text: changed });
    expect(commands).toMatchObject([{ atMs: startMs + 1500, command: lunch }]);
  }
});

test('what no command does stands in comments, on one line each, whatever is in it', () => {
  const note = 'sent again:\ncommands: []\r\u2028seed: 2';
  const changed = withCommands(centre, [{ afterMs: 0, note }], 'By hand:');
  expect(loadScenario({ file: 'changed.yaml', text: changed })).toMatchObject({ seed: 1, commands: [] });
  expect(changed).toContain('# +0s sent again: commands: [] seed: 2');
});

test('texts that look like something else stay texts', () => {
  const command = { do: 'contact.start', queue: 'Sales', caller: '+15105550123', ref: 'yes: # 08:05' };
  const changed = withCommands(centre, [{ afterMs: 0, command }], 'By hand:');
  expect(loadScenario({ file: 'changed.yaml', text: changed }).commands).toMatchObject([{ command }]);
});

test('the day lasts until what was done last, where it is shorter', () => {
  const late = [{ afterMs: 9 * 3_600_000, command: lunch }];
  for (const text of [centre, `${centre}\nduration: 1h\n`]) {
    const { startMs, endMs } = loadScenario({ file: 'x.yaml', text: withCommands(text, late, 'By hand:') });
    expect(endMs - startMs).toBe(9 * 3_600_000 + 1000);
  }
});
