import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import {
  makeFolder,
  phoney,
  testedPhoney,
  startPhoney,
  startReceiver,
  type Reply,
  type TestReceiver,
} from './world.ts';

const folder = makeFolder();
/** Where people stand who have made certificates, and where none are. */
const desk = path.join(folder.path, 'desk');
const bare = path.join(folder.path, 'bare');

beforeAll(async () => {
  mkdirSync(desk);
  mkdirSync(bare);
  const { code, stderr } = await phoney(['certs', '--key-type', 'p256'], {}, desk);
  if (code !== 0) throw new Error(stderr);
}, 60_000);

afterAll(() => {
  folder.remove();
});

const write = (name: string, text: string): string => {
  const file = path.join(desk, name);
  writeFileSync(file, text);
  return file;
};

/** A quarter of an hour in a small centre; `target` is what stands in asapp.raw beside the URL. */
const day = (url: string, target = 'retries: 0'): string => `
duration: 15m
pace: max
grace: 5s
centre: { queues: [{ name: Sales }], agents: [{ name: agent, count: 3, queues: [Sales] }] }
traffic: [{ profile: voice, queue: Sales, per_hour: 120 }]
targets: { asapp: { raw: { url: '${url}', ${target} } } }
`;

async function receiver(replyTo: (nth: number) => Reply = () => 200): Promise<TestReceiver> {
  const started = await startReceiver(path.join(desk, 'certs'), replyTo);
  onTestFinished(() => started.close());
  return started;
}

