import type { Paint } from '../../../record/report/paint.ts';
import type { Percentiles } from '../../../record/percentiles.ts';
import { count, countOf, formatMs } from '../../../record/report/wording.ts';
import type { ExpectationResult } from '../../../record/verdict.ts';
import type { SeenByOthers } from '../../run/play-and-report.ts';
import type { CrowdFigures, CrowdLoad } from './crowd.ts';

/** What the clients of a hub saw of a run. Nothing where there were none yet. */
export function seenByCrowd(figures: CrowdFigures | undefined, paint: Paint): SeenByOthers {
  if (figures === undefined) return { expectations: [], lines: [], json: {} };
  return {
    expectations: judgeCrowd(figures),
    lines: [...formatCrowd(figures, paint), ''],
    json: { hub: figures },
  };
}

/** Holds against the clients that everybody got in and stayed, and that every message was heard once. */
export function judgeCrowd(figures: CrowdFigures): ExpectationResult[] {
  const { clients, connectedAtBegin, failed, lost, deliveries } = figures;
  const none = (id: string, actual: number): ExpectationResult => {
    return { id, kind: 'count', ok: actual === 0, actual, bound: { max: 0 } };
  };
  return [
    {
      id: 'every client was in at the beginning',
      kind: 'count',
      ok: connectedAtBegin >= clients,
      actual: connectedAtBegin,
      bound: { min: clients },
    },
    none('no attempt to connect failed', failed),
    none('no connection was lost', lost),
    none('no message was missed', deliveries.missed),
    none('no message was heard twice', deliveries.twice),
  ];
}

/** How connecting went, before the first message. */
export function formatConnecting({ clients, connected, connectTime }: CrowdFigures): string {
  return `${count(connected)} of ${countOf(clients, 'client')} ${clients === 1 ? 'is' : 'are'} connected: ${formatTimes(connectTime)}.`;
}

/** What has become of the clients and their messages, for people. */
function formatCrowd(figures: CrowdFigures, paint: Paint): string[] {
  const { clients, connected, connectedAtBegin, failed, dropped, lost, connectTime, deliveries, processes } =
    figures;
  const { sent, heard, missed, leftBehind, twice, latency } = deliveries;
  const bad = (text: string, isBad: boolean): string => (isBad ? paint.bad(text) : text);
  const parts = [
    bad(`${count(connectedAtBegin)} of ${count(clients)} at the beginning`, connectedAtBegin < clients),
    `${countOf(connected, 'connection')} in all`,
    `${count(dropped)} dropped on purpose`,
    bad(`${count(lost)} lost`, lost > 0),
    bad(`${count(failed)} attempts failed`, failed > 0),
  ];
  const messages = [
    `${count(sent)} sent`,
    `${count(heard)} heard`,
    `${count(leftBehind)} left behind by clients that dropped`,
    bad(`${count(missed)} missed`, missed > 0),
    bad(`${count(twice)} heard twice`, twice > 0),
  ];
  return [
    paint.bold('The hub’s clients'),
    `  clients     ${parts.join(', ')}`,
    `  connecting  ${formatTimes(connectTime)}`,
    `  messages    ${messages.join(', ')}`,
    `  delivery    ${formatTimes(latency)}`,
    `  processes   ${formatProcesses(processes)}`,
    ...(areBehind(processes) ? [paint.bad(behind)] : []),
    ...Object.entries(figures.reasons).map(
      ([reason, times]) => `  ${paint.bad('failed')}      ${count(times)}×: ${reason}`,
    ),
  ];
}

/** Clients whose processes are so far behind measure themselves as well as the hub. */
const mostLateMs = 10;
const behind =
  'The clients’ processes were behind with their own work, so the times of connecting and of delivery are theirs as well as the hub’s. Use a machine with more cores or nothing else to do, fewer clients, or let them drop less often.';

function areBehind({ late }: CrowdLoad): boolean {
  return late.p99 !== null && late.p99 > mostLateMs;
}

function formatProcesses({ count: many, busiest, late }: CrowdLoad): string {
  const share = `${Math.round(busiest * 100)} % of a core${many > 1 ? ' in the busiest' : ''}`;
  return `${count(many)}, ${share}, up to ${formatMs(late.max)} behind, p99 ${formatMs(late.p99)}`;
}

function formatTimes({ p50, p99, p999, max }: Percentiles): string {
  return `p50 ${formatMs(p50)}, p99 ${formatMs(p99)}, p99.9 ${formatMs(p999)}, max ${formatMs(max)}`;
}
