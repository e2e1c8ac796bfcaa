import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { once } from 'node:events';
import { reportSchema } from '../../src/cli/report/json-schema.ts';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { Board } from '../../examples/vitest-receiver/src/board.ts';
import { openReceiver } from '../../examples/vitest-receiver/src/receiver.ts';
import type { CheckReport } from '../../src/check/report/report.ts';
import { makeFolder, phoney, root, startPhoney } from '../acceptance/world.ts';
import { certificates } from './certificates.ts';
import { WaywardReceiver } from './receiver.ts';
import { explain } from './run-check.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const { cert, key, ca } = certificates.client;
const tls = ['--cert', cert, '--key', key, '--ca', ca];
const quick = ['--rate', '100', '--duration', '500ms'];

async function openGood(): Promise<string> {
  const receiver = await new WaywardReceiver().open();
  onTestFinished(() => receiver.close());
  return receiver.url;
}

describe('receivers that come with phoney hold all that ASAPP demands', () => {
  test('phoney listen', async () => {
    const { server } = certificates;
    const args = ['--cert', server.cert, '--key', server.key, '--ca', server.ca];
    const listening = startPhoney(['listen', '--port', '0', '--json', '--quiet', ...args]);
    onTestFinished(() => void listening.process.kill());
    const { url } = JSON.parse(await listening.line((line) => line.includes('ready'))) as { url: string };
    const { code, stdout } = await phoney([
      'check',
      'asapp',
      '--url',
      `${url}/events`,
      '--json',
      ...tls,
      ...quick,
    ]);
    const report = JSON.parse(stdout) as CheckReport;
    // Nobody says how it is restarted.
    expect(report, explain(report)).toMatchObject({
      verdict: 'held',
      counts: { broken: 0, warned: 0, notSeen: 1 },
    });
    expect(code).toBe(0);
  });

  test('the Express receiver of the examples', async () => {
    const receiver = await openReceiver({
      tls: certificates.texts.server,
      board: new Board(),
      store: () => Promise.resolve(),
      port: 0,
    });
    onTestFinished(() => receiver.close());
    const { code, stdout } = await phoney([
      'check',
      'asapp',
      '--url',
      receiver.url,
      '--json',
      ...tls,
      ...quick,
    ]);
    const report = JSON.parse(stdout) as CheckReport;
    expect(report, explain(report)).toMatchObject({ verdict: 'held', counts: { broken: 0, warned: 0 } });
    expect(code).toBe(0);
  });
});

test('a restart command restarts the receiver for real', async () => {
  const port = await freePort();
  const { cert: serverCert, key: serverKey } = certificates.server;
  const script = path.join(folder.path, 'restart.sh');
  const main = path.join(root, 'examples/vitest-receiver/src/main.ts');
  const lines = [
    `cd '${folder.path}'`,
    `export PORT=${port} CERT='${serverCert}' KEY='${serverKey}' CA='${ca}'`,
    'if test -f pid; then kill $(cat pid); while kill -0 $(cat pid) 2>/dev/null; do :; done; fi',
    `'${process.execPath}' '${main}' >/dev/null 2>&1 & echo $! >pid`,
  ];
  writeFileSync(script, lines.join('\n'));
  execFileSync('sh', [script]);
  onTestFinished(() => {
    process.kill(Number(readFileSync(path.join(folder.path, 'pid'), 'utf8')));
  });
  const url = `https://localhost:${port}/events`;
  await phoney([
    'trigger',
    'asapp',
    'queue_size_updated',
    '--url',
    url,
    '--wait-for-receiver',
    '10s',
    ...tls,
  ]);
  const { stdout, code } = await phoney([
    'check',
    'asapp',
    '--url',
    url,
    '--only',
    'restart',
    '--restart-command',
    `sh '${script}'`,
    ...tls,
  ]);
  expect(stdout).toMatch(
    /^held {5}restart\.recovers .*\n.* s after the command it took connections again\.\n/,
  );
  expect(code).toBe(0);
});

