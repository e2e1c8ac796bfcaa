import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { checkSuiteOf, createDialects, findReceiver, findVendor } from '../../src/dialects/index.ts';
import { problemsOf } from '../kit/problems-of.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { InputError } from '../../src/lib/errors.ts';

const modules = path.join(import.meta.dirname, 'modules');

/** A day of the dialect that returns `give`, which is found under that name. */
function day(give: string, module = './rubbish.ts'): string {
  return [
    'pace: max',
    'duration: 1h',
    'centre: { queues: [{ name: Sales }], agents: [{ name: alice, count: 3, queues: [Sales] }] }',
    'traffic: [{ profile: voice, queue: Sales, per_hour: 60 }]',
    'targets:',
    `  ${module}: { url: 'http://127.0.0.1:9/calls', give: '${give}' }`,
  ].join('\n');
}

/** What is told of a run of it, each at the dialect's name. */
async function toldOf(give: string): Promise<readonly string[]> {
  try {
    const scenario = loadScenario({ text: day(give), file: path.join(modules, 'day.yaml') });
    const run = await startRun(scenario, { instead: { send: () => undefined } });
    await run.result;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ line, column, message }) => {
      expect([line, column]).toEqual([6, 3]);
      return message;
    });
  }
  return [];
}

const inRender =
  /^The dialect "rubbish" returned what cannot be used in render of contact\.ended at 2\S+Z: (message \d: )?/;

