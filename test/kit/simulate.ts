import { createCentre, type Centre } from '../../src/centre/centre.ts';
import type { CommandInput } from '../../src/centre/commands/command.ts';
import { commandSchema } from '../../src/centre/commands/command.ts';
import { centreSchema, type CentreInput } from '../../src/centre/config/centre-config.ts';
import type { ProfileInput } from '../../src/centre/config/profile.ts';
import { profilesSchema, trafficSchema, type TrafficInput } from '../../src/centre/config/traffic-config.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';

/** Monday 5 January 2026, 08:00 UTC. */
export const mondayMs = Date.UTC(2026, 0, 5, 8);
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** A centre as a scenario would write it. */
export interface Scene {
  readonly centre: CentreInput;
  readonly traffic?: TrafficInput;
  readonly profiles?: Record<string, ProfileInput>;
  /** Minutes after the start, and what to do then. */
  readonly commands?: readonly (readonly [minutes: number, command: CommandInput])[];
  readonly seed?: number;
  readonly startMs?: number;
  readonly hours?: number;
  readonly intervalsMs?: readonly number[];
}

/** The centre of the scene, not yet running. What it numbers goes on from `after`. */
export function openCentre(scene: Scene, after?: Centre['numbering']): Centre {
  const startMs = scene.startMs ?? mondayMs;
  return createCentre({
    config: centreSchema.parse(scene.centre),
    traffic: trafficSchema.parse(scene.traffic ?? []),
    profiles: profilesSchema.parse(scene.profiles ?? {}),
    commands: (scene.commands ?? []).map(([minutes, command]) => ({
      atMs: startMs + minutes * minuteMs,
      command: commandSchema.parse(command),
    })),
    seed: scene.seed ?? 1,
    startMs,
    endMs: startMs + (scene.hours ?? 1) * hourMs,
    intervalsMs: scene.intervalsMs,
    after,
  });
}

/** Runs until nothing more happens; `see` is called with each event while the world stands as the step left it. */
export function drain(centre: Centre, see: (event: CentreEvent) => void): void {
  while (centre.nextAt < Infinity) for (const event of centre.step()) see(event);
}

/** All events of the scene, in order. */
export function eventsOf(scene: Scene): CentreEvent[] {
  const events: CentreEvent[] = [];
  drain(openCentre(scene), (event) => events.push(event));
  return events;
}

/** The events of one type. */
export function only<Type extends CentreEvent['type']>(
  events: readonly CentreEvent[],
  type: Type,
): Extract<CentreEvent, { type: Type }>[] {
  return events.filter((event) => event.type === type) as Extract<CentreEvent, { type: Type }>[];
}
