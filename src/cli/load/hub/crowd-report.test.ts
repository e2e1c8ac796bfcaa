import { expect, test } from 'vitest';
import { neverMeasured } from '../../../record/percentiles.ts';
import { noPaint } from '../../../record/report/paint.ts';
import type { CrowdFigures } from './crowd.ts';
import { judgeCrowd, seenByCrowd } from './crowd-report.ts';

const deliveries = { sent: 9, heard: 8, missed: 0, leftBehind: 1, twice: 0, latency: neverMeasured };
const sound: CrowdFigures = {
  clients: 3,
  connected: 5,
  connectedAtBegin: 3,
  failed: 0,
  reasons: {},
  dropped: 2,
  lost: 0,
  connectTime: neverMeasured,
  deliveries,
  processes: { count: 2, busiest: 0.416, late: neverMeasured },
};
const late = (p99: number): CrowdFigures => ({
  ...sound,
  processes: { ...sound.processes, late: { ...neverMeasured, p99, max: 40 } },
});
const linesOf = (figures: CrowdFigures): string => seenByCrowd(figures, noPaint).lines.join('\n');

test('what the clients’ processes took is told, and that they were behind, when they were', () => {
  expect(linesOf(late(9))).toContain(
    'processes   2, 42 % of a core in the busiest, up to 40 ms behind, p99 9 ms',
  );
  expect(linesOf(late(9))).not.toContain('theirs as well');
  expect(linesOf(late(11))).toContain('theirs as well as the hub’s');
});

test('clients that drop their connections and what is left behind by them are no fault', () => {
  expect(judgeCrowd(sound).filter(({ ok }) => !ok)).toEqual([]);
});

test.each<[string, Partial<CrowdFigures>]>([
  ['a client that was not in at the beginning', { connectedAtBegin: 2 }],
  ['an attempt to connect that failed', { failed: 1 }],
  ['a connection that was lost', { lost: 1 }],
  ['a message that was missed', { deliveries: { ...deliveries, missed: 1 } }],
  ['a message that came twice', { deliveries: { ...deliveries, twice: 1 } }],
])('%s is', (_, wrong) => {
  expect(judgeCrowd({ ...sound, ...wrong }).filter(({ ok }) => !ok)).toHaveLength(1);
});
