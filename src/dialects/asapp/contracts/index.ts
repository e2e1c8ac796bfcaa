import type { ContractSuite } from '../../../contracts/vendors/suite.ts';
import { asapp } from './contracts.ts';
import { asappFixture } from './fixture.ts';

/** What the vendor brings along for contracts. */
export const contractSuite: ContractSuite = { contracts: asapp, fixture: asappFixture };
