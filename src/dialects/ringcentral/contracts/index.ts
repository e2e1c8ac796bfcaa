import type { ContractSuite } from '../../../contracts/vendors/suite.ts';
import { ringcentral } from './contracts.ts';
import { ringcentralFixture } from './fixture.ts';

/** What the vendor brings along for contracts. */
export const contractSuite: ContractSuite = { contracts: ringcentral, fixture: ringcentralFixture };
