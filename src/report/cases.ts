/** How something that was demanded came out. `skipped`: it did not hold, or was not tried, and does not count. */
export type CaseOutcome = 'passed' | 'failed' | 'skipped';

/** One demand of a report: an expectation of a run, a vendor's demand on a receiver, an interaction of a contract. */
export interface ReportCase {
  readonly name: string;
  readonly outcome: CaseOutcome;
  /** What came of it, in a sentence; of a failure, what is wrong. */
  readonly message: string;
  /** What bears a failure out, such as the records that offend, line by line. */
  readonly details: readonly string[];
  readonly durationMs?: number;
}

/** The demands of one kind, or of one source. */
export interface ReportSuite {
  readonly name: string;
  /** Facts about all of its cases, such as the scenario's file. */
  readonly properties?: Readonly<Record<string, string>>;
  /** When it began, epoch ms by the clock on the wall. */
  readonly startedAtMs?: number;
  readonly durationMs?: number;
  readonly cases: readonly ReportCase[];
}

/** Those of an outcome. */
export function casesThat(suites: readonly ReportSuite[], outcome: CaseOutcome): readonly ReportCase[] {
  return suites.flatMap(({ cases }) => cases.filter((one) => one.outcome === outcome));
}
