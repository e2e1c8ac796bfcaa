import type { ContractSuite } from '../../../contracts/vendors/suite.ts';
import { enreach } from './contracts.ts';
import { enreachFixture } from './fixture.ts';

/** What the vendor brings along for contracts. */
export const contractSuite: ContractSuite = { contracts: enreach, fixture: enreachFixture };
