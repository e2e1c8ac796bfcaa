import { checkSuiteOf } from '../dialects/index.ts';
import type { CheckSuite, Demand } from '../dialects/demand.ts';
import { checkClients, type ClientOptions } from './clients/check-clients.ts';
import { checkReceiver } from './receiver/check-receiver.ts';
import type { ReceiverOptions } from './receiver/options.ts';
import type { CheckReport } from './report/report.ts';
import type { CheckSurroundings } from './surroundings.ts';
import { checkSelection, type Selection } from './select.ts';

/** How `phoney check` was called. */
export interface CheckOptions extends ReceiverOptions, Selection {
  /** Where clients connect to the vendor. Absent: it cannot be checked. */
  readonly clients?: ClientOptions | undefined;
}

/** The demands of a vendor, without what is looked at. Throws an `InputError` for a vendor that has none. */
export async function listDemands(vendor: string): Promise<readonly Omit<Demand<never>, 'look'>[]> {
  const { demands } = await checkSuiteOf(vendor);
  return demands.map(({ id, title, section, level }) => ({ id, title, section, level }));
}

/** Who is on the other side of a vendor. Throws an `InputError` for a vendor that has no demands. */
export async function whomIsChecked(vendor: string): Promise<CheckSuite['whom']> {
  return (await checkSuiteOf(vendor)).whom;
}

/**
 * Holds somebody's side against what the vendor's pages demand of it. Throws an `InputError` with everything that is wrong with
 * the options, and a `StartError` when there is nobody to be checked.
 */
export async function check(
  vendor: string,
  options: CheckOptions,
  surroundings: CheckSurroundings,
): Promise<CheckReport> {
  const suite: CheckSuite = await checkSuiteOf(vendor);
  const problems = checkSelection(options, suite.demands);
  if (suite.whom === 'client') return checkClients({ vendor, suite, options, problems }, surroundings);
  return checkReceiver({ vendor, suite, options, problems }, surroundings);
}
