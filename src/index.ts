/**
 * phoney as a library: a contact centre that a test holds in its hands, and receivers and certificates for it.
 *
 *     await using phoney = await startPhoney({ scenario: 'day.yaml' });
 *     await phoney.command({ do: 'contact.start', queue: 'Billing', talk: '90s' });
 *     await phoney.until({ eventType: 'ASSIGNED' });
 *
 * `startRun` is what the command line holds: `await (await startRun(loadScenario('day.yaml'))).result` plays a day.
 */
// First, so that an older Node says what is wrong with it.
import './library/node-version.ts';

export { startPhoney } from './library/start-phoney.ts';
export type { Phoney } from './library/phoney.ts';
export type { PemOptions, StartPhoneyOptions } from './library/options.ts';
export type { Delivery } from './library/delivery.ts';
export type { DeliveryFilter, DeliveryPredicate } from './library/filter.ts';
export type {
  HubWish,
  PhoneyClient,
  PhoneyHub,
  PhoneySubscription,
  SubscriptionFilter,
} from './library/hub.ts';
export type { WaitOptions } from './library/wait/wait.ts';
export { WaitError } from './library/wait/wait-error.ts';
export { startReceiver } from './library/start-receiver.ts';
export type { PhoneyReceiver, StartReceiverOptions } from './library/start-receiver.ts';
export type { Received, ReceivedFilter } from './library/received.ts';
export type { Behaviour } from './library/behaviour.ts';
export type { ReceiverCounts } from './receiver/receiver.ts';
export { createCertificates } from './library/certificates.ts';
export type { Certificates, CertificateSet, CertificatesOptions } from './library/certificates.ts';
export type { Identified } from './run/identities.ts';
export type { VendorIds } from './dialects/dialect.ts';
export { startRun } from './run/run.ts';
export type { CommandOptions, Run, RunClock, RunState, Servers } from './run/handle.ts';
export type { CommandResult, RunCommandInput } from './run/command.ts';
export type { RunOptions } from './run/options.ts';
export type { RunResult } from './record/run-result.ts';
export type { CentreEvent } from './centre/model/event.ts';
export type { Attempt, Message, Outcome, OutcomeKind } from './channels/message.ts';
export { InputError, StartError } from './lib/errors.ts';
export type { Problem } from './lib/errors.ts';
export type { RecordedClient, RecordedCommand, RecordSink, RunRecord } from './record/record.ts';
export { formatRecord } from './record/record.ts';
export { isProblem, readRecord, readRunHeader, RecordReader } from './record/read-record.ts';
export type { RunEnd } from './record/run-end.ts';
export type { RunHeader } from './record/run-header.ts';
export type { Books, FailedAnswer, FeedSummary } from './record/feed-summary.ts';
export type { Percentiles } from './record/percentiles.ts';
export type { RefusedCommand, Summary } from './record/summary.ts';
export type { Expectation } from './record/expect/expectation.ts';
export type { Offence } from './record/expect/offence.ts';
export type { ExpectationResult } from './record/verdict.ts';
export { defineScenario, loadScenario } from './scenario/index.ts';
export type {
  Scenario,
  ScenarioChanges,
  ScenarioInput,
  ScenarioSource,
  TargetsInput,
} from './scenario/index.ts';