describe('the report', () => {
  test('is text, with whose page says so where something has to be done, and exit code 1 for what is broken', async () => {
    const receiver = await new WaywardReceiver({ answer: () => 204 }).open();
    onTestFinished(() => receiver.close());
    const { code, stdout } = await phoney([
      'check',
      'asapp',
      '--url',
      receiver.url,
      '--only',
      'http',
      ...tls,
    ]);
    expect(stdout).toBe(
      [
        'BROKEN   http.status             A POST of an event is answered with 200, and with no other 2xx',
        '         An ordinary event got 204.',
        '         Answer 200: anything else counts as a failed delivery, is sent again, and is dropped in the end.',
        '         (Building a Real-Time Event API: Endpoint Configuration)',
        '0 held, 1 BROKEN',
        'Again, these alone: --only http.status',
        '',
      ].join('\n'),
    );
    expect(code).toBe(1);
  });

  test('is JUnit in a file, and then the text goes to stderr', async () => {
    const url = await openGood();
    const [out, json] = [path.join(folder.path, 'check.xml'), path.join(folder.path, 'check.json')];
    const { code, stdout, stderr } = await phoney([
      'check',
      'asapp',
      '--url',
      url,
      '--only',
      'http',
      '--only',
      'questions.lost',
      '--report',
      `junit=${out}`,
      '--report',
      `json=${json}`,
      ...tls,
    ]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('held     http.status');
    const report: unknown = JSON.parse(readFileSync(json, 'utf8'));
    expect(reportSchema.parse(report)).toEqual(report);
    expect(readFileSync(out, 'utf8')).toMatch(/<testsuite .*name="asapp.http" .*tests="1" failures="0"/);
  });

  test('is nothing at all with --quiet', async () => {
    const url = await openGood();
    const args = ['check', 'asapp', '--url', url, '--only', 'http', '--quiet', ...tls];
    expect(await phoney(args)).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

test('--list prints every demand, and connects to nobody', async () => {
  const { code, stdout } = await phoney(['check', 'asapp', '--list', '--url', 'https://localhost:1/']);
  expect(code).toBe(0);
  expect(stdout).toContain('client.expired           required  A certificate that has expired is refused (');
  const { stdout: json } = await phoney(['check', 'asapp', '--list', '--json']);
  const { demands } = JSON.parse(json) as { demands: readonly { id: string }[] };
  expect(stdout.trimEnd().split('\n')).toHaveLength(demands.length);
});

describe.concurrent('who calls it wrongly is told all of it', () => {
  test.each([
    [['check', 'asap'], 2, /"asap" is not a vendor\. Did you mean asapp\?/],
    [
      ['check', 'asapp', '--url', 'https://localhost:1/', '--ca-key', 'x.pem'],
      2,
      /--ca-key.*Give --cert and --key/,
    ],
    [
      ['check', 'asapp', '--url', 'https://localhost:1/'],
      3,
      /Cannot check https:\/\/localhost:1\/: Nothing listens there/,
    ],
    [['check', 'asapp', '--rate', '0'], 2, /--rate/],
    [
      ['check', 'asapp', '--rate', '1e9', '--timeout', '1d', '--big-body', '99999999999', '--seed', '-1'],
      2,
      /--timeout: .*\n.*--rate: .*\n.*--big-body: .*\n.*--seed: /,
    ],
    [['check', 'asapp', '--only', 'tsl'], 2, /--only: "tsl" is no demand.*Did you mean tls\?/],
  ])('%j', async (args, expected, message) => {
    const { code, stdout, stderr } = await phoney(args, {}, folder.path);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(expected);
  });
});

test('Ctrl-C ends it at once, with what was seen until then', async () => {
  const receiver = await new WaywardReceiver().open();
  onTestFinished(() => receiver.close());
  const checking = startPhoney([
    'check',
    'asapp',
    '--url',
    receiver.url,
    '--duration',
    '60s',
    '--rate',
    '10',
    ...tls,
  ]);
  await checking.line((line) => line.includes('events.many-connections'));
  checking.process.kill('SIGINT');
  const { code, stdout } = await checking.ended;
  expect(stdout).toContain('Ended before every demand was looked at.');
  expect(stdout).not.toContain('load.in-time');
  expect(code).toBe(130);
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
