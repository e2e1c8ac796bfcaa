import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError } from '../../src/lib/errors.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { makeFolder } from '../acceptance/world.ts';
import { badAddresses } from './fuzz/draw-line.ts';
import { runLine } from './fuzz/run-line.ts';

const folder = makeFolder();
afterAll(folder.remove);
const day = path.join(folder.path, 'day.yaml');
writeFileSync(
  day,
  "centre: { queues: [{ name: Sales }] }\ntargets: { asapp: { raw: { url: 'http://localhost:9' } } }",
);

const lines = [
  ['--url', 'trigger asapp SURVEY_SUBMITTED --url'],
  ['--url', 'trigger ringcentral LOGIN --url'],
  ['--url', 'trigger ringcentral LOGIN --form json --url'],
  ['--url', 'trigger enreach UserStatus --url'],
  ['--url', `run ${day} --url`],
  ['--target', 'contracts verify-receiver --vendor asapp --target'],
  ['--target', 'contracts verify-receiver --vendor ringcentral --target'],
  ['--state-url', 'contracts verify-receiver --vendor asapp --target http://127.0.0.1:9 --state-url'],
  ['--forward-to', 'listen --plain --port 0 --forward-to'],
  ['--token-url', 'tap --user a --password-env HOME --token-url'],
  ['--broker', 'contracts verify-simulator --provider asapp --broker'],
  ['--url', 'ctl status --url'],
  ['--url', 'ctl follow --url'],
] as const;

/** Neither says anything in the clear that is secret, so that plain HTTP is no mistake there. */
const mayBePlain = new Set(['--broker', 'ctl']);

test.each(
  badAddresses.flatMap((address) =>
    lines
      .filter(([flag, line]) => {
        const isPlain = address.startsWith('http://receiver.example');
        return !isPlain || !(mayBePlain.has(flag) || mayBePlain.has(line.split(' ')[0] ?? ''));
      })
      .map(([flag, line]) => [line, address, flag] as const),
  ),
)('%s "%s" is one problem, at the flag %s', async (line, address, flag) => {
  const { code, stderr, stray } = await runLine({ args: [...line.split(' '), address], env: {} });
  expect(stderr.split('\n').filter((one) => one.startsWith('error'))).toEqual([
    expect.stringMatching(`^error ${flag}: `),
  ]);
  expect(stderr).not.toContain('user:pw');
  expect(stray).toEqual([]);
  expect(code).toBe(2);
});

test.each(
  badAddresses.flatMap((address) =>
    [
      (url: string) => `asapp: { raw: { url: ${url} } }`,
      (url: string) => `asapp: { feeds: { journey: { url: ${url} } } }`,
      (url: string) => `ringcentral: { wfm: { agent_event_url: ${url} } }`,
      (url: string) => `ringcentral: { wfm: { call_event_url: ${url} } }`,
    ].map((write) => [write(JSON.stringify(address)), address] as const),
  ),
)('targets: { %s } is one problem, with its line and column', (target, address) => {
  const text = `centre: { queues: [{ name: Sales }] }\ntargets: { ${target} }`;
  try {
    loadScenario({ text, file: 'day.yaml' });
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const column = text.split('\n')[1]?.indexOf(JSON.stringify(address)) ?? 0;
    expect(error.problems).toEqual([
      expect.objectContaining({ file: 'day.yaml', line: 2, column: column + 1 }),
    ]);
    expect(error.message).not.toContain('user:pw');
  }
});