/** The port of somebody who is gone. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('certificates in certs/', () => {
  test('are found by run and trigger for a receiver on this machine, and said in a line', async () => {
    const { url } = await receiver();
    const found = 'Certificates: certs/client.pem, certs/client-key.pem, certs/ca.pem\n';
    const run = await phoney(['run', write('day.yaml', day(url))], {}, desk);
    expect(run.stderr).toContain(found);
    expect(run.code, run.stderr).toBe(0);
    const trigger = await phoney(['trigger', 'asapp', 'SURVEY_SUBMITTED', '--url', url], {}, desk);
    expect(trigger.stderr).toContain(found);
    expect(trigger.code, trigger.stderr).toBe(0);
  });

  test('are left alone where the target has tls of its own, or the receiver is elsewhere', async () => {
    const { url } = await receiver();
    const own = day(url).replace('{ raw:', '{ tls: { ca: certs/ca.pem }, raw:');
    const run = await phoney(['run', write('own.yaml', own)], {}, desk);
    expect(run.stderr).not.toContain('Certificates:');
    expect(run.code).toBe(1);
    const far = day('https://receiver.invalid/events');
    const elsewhere = await phoney(['run', write('far.yaml', far), '--fail-fast'], {}, desk);
    expect(elsewhere.stderr).not.toContain('Certificates:');
  });

  test('work as the README has it: certs, listen, trigger', async () => {
    const listening = startPhoney(['listen', '--port', '0', '--json'], {}, desk);
    onTestFinished(() => void listening.process.kill());
    const { port } = JSON.parse(await listening.line((line) => line.includes('ready'))) as { port: number };
    const { code, stderr } = await phoney(
      ['trigger', 'asapp', 'SURVEY_SUBMITTED'],
      { PHONEY_URL: `https://localhost:${port}/events` },
      desk,
    );
    expect(code, stderr).toBe(0);
  });

  test('may be made twice: --keep succeeds while they are good, and says what is wrong with them', async () => {
    const again = await phoney(['certs'], {}, desk);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('--keep');
    expect((await phoney(['certs', '--keep'], {}, desk)).code).toBe(0);
    const broken = path.join(folder.path, 'broken');
    cpSync(path.join(desk, 'certs'), path.join(broken, 'certs'), { recursive: true });
    writeFileSync(path.join(broken, 'certs/client.pem'), 'nothing');
    const kept = await phoney(['certs', '--keep'], {}, broken);
    expect(kept.code).toBe(2);
    expect(kept.stderr).toContain('certs/client.pem: This is not a certificate');
    expect(kept.stderr).toContain('--force');
  });
});

describe('a variable', () => {
  test('stands for each flag of each command, and help says so', async () => {
    const { stdout } = await phoney(['run', '--help']);
    const told = stdout.replaceAll(/\s+/g, ' ');
    for (const name of ['URL', 'CERT', 'SPEED', 'PORT', 'WAIT_FOR_RECEIVER', 'JSON'])
      expect(told).toContain(`env: PHONEY_${name})`);
    const deep = (await phoney(['contracts', 'verify-receiver', '--help'])).stdout.replaceAll(/\s+/g, ' ');
    expect(deep).toContain('env: PHONEY_TARGET)');
  });

  test('works as its flag does, and the flag wins', async () => {
    const file = write('env.yaml', day('https://localhost:1/'));
    const lines = async (env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> =>
      (await phoney(['run', file, ...args], { PHONEY_DRY_RUN: '1', PHONEY_DURATION: '2m', ...env })).stdout;
    const seven = await lines({ PHONEY_SEED: '7' });
    expect(seven).not.toBe('');
    expect(seven).toBe(await lines({}, '--seed', '7'));
    expect(await lines({ PHONEY_SEED: '8' }, '--seed', '7')).toBe(seven);
    expect(await lines({ PHONEY_SEED: '8' })).not.toBe(seven);
  });

  test.each([
    [{ PHONEY_SPEED: 'fast' }, 'error PHONEY_SPEED: "fast" is not a number above 0.'],
    [{ PHONEY_QUIET: 'maybe' }, 'error PHONEY_QUIET: "maybe" is neither yes nor no.'],
    [
      { PHONEY_URL: 'localhost:33' },
      'error PHONEY_URL: "localhost:33" has no scheme. Write https://localhost:33.',
    ],
    [{ PHONEY_RATE: '5', PHONEY_SPEED: '2' }, 'PHONEY_SPEED and PHONEY_RATE exclude each other.'],
  ])('that is wrong is named, and no flag: %j', async (env, told) => {
    const { code, stderr } = await phoney(['run', 'first-day'], env, bare);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('--');
    expect(code).toBe(2);
  });

  test('that is empty, or says no to a flag without a value, counts as not set', async () => {
    const { code, stdout } = await phoney(
      ['trigger', 'asapp', 'SURVEY_SUBMITTED', '--dry-run'],
      { PHONEY_URL: '', PHONEY_LIST: '0', PHONEY_SEED: '' },
      bare,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ event_type: 'SURVEY_SUBMITTED' });
  });
});

describe('--wait-for-receiver', () => {
  test('begins once something listens', async () => {
    const port = await freePort();
    const file = write('wait.yaml', day(`http://localhost:${port}/`));
    const running = startPhoney(['run', file, '--wait-for-receiver', '60s', '--json'], {}, bare);
    let stderr = '';
    await new Promise<void>((resolve) => {
      running.process.stderr?.on('data', (data: Buffer) => {
        stderr += data.toString();
        if (stderr.includes(`Waiting up to 1m for http://localhost:${port}.`)) resolve();
      });
    });
    const server = createServer((request, response) => request.resume().on('end', () => response.end()));
    server.listen(port, '127.0.0.1');
    onTestFinished(() => void server.close());
    expect((await running.ended).code).toBe(0);
  });

  test('asks nothing of a receiver that is there', async () => {
    const { url, requestCount } = await receiver();
    expect(requestCount).toBe(0);
    const trigger = ['trigger', 'asapp', 'SURVEY_SUBMITTED', '--url', url, '--wait-for-receiver', '60s'];
    const { code, stderr } = await phoney(trigger, {}, desk);
    expect(code, stderr).toBe(0);
    expect(stderr).not.toContain('Waiting');
  });

  test('ends with 3 when nothing comes', async () => {
    const port = await freePort();
    const file = write('never.yaml', day(`https://localhost:${port}/`));
    const { code, stderr, stdout } = await phoney(
      ['run', file, '--wait-for-receiver', '300ms', '--json'],
      {},
      bare,
    );
    expect(code).toBe(3);
    expect(stderr).toContain(`Nothing took connections at https://localhost:${port} within 300ms.`);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'problems' });
  });
});

describe('the first failure', () => {
  test('of each kind is told once, with what the receiver answered', async () => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(400).end('{"error":"no such queue"}'));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const url = `http://localhost:${(server.address() as AddressInfo).port}/x`;
    const { stderr } = await phoney(['run', write('told.yaml', day(url))], {}, bare);
    expect(stderr.match(/^failed {4}/gm)).toHaveLength(1);
    expect(stderr).toMatch(
      /^failed {4}asapp\.raw \w+ at http:\S+: status 400\n +The receiver answered: \{"error":"no such queue"\}/m,
    );
    expect(stderr.indexOf('failed    ')).toBeLessThan(stderr.indexOf('books '));
  });

  test('says that there was no certificate to show, and that http: may have to be https:', async () => {
    const { url } = await receiver();
    const ca = path.join(desk, 'certs/ca.pem');
    const without = await phoney(['run', write('none.yaml', day(url)), '--ca', ca, '--fail-fast'], {}, bare);
    expect(without.stderr).toMatch(/no client certificate to show\. .*--cert and --key/);
    const plain = url.replace('https:', 'http:');
    const inTheClear = await phoney(['run', write('plain.yaml', day(plain)), '--fail-fast'], {}, bare);
    expect(inTheClear.stderr).toContain('if it speaks TLS, write https:');
  });

  test('ends the run with --fail-fast, with its books and with 1', async () => {
    const port = await freePort();
    const file = write('fast.yaml', day(`https://localhost:${port}/`).replace('pace: max', 'speed: 1'));
    const { code, stdout, stderr } = await phoney(['run', file, '--fail-fast', '--json'], {}, bare);
    expect(code).toBe(1);
    expect(stderr).toContain('books ');
    expect(stderr).toContain('Ended at the first message that was dropped (--fail-fast).');
    const summary = JSON.parse(stdout) as {
      verdict: string;
      interrupted: boolean;
      books: { dropped: number };
    };
    expect(summary).toMatchObject({ verdict: 'failed', interrupted: false });
    expect(summary.books.dropped).toBeGreaterThan(0);
  });
});

describe('a scenario', () => {
  test('that phoney brings along is listed, and played by its name', async () => {
    const { stdout } = await phoney(['scenarios', '--json'], {}, bare);
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name);
    expect(names).toContain('first-day');
    const { code, stdout: valid } = await phoney(['validate', ...names], {}, bare);
    expect(code).toBe(0);
    expect(valid).toBe(names.map((name) => `${name}: valid\n`).join(''));
    const wrong = await phoney(['run', 'scenarios/first-day.yaml'], {}, bare);
    expect(wrong.stderr).toContain('the scenario that phoney brings along: first-day');
  });

  test('with a server needs no certificates to be served', async () => {
    const serving = startPhoney(
      ['serve', 'ringcentral-everything', '--port', '0', '--plain', '--json'],
      {},
      bare,
    );
    await serving.line((line) => line.includes('"ready"'));
    serving.process.kill('SIGTERM');
    expect((await serving.ended).code).toBe(0);
  });

  test('may come from standard input', () => {
    const input =
      'centre: { queues: [{ name: Sales }] }\ncommands: [{ at: 08:05, do: contact.start, queue: Sales, caller: 15105550123 }]\n';
    const { status, stderr } = spawnSync(process.execPath, [testedPhoney, 'validate', '-'], {
      input,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain(
      'standard input:2:66 commands[0].caller: 15105550123 is a number here and not text. Write it in quotes, with its plus sign: "+15105550123".',
    );
  });

  test('that is wrong is told in JSON on stdout under --json', async () => {
    const file = write('wrong.yaml', 'centre: { queues: [{ name: Sales }] }\nsped: 3\n');
    const { code, stdout } = await phoney(['run', file, '--json'], {}, bare);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'problems',
      problems: [{ file, line: 2, path: 'sped' }],
    });
  });

  test('that is ended by SIGTERM ends with 143 and its books', async () => {
    const running = startPhoney(['run', 'ringcentral-everything', '--speed', '1', '--json'], {}, bare);
    await running.line((line) => line.includes('"ready"'));
    running.process.kill('SIGTERM');
    const { code, stdout, stderr } = await running.ended;
    expect(code, stderr).toBe(143);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type),
    ).toEqual(['ready', 'summary']);
  });
});

test('an override of a field that is elsewhere is told where', async () => {
  const { stderr } = await phoney([
    'trigger',
    'asapp',
    'SURVEY_SUBMITTED',
    '--override',
    'event_time=2',
    '--dry-run',
  ]);
  expect(stderr).toContain('Did you mean meta_data.event_time?');
});
