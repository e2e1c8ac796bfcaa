import { contractSuites } from '../../dialects/index.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { Contract } from './contract.ts';
import type { FixtureScenario, VendorFixture } from './fixture.ts';

const suites = await contractSuites();

/** What contracts know of each vendor. */
export const vendorContracts = suites.map(({ contracts, vendor }) => ({ ...contracts, vendor }));

/** How each vendor with contracts takes part in a verification. */
export const fixtures: Readonly<Record<string, VendorFixture | undefined>> = Object.fromEntries(
  suites.map(({ fixture }) => [fixture.vendor, fixture]),
);

/** A scenario as fixtures look at it. */
export function forFixtures({ centre, targets }: Scenario): FixtureScenario {
  return { centre, targets: Object.fromEntries(Object.entries(targets)) };
}

/** Every contract that phoney ships, in the order in which they are listed. */
export const ownContracts: readonly Contract[] = vendorContracts.flatMap(({ contracts }) => contracts);
