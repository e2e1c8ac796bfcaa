import type { VendorContracts } from './contract.ts';
import type { VendorFixture } from './fixture.ts';

/** What a vendor brings along for contracts: its own, and how it takes part in a verification. */
export interface ContractSuite {
  readonly contracts: VendorContracts;
  readonly fixture: VendorFixture;
}
