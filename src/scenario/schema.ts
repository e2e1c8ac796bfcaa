import { z } from 'zod';
import { centreSchema } from '../centre/config/centre-config.ts';
import { profilesSchema, trafficSchema } from '../centre/config/traffic-config.ts';
import { httpLimits } from '../channels/http/config.ts';
import { targetSchemas, type Targets } from '../dialects/index.ts';
import { faultSchema } from '../faults/schema.ts';
import { expectationSchema } from './expect/schema.ts';
import { durationBetween } from '../lib/schema.ts';
import { writtenCommandSchema } from './commands/schema.ts';
import { atSchema, runLength, startSchema } from './fields.ts';
import { paceSchema, speedSchema } from './pace.ts';

/** A fault with its time. */
const timedFaultSchema = faultSchema({
  from: atSchema
    .optional()
    .describe('When it begins, written like the time of a command. Default: with the run.'),
  until: atSchema.optional().describe('When it is over, written like from. Default: with the run.'),
});

/** What may leave at once, and what becomes of a run that could not send everything. */
const limitsSchema = httpLimits.extend({
  allow_drops: z
    .boolean()
    .default(false)
    .describe(
      'True: messages that did not fit into the backlog do not fail the run. They are still counted.',
    ),
  allow_refused_commands: z
    .boolean()
    .default(false)
    .describe(
      'True: commands that have no effect when their time comes do not fail the run. They are still told.',
    ),
});

/** Who is told what happens: one entry for each vendor. */
const targetsSchema = z.strictObject(targetSchemas).partial();

const aboutTargets =
  'Who is told what happens in the centre, one entry for each vendor. A dialect of your own is named by its file, such as ./acme.ts, or by its package, phoney-dialect-….';

/** A scenario file: what happens in the centre, how fast it is played, to whom it is told, and what is expected. */
export const scenarioSchema = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .describe('Where editors find the JSON Schema, for a scenario written in JSON.'),
    seed: z
      .int()
      .min(0)
      .default(1)
      .describe('Where all chance comes from: the same seed plays the same day, byte for byte.'),
    start: startSchema.prefault('2026-03-02T08:00'),
    duration: runLength.prefault('8h').describe('How long the simulated day lasts.'),
    speed: speedSchema
      .optional()
      .describe('How many times as fast simulated time passes: 60 is an hour in a minute. Default: 1.'),
    pace: paceSchema.optional(),
    grace: durationBetween(0, 3_600_000, 'a duration from 0s to 1h, such as 10s')
      .prefault('10s')
      .describe('How long the end of the run waits, on the clock, for what is still under way.'),
    centre: centreSchema,
    profiles: profilesSchema.prefault({}).describe('Traffic profiles of your own, by name.'),
    traffic: trafficSchema
      .prefault([])
      .describe('The streams of contacts. Default: only what commands start.'),
    commands: z
      .array(writtenCommandSchema)
      .prefault([])
      .describe('What happens at fixed times, or after events.'),
    faults: z
      .array(timedFaultSchema)
      .prefault([])
      .describe('What goes wrong on purpose with the vendors’ messages.'),
    targets: targetsSchema.prefault({}).describe(aboutTargets),
    limits: limitsSchema.prefault({}).describe('What one feed may use of this machine.'),
    expect: z
      .array(expectationSchema)
      .prefault([])
      .describe(
        'What decides whether the run passed. Default: nothing dropped and nothing cut off. Something has to be sent, unless one about rendered says otherwise.',
      ),
  })
  .describe('A scenario of phoney.');

/** A scenario file in which other keys may stand among the targets, too: the names of modules with dialects. */
export function scenarioSchemaWith(settings: Readonly<Record<string, z.ZodType>>): typeof scenarioSchema {
  if (Object.keys(settings).length === 0) return scenarioSchema;
  const targets = z.strictObject({ ...targetSchemas, ...settings }).partial();
  return scenarioSchema.extend({ targets: targets.prefault({}).describe(aboutTargets) });
}

/** A scenario as read from its file, before names and times are checked against each other. */
export type ParsedScenario = Omit<z.output<typeof scenarioSchema>, 'targets'> & { readonly targets: Targets };
/** A scenario as it is written: every key, lengths of time as text. */
export type ScenarioInput = Omit<z.input<typeof scenarioSchema>, 'targets'> & {
  targets?: TargetsInput | undefined;
};
/** A target whose dialect is one's own, as it is written: by the name of its module. */
interface GuestTargets {
  [module: `./${string}` | `../${string}` | `/${string}` | `${string}phoney-dialect-${string}`]:
    | object
    | undefined;
}
/** What may stand in a scenario's `targets`, as it is written. */
export type TargetsInput = z.input<typeof targetsSchema> & GuestTargets;
