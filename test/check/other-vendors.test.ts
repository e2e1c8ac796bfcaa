import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CheckReport } from '../../src/check/report/report.ts';
import { phoney, root, startPhoney } from '../acceptance/world.ts';
import { explain } from './run-check.ts';

const main = path.join(root, 'bin/phoney.cjs');
/** As a command for the shell, which says its own process id first. */
const tap = `echo "client $$" >&2; TAP_PASSWORD=phoney exec '${process.execPath}' '${main}' tap --token-url "$PHONEY_CHECK_TOKEN" --user alice --password-env TAP_PASSWORD --quiet`;

test('phoney listen holds all that RingCentral demands', async () => {
  const listening = startPhoney([
    'listen',
    '--as',
    'ringcentral',
    '--plain',
    '--port',
    '0',
    '--json',
    '--quiet',
  ]);
  onTestFinished(() => void listening.process.kill());
  const { url } = JSON.parse(await listening.line((line) => line.includes('ready'))) as { url: string };
  const { code, stdout } = await phoney([
    'check',
    'ringcentral',
    '--url',
    `${url}/agents`,
    '--skip',
    'tls',
    '--json',
  ]);
  const report = JSON.parse(stdout) as CheckReport;
  expect(report, explain(report)).toMatchObject({
    counts: { broken: 0, warned: 0, notSeen: 0, questions: 8 },
  });
  expect(code).toBe(0);
});

test('phoney tap, started by phoney check, holds what Enreach demands', { timeout: 60_000 }, async () => {
  // What takes Microsoft's times is looked at with clients whose times are short.
  const skip = ['bad-day', 'ping'].join(',');
  const { code, stdout, stderr } = await phoney([
    'check',
    'enreach',
    '--plain',
    '--port',
    '0',
    '--client-command',
    tap,
    '--skip',
    skip,
    '--json',
  ]);
  const report = JSON.parse(stdout) as CheckReport;
  expect(report, explain(report)).toMatchObject({
    verdict: 'held',
    counts: { held: 14, broken: 0, warned: 0, notSeen: 0 },
  });
  expect(stderr).toMatch(/token {2}http:\/\/127\.0\.0\.1:\d+\/token\/me\/rte\//);
  expect(code).toBe(0);
});

test('the client of the examples gets over what tap does not', { timeout: 60_000 }, async () => {
  const example = `exec '${process.execPath}' '${path.join(root, 'examples/enreach-client/client.ts')}'`;
  const only = [
    'connect',
    'subscribe',
    'reconnect',
    'bad-day.restart',
    'bad-day.unauthorized',
    'bad-day.close',
  ];
  const { code, stdout } = await phoney([
    'check',
    'enreach',
    '--plain',
    '--port',
    '0',
    '--client-command',
    example,
    '--only',
    only.join(','),
    '--json',
  ]);
  const report = JSON.parse(stdout) as CheckReport;
  expect(report, explain(report)).toMatchObject({ counts: { held: 10, broken: 0, warned: 0, notSeen: 0 } });
  expect(code).toBe(0);
});

test('Ctrl-C ends the check, the hub and the client', async () => {
  const checking = startPhoney(['check', 'enreach', '--plain', '--port', '0', '--client-command', tap]);
  await checking.line((line) => line.includes('connect.hub'));
  checking.process.kill('SIGINT');
  const { code, stdout, stderr } = await checking.ended;
  expect(code).toBe(130);
  expect(stdout).toContain('Ended before every demand was looked at.');
  const [, pid] = /^client (\d+)$/m.exec(stderr) ?? [];
  expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
});

test('a header or an address that cannot be read is told with its flag', async () => {
  const { code, stderr } = await phoney([
    'check',
    'ringcentral',
    '--feed-url',
    'nonsense',
    '--header',
    'none',
  ]);
  expect(stderr).toContain('--feed-url: "nonsense" names no feed.');
  expect(stderr).toContain('--header: ');
  expect(code).toBe(2);
});
