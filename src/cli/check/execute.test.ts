import { expect, test } from 'vitest';
import { execute } from './execute.ts';

const never = new AbortController().signal;

test('a command that is not over in time is ended, one that does not listen to that too', async () => {
  const said = await execute("trap '' TERM; sleep 60 & wait; sleep 60", 50, never);
  expect(said).toMatch(/^The command was not over within 50ms\./);
});

test('what a command says is told when it fails, and nothing when it does not', async () => {
  expect(await execute('echo ready', 5000, never)).toBeUndefined();
  expect(await execute('echo no such service >&2; exit 3', 5000, never)).toBe(
    'The command ended with 3: no such service',
  );
});
