import { createCentre, type Centre } from '../../src/centre/centre.ts';
import { centreSchema, type CentreInput } from '../../src/centre/config/centre-config.ts';
import { trafficSchema, type TrafficInput } from '../../src/centre/config/traffic-config.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { Dialect, HttpDraft } from '../../src/dialects/dialect.ts';

/** A Monday, eight in the morning. */
const startMs = Date.UTC(2026, 2, 2, 8);

/** A day of a centre, in the words of a scenario. */
export interface Day {
  readonly centre: CentreInput;
  readonly traffic: TrafficInput;
  readonly seed: number;
  readonly hours: number;
}

/** The centre of `day`, which also says the intervals that `dialect` asks for. */
export function openCentre({ centre, traffic, seed, hours }: Day, dialect: Dialect): Centre {
  return createCentre({
    config: centreSchema.parse(centre),
    traffic: trafficSchema.parse(traffic),
    seed,
    startMs,
    endMs: startMs + hours * 3_600_000,
    intervalsMs: dialect.intervalsMs,
  });
}

/** Runs the centre until nothing more happens, and hands over each event with what the dialect makes of it. */
export function runToTheEnd(
  centre: Centre,
  dialect: Dialect<HttpDraft>,
  take: (drafts: readonly HttpDraft[], event: CentreEvent) => void,
): void {
  while (centre.nextAt < Infinity) {
    for (const event of centre.step()) take(dialect.render(event, centre.view), event);
  }
}
