import { asappContracts } from './asapp.ts';
import type { Contract } from './contract.ts';
import { enreachContracts } from './enreach.ts';
import { ringcentralContracts } from './ringcentral.ts';

/** Every contract that phoney ships, in the order in which they are listed. */
export const ownContracts: readonly Contract[] = [
  ...asappContracts,
  ...ringcentralContracts,
  ...enreachContracts,
];