test.each([
  ['a promise', /^render has to return a list of messages at once, and this is a promise\. Take away/],
  ['a promise that fails', /^render has to return a list of messages at once/],
  ['nothing', /^render has to return a list of messages, \[\] where .*, and this is undefined\.$/],
  ['one message', /^render has to return a list of messages, .* this is an object\.$/],
  ['null', /^It is null\. It has to be a mapping with feed, eventType and body\.$/],
  ['no feed', /^"feed" is missing\. Give text/],
  ['another feed', /^"call" is not one of its feeds\. Did you mean "calls"\?$/],
  ['a feed without an address', /^The feed "silent" is posted nowhere\. Give it a delivery/],
  ['a type that is a number', /^"eventType" is 7\. It has to be text/],
  ['an id that is a number', /^"eventId" is 7\. It has to be text/],
  ['a contact that is a number', /^"contactId" is 7\. It has to be text/],
  ['a key that is an object', /^"orderKey" is an object\. It has to be text/],
  ['a filter that is text', /^"filtered" is "yes"\. It has to be true or false\.$/],
  ['a misspelt member', /^"evntId" is not a member of a message that is posted\. Did you mean "eventId"\?$/],
  ['no body', /^"body" is missing\. Give text, or what can be written as JSON\.$/],
  ['a body of bytes', /^"body" is an object\. It has to be text, or what can be written as JSON\.$/],
  ['a time that is text', /^"at" is "tomorrow"\. It has to be simulated epoch ms/],
  ['no time', /^"at" is NaN\. It has to be simulated epoch ms/],
  ['a time before the event', /^"at" is 1 ms before its event\. It has to be event\.at or later\.$/],
  ['a time far ahead', /^"at" is 1000000000 ms after its event, and may be 10000 at most/],
  ['an address that is a number', /^"url" is 7\. It has to be text/],
  ['an address of another kind', /^"url": "ftp:\/\/127\.0\.0\.1\/x" is an address for ftp/],
  ['another method', /^"method" is "GE T"\. It has to be one of GET, POST/],
  ['headers that are text', /^"headers" is "x"\. It has to be a mapping of texts/],
  ['a header that is a number', /^The header "X-A" is 7\. It has to be text/],
  ['a header of two lines', /^The header "X-A" has the character U\+000D, which HTTP does not allow/],
  ['a header beyond Latin-1', /^The header "X-A" has the character U\+20AC, which HTTP does not allow/],
  ['a header without a name', /^"X A" is no name of a header\./],
  ['a length', /^The header "content-length" is phoney's to write/],
  ['secrets by name and value', /^"secretHeaders" is an object\. It has to be a list of names/],
  ['a secret that is no header', /^"secretHeaders" has "authorization", .* Did you mean "Authorization"\?$/],
])('a render that returns %s ends the run as a problem, with nothing sent', async (give, told) => {
  const [first = '', ...others] = await toldOf(give);
  expect(first).toMatch(inRender);
  expect(first.replace(inRender, '')).toMatch(told);
  expect(first).not.toContain('secret"');
  expect(others).toEqual([]);
});

test.each([
  [
    'a body with a bigint',
    /threw in render of .*: TypeError: The ended of calls has a body that cannot be written as JSON: Do not know how to serialize a BigInt\. Mend/,
  ],
  [
    'a body in a circle',
    /threw in render of .*: TypeError: The ended of calls has a body that cannot be written as JSON: Converting circular structure to JSON\. Mend/,
  ],
  [
    'a topic without a WebSocket',
    /threw in render of .*: TypeError: The ended has a topic, and the dialect no WebSocket/,
  ],
])('%s is told with its event', async (give, told) => {
  expect(await toldOf(give)).toEqual([expect.stringMatching(told)]);
});

test.each([
  ['two mistakes', ['message 1: "eventId" is 7', 'message 1: "filtered" is 1']],
  ['no dialect', ['It is 7']],
  ['a dialect that is waited for', ['create has to return what it is at once, and this is a promise']],
  ['no render', ['"render" is missing']],
  ['a misspelt part', ['"inbund" is not a member of it']],
  ['an interval of nothing', ['"intervalsMs" is a list']],
  ['a route without an answer', ['inbound: "routes" is a list']],
  [
    'a misspelt socket',
    [
      'inbound.sockets: "path" is "stream"',
      'inbound.sockets: "recieved" is not a member of it',
      'inbound.sockets: "received" is missing',
    ],
  ],
  [
    'a rhythm of nothing',
    ['inbound.sockets: "heartbeat" is an object', 'inbound.sockets: "pingEveryMs" is NaN'],
  ],
  [
    'no deliveries',
    [
      'It has to be a mapping from feeds to where they are posted, such as { calls: { url } }, and this is "https://receiver.example"',
    ],
  ],
  [
    'a delivery of rubbish',
    [
      'calls: "timeoutMs" is -5',
      'calls: "retries" is "x"',
      'calls: "retrys" is not a member of a delivery',
      'calls: "url": "not a url" is not an https: address',
    ],
  ],
  ['a delivery without an address', ['calls: "url" is missing']],
])('of %s everything that is wrong is told', async (give, mistakes) => {
  const told = await toldOf(give);
  expect(
    told.map((message) =>
      message.replace(/^.*? in (render of \S+ at \S+|\w+): /, '').replace(/\.(?: .*)?$/, ''),
    ),
  ).toEqual(mistakes);
});

test('a heartbeat of nothing is the dialect’s own mistake', () => {
  const text = day('').replace(/ {2}\.\/rubbish.*/, '  ./stream.ts: { breaks: heartbeat }');
  const { targets } = loadScenario({ text, file: path.join(modules, 'day.yaml') });
  const heartbeat = createDialects(targets, 1)[0]?.inbound?.sockets?.heartbeat;
  expect(() => heartbeat?.message(0)).toThrow(/cannot be used in heartbeat\.message: It has to be something/);
});

test.each([
  ['./day.txt', /^"\.\/day\.txt" is no file of a dialect by its ending\. There are \.ts, /],
  [
    './nope.ts',
    /^There is no file .*nope\.ts\. Correct the path, which starts at the folder of the scenario, or/,
  ],
])('%s is told with what there is', (name, told) => {
  const load = () => loadScenario({ text: day('', name), file: path.join(modules, 'day.yaml') });
  expect(problemsOf(load)).toEqual([expect.stringMatching(told)]);
});

test('on a command line, a path starts at the working directory', () => {
  expect(problemsOf(() => findVendor('./nope.ts'))).toEqual([
    expect.stringMatching(/Correct the path, which starts at the working directory, or/),
  ]);
});

test('a body that its factsOf cannot read is invalid, and ends no receiver', async () => {
  const validate = await findReceiver(path.join(modules, 'rubbish.ts')).validator();
  expect(validate({ method: 'POST', url: '/', headers: {}, body: '{}' })).toMatchObject({
    valid: false,
    problems: [{ message: expect.stringMatching(/threw in factsOf: TypeError/) as string }],
  });
});

test('a dialect without demands is told how it gets some', async () => {
  await expect(checkSuiteOf(path.join(modules, 'good.ts'))).rejects.toThrow(
    /has no demands that are checked\. Give its dialect a check/,
  );
});

test('on the command line it ends with exit code 2, and nothing of Node’s', async () => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const file = path.join(folder.path, 'day.yaml');
  writeFileSync(file, day('a promise that fails', `'${path.join(modules, 'rubbish.ts')}'`));
  const { code, stderr } = await phoney(['run', file]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/day\.yaml:6:3 .* render has to return a list of messages at once/);
  expect(stderr).not.toMatch(/^\s+at |node:internal|later/m);
});
