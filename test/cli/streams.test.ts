import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/command-line.ts';
import { makeFolder, startPhoney, testedPhoney } from '../acceptance/world.ts';

const folder = makeFolder();
afterAll(folder.remove);
writeFileSync(
  path.join(folder.path, 'day.yaml'),
  `
start: 2026-03-02T08:00
duration: 1m
grace: 100ms
centre: { queues: [{ name: Sales }], agents: [{ name: alice, queues: [Sales] }] }
traffic: [{ queue: Sales, per_hour: 3000 }]
targets: { asapp: { raw: { url: 'http://127.0.0.1:9/', retries: 0 } } }`,
);
writeFileSync(path.join(folder.path, 'wrong.yaml'), 'centre: 1');
mkdirSync(path.join(folder.path, 'folder'));

const program = `"${process.execPath}" "${testedPhoney}"`;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line of the shell, in which `phoney` is phoney; its exit code counts wherever in a pipe it stands. */
function shell(line: string): Promise<Ended> {
  const text = `set -o pipefail; ${line.replaceAll(/\bphoney /g, `${program} `)}`;
  const options = { cwd: folder.path, shell: '/bin/bash', env: { ...process.env, NO_COLOR: '1' } };
  return new Promise((resolve) => {
    execFile('/bin/bash', ['-c', text], { ...options, shell: false }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const allCommands = (command: Command): Command[] => [command, ...command.commands.flatMap(allCommands)];
const pathOf = (command: Command): string =>
  command.parent === null ? '' : `${pathOf(command.parent)}${command.name()} `;
const everyHelp = allCommands(createProgram({})).map((command) => `phoney ${pathOf(command)}--help`);

/** What prints results, and comes to its end by itself. */
const results = [
  'phoney scenarios',
  'phoney scenarios --json',
  'phoney validate day.yaml',
  'phoney validate --json day.yaml wrong.yaml',
  'phoney run day.yaml --dry-run',
  'phoney run day.yaml --json --rate 1000',
  'phoney run day.yaml --json-lines --rate 1000',
  'phoney run wrong.yaml --json',
  'phoney run --sped 3 --json',
  'phoney trigger asapp --list',
  'phoney trigger asapp --list --json',
  'phoney trigger asapp SURVEY_SUBMITTED --dry-run',
  'phoney certs --out made --key-type p256 --json --force',
  'phoney contracts list',
  'phoney contracts list --interactions --json',
  'phoney contracts lint --json',
  'phoney contracts diff . --json',
];

describe.concurrent('a full disk behind standard output', () => {
  test.each([...results, 'phoney --help', 'phoney run --help', 'phoney --version'])(
    '%s > /dev/full says so and ends with 3',
    async (line) => {
      const { code, stderr } = await shell(`${line} > /dev/full`);
      expect(stderr).toContain('Cannot write the results to standard output: ENOSPC');
      expect(stderr).not.toMatch(/^ {4}at /m);
      expect(code).toBe(3);
    },
  );
});

describe.concurrent('a reader that goes away', () => {
  test.each([...results, ...everyHelp])('%s | head -c 1 ends quietly', async (line) => {
    const { code, stderr } = await shell(`${line} | head -c 1`);
    expect(stderr).not.toMatch(/EPIPE|bug in phoney|^ {4}at /m);
    expect([0, 1, 2]).toContain(code);
  });
});

describe.concurrent('a full disk behind a file', () => {
  test.each([
    ['phoney run day.yaml --rate 1000 --record /dev/full', 3],
    ['phoney run day.yaml --duration 1ms --record /dev/full', 3],
    ['phoney certs --out /dev/full/x', 3],
    ['phoney run day.yaml --rate 1000 2> /dev/full', 1],
    ['phoney validate wrong.yaml 2> /dev/full', 2],
    [
      'phoney contracts verify-receiver --vendor asapp --target http://127.0.0.1:9 --filter SURVEY --out /dev/full',
      3,
    ],
  ])('%s ends with %i', async (line, expected) => {
    const { code, stderr } = await shell(line);
    expect(stderr).not.toMatch(/bug in phoney|^ {4}at /m);
    expect(code).toBe(expected);
  });
});

describe.concurrent('what is no file to read or write', () => {
  test.each([
    ['phoney run - <&-', 2],
    ['phoney validate - < folder', 2],
    ['phoney run folder', 2],
    ['phoney run /dev/null', 2],
    ['phoney run /dev/zero', 2],
    ['phoney run /proc/self/mem', 2],
    ['phoney run day.yaml --record folder', 3],
    ['phoney run day.yaml --record nowhere/x', 3],
    ['phoney run day.yaml --cert folder --key folder --ca folder', 2],
    ['phoney trigger asapp SURVEY_SUBMITTED --cert folder --key day.yaml --ca /dev/null', 2],
    ['phoney listen --port 0 --cert /dev/zero --key /dev/full --ca /dev/zero', 2],
    ['phoney contracts lint /dev/full', 2],
    ['phoney run - < /dev/zero', 2],
    ['phoney listen --cert folder --key folder --ca folder', 2],
    ['phoney serve day.yaml --cert folder --key folder', 2],
    ['phoney contracts lint folder', 2],
    ['phoney contracts lint /dev/null', 2],
    ['phoney contracts verify-simulator --pacts folder', 2],
    ['phoney contracts verify-simulator --pacts /dev/null --map folder', 2],
    ['phoney contracts verify-receiver --vendor asapp --target http://127.0.0.1:9 --pacts folder', 2],
    ['phoney contracts diff folder folder', 2],
    ['phoney certs --out day.yaml', 3],
  ])('%s ends with %i and words', async (line, expected) => {
    const { code, stderr } = await shell(line);
    expect(stderr).toMatch(/^error /m);
    expect(stderr).not.toMatch(/bug in phoney|^ {4}at /m);
    expect(code).toBe(expected);
  });
});

test.each(['report', 'capture-diff'])(
  '%s does not wait for the rest of what it cannot read',
  async (command) => {
    const { process: child, ended } = startPhoney([command, '-'], {}, folder.path);
    child.stdin?.on('error', () => undefined).write('no record\n');
    expect((await ended).code).toBe(2);
  },
);
