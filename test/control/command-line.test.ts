import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder, phoney, startPhoney, type RunningPhoney } from '../acceptance/world.ts';
import { quietText } from './setting.ts';

const nowhere = `targets: { asapp: { raw: { url: 'http://127.0.0.1:9/', retries: 0 } } }`;

function writeScenario(more = ''): string {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const file = path.join(folder.path, 'quiet.yaml');
  writeFileSync(file, quietText(more));
  return file;
}

interface Ready {
  readonly origin?: string;
  readonly control: { readonly url: string };
}

async function start(...args: string[]): Promise<{ running: RunningPhoney; ready: Ready; ctl: Ctl }> {
  const running = startPhoney(args);
  onTestFinished(() => void running.process.kill('SIGKILL'));
  const ready = JSON.parse(await running.line((line) => line.startsWith('{"type":"ready"'))) as Ready;
  const env = { PHONEY_CONTROL_URL: ready.control.url };
  return { running, ready, ctl: (...words) => phoney(['ctl', ...words], env) };
}

type Ctl = (...words: string[]) => ReturnType<typeof phoney>;

test('a run is looked at and steered from another shell, until it is stopped', async () => {
  const file = writeScenario(nowhere);
  const { running, ready, ctl } = await start('run', file, '--control-port', '0', '--paused', '--json');
  expect(ready.origin).toBeUndefined();
  const follow = ctl('follow', '--type', 'command', '--json', '--backlog');
  expect(await ctl('status')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('paused  2026-03-02 08:00:00') as unknown,
  });
  const call = await ctl('command', 'contact.start', 'queue=Sales', 'caller=+15105550123', 'talk=90s');
  expect(call).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('done  command-1  contact.start') as unknown,
  });
  const refused = await ctl('command', '{do: agent.log-in, agent: alice}');
  expect(refused).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('alice is logged in already') as unknown,
  });
  const wrong = await ctl('command', 'agent.log-in', 'agent=alic');
  expect(wrong).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean "alice"?') as unknown,
  });
  expect(await ctl('advance', '10m')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('08:10:00') as unknown,
  });
  const dropped = await ctl('deliveries', '--outcome', 'dropped', '--json', '--limit', '1');
  const { id } = JSON.parse(dropped.stdout.split('\n')[0] ?? '') as { id: number };
  expect(await ctl('redeliver', String(id))).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('ECONNREFUSED') as unknown,
  });
  expect((await ctl('stop')).code).toBe(0);
  const { code, stdout } = await running.ended;
  // Not Ctrl-C: it ends with its verdict, and messages were dropped.
  expect(code).toBe(1);
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
    type: 'summary',
    books: { copied: 1 },
  });
  const followed = await follow;
  expect(followed.code).toBe(0);
  const told = followed.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { do: string }).do);
  expect(told).toEqual(['contact.start', 'agent.log-in', 'run.advance', 'run.stop']);
});

test('waiting for receivers ends when the run is stopped over the API', async () => {
  const file = writeScenario(nowhere);
  const { running, ctl } = await start(
    ...['run', file, '--control-port', '0', '--json', '--wait-for-receiver', '10m'],
  );
  expect((await ctl('stop')).code).toBe(0);
  expect((await running.ended).stdout).toContain('"type":"summary"');
});

test('serve waits for a scenario, plays one after the other, and ends with Ctrl-C', async () => {
  const flags = ['--plain', '--port', '0', '--control-port', '0', '--json'];
  const { running, ready, ctl } = await start('serve', ...flags);
  const none = await ctl('status');
  expect(none).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No run has been started') as unknown,
  });
  const post = (route: string, body?: string): Promise<Response> =>
    fetch(`${ready.control.url}${route}`, {
      method: 'POST',
      ...(body !== undefined && { body, headers: { 'content-type': 'application/yaml' } }),
    });
  expect((await post('/v1/scenarios', quietText(nowhere))).status).toBe(201);
  expect((await post('/v1/scenarios', quietText(nowhere))).status).toBe(409);
  expect((await post('/v1/reset')).status).toBe(201);
  expect(JSON.parse((await ctl('status', '--json')).stdout)).toMatchObject({ run: 2 });
  running.process.kill('SIGTERM');
  const { code, stdout } = await running.ended;
  expect(code).toBe(0);
  expect(stdout.match(/"type":"summary"/g)).toHaveLength(2);
});

test('with --json-lines a child process tells every record, the run first and the summary last', async () => {
  const file = writeScenario(`commands: [{ at: +1m, do: agent.log-out, agent: alice }]\n${nowhere}`);
  const { code, stdout, stderr } = await phoney(['run', file, '--json-lines']);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ type: 'run', format: 1, scenario: file, seed: 7 });
  expect(lines.at(-1)).toMatchObject({ type: 'summary' });
  const types = new Set(lines.slice(1, -1).map(({ type }) => type));
  expect([...types].toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    'attempt',
    'connection',
    'end',
    'event',
    'message',
    'outcome',
  ]);
  expect(stderr).toContain('phoney run');
  expect(code).toBe(1);
});

test.each([
  [['ctl', 'status'], 2, 'Give --url or set PHONEY_CONTROL_URL'],
  [['ctl', 'status', '--url', 'http://127.0.0.1:64999'], 3, 'Nothing listens at http://127.0.0.1:64999.'],
  [['ctl', 'status', '--url', 'nowhere'], 2, 'is not the address of a server'],
  [['serve'], 2, 'Which scenario?'],
  [['serve', '--control-port', '0', '--control-host', '0.0.0.0'], 3, 'Give a token (--control-token-env)'],
  [['serve', '--control-port', '0', '--control-token-env', 'NO_SUCH_TOKEN'], 2, 'NO_SUCH_TOKEN is not set'],
  [['run', 'scenarios/first-day.yaml', '--paused'], 2, 'Nobody could resume'],
])('phoney %j ends with %i and says what to do', async (args, code, said) => {
  const ended = await phoney(args, { PHONEY_CONTROL_URL: '' });
  expect(ended.stderr).toContain(said);
  expect(ended.code).toBe(code);
});

test('phoney serve --console says where the console is, and it is there', async () => {
  const file = writeScenario();
  const args = ['serve', file, '--plain', '--port', '0', '--console', '--control-port', '0', '--json'];
  const { running, ready } = await start(...args);
  const page = await fetch(`${ready.control.url}/console`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>phoney: console')]);
  running.process.kill('SIGTERM');
  const { stderr } = await running.ended;
  expect(stderr).toContain(`Console at ${ready.control.url}/console: open it in a browser.`);
});
