import path from 'node:path';
import { renderAll } from '../../src/run/loop.ts';
import { createSource } from '../../src/run/repeat.ts';
import { createDialects } from '../../src/dialects/index.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';
import type { Request } from './ringcentral-story.ts';

/** What three receivers got, in the order in which it was said. */
export interface Heard {
  readonly asapp: readonly string[];
  readonly ringcentral: readonly Request[];
  readonly enreach: readonly string[];
}

/** What was said, and how many contacts of the centre ended with a customer who had talked to an agent. */
export interface Played extends Heard {
  readonly answered: number;
  /** How many of them were sent on to another queue or agent, where nobody answered. */
  readonly givenUp: number;
}

const file = path.join(import.meta.dirname, '../../scenarios/one-day-three-vendors.yaml');

/** The scenario of the package, on the day of a seed. */
export function shippedDay(seed: number): Scenario {
  return { ...loadScenario(file), seed };
}

/** Plays the whole day as `phoney run --dry-run` does. */
export function play(scenario: Scenario): Played {
  const dialects = createDialects(scenario.targets, scenario.seed);
  const intervalsMs = dialects.flatMap((dialect) => dialect.intervalsMs);
  const source = createSource(scenario, { intervalsMs, repeats: false });
  renderAll({ dialects, source }, { type: 'day.began', at: scenario.startMs });
  const heard = { asapp: [] as string[], ringcentral: [] as Request[], enreach: [] as string[] };
  let [answered, givenUp] = [0, 0];
  const sentOn = new Set<string>();
  while (source.nextAt <= scenario.endMs) {
    for (const event of source.step()) {
      if (event.type === 'contact.transfer-connected' && event.to.kind !== 'number')
        sentOn.add(event.contactId);
      if (event.type === 'contact.connected') sentOn.delete(event.contactId);
      if (event.type === 'contact.ended' && event.outcome === 'answered') {
        answered++;
        if (sentOn.has(event.contactId)) givenUp++;
      }
      for (const dialect of dialects) {
        for (const draft of dialect.render(event, source.view)) {
          const { body, filtered } = draft;
          if (filtered) continue;
          if (dialect.vendor !== 'ringcentral') heard[dialect.vendor as 'asapp' | 'enreach'].push(body);
          else if (draft.channel === 'http') heard.ringcentral.push({ url: draft.url, body });
        }
      }
    }
  }
  return { ...heard, answered, givenUp };
}
