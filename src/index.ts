/**
 * phoney as a library: load a scenario, play it against a receiver, look at what became of every message.
 *
 *     const run = await startRun(loadScenario('day.yaml'));
 *     const result = await run.result;
 *     if (result.verdict === 'failed') console.error(result.expectations);
 */
export { startRun } from './run/run.ts';
export type { CommandOptions, Run, RunClock, RunState, Servers } from './run/handle.ts';
export type { CommandResult, RunCommandInput } from './run/command.ts';
export type { RunOptions } from './run/options.ts';
export type { RunResult } from './record/run-result.ts';
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
