import { existsSync } from 'node:fs';
import type { ClientOptions } from '../../check/clients/check-clients.ts';
import { machineClock } from '../../lib/clock.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import { readHeader } from '../../lib/headers.ts';
import { isLoopback } from '../../lib/address/receiver-url.ts';
import { loadScenario } from '../../scenario/index.ts';
import { loadPem } from '../../tls/pem.ts';
import { findScenario } from '../run/scenario-source.ts';
import type { CheckFlags } from './flags.ts';

/** How long a client may take for what it does at once. */
const settleMs = 2000;

/** `--feed-url` and `--header`. */
export function readAddresses({ feedUrl, header }: CheckFlags): {
  readonly feedUrls: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
} {
  const problems: Problem[] = [];
  const feedUrls = feedUrl.flatMap((text) => {
    const [, feed, url] = /^([\w-]+)=(.+)$/.exec(text) ?? [];
    if (feed !== undefined && url !== undefined) return [[feed, url] as const];
    problems.push({
      path: '--feed-url',
      message: `"${text}" names no feed. Write call-events=https://localhost:8443/calls, for example.`,
    });
    return [];
  });
  const headers = header.flatMap((text) => {
    const read = readHeader(text);
    if (typeof read !== 'string') return [[read.name.toLowerCase(), read.value] as const];
    problems.push({ path: '--header', message: read });
    return [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return { feedUrls: Object.fromEntries(feedUrls), headers: Object.fromEntries(headers) };
}

/** What clients are checked with. */
export function readClients(vendor: string, flags: CheckFlags): ClientOptions {
  const { host, port, wait, pingWithin, clientCommand, scenario = `${vendor}-everything` } = flags;
  const tls = readServerTls(flags);
  return {
    scenario: loadScenario(findScenario(scenario)),
    listen: { hostname: host, port, ...(tls !== undefined && { tls }) },
    settings: { waitMs: wait, settleMs: Math.min(settleMs, wait), pingWithinMs: pingWithin },
    clientCommand,
  };
}

const usual = { cert: 'certs/server.pem', key: 'certs/server-key.pem' };

/** The certificate and key of the server, as `phoney serve` takes them; `undefined` for plain HTTP. */
function readServerTls({
  cert,
  key,
  passphraseEnv,
  plain,
  host,
}: CheckFlags): { cert: string; key: string; passphrase?: string } | undefined {
  const isGiven = cert !== undefined || key !== undefined;
  if (plain === true || (!isGiven && !existsSync(usual.cert))) {
    if (isLoopback(host)) return undefined;
    throw new InputError(
      `Tokens on plain HTTP at "${host}" could be read by others; it is for this machine only. Give --cert and --key, or leave out --host.`,
    );
  }
  const named = isGiven ? { ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) } : usual;
  const files = { ...named, ...(passphraseEnv !== undefined && { passphraseEnv }) };
  const texts = loadPem(files, process.env, machineClock.wallMs());
  if (texts.problems.length > 0 || texts.cert === undefined || texts.key === undefined)
    throw new InputError(texts.problems.length > 0 ? texts.problems : 'Give both --cert and --key.');
  const { passphrase } = texts;
  return { cert: texts.cert, key: texts.key, ...(passphrase !== undefined && { passphrase }) };
}
