import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, watch } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phoney, root, startPhoney, testedPhoney } from '../acceptance/world.ts';
import type { ContractReport } from '../../src/contracts/report/report.ts';
import { makeFolder, makeTls, messageOf, pactOf } from './kit.ts';

const folder = makeFolder();
let tls: Awaited<ReturnType<typeof makeTls>>;
let good: string;

beforeAll(async () => {
  tls = await makeTls(folder.path);
  good = folder.write('good.json', pactOf([messageOf('ISSUE_ENDED', { event_type: 'ISSUE_ENDED' })]));
});
afterAll(() => folder.remove());

const verifySimulator = ['contracts', 'verify-simulator', '--pacts'];

describe('how the command ends', () => {
  test('0 when everything was verified, with the count', async () => {
    const { code, stdout, stderr } = await phoney([...verifySimulator, good]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/ok +ISSUE_ENDED\n1 of 1 interactions verified\n$/);
  });

  test('1 on a mismatch', async () => {
    const bad = folder.write(
      'bad.json',
      pactOf([messageOf('QUEUED', { event_type: 'QUEUED', data: { tenant: 'x' } })]),
    );
    const { code, stdout } = await phoney([...verifySimulator, bad]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /FAILED +QUEUED\n +body \$\.data: Actual map is missing the following keys: tenant\n1 of 1 interactions checked, 1 failed/,
    );
  });

  test('2 when nothing was verified, and on bad input', async () => {
    const runs = [
      [...verifySimulator, good, '--provider', 'nobody'],
      [...verifySimulator, makeFolder().path],
      [...verifySimulator, folder.write('broken.json', '{')],
      ['contracts', 'verify-simulator'],
      ['contracts', 'verify-receiver', '--vendor', 'asapp'],
    ];
    for (const args of runs) {
      const { code, stderr } = await phoney(args);
      expect({ args, code, said: stderr.length > 0 }).toEqual({ args, code: 2, said: true });
    }
  });

  test('2 for pacts of two kinds, and for a broker’s flags without a broker, in words', async () => {
    const runs = [
      [[good, '--broker', 'http://127.0.0.1:9'], /--pacts: With --broker it is the broker/],
      [[good, 'http://127.0.0.1:9/pacts/1'], /--pacts: Name files or addresses, and not both/],
      [[good, '--publish', '--version', '1'], /--publish: This is for a broker/],
    ] as const;
    for (const [args, words] of runs) {
      const { code, stderr } = await phoney([...verifySimulator, ...args]);
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(stderr).toMatch(words);
    }
  });

  test('a list of states says whom they may speak of', async () => {
    const { code, stdout } = await phoney(['contracts', 'list', '--states']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/agents: vera, victor, chloe\n +supervisors: sam\n +queues: Orders \(voice\)/);
    expect(stdout).toMatch(/vera is a1eeb030-/);
    const own = await phoney(['contracts', 'list', '--states', '--scenario', 'scenarios/peak.yaml']);
    expect(own.stdout).toMatch(/agents: voice-1, voice-2/);
  });

  test('3 when the engine is not installed, with what to install, and everything else works', async () => {
    const hook = folder.write(
      'without-engine.mjs',
      `import Module from 'node:module';
       const resolve = Module._resolveFilename;
       Module._resolveFilename = function (name, ...rest) {
         if (name.startsWith('@pact-foundation/')) throw Object.assign(new Error("Cannot find module '" + name + "'"), { code: 'MODULE_NOT_FOUND' });
         return resolve.call(this, name, ...rest);
       };`,
    );
    const env = { NODE_OPTIONS: `--import=file://${hook}` };
    const { code, stderr } = await phoney([...verifySimulator, good], env);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /could not be loaded: Cannot find module .*Install it with `npm install @pact-foundation\/pact-core@20.2.0`/,
    );
    expect((await phoney(['contracts', 'lint'], env)).code).toBe(0);
  });

  test('130 when it is interrupted, and no key of the verification is left behind', async () => {
    const temporary = makeFolder();
    const running = startPhoney([...verifySimulator, 'contracts'], { TMPDIR: temporary.path });
    const watcher = watch(temporary.path);
    await once(watcher, 'change');
    watcher.close();
    running.process.kill('SIGTERM');
    expect((await running.ended).code).toBe(130);
    expect(readdirSync(temporary.path)).toEqual([]);
    temporary.remove();
  });

  test('3 when the engine is not done in time', async () => {
    const { code, stderr } = await phoney([...verifySimulator, good, '--timeout', '5ms']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/was not done after 5ms and was stopped/);
  });
});

