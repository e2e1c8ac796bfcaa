import type { PactReport, Publication } from '../report/report.ts';
import { hrefOf, type BrokerConnection } from './connection.ts';
import type { BrokerPact } from './broker-pacts.ts';

/** What is told to the broker about phoney. */
export interface ProviderVersion {
  readonly provider: string;
  readonly version: string;
  readonly branch?: string;
  readonly buildUrl?: string;
}

/**
 * Tells the broker how each pact came out, for `can-i-deploy`. What cannot be published is reported and never passed over: a
 * result that nobody hears of is none.
 */
export async function publishResults(
  broker: BrokerConnection,
  pacts: readonly BrokerPact[],
  reports: readonly PactReport[],
  version: ProviderVersion,
): Promise<readonly Publication[]> {
  try {
    await nameBranch(broker, version);
  } catch (error) {
    return reports.map(({ source }) => ({ source, ok: false, message: (error as Error).message }));
  }
  const published: Publication[] = [];
  for (const report of reports) {
    const pact = pacts.find((one) => one.pact.source === report.source);
    published.push(await publishOne(broker, report, pact?.resultsHref, version));
  }
  return published;
}

async function nameBranch(
  broker: BrokerConnection,
  { provider, version, branch }: ProviderVersion,
): Promise<void> {
  if (branch === undefined) return;
  const { resource: index } = await broker.get('');
  const names = { pacticipant: provider, branch, version };
  const href =
    hrefOf(index, 'pb:pacticipant-branch-version', names) ??
    ['pacticipants', provider, 'branches', branch, 'versions', version].map(encodeURIComponent).join('/');
  await broker.send('PUT', href, {});
}

async function publishOne(
  broker: BrokerConnection,
  report: PactReport,
  href: string | undefined,
  { version, buildUrl }: ProviderVersion,
): Promise<Publication> {
  const { source, interactions } = report;
  if (href === undefined) return { source, ok: false, message: 'the broker gave no link for the result' };
  // A pending failure does not fail the build, but it is one.
  const success = interactions.every(({ result }) => result === 'passed');
  const body = {
    success,
    providerApplicationVersion: version,
    ...(buildUrl !== undefined && { buildUrl }),
    testResults: interactions.map(({ description, states, result, mismatches, incidents }) => ({
      interactionDescription: description,
      interactionProviderStates: states,
      success: result === 'passed',
      mismatches: [
        ...incidents.map(({ text }) => ({ description: text })),
        ...mismatches.map(({ mismatch }) => ({ description: mismatch })),
      ],
    })),
    verifiedBy: { implementation: 'phoney' },
  };
  try {
    await broker.send('POST', href, body);
    return { source, ok: true, message: success ? 'verified' : 'failed' };
  } catch (error) {
    return { source, ok: false, message: (error as Error).message };
  }
}
