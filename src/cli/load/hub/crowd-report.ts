import type { Paint } from '../../../record/report/paint.ts';
import type { Percentiles } from '../../../record/percentiles.ts';
import { count, countOf, formatMs } from '../../../record/report/wording.ts';
import type { CrowdFigures } from './crowd.ts';

/** Whether everybody got in, and every message was heard once. */
export function isSound({ clients, connectedAtBegin, failed, lost, deliveries }: CrowdFigures): boolean {
  const { missed, twice } = deliveries;
  return connectedAtBegin >= clients && failed + lost + missed + twice === 0;
}

/** How connecting went, before the first message. */
export function formatConnecting({ clients, connected, connectTime }: CrowdFigures): string {
  return `${count(connected)} of ${countOf(clients, 'client')} ${clients === 1 ? 'is' : 'are'} connected: ${formatTimes(connectTime)}.`;
}

/** What has become of the clients and their messages, for people. */
export function formatCrowd(figures: CrowdFigures, paint: Paint): string[] {
  const { clients, connected, connectedAtBegin, failed, dropped, lost, connectTime, deliveries } = figures;
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
    ...Object.entries(figures.reasons).map(
      ([reason, times]) => `  ${paint.bad('failed')}      ${count(times)}×: ${reason}`,
    ),
  ];
}

/** The same as one line of JSON. */
export function summaryOfCrowd(figures: CrowdFigures, hasPassed: boolean): string {
  return JSON.stringify({ type: 'hub', verdict: hasPassed ? 'passed' : 'failed', ...figures });
}

function formatTimes({ p50, p99, p999, max }: Percentiles): string {
  return `p50 ${formatMs(p50)}, p99 ${formatMs(p99)}, p99.9 ${formatMs(p999)}, max ${formatMs(max)}`;
}
