import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { channelsOf, createDialects, feedsOf, redirectTargets } from '../../src/dialects/index.ts';
import { InputError, type Problem } from '../../src/lib/errors.ts';
import type { Unnumbered } from '../../src/channels/message.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';
import { isOver, type ShareNews, type Shares } from '../../src/shares/shares.ts';
import { openThreads } from '../../src/shares/threads/threads.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { planShares } from '../../src/run/share/plan.ts';
import { checkShared } from '../../src/cli/shares/plan.ts';
import { planFromFlags } from '../../src/cli/load/plan.ts';
import { makeFolder } from '../acceptance/world.ts';

const modules = path.join(import.meta.dirname, 'modules');
const url = 'http://127.0.0.1:9/calls';

/** A scenario in the folder of the modules, or in another, with these lines below `targets`. */
function text(targets: readonly string[], more = ''): string {
  return [
    'pace: max',
    'duration: 2h',
    'centre: { queues: [{ name: Sales }], agents: [{ name: alice, count: 3, queues: [Sales] }] }',
    'traffic: [{ profile: voice, queue: Sales, per_hour: 30 }]',
    'targets:',
    ...targets.map((line) => `  ${line}`),
    more,
  ].join('\n');
}

function load(targets: readonly string[], more = '', folder = modules): Scenario {
  return loadScenario({ text: text(targets, more), file: path.join(folder, 'day.yaml') });
}

function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

function untilAll(shares: Shares, isWanted: (news: ShareNews) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!shares.news.every(isWanted)) return;
      unfollow();
      resolve();
    };
    const unfollow = shares.follow(look);
    look();
  });
}

async function sentBy(scenario: Scenario): Promise<Unnumbered[]> {
  const sent: Unnumbered[] = [];
  await (
    await startRun(scenario, { instead: { send: (message) => void sent.push(message) } })
  ).result;
  return sent;
}

test('a dialect of one’s own is told like any vendor, under its own name and with its defaults', async () => {
  const scenario = load(
    [`./good.ts: { url: '${url}' }`],
    'expect: [{ metric: delivered, feed: good.calls, event_type: ended, min: 1 }]',
  );
  expect(feedsOf(scenario.targets)).toEqual(['good.calls']);
  expect(channelsOf(scenario.targets, 'good')).toEqual(['http']);
  const [first, ...others] = await sentBy(scenario);
  expect(others.length).toBeGreaterThan(10);
  expect(first).toMatchObject({
    vendor: 'good',
    feed: 'calls',
    channel: 'http',
    method: 'POST',
    url,
    filtered: false,
  });
  const { id, level } = JSON.parse(first?.body ?? '') as { readonly id: string; readonly level: string };
  expect(level).toBe('low');
  expect(first?.eventId).toBe(id);
  expect(first?.orderKey).toBe(first?.contactId);
});

test('the same seed, the same bytes', async () => {
  const play = () => sentBy(load([`./good.ts: { url: '${url}' }`]));
  expect(await play()).toEqual(await play());
});

test('its address is replaced, and its certificates are found beside the scenario, without a word of its own', () => {
  const { targets } = load([`./good.ts: { url: '${url}', tls: { ca: ca.pem } }`]);
  const elsewhere = redirectTargets(targets, (name, from) =>
    name === 'good.calls' && from === url ? 'https://else.example/' : undefined,
  );
  expect(elsewhere).toMatchObject({
    good: { url: 'https://else.example/', tls: { ca: path.join(modules, 'ca.pem') } },
  });
  expect(createDialects(elsewhere, 1)[0]?.lanes[0]?.tls.ca).toBe(path.join(modules, 'ca.pem'));
});

test('what is wrong with its settings is told with its place, and with everything else that is wrong', () => {
  const problems = problemsOf(() =>
    load([`./good.ts: { url: 'http://far.example', levle: low, level: mid }`, 'asapp: { raw: { url: 7 } }']),
  );
  expect(problems.map(({ line, path: at, message }) => [line, at, message.split('.')[0]])).toEqual([
    [6, 'targets["./good.ts"].url', '"http://far'],
    [6, 'targets["./good.ts"].levle', '"levle" is not a key here'],
    [6, 'targets["./good.ts"].level', '"mid" is not allowed here'],
    [7, 'targets.asapp.raw.url', '7 does not fit here'],
  ]);
});

