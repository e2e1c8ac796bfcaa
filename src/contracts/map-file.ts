import { z } from 'zod';
import { InputError, type Problem } from '../lib/errors.ts';
import { durationSchema } from '../lib/schema.ts';
import { readDocument } from '../scenario/document.ts';
import { readText } from '../scenario/read-file.ts';
import { findEvent, nearestEvents, type WantedEvent } from './events/known-events.ts';
import type { EventMap } from './events/resolve-event.ts';
import type { MappedState, StateMap } from './states/plan-states.ts';

const stateSchema = z.union([
  z.string(),
  z.strictObject({
    name: z.string(),
    params: z.record(z.string(), z.unknown()).default({}),
    after: durationSchema.optional().describe('How long after the state before it.'),
  }),
]);

/** A file for `--map`: what a team's own words mean. */
const mapSchema = z.strictObject({
  events: z
    .record(z.string(), z.string())
    .default({})
    .describe('Descriptions, and the event type that each means.'),
  states: z
    .record(z.string(), z.array(stateSchema))
    .default({})
    .describe(
      'Provider states, and what each means: states of phoney’s or commands of the centre; none is fine.',
    ),
  sometimes: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .describe('Descriptions, and the paths that not every message has, which the consumer knows of.'),
});

/** What a team's own words mean. */
export interface WordMap {
  readonly events: EventMap;
  /** By description. */
  readonly sometimes: ReadonlyMap<string, readonly string[]>;
  readonly states: StateMap;
}

/** Reads the file of `--map`. Throws an `InputError` with everything that is wrong with it. */
export function readMapFile(file: string): WordMap {
  const document = readDocument(readText(file), file);
  const read = mapSchema.safeParse(document.value);
  if (!read.success) {
    throw new InputError([
      ...document.problems,
      ...read.error.issues.map(({ path, message }) => ({
        file,
        path: path.join('.'),
        message: `${message}.`,
      })),
    ]);
  }
  const problems: Problem[] = [...document.problems];
  const events = new Map<string, WantedEvent>();
  for (const [description, eventType] of Object.entries(read.data.events)) {
    const event = findEvent(eventType);
    if (event !== undefined) events.set(description, event);
    else problems.push({ file, path: `events.${description}`, message: explainType(eventType) });
  }
  if (problems.length > 0) throw new InputError(problems);
  const states = new Map(Object.entries(read.data.states).map(([name, list]) => [name, list.map(readState)]));
  return { events, states, sometimes: new Map(Object.entries(read.data.sometimes)) };
}

function readState(state: z.output<typeof stateSchema>): MappedState {
  if (typeof state === 'string') return { name: state, params: {} };
  const { after, ...rest } = state;
  return { ...rest, ...(after !== undefined && { afterMs: after }) };
}

function explainType(eventType: string): string {
  const near = nearestEvents(eventType).map((event) => event.eventType);
  const hint =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'See `phoney contracts list --events`.';
  return `"${eventType}" is no event type of any vendor. ${hint}`;
}
