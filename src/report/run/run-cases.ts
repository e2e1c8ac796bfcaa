import type { ReportCase, ReportSuite } from '../cases.ts';
import { gistOf } from '../../record/gist.ts';
import { noShareLost, notesOf } from '../../record/report/share-row.ts';
import { tellResult, tellUnheld } from '../../record/report/report-text.ts';
import { formatMs } from '../../record/report/wording.ts';
import { rateHeld, type ExpectationResult } from '../../record/verdict.ts';
import { titleOf } from './tables.ts';
import type { ReportExpectation, ReportStory, RunReport } from './schema.ts';

type Offence = NonNullable<ReportExpectation['offences']>[number];

const shownRecords = 10;
const longestBody = 300;

/** A run's expectations as the cases of a suite. */
export function suiteOfRun(report: RunReport): ReportSuite {
  const { scenario, seed, phoney, startedAt, elapsedMs, expectations, summary, interrupted } = report;
  const { books, attempts, retried } = summary;
  const { sent, late, load } = summary;
  const rate =
    load === null
      ? {}
      : { requested: load.requested, offered: load.offered, neverOffered: load.neverOffered };
  const facts = {
    ...{ scenario, seed, phoney, ...(interrupted && { interrupted }) },
    ...{ ...books, ...rate, sent, late, attempts, retried },
  };
  return {
    name: titleOf(report),
    properties: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
    startedAtMs: Date.parse(startedAt),
    durationMs: elapsedMs ?? 0,
    cases: [...expectations.map((one) => caseOf(one, report)), ...verdictCases(report)],
  };
}

/** The same for a page that tells elsewhere why a rate was not held: nothing is told twice. */
export function suiteOnPage(report: RunReport): ReportSuite {
  const suite = suiteOfRun(report);
  const cases = suite.cases.map((one) => (one.name === rateHeld ? { ...one, details: [] } : one));
  return { ...suite, cases };
}

function caseOf(result: ReportExpectation, report: RunReport): ReportCase {
  return {
    name: result.id,
    outcome: result.ok ? 'passed' : 'failed',
    message: tellResult(result as ExpectationResult),
    details: result.ok ? [] : detailsOf(result, report),
  };
}

function detailsOf(result: ReportExpectation, report: RunReport): string[] {
  if (result.id === rateHeld) return tellUnheld(report) ?? [];
  return result.id === noShareLost ? notesOf(report.shares ?? []) : offendersOf(result, report);
}

/** What decided beside the expectations. */
function verdictCases({ verdict, expectations, failed }: RunReport): ReportCase[] {
  const details = failed.slice(0, shownRecords).flatMap(tellStory);
  if (verdict === 'unfinished') {
    const message = 'The record breaks off before the end of the run: nothing was judged.';
    return [{ name: 'the run came to its end', outcome: 'failed', message, details }];
  }
  if (verdict === 'passed' || expectations.some(({ ok }) => !ok)) return [];
  const message = 'The run ended at the first message that was dropped (--fail-fast).';
  return [{ name: 'nothing dropped', outcome: 'failed', message, details }];
}

/** The records that bear a failure out: those that are to blame, then of a time the slowest, of anything else what failed. */
function offendersOf(expectation: ReportExpectation, report: RunReport): string[] {
  const { offences = [] } = expectation;
  return [...offences.map(tellOffence), ...examplesOf(expectation, report)];
}

function tellOffence({ type, seq, eventId, feed, client, saw }: Offence): string {
  const who = [client, feed, eventId].filter((part) => part !== undefined);
  return `${[`${type} ${seq}`, ...who].join(' ')}: ${saw}`;
}

function examplesOf({ kind, actual }: ReportExpectation, { slowest, failed, summary }: RunReport): string[] {
  if (kind === 'time' && actual !== null) return slowest.slice(0, shownRecords).flatMap(tellStory);
  const refused = summary.refused.map(({ at, command, reason }) => `${at} ${command} was refused: ${reason}`);
  return [...failed.slice(0, shownRecords).flatMap(tellStory), ...refused.slice(0, shownRecords)];
}

/** A message on two lines: where it went and what came of it, then what it held. */
function tellStory({
  seq,
  at,
  feed,
  eventType,
  eventId,
  method,
  url,
  body,
  attempt,
  error,
}: ReportStory): string[] {
  const tries =
    attempt === null
      ? ''
      : ` try ${attempt.try}, ${formatMs(attempt.latencyMs)} after it was due (receiver ${formatMs(attempt.receiverMs)})`;
  const said = attempt?.answer ?? null;
  const answer = said === null ? '' : `; the receiver answered: ${gistOf(said.text)}`;
  return [
    `#${seq} ${at} ${feed} ${eventType} ${eventId} ${method} ${url}: ${error ?? 'delivered'}${tries}${answer}`,
    `  ${body.text.length + body.more > longestBody ? `${body.text.slice(0, longestBody).toWellFormed()}…` : body.text}`,
  ];
}
