import type { z } from 'zod';
import { expectationJson, summaryJson } from '../../record/report/report-json.ts';
import type { RunResult } from '../../record/run-result.ts';
import type { PacePlan } from '../../lib/pace.ts';
import type { HeldRun } from '../control.ts';
import { formatTime, formatTimeOrNull } from '../schema/fields.ts';
import type { runSchema } from '../schema/run.ts';

type RunAnswer = z.input<typeof runSchema>;

/** A run as it stands. */
export function viewRun({ run, kept, ordinal, result }: HeldRun): RunAnswer {
  const { clock, scenario, servers, centre } = run;
  const summary = run.summary();
  return {
    run: ordinal,
    state: run.state,
    begun: run.hasBegun,
    scenario: scenario.file,
    seed: scenario.seed,
    clock: {
      now: formatTime(clock.simulatedMs),
      start: formatTime(clock.startMs),
      end: formatTimeOrNull(clock.endMs),
      timeZone: centre.timeZone,
      utcOffsetMinutes: clock.utcOffsetMinutes,
    },
    pace: viewPace(clock.pace),
    servers: servers === undefined ? null : { origin: servers.origin, ...servers.json },
    kept: {
      records: kept.records.last - kept.records.fellOut,
      missingRecords: kept.records.fellOut,
      missingDeliveries: kept.deliveries.missing,
    },
    summary: summaryJson(summary),
    result: result === undefined ? null : viewResult(result),
  };
}

function viewPace(plan: PacePlan): RunAnswer['pace'] {
  if (plan.kind !== 'rate') return plan;
  const stages = plan.stages.map(({ forMs, ...rates }) => ({
    ...rates,
    forMs: Number.isFinite(forMs) ? forMs : null,
  }));
  return { kind: 'rate', stages };
}

function viewResult({
  verdict,
  interrupted,
  elapsedMs,
  abortedBy,
  rate,
  expectations,
}: RunResult): RunAnswer['result'] {
  return {
    verdict,
    interrupted,
    elapsedMs,
    ...(abortedBy !== undefined && { abortedBy }),
    ...(rate !== undefined && { rate }),
    expectations: expectations.map(expectationJson),
  };
}
