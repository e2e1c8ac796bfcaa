import { shareJson, summaryJson } from '../../record/report/report-json.ts';
import type { RunEnd } from '../../record/run-end.ts';
import type { RunHeader } from '../../record/run-header.ts';
import type { RunReportFold } from './run-report-fold.ts';
import { reportVersion } from '../json-head.ts';
import type { ReportStory, RunReport } from './schema.ts';
import type { Story } from './story.ts';

/**
 * The report of a run, as plain data: everything that its other forms show. `end` is how it ended; absent where a record
 * breaks off.
 */
export function makeRunReport(header: RunHeader, fold: RunReportFold, end: RunEnd | undefined): RunReport {
  const { summary, curves, series, marks, stories, day } = fold.read(end?.atMs);
  const { agents = {}, queues = {} } = end ?? {};
  const nameIn = (names: Readonly<Record<string, string>>, id: string): string =>
    Object.hasOwn(names, id) ? (names[id] ?? id) : id;
  return {
    type: 'report',
    version: reportVersion,
    of: 'run',
    phoney: header.phoney,
    scenario: header.scenario,
    ...(header.command !== undefined && { command: header.command }),
    seed: header.seed,
    startedAt: iso(header.startedAtMs),
    elapsedMs: end?.elapsedMs ?? null,
    simulatedStart: iso(header.simulatedStartMs),
    simulatedEnd: end === undefined ? null : iso(end.atMs),
    timeZone: header.timeZone ?? null,
    interrupted: end?.interrupted ?? true,
    abortedBy: end?.abortedBy ?? null,
    failedFast: end?.failedFast ?? false,
    verdict: end?.verdict ?? 'unfinished',
    rate: end?.rate ?? null,
    expectations: end?.expectations ?? [],
    summary: summaryJson(summary),
    ...(end?.shares !== undefined && { shares: end.shares.map(shareJson) }),
    curves,
    series: { ...series, simulated: series.simulated.map((at) => (at === null ? null : iso(at))) },
    marks: {
      commands: marks.commands.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
      moreCommands: marks.moreCommands,
      faults: marks.faults.map(({ name, kind, from, until }) => ({
        name,
        kind,
        from: iso(from),
        until: until === null ? null : iso(until),
        touched: summary.faults[name]?.touched ?? 0,
      })),
    },
    statuses: summary.statuses,
    slowest: stories.slowest.map(tellStory),
    failed: stories.failed.map(tellStory),
    day: {
      ...day,
      agents: day.agents.map((agent) => ({ ...agent, name: nameIn(agents, agent.id) })),
      queues: day.queues.map((queue) => ({ ...queue, name: nameIn(queues, queue.id) })),
    },
  };
}

function tellStory(story: Story): ReportStory {
  return { ...story, at: iso(story.at) };
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
