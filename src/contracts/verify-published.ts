import { InputError, type Problem } from '../lib/errors.ts';
import { fetchPact, fetchPacts, type BrokerPact } from './broker/broker-pacts.ts';
import { BrokerConnection, homeOf, readAccess } from './broker/connection.ts';
import { noticesFor } from './broker/notices.ts';
import { publishResults } from './broker/publish-results.ts';
import { readSelectors } from './broker/selectors.ts';
import type { Pact } from './pact/pact.ts';
import type { ContractReport, Publication } from './report/report.ts';
import type { Surroundings } from './verify-receiver.ts';

/** Which pacts are fetched, and what is told of them to where they come from. */
export interface PublishedOptions {
  /** The broker that is asked for the pacts of {@link provider}. */
  readonly broker?: string;
  /** Without a broker: the addresses of pacts. */
  readonly pacts?: readonly string[];
  readonly provider?: string;
  /** Default: `main,deployed`, and `matching` where there is a branch. */
  readonly selectors?: string;
  readonly pending: boolean;
  /** `YYYY-MM-DD`. */
  readonly wipSince?: string;
  readonly publish: boolean;
  /** The version of the provider that is verified, for `publish`. */
  readonly version?: string;
  readonly branch?: string;
  readonly buildUrl?: string;
  readonly filter?: RegExp;
}

/** Whether a place of pacts is an address, such as the `PACT_URL` of a broker's webhook. */
export function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

/**
 * Verifies pacts that a broker has, and publishes the results if asked to. Throws an `InputError` when options or broker are
 * wrong, and whatever `verify` throws; what cannot be published is in the report and makes it fail.
 */
export async function verifyPublished(
  options: PublishedOptions,
  { env }: Pick<Surroundings, 'env'>,
  verify: (pacts: readonly Pact[]) => Promise<ContractReport>,
): Promise<ContractReport> {
  const problems = checkOptions(options);
  if (problems.length > 0) throw new InputError(problems);
  const sources = await fetchAll(options, env);
  const report = await verify(sources.flatMap(({ pacts }) => pacts.map(({ pact }) => pact)));
  const published = options.publish ? await publishAll(sources, report, options) : [];
  const told = published.every(({ ok }) => ok);
  const all = new Map(sources.flatMap(({ pacts }) => pacts.map((one) => [one.pact.source, one] as const)));
  return {
    ...report,
    published,
    verdict: told ? report.verdict : 'mismatch',
    pacts: report.pacts.map((pact) => {
      const notices = noticesFor(pact, all.get(pact.source)?.notices ?? [], published);
      return notices.length > 0 ? { ...pact, notices } : pact;
    }),
  };
}

/** Pacts, and the broker that they come from. */
interface Source {
  readonly broker: BrokerConnection;
  readonly pacts: readonly BrokerPact[];
}

async function fetchAll(options: PublishedOptions, env: Surroundings['env']): Promise<readonly Source[]> {
  const { broker: address, provider, pending, wipSince, branch, pacts: addresses = [] } = options;
  if (address === undefined || provider === undefined)
    return Promise.all(
      addresses.map(async (url) => {
        const broker = new BrokerConnection(readAccess(homeOf(url), env, '--pacts'));
        return { broker, pacts: [await fetchPact(broker, url)] };
      }),
    );
  const selectors = readSelectors(
    options.selectors ?? (branch === undefined ? 'main,deployed' : 'main,deployed,matching'),
  );
  const broker = new BrokerConnection(readAccess(address, env));
  const query = {
    provider,
    selectors,
    pending,
    ...(wipSince !== undefined && { wipSince }),
    ...(branch !== undefined && { branch }),
  };
  return [{ broker, pacts: await fetchPacts(broker, query) }];
}

async function publishAll(
  sources: readonly Source[],
  { pacts: reports }: ContractReport,
  { version = '', branch, buildUrl, provider }: PublishedOptions,
): Promise<readonly Publication[]> {
  const published: Publication[] = [];
  for (const { broker, pacts } of sources) {
    const own = reports.filter(({ source }) => pacts.some(({ pact }) => pact.source === source));
    const whose = {
      provider: provider ?? pacts[0]?.pact.provider ?? '',
      version,
      ...(branch !== undefined && { branch }),
      ...(buildUrl !== undefined && { buildUrl }),
    };
    published.push(...(await publishResults(broker, pacts, own, whose)));
  }
  return published;
}

function checkOptions(options: PublishedOptions): Problem[] {
  const { broker, pacts = [], provider, publish, version, filter, wipSince, pending, branch } = options;
  const problems: Problem[] = [];
  const tell = (path: string, message: string): void => void problems.push({ path, message });
  if (broker !== undefined && pacts.length > 0)
    tell('--pacts', 'With --broker it is the broker that has the pacts. Leave out one of the two.');
  if (broker !== undefined && provider === undefined)
    tell(
      '--provider',
      'A broker is asked for the pacts of one provider. Name it, such as asapp-realtime-events.',
    );
  if (broker === undefined && pacts.some((place) => !isAddress(place)))
    tell('--publish', 'A file has no broker to be told. Name one with --broker, or the address of the pact.');
  if (publish && version === undefined)
    tell('--version', 'Which version was verified? A result is published for a version of the provider.');
  if (publish && filter !== undefined)
    tell('--filter', 'A part of a pact cannot be published. Leave out --filter or --publish.');
  if (wipSince === undefined) return problems;
  if (!/^\d{4}-\d\d-\d\d$/.test(wipSince))
    tell('--wip-since', `"${wipSince}" is not a day. Write YYYY-MM-DD.`);
  if (!pending) tell('--wip-since', 'Pacts in work are pending ones: give --pending, too.');
  if (branch === undefined)
    tell('--wip-since', 'Pacts are in work for a branch of the provider: name it with --branch.');
  return problems;
}
