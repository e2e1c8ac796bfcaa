import { createCentre, type Centre } from '../../src/centre/centre.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { HubDraft } from '../../src/dialects/dialect.ts';
import { enreachConfig, type EnreachConfig } from '../../src/dialects/enreach/config.ts';
import { createEnreach, type EnreachDialect } from '../../src/dialects/enreach/index.ts';
import { loadScenario, type Scenario, type ScenarioSource } from '../../src/scenario/index.ts';

/** A message of a dry run, and what a client of the JSON protocol would have got. */
export interface Played {
  readonly draft: HubDraft;
  readonly event: CentreEvent;
  readonly received: { readonly Subscription: object; readonly Data: Readonly<Record<string, unknown>> };
}

/** A scenario's centre and its Enreach dialect, without anybody connected. */
export function openDry(
  source: ScenarioSource,
  change: Partial<EnreachConfig> = {},
): { readonly scenario: Scenario; readonly centre: Centre; readonly dialect: EnreachDialect } {
  return openScenario(loadScenario(source, { toldTo: ['enreach'] }), change);
}

/** The same for a scenario that is loaded. */
export function openScenario(
  scenario: Scenario,
  change: Partial<EnreachConfig> = {},
): { readonly scenario: Scenario; readonly centre: Centre; readonly dialect: EnreachDialect } {
  const config = { ...enreachConfig.parse({}), ...scenario.targets.enreach, ...change };
  const dialect = createEnreach(config, { seed: scenario.seed });
  const centre = createCentre({
    ...scenario,
    config: scenario.centre,
    intervalsMs: dialect.intervalsMs,
  });
  dialect.render({ type: 'day.began', at: centre.view.now }, centre.view);
  return { scenario, centre, dialect };
}

/** Plays a scenario to its end; every message is heard. `received` has the names that `change.naming` gives. */
export function playDry(
  source: ScenarioSource,
  change: Partial<EnreachConfig> = {},
): {
  readonly messages: readonly Played[];
  readonly refused: readonly CentreEvent[];
  readonly dialect: EnreachDialect;
} {
  const { centre, dialect } = openDry(source, change);
  const messages: Played[] = [];
  const refused: CentreEvent[] = [];
  while (centre.nextAt < Infinity) {
    for (const event of centre.step()) {
      if (event.type === 'command.refused') refused.push(event);
      for (const draft of dialect.render(event, centre.view)) {
        const [received] = JSON.parse(draft.body) as [Played['received']];
        messages.push({ draft, event, received });
      }
    }
  }
  return { messages, refused, dialect };
}
