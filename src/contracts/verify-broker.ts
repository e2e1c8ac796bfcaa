import type { ContractReport } from './report/report.ts';
import { verifyPublished, type PublishedOptions } from './verify-published.ts';
import type { Surroundings } from './verify-receiver.ts';
import { verifyPacts, type VerifySimulatorOptions } from './verify-simulator.ts';

/** How `phoney contracts verify-simulator` was called with a broker or with addresses of pacts. */
export type VerifyBrokerOptions = Omit<VerifySimulatorOptions, 'pacts'> & PublishedOptions;

/** Verifies phoney against the pacts that a broker has, as `verifyPublished` does. */
export function verifyBroker(
  options: VerifyBrokerOptions,
  surroundings: Surroundings,
): Promise<ContractReport> {
  return verifyPublished(options, surroundings, (pacts) => verifyPacts(pacts, options, surroundings));
}