describe('the reports', () => {
  test('as JSON, of a form that is phoney’s own', async () => {
    const { stdout } = await phoney([...verifySimulator, good, '--json']);
    expect(JSON.parse(stdout)).toEqual({
      type: 'contracts',
      command: 'verify-simulator',
      verdict: 'verified',
      engine: { name: 'pact-core', version: '20.2.0' },
      counts: { inFiles: 1, verified: 1, passed: 1, failed: 0, pending: 0 },
      pacts: [
        {
          source: good,
          consumer: 'acme-wfm',
          provider: 'asapp-realtime-events',
          specification: '4.0',
          interactions: [
            {
              description: 'ISSUE_ENDED',
              kind: 'message',
              states: [],
              result: 'passed',
              durationMs: expect.any(Number) as number,
              mismatches: [],
              incidents: [],
            },
          ],
        },
      ],
      skipped: [],
      published: [],
    } satisfies ContractReport);
  });
});

describe('whatever is around', () => {
  const hostile = {
    HTTP_PROXY: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    http_proxy: 'http://127.0.0.1:9',
    ALL_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: '',
    PACT_BROKER_BASE_URL: 'http://127.0.0.1:9',
    PACT_BROKER_TOKEN: 'x',
    PACT_BROKER_PUBLISH_VERIFICATION_RESULTS: 'true',
    PACT_DESCRIPTION: 'nothing',
    PACT_PROVIDER_STATE: 'nothing',
  };

  test('proxies, brokers and filters of the environment change nothing', async () => {
    const { code, stdout } = await phoney([...verifySimulator, good], hostile);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('1 of 1 interactions verified') as string,
    });
  });

  const canUnshare = spawnSync('unshare', ['-rn', 'sh', '-c', 'ip link set lo up']).status === 0;
  test.skipIf(!canUnshare)(
    'no request leaves the machine: in a network with nothing but itself it is verified just as fast',
    async () => {
      const command = `ip link set lo up && exec "${process.execPath}" "${testedPhoney}" contracts verify-simulator --pacts "${path.join(root, 'contracts/enreach')}"`;
      const child = spawn('unshare', ['-rn', 'sh', '-c', command], { cwd: root });
      let stdout = '';
      child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
      const [code] = (await once(child, 'close')) as [number];
      expect(stdout).toMatch(/41 of 41 interactions verified/);
      expect(code).toBe(0);
    },
  );
});

describe('the built-in receiver, with client certificates required', () => {
  test.each([
    ['asapp', ['--min-version', 'TLSv1.3'], 52],
    ['ringcentral', ['--min-version', 'TLSv1.2'], 32],
  ] as const)('accepts everything that %s sends', async (vendor, flags, count) => {
    const receiver = startPhoney([
      'listen',
      '--port',
      '0',
      '--json',
      '--as',
      vendor,
      '--cert',
      tls.server,
      '--key',
      tls.serverKey,
      '--ca',
      tls.ca,
      ...flags,
    ]);
    const { url } = JSON.parse(await receiver.line((line) => line.includes('"ready"'))) as { url: string };
    const target = new URL(url);
    target.hostname = 'localhost';
    const args = [
      'contracts',
      'verify-receiver',
      '--vendor',
      vendor,
      '--target',
      target.href,
      '--ca',
      tls.ca,
    ];
    const { code, stdout } = await phoney([...args, '--cert', tls.cert, '--key', tls.key]);
    const bare = await phoney([...args, '--filter', vendor === 'asapp' ? 'ISSUE_ENDED' : 'LOGIN as JSON']);
    receiver.process.kill('SIGTERM');
    const heard = (await receiver.ended).stdout.split('\n').filter((line) => line.includes('"event"'));
    expect(stdout).toContain(`${count} of ${count} interactions verified`);
    expect(code).toBe(0);
    expect(heard.map((line) => (JSON.parse(line) as { valid: boolean }).valid)).toEqual(
      Array(count).fill(true),
    );
    expect(bare.code).toBe(1);
    expect(bare.stdout).toContain('no client certificate was shown');
  });
});
