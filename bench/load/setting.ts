import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { machineClock } from '../../src/lib/clock.ts';
import { writeCertificates } from '../../src/tls/certificate-files.ts';
import { makeCertificates } from '../../src/tls/certificates.ts';
import type { Arrivals } from './receiver.ts';

/** phoney as users have it: `npm run build` before. */
const phoney = path.resolve(import.meta.dirname, '../../dist/cli/main.js');

interface Books {
  readonly rendered: number;
  readonly delivered: number;
}

/** A receiver in a process of its own, with certificates for it. */
export interface Setting {
  readonly url: string;
  /** The path of a file in the folder of the certificates. */
  file(name: string): string;
  /** What came until now. */
  arrivals(): Promise<Arrivals>;
  close(): Promise<void>;
}

/** Opens one that looks at requests by a schedule of so many a second. */
export async function openSetting(ratePerSec: number): Promise<Setting> {
  const directory = mkdtempSync(path.join(tmpdir(), 'phoney-bench-'));
  const wallMs = machineClock.wallMs();
  const wanted = { hosts: ['localhost'], subject: 'bench', keyType: 'rsa', days: 1, bad: false } as const;
  writeCertificates(directory, await makeCertificates({ ...wanted, wallMs }));
  const receiver = fork(path.join(import.meta.dirname, 'receiver.ts'), [directory, String(ratePerSec)]);
  const [port] = (await once(receiver, 'message')) as [number];
  return {
    url: `https://localhost:${port}/asapp`,
    file: (name) => path.join(directory, name),
    async arrivals() {
      receiver.send('arrivals');
      const [arrivals] = (await once(receiver, 'message')) as [Arrivals];
      return arrivals;
    },
    async close() {
      receiver.disconnect();
      await once(receiver, 'exit');
      rmSync(directory, { recursive: true });
    },
  };
}

/** A child that was started, and what it printed by its end. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
}

/** Starts `phoney load --vendor asapp` with these flags to the address of the setting. */
export function startLoad({ url, file }: Pick<Setting, 'url' | 'file'>, flags: readonly string[]): Started {
  const tls = ['--cert', file('client.pem'), '--key', file('client-key.pem'), '--ca', file('ca.pem')];
  return start([phoney, 'load', '--vendor', 'asapp', '--url', url, ...tls, '--json', '--quiet', ...flags]);
}

/** Starts autocannon with these flags and 16 connections to the address of the setting. */
export function startAutocannon(
  { url, file }: Pick<Setting, 'url' | 'file'>,
  flags: readonly string[],
): Started {
  const autocannon = fileURLToPath(import.meta.resolve('autocannon'));
  const tls = ['--cert', file('client.pem'), '--key', file('client-key.pem'), '--ca', file('ca.pem')];
  const post = [
    '-m',
    'POST',
    '-H',
    'content-type=application/json',
    '-b',
    JSON.stringify({ text: 'x'.repeat(1380) }),
  ];
  return start([autocannon, '-c', '16', '--json', '--no-progress', ...post, ...tls, ...flags, url]);
}

/** The books at the end of what `phoney load --json` printed. */
export function booksOf(stdout: string): Books {
  const { books } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { books: Books };
  return books;
}

function start(args: readonly string[]): Started {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: string[][] = [[], []] as string[][];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out?.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err?.push(text));
  const ended = once(child, 'close').then(([code]) => {
    // 1 is a verdict.
    if (code !== 0 && code !== 1) throw new Error(`${args.join(' ')} ended with ${code}: ${err?.join('')}`);
    return out?.join('') ?? '';
  });
  return { child, ended };
}
