import path from 'node:path';
import { createCentre } from '../../src/centre/centre.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { CentreView } from '../../src/centre/model/view.ts';
import type { Probe } from '../../src/channels/message.ts';
import type { HttpDraft } from '../../src/dialects/dialect.ts';
import type { RingcentralConfig } from '../../src/dialects/ringcentral/config.ts';
import { createRingcentral } from '../../src/dialects/ringcentral/index.ts';
import { parseRequest } from '../../src/dialects/ringcentral/parse-request.ts';
import type { WfmEvent } from '../../src/dialects/ringcentral/wire.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';

/** A message, when it was told, and what is in it. */
export interface Told extends HttpDraft {
  readonly at: number;
  readonly facts: WfmEvent;
  readonly problems: readonly string[];
}

/** A receiver that is never asked. */
const unaskedProbe: Probe = () => Promise.resolve({ status: null, headers: {}, error: 'not asked' });

/** A scenario of the package. */
export function scenarioNamed(name: string): Scenario {
  return loadScenario(path.join(import.meta.dirname, '../../scenarios', name), { toldTo: ['ringcentral'] });
}

/** Plays the scenario's centre through the dialect, without sending. `watch` sees each event and the view with it. */
export function play(
  scenario: Scenario,
  config: RingcentralConfig,
  watch: (event: CentreEvent, view: CentreView) => void = () => undefined,
): Told[] {
  const dialect = createRingcentral(config, {
    seed: scenario.seed,
    publicUrl: 'http://127.0.0.1:8080',
    env: {},
    probe: unaskedProbe,
    wallMs: () => 0,
  });
  const centre = createCentre({
    config: scenario.centre,
    traffic: scenario.traffic,
    profiles: scenario.profiles,
    commands: scenario.commands,
    seed: scenario.seed,
    startMs: scenario.startMs,
    endMs: scenario.endMs,
    intervalsMs: dialect.intervalsMs,
  });
  const told: Told[] = [];
  while (centre.nextAt <= scenario.endMs) {
    for (const event of centre.step()) {
      watch(event, centre.view);
      for (const draft of dialect.render(event, centre.view)) told.push(read(draft, event.at));
    }
  }
  for (const draft of dialect.render({ type: 'day.ended', at: scenario.endMs }, centre.view)) {
    told.push(read(draft, draft.at ?? scenario.endMs));
  }
  return told;
}

function read(draft: HttpDraft, at: number): Told {
  const { facts, problems } = parseRequest(draft.method, draft.url, draft.headers, draft.body);
  return { ...draft, at, facts: facts as WfmEvent, problems };
}
