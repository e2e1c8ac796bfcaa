import { stoppedEarly, toldTimes } from '../../record/report/report-text.ts';
import { tellProcess, tellRate, type LoadFacts } from '../../record/report/load-text.ts';
import { count, formatMs, formatSeconds } from '../../record/report/wording.ts';
import { shareCells, shareColumns } from '../../record/report/shares-text.ts';
import { notesOf } from '../../record/report/share-row.ts';
import { timeMeanings } from '../../record/figures/times.ts';
import { localTime } from './local-time.ts';
import type { RunReport } from './schema.ts';

/** The times of a run as a table. */
export function timeRows(summary: RunReport['summary']) {
  const keys = ['min', 'mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const;
  return {
    head: ['min', 'mean', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'max'],
    rows: toldTimes(summary).map((time) => [
      `${time} (${timeMeanings[time]})`,
      ...keys.map((key) => formatMs(summary[`${time}Ms`][key])),
    ]),
  };
}

/** The shares of a run as a table, and what is to be said of them. */
export function shareRows(shares: NonNullable<RunReport['shares']>) {
  return { head: [...shareColumns], rows: shareCells(shares), notes: notesOf(shares) };
}

/** What a rate asked for and what came of it, and what phoney used for it; empty where the run has none. */
export function loadRows({ summary }: Pick<RunReport, 'summary'>): LoadFacts {
  const told = { ...summary, ...summary.books };
  return [...tellRate(told), ...tellProcess(told)];
}

/** What was done, as it stands at the head of a report. */
export function titleOf({ scenario, command }: Pick<RunReport, 'scenario' | 'command'>): string {
  return `phoney ${command ?? 'run'} ${scenario === '' ? 'of a program' : scenario}`;
}

/** What was played, in a few words each. */
export function aboutRun(report: RunReport): string[] {
  const { seed, startedAt, elapsedMs, phoney, interrupted, verdict, abortedBy, failedFast } = report;
  return [
    `seed ${seed}`,
    `began ${startedAt.slice(0, 19).replace('T', ' ')} UTC`,
    ...(elapsedMs === null ? [] : [`took ${formatSeconds(elapsedMs)}`]),
    ...(interrupted && verdict !== 'unfinished' ? [stoppedEarly] : []),
    ...(abortedBy === null ? [] : [`ended at once by ${abortedBy}`]),
    ...(failedFast ? ['ended at the first drop'] : []),
    `phoney ${phoney}`,
  ];
}

/** The commands that had no effect, the first of them one by one, by the clocks of the centre. */
export function tellRefused({ summary: { refused, refusedCommands }, timeZone }: RunReport): string[] {
  const more = refusedCommands - refused.length;
  return [
    ...refused.map(
      ({ at, command, reason }) => `${localTime(Date.parse(at), timeZone ?? 'UTC')} ${command}: ${reason}`,
    ),
    ...(more === 0 ? [] : [`and ${count(more)} more`]),
  ];
}
