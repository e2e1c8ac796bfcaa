import { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../command-line.ts';
import { bindToEnvironment } from './environment.ts';
import { collect } from './flags.ts';

const every = (command: Command): Command[] => [command, ...command.commands.flatMap(every)];

const whole = every(createProgram({}));

test('every flag of every command has a variable, named by the one rule', () => {
  const flags = whole.flatMap((command) =>
    command.options.map((option) => ({ command: command.name(), long: option.long, envVar: option.envVar })),
  );
  expect(flags.length).toBeGreaterThan(200);
  const expected = flags.map(({ long, ...rest }) => {
    const name = `PHONEY_${long?.slice(2).toUpperCase().replaceAll('-', '_')}`;
    // --version of phoney itself is no setting, and the address of a control API is none of a receiver.
    const isControl = rest.envVar === 'PHONEY_CONTROL_URL' && long === '--url';
    const envVar = isControl ? 'PHONEY_CONTROL_URL' : name;
    return { ...rest, long, envVar: rest.command === 'phoney' ? undefined : envVar };
  });
  expect(flags).toEqual(expected);
});

test('the help of every command names the variable of each of its flags', () => {
  for (const command of whole.filter((one) => one.name() !== 'phoney')) {
    const help = command.helpInformation().replaceAll(/\s+/g, ' ');
    for (const { envVar } of command.options) expect(help).toContain(`env: ${envVar}`);
  }
});

test('a flag that may be repeated is still heard once each time', () => {
  const command = new Command('try').option('--url <url>', '', collect, []);
  bindToEnvironment(command, {}).parse(['--url', 'a', '--url', 'b'], { from: 'user' });
  expect(command.opts()).toEqual({ url: ['a', 'b'] });
});

test('the variable of a flag that may be repeated holds one value a line', () => {
  process.env['PHONEY_TRY_THIS'] = 'X-A: 1\n\n  X-B: 2, 3; 4\n';
  const command = new Command('try').option('--try-this <header>', '', collect, []);
  bindToEnvironment(command, {}).parse([], { from: 'user' });
  delete process.env['PHONEY_TRY_THIS'];
  expect(command.opts()).toEqual({ tryThis: ['X-A: 1', 'X-B: 2, 3; 4'] });
});

test('a variable that is empty, or says no to a flag without a value, is taken away', () => {
  const env = { PHONEY_JSON: 'false', PHONEY_URL: ' ', PHONEY_SEED: '0' };
  bindToEnvironment(new Command('try').option('--json').option('--url <url>').option('--seed <n>'), env);
  expect(env).toEqual({ PHONEY_SEED: '0' });
});
