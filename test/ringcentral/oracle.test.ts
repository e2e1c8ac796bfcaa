import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCentre } from '../../src/centre/centre.ts';
import { ringcentralConfig } from '../../src/dialects/ringcentral/config.ts';
import { createRingcentral } from '../../src/dialects/ringcentral/index.ts';
import { parseRequest } from '../../src/dialects/ringcentral/parse-request.ts';
import type { WfmEvent } from '../../src/dialects/ringcentral/wire.ts';
import type { Scenario } from '../../src/scenario/index.ts';
import { smallCentre } from '../three-vendors/small-centre.ts';
import { RingcentralOracle } from './oracle.ts';
import { scenarioNamed } from './play.ts';

/** Plays at most `forMs` of a scenario, and holds every message against the oracle. */
function check(scenario: Scenario, auxAfter = '1s', forMs = Infinity): RingcentralOracle {
  const config = ringcentralConfig.parse({
    aux_state_after: auxAfter,
    wfm: {
      agent_event_url: 'https://wfm.example/agents',
      call_event_url: 'https://wfm.example/calls',
      send_body_as_json: true,
      send_all_agent_states: true,
    },
  });
  const dialect = createRingcentral(config, {
    seed: scenario.seed,
    publicUrl: 'http://127.0.0.1:8080',
    env: null,
    probe: () => Promise.resolve({ status: null, headers: {}, error: 'not asked' }),
    wallMs: () => 0,
  });
  const centre = createCentre({ ...scenario, config: scenario.centre, intervalsMs: dialect.intervalsMs });
  const { view } = centre;
  const oracle = new RingcentralOracle(config.aux_state_after);
  const agentIds = new Map<string, string>();
  for (const [id, { agent_id: agentId }] of dialect.identify?.(view).agents ?? [])
    agentIds.set(String(agentId), id);
  const endMs = Math.min(scenario.endMs, scenario.startMs + forMs);
  while (centre.nextAt <= endMs) {
    for (const event of centre.step()) {
      oracle.see(event, view);
      for (const { method, url, headers, body, contactId } of dialect.render(event, view)) {
        const facts = parseRequest(method, url, headers, body).facts as WfmEvent;
        const agentId = 'agent_id' in facts ? (agentIds.get(facts.agent_id) ?? null) : null;
        oracle.hear(facts, agentId, contactId, event.at, view);
      }
    }
    oracle.compare();
  }
  oracle.finish(endMs);
  return oracle;
}

test.each([
  ['ringcentral-everything.yaml', 7],
  ['enreach-everything.yaml', 5],
  ['one-day-three-vendors.yaml', 300],
  ['first-day.yaml', 50],
  ['asapp-everything.yaml', 1],
  ['contracts.yaml', 5],
])('every state, duration and end of call of %s is what the events of the centre come to', (name, ends) => {
  expect(check(scenarioNamed(name)).ends).toBeGreaterThanOrEqual(ends);
});

test('and so are those of the first two minutes of peak.yaml', () => {
  check(scenarioNamed('peak.yaml'), '1s', 120_000);
});

test('and those of any small centre, whenever aux states are told', () => {
  fc.assert(
    fc.property(smallCentre, fc.constantFrom('0s', '1s', '2500ms'), (scenario, auxAfter) => {
      check(scenario, auxAfter);
    }),
    { numRuns: 25, seed: 16 },
  );
});
