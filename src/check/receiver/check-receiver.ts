import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BenchSettings, Handshake } from '../../dialects/bench.ts';
import type { ReceiverSuite } from '../../dialects/demand.ts';
import { receivers, secureTargets, targetEverything } from '../../dialects/index.ts';
import type { TlsFiles } from '../../dialects/vendor.ts';
import { formatDuration } from '../../lib/duration.ts';
import { InputError, StartError, type Problem } from '../../lib/errors.ts';
import { readBounded } from '../../lib/read-bounded.ts';
import { explainReceiverUrl } from '../../lib/receiver-url.ts';
import { readIssuer, type ClientIssuer } from '../../tls/client-variants.ts';
import { loadPem, type PemTexts } from '../../tls/pem.ts';
import type { CheckSurroundings } from '../surroundings.ts';
import { lookAtAll } from '../look.ts';
import { makeReport, type CheckReport } from '../report/report.ts';
import type { Selection } from '../select.ts';
import { createBench } from './bench.ts';
import { makeIdentities } from './identities.ts';

/** What a receiver is checked with. */
export interface ReceiverOptions extends BenchSettings {
  readonly url: string;
  /** By the vendor's feed, where its address is not that one. */
  readonly feedUrls?: Readonly<Record<string, string>> | undefined;
  /** Sent with every request, such as `authorization`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Of the vendor's client. */
  readonly tls: TlsFiles;
  /** PEM: the key of the authority that signed the client's certificate. Default: ca-key.pem beside the certificate. */
  readonly caKey?: string | undefined;
  readonly restartCommand?: string | undefined;
  /** Default: a new one, so that no two checks send events of the same ids. */
  readonly seed?: number | undefined;
}

/** Whose receiver is checked for what. */
interface ReceiverCheck {
  readonly vendor: string;
  readonly suite: ReceiverSuite;
  readonly options: ReceiverOptions & Selection;
  /** What is wrong with the options so far. */
  readonly problems: readonly Problem[];
}

/** Holds a receiver against a vendor's demands. */
export async function checkReceiver(
  { vendor, suite, options, problems: before }: ReceiverCheck,
  surroundings: CheckSurroundings,
): Promise<CheckReport> {
  const { clock, env, warn, stop, watcher } = surroundings;
  const { url, tls, restartCommand, restartWithinMs } = options;
  const problems = [...before];
  const { headers = {}, feedUrls = {} } = options;
  for (const [flag, address] of [['--url', url], ...Object.entries(feedUrls)] as const) {
    const message = explainReceiverUrl(address);
    if (message !== undefined) problems.push({ path: flag === '--url' ? flag : '--feed-url', message });
  }
  const texts = loadPem(tls, env, clock.wallMs());
  problems.push(...texts.problems);
  const issuer = findIssuer(options, texts, problems);
  if (problems.length > 0) throw new InputError(problems);
  for (const warning of texts.warnings) warn(warning);

  const minVersion = receivers.get(vendor)?.minVersion ?? 'TLSv1.3';
  const identities = await makeIdentities({ texts, issuer, minVersion, wallMs: clock.wallMs() });
  const { bench, close } = createBench({
    url,
    feedUrls,
    headers,
    targets: secureTargets(targetEverything(vendor, url), tls),
    settings: options,
    seed: options.seed ?? randomInt(2 ** 47),
    identities,
    clock,
    env,
    stop,
    ...(restartCommand !== undefined && {
      restart: () => surroundings.execute(restartCommand, restartWithinMs, stop),
    }),
  });
  try {
    explainAbsence(url, await bench.shakeHands(), options.timeoutMs);
    const demands = await lookAtAll(suite.demands, bench, { selection: options, clock, stop, watcher });
    return makeReport({ vendor, target: url, interrupted: stop.aborted }, demands);
  } finally {
    await close();
  }
}

const nobody: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: start the receiver, or correct --url.',
  ENOTFOUND: 'The name of the host is not known: correct --url.',
  EAI_AGAIN: 'The name of the host could not be looked up: correct --url, or see to the network.',
  EHOSTUNREACH: 'There is no way to the host: correct --url, or see to the network.',
  ENETUNREACH: 'There is no way to the host: correct --url, or see to the network.',
};

/** Throws where there is no receiver at all. One that is there and has no TLS, or bad TLS, is for the demands to find out. */
function explainAbsence(url: string, { error }: Handshake, timeoutMs: number): void {
  const why =
    error === 'timeout'
      ? `No connection was opened within ${formatDuration(timeoutMs)}: start the receiver, correct --url, or see to the firewall.`
      : nobody[error ?? ''];
  if (why !== undefined) throw new StartError(`Cannot check ${url}: ${why} (${error})`);
}

const makeSome = 'phoney certs makes certificates with such a key beside them.';

/** Who signed the client's certificate; a text says why nobody knows, and adds to the problems where a key was given. */
function findIssuer(
  { caKey, tls }: ReceiverOptions,
  { cert, passphrase }: PemTexts,
  problems: Problem[],
): ClientIssuer | string {
  if (cert === undefined) {
    if (caKey !== undefined)
      problems.push({
        path: '--ca-key',
        message: 'It makes bad certificates that are like the good one. Give --cert and --key, too.',
      });
    return `No client certificate was given. Give --cert and --key; ${makeSome}`;
  }
  const beside = tls.cert === undefined ? undefined : path.join(path.dirname(tls.cert), 'ca-key.pem');
  const file = caKey ?? (beside !== undefined && existsSync(beside) ? beside : undefined);
  if (file === undefined)
    return `Such a certificate has to be signed by the authority of yours. Give its key with --ca-key; ${makeSome}`;
  const issuer = readKey(file, cert, passphrase);
  if (typeof issuer !== 'string' || caKey === undefined) return issuer;
  problems.push({
    path: '--ca-key',
    file,
    message: `${issuer} Give the key of the authority that signed --cert.`,
  });
  return issuer;
}

function readKey(file: string, cert: string, passphrase: string | undefined): ClientIssuer | string {
  try {
    return readIssuer(cert, readBounded(file, 1024 * 1024).toString(), passphrase);
  } catch (error) {
    return `The file could not be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}.`;
  }
}
