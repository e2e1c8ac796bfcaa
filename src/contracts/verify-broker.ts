import { InputError, type Problem } from '../lib/errors.ts';
import { fetchPacts } from './broker/broker-pacts.ts';
import { BrokerConnection, readAccess } from './broker/connection.ts';
import { publishResults } from './broker/publish-results.ts';
import { readSelectors } from './broker/selectors.ts';
import type { ContractReport } from './report/report.ts';
import type { Surroundings } from './verify-receiver.ts';
import { verifyPacts, type VerifySimulatorOptions } from './verify-simulator.ts';

/** How `phoney contracts verify-simulator --broker` was called. */
export interface VerifyBrokerOptions extends Omit<VerifySimulatorOptions, 'pacts'> {
  readonly broker: string;
  /** Default: `main,deployed`, and `matching` where there is a branch. */
  readonly selectors?: string;
  readonly pending: boolean;
  /** `YYYY-MM-DD`. */
  readonly wipSince?: string;
  readonly publish: boolean;
  /** The version of phoney that is verified, for `publish`. */
  readonly version?: string;
  readonly branch?: string;
  readonly buildUrl?: string;
}

/**
 * Verifies the pacts that a broker has for a provider, and publishes the results if asked to. Throws as `verifySimulator` does; what
 * cannot be published is in the report and makes it fail.
 */
export async function verifyBroker(
  options: VerifyBrokerOptions,
  surroundings: Surroundings,
): Promise<ContractReport> {
  const { provider, version, branch, buildUrl, publish, pending, wipSince } = options;
  const problems = checkOptions(options);
  if (problems.length > 0 || provider === undefined) throw new InputError(problems);
  const selectors = readSelectors(
    options.selectors ?? (branch === undefined ? 'main,deployed' : 'main,deployed,matching'),
  );
  const broker = new BrokerConnection(readAccess(options.broker, surroundings.env));
  const pacts = await fetchPacts(broker, {
    provider,
    selectors,
    pending,
    ...(wipSince !== undefined && { wipSince }),
    ...(branch !== undefined && { branch }),
  });
  const report = await verifyPacts(
    pacts.map(({ pact }) => pact),
    options,
    surroundings,
  );
  if (!publish || version === undefined) return report;
  const published = await publishResults(broker, pacts, report.pacts, {
    provider,
    version,
    ...(branch !== undefined && { branch }),
    ...(buildUrl !== undefined && { buildUrl }),
  });
  const told = published.every(({ ok }) => ok);
  return { ...report, published, verdict: told ? report.verdict : 'mismatch' };
}

function checkOptions({ provider, publish, version, filter, wipSince }: VerifyBrokerOptions): Problem[] {
  const problems: Problem[] = [];
  if (provider === undefined)
    problems.push({
      path: '--provider',
      message: 'A broker is asked for the pacts of one provider. Name it, such as asapp-realtime-events.',
    });
  if (publish && version === undefined)
    problems.push({
      path: '--version',
      message: 'Which version was verified? A result is published for a version of the provider.',
    });
  if (publish && filter !== undefined)
    problems.push({
      path: '--filter',
      message: 'A part of a pact cannot be published. Leave out --filter or --publish.',
    });
  if (wipSince !== undefined && !/^\d{4}-\d\d-\d\d$/.test(wipSince))
    problems.push({ path: '--wip-since', message: `"${wipSince}" is not a day. Write YYYY-MM-DD.` });
  return problems;
}
