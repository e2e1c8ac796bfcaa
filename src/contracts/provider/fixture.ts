import { randomUUID } from 'node:crypto';
import { redirectTargets, type Targets, type VendorName } from '../../dialects/index.ts';
import type { Servers } from '../../run/handle.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { ClientFacts } from '../states/client-facts.ts';
import type { FixtureOrder, VendorAccess } from '../vendors/fixture.ts';
import { fixtures, forFixtures } from '../vendors/index.ts';

/** The targets of a run for contracts, and how clients come in. */
export interface ProviderFixture {
  readonly targets: Targets;
  /** Once the servers of the run are open. */
  access(servers: Servers): readonly VendorAccess[];
}

/** What a fixture is made of, beside the scenario. */
export interface FixtureParts {
  readonly vendors: readonly VendorName[];
  readonly facts: ClientFacts;
  /** In which form messages leave where a vendor has several. Default: as JSON. */
  readonly form?: FixtureOrder['form'];
  /** Where everything is sent. */
  readonly receiverOrigin: string;
}

/**
 * These vendors with the scenario's settings, but for the addresses: nothing is ever sent to anybody else. Throws an
 * `InputError` for facts about somebody whom the centre does not have.
 */
export function createFixture(
  scenario: Scenario,
  { vendors, facts, form = 'json', receiverOrigin }: FixtureParts,
): ProviderFixture {
  const order = { scenario: forFixtures(scenario), facts, form, password: randomUUID() };
  const played = vendors.flatMap((name) => fixtures[name] ?? []);
  const targets = Object.fromEntries(
    played.map((fixture) => [fixture.vendor, fixture.target(order)]),
  ) as Targets;
  const urlOf = (feed: string): string =>
    receiverOrigin + (played.find(({ vendor }) => feed.startsWith(`${vendor}.`))?.path ?? '');
  return {
    targets: redirectTargets(targets, urlOf),
    access: (servers) => played.flatMap((fixture) => fixture.access?.(servers, order) ?? []),
  };
}
