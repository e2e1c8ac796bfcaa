import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScenarioSource } from '../../src/scenario/index.ts';
import { smallCentre } from '../three-vendors/small-centre.ts';
import { EnreachOracle, type Data } from './oracle.ts';
import { openDry, openScenario } from './play.ts';

const statusEveryMs = 5000;

/** Plays at most `forMs` of a scenario, and holds every message against the oracle. */
function check(opened: ReturnType<typeof openDry>, forMs = Infinity): EnreachOracle {
  const { scenario, centre, dialect } = opened;
  const { view } = centre;
  const { directory } = dialect;
  const oracle = new EnreachOracle(
    view,
    (id) => directory.userId(id as never),
    (id) => directory.queueId(id as never),
  );
  const endMs = Math.min(scenario.endMs, scenario.startMs + forMs);
  while (centre.nextAt <= endMs) {
    let isStatusTime = false;
    for (const event of centre.step()) {
      oracle.see(event, view);
      isStatusTime ||= event.type === 'interval.elapsed' && event.everyMs === statusEveryMs;
      for (const { body, contactId } of dialect.render(event, view)) {
        const [{ Data: data }] = JSON.parse(body) as [{ readonly Data: Data }];
        oracle.hear(data, contactId, view);
      }
    }
    oracle.compare(view, isStatusTime);
  }
  return oracle;
}

const open = (source: ScenarioSource) => openDry(source, { naming: 'pascal' });
const shipped = (name: string) => open(path.resolve(import.meta.dirname, '../../scenarios', name));

test.each([
  ['enreach-everything.yaml', 10],
  ['ringcentral-everything.yaml', 7],
  ['one-day-three-vendors.yaml', 300],
  ['first-day.yaml', 50],
  ['contracts.yaml', 5],
])('every status, call and number of %s is what the events of the centre come to', (name, calls) => {
  expect(check(shipped(name)).calls).toBeGreaterThanOrEqual(calls);
});

test('and so are those of the first minute of peak.yaml', () => {
  check(shipped('peak.yaml'), 60_000);
});

test('and those of any small centre', () => {
  fc.assert(
    fc.property(smallCentre, (scenario) => {
      check(openScenario(scenario, { naming: 'pascal' }));
    }),
    { numRuns: 20, seed: 16 },
  );
});
