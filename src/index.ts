/**
 * phoney as a library: load a scenario, play it against a receiver, look at what became of every message.
 *
 *     const result = await playScenario(loadScenario('day.yaml'));
 *     if (result.verdict === 'failed') console.error(result.expectations);
 */
export { playScenario, renderScenario } from './run/play.ts';
export type { PlayOptions, RunResult, RunWatch } from './run/options.ts';
export type { CentreEvent } from './centre/model/event.ts';
export type { Attempt, Message, Outcome, OutcomeKind } from './channels/message.ts';
export { InputError, StartError } from './lib/errors.ts';
export type { Problem } from './lib/errors.ts';
export type { RecordedCommand, RecordSink, RunRecord } from './record/record.ts';
export { formatRecord } from './record/record.ts';
export { isProblem, readRecord, readRunHeader, RecordReader } from './record/read-record.ts';
export type { RunHeader } from './record/run-header.ts';
export type { Books, FailedAnswer, FeedSummary } from './record/feed-summary.ts';
export type { Percentiles } from './record/histogram.ts';
export type { RefusedCommand, Summary } from './record/summary.ts';
export type { Expectation } from './record/metric.ts';
export type { ExpectationResult } from './record/verdict.ts';
export { loadScenario } from './scenario/index.ts';
export type { Scenario, ScenarioSource } from './scenario/index.ts';