test.each([
  ['./missing.ts', /^There is no file .*missing\.ts\. Correct the path/],
  ['./throws.ts', /could not be loaded: TypeError: not today \(.*throws\.ts:1:35\)\. Mend it there\.$/],
  ['./without-default.ts', /has no default export/],
  ['./plain-object.ts', /exports by default is not a dialect/],
  ['./waits.ts', /waits for something at its top level \(await\)/],
  ['./taken.ts', /calls itself "asapp", and that is another vendor's name/],
  ['./throws-in-settings.ts', /its schema threw TypeError: no such level/],
  ['phoney-dialect-nowhere', /^The package "phoney-dialect-nowhere" is not installed/],
  ['@acme/phoney-dialect-nowhere', /^The package "@acme\/phoney-dialect-nowhere" is not installed/],
])('%s is a problem at its key, and the others are told too', (key, message) => {
  const problems = problemsOf(() =>
    load(
      [`'${key}': { level: x }`, 'asap: {}'],
      'expect: [{ metric: delivered, vendor: rendering, min: 1 }]',
    ),
  );
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatchObject({
    line: 6,
    column: 3,
    message: expect.stringMatching(message) as string,
  });
  expect(problems[1]).toMatchObject({ line: 7, path: 'targets.asap' });
});

test('each member of a definition that is not as it should be is told', () => {
  expect(
    problemsOf(() => load(['./wrong-members.ts: {}'])).map(
      ({ message }) => message.split(': ')[1]?.split('.')[0],
    ),
  ).toEqual([
    '"name" is "Bad Name"',
    '"setings" is not a member of a dialect',
    '"feeds" is "calls"',
    '"render" is 1',
    '"settings" is missing',
  ]);
});

test('a syntax error is told with its file and line, and a CommonJS module or a package is loaded like any', async () => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  writeFileSync(path.join(folder.path, 'broken.ts'), 'export default {\n  name: ),\n};\n');
  writeFileSync(
    path.join(folder.path, 'good.cjs'),
    `module.exports = require(${JSON.stringify(path.join(modules, 'good.ts'))});\n`,
  );
  expect(problemsOf(() => load(['./broken.ts: {}'], '', folder.path))).toMatchObject([
    { line: 6, message: expect.stringMatching(/SyntaxError: .*\(.*broken\.ts:2\)/) as string },
  ]);
  expect((await sentBy(load([`./good.cjs: { url: '${url}' }`], '', folder.path))).length).toBeGreaterThan(10);

  const installed = path.join(folder.path, 'node_modules/phoney-dialect-streamed');
  mkdirSync(installed, { recursive: true });
  writeFileSync(
    path.join(installed, 'package.json'),
    '{"type":"module","exports":{".":{"import":"./index.js"}}}',
  );
  writeFileSync(
    path.join(installed, 'index.js'),
    "import { defineDialect, z } from 'phoney/dialect';\nexport default defineDialect({ name: 'streamed', settings: z.strictObject({}), render: () => [] });\n",
  );
  expect(feedsOf(load(['phoney-dialect-streamed: {}'], '', folder.path).targets)).toEqual([
    'streamed.events',
  ]);
});

test.each(['ts', 'js'])(
  'an ES module in a folder of CommonJS (.%s) is told with its way out',
  (extension) => {
    const folder = makeFolder();
    onTestFinished(folder.remove);
    writeFileSync(path.join(folder.path, 'package.json'), '{ "type": "commonjs" }');
    writeFileSync(
      path.join(folder.path, `acme.${extension}`),
      "import { defineDialect } from 'phoney/dialect';\nexport default defineDialect({});\n",
    );
    expect(problemsOf(() => load([`./acme.${extension}: {}`], '', folder.path))).toMatchObject([
      {
        line: 6,
        message: expect.stringMatching(
          new RegExp(
            `^"./acme.${extension}" is an ES module .*/package.json says "type": "commonjs"\\. Name the file acme\\.m${extension}, or`,
          ),
        ) as string,
      },
    ]);
  },
);

test('settings that are to be waited for are a problem', () => {
  expect(problemsOf(() => load(['./waits-in-settings.ts: {}']))).toMatchObject([
    {
      line: 6,
      message:
        'The settings of "waiting" cannot be read: its schema has something that is waited for (async), and settings are read at once. Take it away there.',
    },
  ]);
});

test('what it throws while it renders ends the run as a problem with the place of its name', async () => {
  const run = await startRun(load([`./throws-in-render.ts: { url: '${url}' }`]));
  const error: unknown = await run.result.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).problems).toMatchObject([
    {
      line: 6,
      column: 3,
      message: expect.stringMatching(
        /^The dialect "rendering" threw in render of agent\.logged-in at 2026-03-02T08:00:00\.000Z: TypeError: no such thing \(.*throws-in-render\.ts:7:49\)/,
      ) as string,
    },
  ]);
});

test('a load names it in place of a vendor, and other threads load it themselves', async () => {
  const flags = { vendor: path.join(modules, 'good.ts'), url: [url], rate: 100, duration: 1000 };
  const { scenario } = planFromFlags(undefined, flags as never);
  expect(feedsOf(scenario.targets)).toEqual(['good.calls']);
  const orders = planShares(2, 1).map((plan) => ({ plan, scenario, stopAfterMs: 200, details: false }));
  const shares = openThreads(orders, { clock: machineClock, env: {} });
  onTestFinished(() => shares.close());
  await untilAll(shares, ({ state }) => state === 'ready' || isOver({ state } as ShareNews));
  expect(shares.news.map(({ state, refusal }) => ({ state, refusal }))).toEqual([
    { state: 'ready', refusal: null },
    { state: 'ready', refusal: null },
  ]);
  expect(
    problemsOf(() => checkShared(scenario, { on: 'redis://localhost', port: 0 } as never)),
  ).toMatchObject([
    { file: '--on', message: expect.stringMatching(/no program goes through Redis/) as string },
  ]);
});

test('a scenario that comes from elsewhere loads no module but those that it may name', () => {
  const from = (guests: Parameters<typeof loadScenario>[1]) => () =>
    loadScenario({ text: text([`./good.ts: { url: '${url}' }`]), file: 'scenario' }, guests);
  expect(problemsOf(from({ guests: [] }))).toMatchObject([
    { path: 'targets["./good.ts"]', message: expect.stringMatching(/is not loaded/) as string },
  ]);
  const source = { name: 'good', written: './good.ts', module: path.join(modules, 'good.ts'), place: {} };
  expect(problemsOf(from({ guests: [source] }))).toEqual([]);
});
