import { InputError, type Problem } from '../../lib/errors.ts';
import type { Pact } from '../pact/pact.ts';
import { readPact } from '../pact/read-pact.ts';
import { BrokerRefusal, hrefOf, type BrokerConnection, type Link, type Resource } from './connection.ts';
import { readNotices, type Notice } from './notices.ts';
import type { Selector } from './selectors.ts';

/** Which pacts are wanted. */
export interface BrokerQuery {
  readonly provider: string;
  readonly selectors: readonly Selector[];
  /** True: pacts that were never verified are told as pending, and do not count. */
  readonly pending: boolean;
  /** Pacts in work since this day are wanted too. */
  readonly wipSince?: string;
  /** The branch of phoney that is verified. */
  readonly branch?: string;
}

/** A pact from a broker, and where its result goes. */
export interface BrokerPact {
  readonly pact: Pact;
  readonly resultsHref: string | undefined;
  /** What the broker has to say of it. */
  readonly notices: readonly Notice[];
}

const relations = ['pb:provider-pacts-for-verification', 'beta:provider-pacts-for-verification'];

/** Asks the broker which pacts are to be verified, and fetches them. Throws an `InputError` when it refuses or has none. */
export async function fetchPacts(
  broker: BrokerConnection,
  query: BrokerQuery,
): Promise<readonly BrokerPact[]> {
  const { resource: index } = await broker.get('');
  const names = { provider: query.provider };
  const href =
    relations.map((relation) => hrefOf(index, relation, names)).find((found) => found !== undefined) ??
    `pacts/provider/${encodeURIComponent(query.provider)}/for-verification`;
  const found = await ask(broker, href, query);
  const problems: Problem[] = [];
  const pacts: BrokerPact[] = [];
  for (const { url, pending, notices } of found) {
    const { text, resource } = await broker.get(url);
    const read = readPact(url, text);
    if ('problems' in read) problems.push(...read.problems);
    else {
      const resultsHref = hrefOf(resource, 'pb:publish-verification-results');
      pacts.push({ pact: pending ? asPending(read.pact) : read.pact, resultsHref, notices });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  if (pacts.length === 0) throw new InputError(explainNone(query));
  return pacts;
}

/** Fetches the pact at an address, such as a broker's webhook names. Throws an `InputError` for what is no pact. */
export async function fetchPact(broker: BrokerConnection, url: string): Promise<BrokerPact> {
  const { text, resource } = await broker.get(url);
  const read = readPact(url, text);
  if ('problems' in read) throw new InputError(read.problems);
  return {
    pact: read.pact,
    resultsHref: hrefOf(resource, 'pb:publish-verification-results'),
    notices: readNotices(resource['notices']),
  };
}

interface WantedPact {
  readonly notices: readonly Notice[];
  readonly url: string;
  readonly pending: boolean;
}

async function ask(
  broker: BrokerConnection,
  href: string,
  query: BrokerQuery,
): Promise<readonly WantedPact[]> {
  const body = {
    consumerVersionSelectors: query.selectors,
    includePendingStatus: query.pending,
    ...(query.wipSince !== undefined && { includeWipPactsSince: query.wipSince }),
    ...(query.branch !== undefined && { providerVersionBranch: query.branch }),
  };
  try {
    return wantedIn(await broker.send('POST', href, body));
  } catch (error) {
    if (error instanceof BrokerRefusal && error.status === 404) throw new InputError(explainNone(query));
    throw error;
  }
}

interface Embedded extends Resource {
  readonly verificationProperties?: { readonly pending?: boolean; readonly notices?: unknown };
}

function wantedIn(resource: Resource): WantedPact[] {
  const { pacts = [] } = (resource['_embedded'] ?? {}) as { readonly pacts?: readonly Embedded[] };
  return pacts.flatMap((pact) => {
    const url = hrefOf(pact, 'self') ?? (pact._links?.['self'] as Link | undefined)?.href;
    const { pending = false, notices } = pact.verificationProperties ?? {};
    return url === undefined ? [] : [{ url, pending, notices: readNotices(notices) }];
  });
}

function asPending(pact: Pact): Pact {
  return {
    ...pact,
    interactions: pact.interactions.map((interaction) => ({ ...interaction, pending: true })),
  };
}

function explainNone({ provider }: BrokerQuery): string {
  return `There is nothing to verify: the broker has no pact for the provider "${provider}" with these selectors. Correct --provider or --selectors.`;
}
