import { expect, test } from 'vitest';
import { InputError } from '../../src/lib/errors.ts';
import { loadScenario } from '../../src/scenario/index.ts';

const day = {
  start: '2026-03-02T08:00',
  duration: '2h',
  speed: 60,
  centre: {
    time_zone: 'Europe/Helsinki',
    queues: [
      { name: 'Sales', max_wait: '5m' },
      { name: 'Billing', overflow_to: 'Sales' },
      { name: 'Chat', channel: 'chat', wrap_up: '30s' },
    ],
    agents: [
      { name: 'alice', queues: ['Sales'], supervisor: true },
      { name: 'bob', queues: ['Sales', 'Billing'] },
      { name: 'carol', queues: ['Billing'] },
      { name: 'agent', count: 5, queues: ['Sales'] },
    ],
  },
  profiles: { sales: { like: 'voice', talk: '2m' } },
  traffic: [
    { profile: 'sales', queue: 'Sales', per_hour: 20 },
    { profile: 'chat', queue: 'Chat', per_hour: 5 },
    { profile: 'voice', queue: 'Billing', per_hour: 5, from: '1h' },
  ],
  commands: [
    { at: '08:05', do: 'contact.start', ref: 'c1', queue: 'Sales', caller: '+15105550123' },
    { at: '08:06', do: 'contact.hang-up', contact: 'c1' },
    { at: '08:10', do: 'agent.set-status', agent: 'alice', status: 'lunch', for: '30m' },
    { at: '+20m', do: 'agent.log-in', agent: 'agent-3' },
    { at: '08:30', do: 'agent.log-out', agent: 'bob' },
  ],
  targets: {
    asapp: {
      feeds: {
        activity: { url: 'https://localhost:8443/a', timeout_ms: 3000 },
        journey: { url: 'https://localhost:8443/j' },
      },
    },
  },
  expect: [
    { id: 'all', metric: 'delivered', feed: 'asapp.journey', min: 1 },
    { id: 'fast', metric: 'latency_p99', max: '2s' },
    { id: 'few', metric: 'dropped', max: 0 },
  ],
} as const;

type Path = readonly (string | number)[];

/** What stands where, and in which phase of the checks it is found: keys and values, formats, names and times. */
const mistakes: readonly (readonly [Path, unknown])[] = [
  [['sped'], 60],
  [['seed'], 'one'],
  [['grace'], 'soon'],
  [['centre', 'queus'], []],
  [['centre', 'queues', 0, 'max_wiat'], '5m'],
  [['centre', 'queues', 1, 'overflow_to'], 'Sails'],
  [['centre', 'queues', 2, 'wrap_up'], '30 sec'],
  [['centre', 'agents', 0, 'queues', 0], 'Sale'],
  [['centre', 'agents', 1, 'skils'], ['a']],
  [['centre', 'agents', 2, 'name'], 'bob'],
  [['centre', 'agents', 3, 'breaks'], [{ at: '12:00', for: '30m', status: 'lunhc' }]],
  [['profiles', 'sales', 'like'], 'voise'],
  [['profiles', 'sales', 'talk'], 'long'],
  [['traffic', 0, 'per_hour'], '20'],
  [['traffic', 1, 'per_huor'], 5],
  [['traffic', 1, 'queue'], 'Chatt'],
  [['traffic', 2, 'from'], 'early'],
  [['traffic', 2, 'profile'], 'vioce'],
  [['commands', 0, 'caller'], '15105550123'],
  [['commands', 0, 'at'], '07:05'],
  [['commands', 1, 'contact'], 'c9'],
  [['commands', 2, 'fro'], '30m'],
  [['commands', 2, 'agent'], 'alic'],
  [['commands', 3, 'at'], 'noon'],
  [['commands', 3, 'agent'], 'agent-9'],
  [['commands', 4, 'do'], 'agent.logout'],
  [['targets', 'asapp', 'feeds', 'activity', 'url'], 'htps://localhost/'],
  [['targets', 'asapp', 'feeds', 'activity', 'timeout_ms'], '3s'],
  [['targets', 'asapp', 'retires'], 3],
  [['expect', 0, 'feed'], 'asapp.jurney'],
  [['expect', 0, 'mni'], 2],
  [['expect', 1, 'max'], 500],
  [['expect', 2, 'id'], 'all'],
];

function withMistakes(made: readonly (readonly [Path, unknown])[]): string[] {
  const scenario = structuredClone(day) as object;
  for (const [path, value] of made) {
    const holder = path
      .slice(0, -1)
      .reduce<object>((below, key) => Reflect.get(below, key) as object, scenario);
    Reflect.set(holder, path.at(-1) ?? '', value);
  }
  try {
    loadScenario({ text: JSON.stringify(scenario), file: 'day.json' });
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message.split('. ')[0]}`).sort();
  }
}

const alone = mistakes.map((mistake) => withMistakes([mistake]));

test('the day is right but for its mistakes', () => {
  expect(withMistakes([])).toEqual([]);
});

test.each(mistakes.map(([path], index) => [path.join('.'), index] as const))(
  'a mistake at %s alone is told once',
  (_, index) => {
    expect(alone[index]).toHaveLength(1);
  },
);

test('all mistakes at once are told at once, each as if it were alone', () => {
  expect(withMistakes(mistakes)).toEqual(alone.flat().sort());
});

test('no two mistakes hide each other or bring about a third', () => {
  const wrong = mistakes.flatMap((one, i) =>
    mistakes.slice(i + 1).flatMap((other, j) => {
      const told = withMistakes([one, other]);
      const wanted = [...(alone[i] ?? []), ...(alone[i + 1 + j] ?? [])].sort();
      return JSON.stringify(told) === JSON.stringify(wanted) ? [] : [{ wanted, told }];
    }),
  );
  expect(wrong).toEqual([]);
});

test.each([
  [
    'an agent whose name is broken',
    [
      [['centre', 'agents', 1, 'name'], 'bob!'],
      [['commands', 4, 'agent'], 'bob!'],
    ],
  ],
  ['agents whose count is broken', [[['centre', 'agents', 3, 'count'], 'five']]],
  ['agents whose count is misspelt', [[['centre', 'agents', 3], { name: 'agent', cuont: 5 }]]],
  ['a queue whose name is misspelt', [[['centre', 'queues', 0], { nmae: 'Sales' }]]],
  ['a queue whose channel is misspelt', [[['centre', 'queues', 2], { name: 'Chat', chanel: 'chat' }]]],
  [
    'a ref that is misspelt',
    [[['commands', 0], { at: '08:05', do: 'contact.start', rfe: 'c1', queue: 'Sales' }]],
  ],
  ['a profile whose key is misspelt', [[['profiles'], { sales: { lke: 'voice' } }]]],
  [
    'a start that is broken',
    [
      [['start'], '2026-13-02'],
      [['commands', 0, 'at'], '2026-03-03T08:05'],
    ],
  ],
  ['a feed that is misspelt', [[['targets', 'asapp', 'feeds'], { jurney: { url: 'https://localhost/' } }]]],
] as const)('what rests on %s is not told as well', (_, made) => {
  const told = withMistakes(made);
  expect(told).not.toEqual([]);
  expect(told.filter((line) => / is no |There (is|are)|sent to|takes|the run/.test(line))).toEqual([]);
});
