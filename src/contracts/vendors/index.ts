import { asappContracts } from './asapp.ts';
import type { Contract } from './contract.ts';

/** Every contract that phoney ships, in the order in which they are listed. */
export const ownContracts: readonly Contract[] = [...asappContracts];
