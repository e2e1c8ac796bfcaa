import { randomInt } from 'node:crypto';
import type { Handshake } from '../../dialects/bench.ts';
import type { ReceiverSuite } from '../../dialects/demand.ts';
import { findVendor, secureTargets, targetEverything } from '../../dialects/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { InputError, StartError, type Problem } from '../../lib/errors.ts';
import { loadPem } from '../../tls/pem.ts';
import type { CheckSurroundings } from '../surroundings.ts';
import { lookAtAll } from '../look.ts';
import { makeReport, type CheckReport } from '../report/report.ts';
import type { Selection } from '../select.ts';
import { createBench } from './bench.ts';
import { makeIdentities } from './identities.ts';
import { findIssuer } from './issuer.ts';
import { checkOptions, type ReceiverOptions } from './options.ts';

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
  const { url, feedUrls = {}, headers = {}, tls, restartCommand, restartWithinMs } = options;
  const problems = [...before, ...checkOptions(options)];
  const texts = loadPem(tls, env, clock.wallMs());
  problems.push(...texts.problems);
  const issuer = findIssuer(options, texts, problems);
  if (problems.length > 0) throw new InputError(problems);
  for (const warning of texts.warnings) warn(warning);

  const { name, receiver } = findVendor(vendor);
  const minVersion = receiver?.minVersion ?? 'TLSv1.3';
  const identities = await makeIdentities({ texts, issuer, minVersion, wallMs: clock.wallMs() });
  const { bench, close } = createBench({
    url,
    feedUrls,
    headers,
    targets: secureTargets(targetEverything(vendor, url, undefined, options.timeoutMs), tls),
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
    return makeReport({ vendor: name, target: url, interrupted: stop.aborted }, demands);
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
