import { expect, test } from 'vitest';
import type { LoadFlags } from './flags.ts';
import { planFromFlags } from './plan.ts';
import { problemsOf } from '../../../test/kit/problems-of.ts';

test.each<[string | undefined, Partial<LoadFlags>, readonly RegExp[]]>([
  [undefined, {}, [/What is to be sent\? Name a scenario, or give --vendor/]],
  ['peak', { vendor: 'asapp', profile: 'chat' }, [/exclude each other/, /A scenario has traffic of its own/]],
  [undefined, { vendor: 'asap', rate: 5 }, [/"asap" is not a vendor\. Did you mean asapp\?/]],
  [undefined, { vendor: 'asapp' }, [/No rate is given/]],
  ['first-day', {}, [/The scenario has no rate/]],
  [undefined, { vendor: 'asapp', rate: 5, stages: '5,x' }, [/"5" is not/, /"x" is not/, /Leave out --rate/]],
])('what cannot be played is told, all at once: %j %j', (file, given, messages) => {
  expect(problemsOf(() => planFromFlags(file, flags(given)))).toEqual(
    messages.map((message) => expect.stringMatching(message) as string),
  );
});

test('days follow one another until the plan is over, and what the scenario says otherwise stays', () => {
  const { scenario, plan } = planFromFlags('peak', flags({ rate: 100, duration: 5000 }));
  expect(plan).toEqual({ stages: [{ ratePerSec: 100, forMs: 5000 }], forMs: 5000 });
  expect(scenario.pace).toEqual({ kind: 'rate', stages: plan.stages });
  expect(scenario.endMs - scenario.startMs).toBeGreaterThan(365 * 86_400_000);
  expect(scenario.expect.length).toBeGreaterThan(0);
});

test.each<[string | undefined, Partial<LoadFlags>, string]>([
  ['peak', {}, 'peak'],
  [undefined, { vendor: 'asapp' }, '--vendor asapp'],
  [undefined, { vendor: 'enreach', hub: true }, '--hub --vendor enreach'],
])('what is played is called as the command line has it: %j %j', (file, given, name) => {
  expect(planFromFlags(file, flags({ rate: 5, ...given })).scenario.file).toBe(name);
});

test('connections and the time of an answer can be said of a centre that phoney makes up', () => {
  const { scenario } = planFromFlags(
    undefined,
    flags({ vendor: 'asapp', rate: 5, connections: 7, timeout: 250 }),
  );
  expect(scenario.limits.connections_per_feed).toBe(7);
  expect(scenario.targets).toMatchObject({ asapp: { raw: { timeout_ms: 250 } } });
});

test.each([10, 1000, 50_000])('for %i messages a second the centre is of a size that it can be', (rate) => {
  const { scenario } = planFromFlags(undefined, flags({ vendor: 'asapp', rate }));
  const agents = scenario.centre.agents.reduce((sum, { count = 1 }) => sum + count, 0);
  expect(agents).toBeGreaterThan(3);
  expect(agents).toBeLessThan(1400);
});

function flags(given: Partial<LoadFlags>): LoadFlags {
  const none = {
    url: [],
    slo: [],
    port: 0,
    keep: 1,
    controlHost: '',
    controlAllowHost: [],
    controlAllowOrigin: [],
  };
  return { ...none, ...given };
}
