import path from 'node:path';
import { loadTls } from '../tls/client-context.ts';
import { findReceiver, receivers, vendorNames } from '../dialects/index.ts';
import type { Clock } from '../lib/clock.ts';
import { readHeader } from '../lib/headers.ts';
import { explainReceiverUrl } from '../lib/address/receiver-url.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import { contractsFolder } from './folder.ts';
import { findPacts } from './pact/find-pacts.ts';
import type { Pact } from './pact/pact.ts';
import { readPathMap, type PathMap } from './path-map.ts';
import { Receiver } from './receiver.ts';
import type { ContractReport } from './report/report.ts';
import { selectInteractions } from './select.ts';
import { verify } from './verify.ts';

/** How `phoney contracts verify-receiver` was called. */
export interface VerifyReceiverOptions {
  readonly vendor: string;
  readonly target: string;
  /** PEM file paths. */
  readonly cert?: string;
  readonly key?: string;
  /** The path of a PKCS#12 file, in place of `cert` and `key`. */
  readonly pfx?: string;
  readonly ca?: string;
  readonly passphraseEnv?: string;
  readonly headers: readonly string[];
  readonly stateUrl?: string;
  readonly pathMap: readonly string[];
  /** Pacts in place of the vendor's contracts that phoney ships. */
  readonly pacts: readonly string[];
  /** Pacts that have been read already, from a broker say, in place of both. */
  readonly fetched?: readonly Pact[];
  /** What the receiver is called: the provider of the pacts that are verified. Default: of any. */
  readonly provider?: string;
  readonly filter?: RegExp;
  /** For each request to the receiver. */
  readonly requestTimeoutMs: number;
  /** For everything together; default: enough for every request to time out. */
  readonly timeoutMs?: number;
}

/** What the verification takes from its surroundings. */
export interface Surroundings {
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  readonly warn: (problem: Problem) => void;
  /** Ends the verification at once, leaving nothing behind. */
  readonly stop?: AbortSignal;
}

const startUpMs = 30_000;
/** Interactions at a time: they do not depend on one another. */
const concurrency = 4;

/**
 * Replays a vendor's contract to a real receiver. Throws an `InputError` with everything that is wrong with the options, also when there
 * is nothing to verify, and a `StartError` when the engine is missing or is not done in time.
 */
export async function verifyReceiver(
  options: VerifyReceiverOptions,
  { clock, env, warn, stop }: Surroundings,
): Promise<ContractReport> {
  const problems: Problem[] = [];
  const target = readUrl('--target', options.target, problems);
  const stateUrl =
    options.stateUrl === undefined ? undefined : readUrl('--state-url', options.stateUrl, problems);
  const headers = readHeaders(options.headers, problems);
  const pathMap = readPathMap(options.pathMap);
  const rules = receivers.get(options.vendor);
  if (rules === undefined) problems.push(...explainVendor(options.vendor));
  const pacts = problems.length > 0 ? [] : contractsOf(options, problems);
  const minVersion = rules?.minVersion ?? 'TLSv1.3';
  const tls = loadTls({ minVersion, ...tlsFiles(options) }, env, clock.wallMs());
  problems.push(...pathMap.problems, ...unusedPaths(pathMap.map, pacts), ...tls.problems);
  if (problems.length > 0 || target === undefined) throw new InputError(problems);
  for (const warning of tls.warnings) warn(warning);

  const receiver = new Receiver({
    target,
    pathMap: pathMap.map,
    headers,
    stateUrl,
    secureContext: tls.context,
    hasClientCertificate: (options.cert ?? options.pfx) !== undefined,
    minVersion,
    timeoutMs: options.requestTimeoutMs,
  });
  const count = pacts.reduce((sum, { interactions }) => sum + interactions.length, 0);
  try {
    return await verify({
      command: 'verify-receiver',
      pacts,
      provider: receiver,
      clock,
      env,
      stop,
      // A receiver has one provider state at a time.
      concurrency: stateUrl === undefined ? concurrency : 1,
      requestTimeoutMs: options.requestTimeoutMs + 5000,
      timeoutMs: options.timeoutMs ?? startUpMs + count * options.requestTimeoutMs * 3,
    });
  } finally {
    receiver.close();
  }
}

function contractsOf(
  { vendor, pacts: own, fetched, provider, filter }: VerifyReceiverOptions,
  problems: Problem[],
): readonly Pact[] {
  const areShipped = fetched === undefined && own.length === 0;
  const found =
    fetched === undefined
      ? findPacts(areShipped ? [path.join(contractsFolder, vendor)] : own)
      : { pacts: fetched, problems: [] };
  problems.push(...found.problems);
  const named = nameProvider(found.pacts, provider, areShipped);
  const ofReceivers = named.filter(({ interactions }) => interactions.some(({ kind }) => kind === 'http'));
  const selected = selectInteractions(ofReceivers, filter);
  if (problems.length === 0 && selected.length === 0) {
    const why =
      ofReceivers.length === 0
        ? explainNone(found.pacts, provider)
        : `no description matches ${String(filter)}`;
    problems.push({
      message: `There is nothing to verify: ${why}. See what there is with \`phoney contracts list\`.`,
    });
  }
  return selected;
}

/** Those of this provider. The contracts that come with phoney are for whoever is held against them, under their own name. */
function nameProvider(
  pacts: readonly Pact[],
  provider: string | undefined,
  areShipped: boolean,
): readonly Pact[] {
  if (provider === undefined) return pacts;
  return areShipped
    ? pacts.map((pact) => ({ ...pact, provider }))
    : pacts.filter((pact) => pact.provider === provider);
}

function explainNone(pacts: readonly Pact[], provider: string | undefined): string {
  const names = [...new Set(pacts.map((pact) => `"${pact.provider}"`))].join(', ');
  return provider === undefined || pacts.length === 0
    ? 'no contract over HTTP was found'
    : `no contract over HTTP is for the provider "${provider}", but for ${names}`;
}

function readUrl(flag: string, text: string, problems: Problem[]): URL | undefined {
  const message = explainReceiverUrl(text);
  if (message === undefined) return new URL(text);
  problems.push({ path: flag, message });
  return undefined;
}

function readHeaders(texts: readonly string[], problems: Problem[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const text of texts) {
    const header = readHeader(text);
    if (typeof header === 'string') problems.push({ path: '--header', message: header });
    else headers[header.name] = header.value;
  }
  return headers;
}

function explainVendor(vendor: string): Problem[] {
  const instead = vendorNames.some((name) => name === vendor)
    ? ' Hold phoney against their pacts with `phoney contracts verify-simulator`.'
    : '';
  try {
    findReceiver(vendor);
    return [
      { path: '--vendor', message: `phoney ships no contracts of "${vendor}": its dialect is your own.` },
    ];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ message }) => ({ path: '--vendor', message: `${message}${instead}` }));
  }
}

function unusedPaths(map: PathMap, pacts: readonly Pact[]): Problem[] {
  const known = new Set(
    pacts.flatMap(({ interactions }) => interactions.flatMap(({ request }) => request?.path ?? [])),
  );
  if (pacts.length === 0) return [];
  return [...map.keys()]
    .filter((from) => !known.has(from))
    .map((from) => ({
      path: '--path-map',
      message: `The contract has no path "${from}". It has ${[...known].join(', ')}.`,
    }));
}

function tlsFiles({ cert, key, pfx, ca, passphraseEnv }: VerifyReceiverOptions) {
  return {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(pfx !== undefined && { pfx }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphraseEnv }),
  };
}
