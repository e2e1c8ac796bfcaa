import { expect, test } from 'vitest';
import { problemsOf } from '../../test/kit/problems-of.ts';
import { loadScenario } from './index.ts';

/** The messages that a scenario with this agent has, without their places. */
function problemsWith(agent: string, more = ''): string[] {
  const text = `centre: { queues: [{ name: Sales }], agents: [${agent}] }\n${more}`;
  return problemsOf(() => loadScenario({ text, file: 'a.yaml' }));
}

test.each([
  ['extension', '0123', 'a number'],
  ['extension', '007', 'a number'],
  ['extension', '12', 'a number'],
  ['external_id', '1.10', 'a number'],
  ['external_id', '0x1F', 'a number'],
  ['external_id', '0o17', 'a number'],
  ['external_id', '1e3', 'a number'],
  ['external_id', '.5', 'a number'],
  ['external_id', '+5', 'a number'],
  ['external_id', '-0', 'a number'],
  ['external_id', '9007199254740993', 'a number'],
  ['external_id', '.inf', 'a number'],
  ['external_id', 'true', 'true or false'],
  ['external_id', 'False', 'true or false'],
  ['team', 'TRUE', 'true or false'],
])('%s: %s is advised to stand in quotes just as it is written', (key, source, kind) => {
  expect(problemsWith(`{ name: alice, ${key}: ${source} }`)).toEqual([
    `${source} is ${kind} here and not text. Write it in quotes: "${source}".`,
  ]);
});

test.each(['~', 'null', 'Null'])('display_name: %s is told as what it means', (source) => {
  expect(problemsWith(`{ name: alice, display_name: ${source} }`)).toEqual([
    `${source} means no value. Write it in quotes: "${source}".`,
  ]);
});

test.each([
  ['+15105550123', '+15105550123 is a number here and not text. Write it in quotes: "+15105550123".'],
  [
    '15105550123',
    '15105550123 is a number here and not text. Write it in quotes, with its plus sign: "+15105550123".',
  ],
])('caller: %s is advised as a telephone number', (source, message) => {
  const commands = `duration: 1h\ncommands: [{ at: +1s, do: contact.start, queue: Sales, caller: ${source} }]`;
  expect(problemsWith('{ name: alice }', commands)).toEqual([message]);
});

test.each(['yes', 'no', 'on', '2026-01-01', '08:05', '1_000', '0b11', '1,5'])(
  '%s is text to YAML 1.2, and needs no quotes',
  (source) => {
    expect(problemsWith(`{ name: alice, external_id: "x", team: ${source.replace(',', '.0.')} }`)).toEqual(
      [],
    );
  },
);

test('a mistake that is found after others is advised as it is written, too', () => {
  const more = 'traffic: [{ queue: Sales, per_hour: 1_000, profile: voice }, { queue: 0123, per_hour: x }]';
  expect(problemsWith('{ name: alice, extension: 0099, nickname: al }', more)).toEqual([
    '0099 is a number here and not text. Write it in quotes: "0099".',
    expect.stringContaining('"nickname" is not a key here.'),
    '"1_000" is not a number. Write its digits only: 1000.',
    '0123 is a number here and not text. Write it in quotes: "0123".',
    '"x" is not a number. Write a number.',
  ]);
});
