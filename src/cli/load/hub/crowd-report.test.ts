import { expect, test } from 'vitest';
import { neverMeasured } from '../../../record/percentiles.ts';
import type { CrowdFigures } from './crowd.ts';
import { judgeCrowd } from './crowd-report.ts';

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
};

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
