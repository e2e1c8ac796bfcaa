import { asapp } from './asapp.ts';
import type { Contract, VendorContracts } from './contract.ts';
import { enreach } from './enreach.ts';
import { ringcentral } from './ringcentral.ts';

/** What contracts know of each vendor. */
export const vendorContracts: readonly VendorContracts[] = [asapp, ringcentral, enreach];

/** Every contract that phoney ships, in the order in which they are listed. */
export const ownContracts: readonly Contract[] = vendorContracts.flatMap(({ contracts }) => contracts);
