import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { testedPhoney } from '../acceptance/world.ts';
import { asappLane, makeMessage, makeSetting } from './setting.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'phoney-commands-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function phoney(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [testedPhoney, ...args],
      { cwd: directory },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
  });
}

describe('phoney certs', () => {
  test('makes what listen and run take by themselves, keys for their owner alone', async () => {
    expect(await phoney('certs', '--key-type', 'p256', '--bad', '--json')).toMatchObject({
      code: 0,
      stderr: '',
    });
    for (const file of ['ca.pem', 'server.pem', 'client.pem', 'bad/wrong-eku/client.pem']) {
      expect(readFileSync(path.join(directory, 'certs', file), 'utf8')).toContain('BEGIN CERTIFICATE');
    }
    expect(statSync(path.join(directory, 'certs/client-key.pem')).mode & 0o777).toBe(0o600);
  });

  test('does not replace what exists, unless forced', async () => {
    const before = readFileSync(path.join(directory, 'certs/ca.pem'), 'utf8');
    const refused = await phoney('certs');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/These files exist: certs\/ca\.pem, certs\/server\.pem, .*--force/);
    expect(readFileSync(path.join(directory, 'certs/ca.pem'), 'utf8')).toBe(before);
    expect(await phoney('certs', '--key-type', 'p256', '--force', '--quiet')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(readFileSync(path.join(directory, 'certs/ca.pem'), 'utf8')).not.toBe(before);
  });

  test('tells all that is wrong at once', async () => {
    const { code, stderr } = await phoney(
      'certs',
      '--out',
      'x',
      '--host',
      'a b',
      '--days',
      '2000',
      '--key-type',
      'dsa',
    );
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(3);
    expect(existsSync(path.join(directory, 'x'))).toBe(false);
  });
});

describe('phoney listen', () => {
  test('as ringcentral, lets in who has no client certificate and speaks TLS 1.2, as that vendor does', async () => {
    const child = spawn(
      process.execPath,
      [testedPhoney, 'listen', '--as', 'ringcentral', '--port', '0', '--json'],
      {
        cwd: directory,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    onTestFinished(() => void child.kill());
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const { url } = JSON.parse(String((await lines.next()).value)) as { url: string };
    const ca = readFileSync(path.join(directory, 'certs/ca.pem'));
    const [response] = (await once(get(url, { ca, maxVersion: 'TLSv1.2', agent: false }), 'response')) as [
      IncomingMessage,
    ];
    expect(response.statusCode).toBe(200);
    response.resume();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('says where it listens, prints each request and ends with the counts', async () => {
    const child = spawn(
      process.execPath,
      [testedPhoney, 'listen', '--port', '0', '--json', '--status', '500', '--every', '2'],
      {
        cwd: directory,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    onTestFinished(() => void child.kill());
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const nextLine = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
    const ready = (await nextLine()) as { url: string; port: number };
    expect(ready).toEqual({ type: 'ready', url: `https://127.0.0.1:${ready.port}`, port: ready.port });

    const inCerts = (name: string): string => path.join(directory, 'certs', name);
    const tls = { cert: inCerts('client.pem'), key: inCerts('client-key.pem'), ca: inCerts('ca.pem') };
    const setting = makeSetting([{ ...asappLane, tls: { minVersion: 'TLSv1.3', ...tls } }]);
    for (const seq of [1, 2]) {
      setting.send(makeMessage(seq, `${ready.url}/events`));
      await setting.drain();
    }
    await setting.channel.close();
    const event = { type: 'event', eventType: null, valid: false };
    expect(await nextLine()).toMatchObject({ ...event, eventId: 'event-1', duplicate: false, status: 200 });
    expect(await nextLine()).toMatchObject({ ...event, eventId: 'event-2', duplicate: false, status: 500 });
    expect(await nextLine()).toMatchObject({ ...event, eventId: 'event-2', duplicate: true, status: 200 });

    child.kill('SIGTERM');
    expect(await nextLine()).toMatchObject({
      type: 'counts',
      requests: 3,
      events: 2,
      duplicates: 1,
      invalid: 3,
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('who ends it on the ready line gets the counts', async () => {
    const child = spawn(process.execPath, [testedPhoney, 'listen', '--port', '0', '--json'], {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let stdout = '';
    child.stdout.on('data', (data: Buffer) => {
      if (stdout === '') child.kill('SIGTERM');
      stdout += data.toString();
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([{ type: 'ready' }, { type: 'counts', requests: 0 }]);
  });

  test('with --forward-to and --print-json, passes requests on and shows what they hold', async () => {
    const start = async (...flags: string[]) => {
      const args = [testedPhoney, 'listen', '--plain', '--port', '0', '--json', ...flags];
      const child = spawn(process.execPath, args, { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] });
      onTestFinished(() => void child.kill('SIGKILL'));
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
      const nextLine = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
      return { child, nextLine, url: ((await nextLine()) as { url: string }).url };
    };
    const behind = await start('--status', '418');
    const receiver = await start('--print-json', '--forward-to', behind.url);
    const post = async (): Promise<number> =>
      (await fetch(`${receiver.url}/events`, { method: 'POST', body: '{"a":1}' })).status;
    expect(await post()).toBe(418);
    expect(await behind.nextLine()).toMatchObject({ type: 'event', status: 418 });
    expect(await receiver.nextLine()).toMatchObject({ type: 'event', status: 418, body: { a: 1 } });
    behind.child.kill('SIGTERM');
    await once(behind.child, 'exit');
    expect(await post()).toBe(502);
    const forwardError = `${behind.url}/events could not be reached: ECONNREFUSED.`;
    expect(await receiver.nextLine()).toMatchObject({ status: 502, forwardError });
  });

  test('requests are passed on to where nobody can read them on the way', async () => {
    for (const url of ['http://receiver.example', 'nowhere', 'ftp://localhost']) {
      const { code, stderr } = await phoney('listen', '--plain', '--port', '0', '--forward-to', url);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /--forward-to: ".*" (would send everything in the clear|is not an https: address|is an address for ftp)/,
      );
    }
  });

  test('without certificates it says how to make them', async () => {
    const { code, stderr } = await phoney('listen', '--cert', 'no/server.pem', '--port', 'x');
    expect(code).toBe(2);
    expect(stderr).toMatch(/no\/server\.pem.*no such file.*`phoney certs`/);
    expect(stderr).toMatch(/--port: "x" is not a port/);
  });

  test('plain HTTP stays on this machine', async () => {
    const { code, stderr } = await phoney('listen', '--plain', '--host', '0.0.0.0');
    expect(code).toBe(2);
    expect(stderr).toMatch(/could be read by others/);
  });
});
