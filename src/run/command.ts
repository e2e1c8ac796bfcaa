import { z } from 'zod';
import { commandSchema, type Command, type CommandInput } from '../centre/commands/command.ts';
import type { CentreEvent } from '../centre/model/event.ts';
import {
  faultCommandSchemas,
  isAboutFaults,
  type FaultCommand,
  type FaultCommandInput,
} from '../faults/commands.ts';
import { rangeKeys, type RangedInput } from '../centre/config/range.ts';
import { InputError } from '../lib/errors.ts';
import { unworded } from '../scenario/issues.ts';
import { findingsOf, formatPath } from '../scenario/problems.ts';
import { runLength } from '../scenario/fields.ts';
import { speedSchema } from '../scenario/pace.ts';

/** The commands that are about the run itself and its pace. */
const runCommands = [
  z.strictObject({ do: z.literal('run.pause') }).describe('Simulated time stands still.'),
  z.strictObject({ do: z.literal('run.resume') }).describe('Simulated time goes on.'),
  z
    .strictObject({
      do: z.literal('run.advance'),
      by: runLength.describe('How much simulated time is played, as fast as it goes.'),
    })
    .describe('Plays some simulated time as fast as it goes, then goes on as before.'),
  z
    .strictObject({ do: z.literal('run.stop') })
    .describe('Nothing more is rendered; what is on its way is drained.'),
  z
    .strictObject({
      do: z.literal('pace.speed'),
      speed: speedSchema.describe('How many times as fast simulated time passes as real time.'),
    })
    .describe('Simulated time passes at another speed.'),
  z
    .strictObject({
      do: z.literal('pace.rate'),
      rate: z
        .number()
        .positive()
        .max(1_000_000)
        .describe('Messages a second, evenly, whatever the simulated time.'),
    })
    .describe('Messages leave at a rate.'),
] as const;

/** What may be asked of the centre, a schema each. */
export const centreCommandSchemas = commandSchema.options;

/**
 * Whatever may be asked of a run while it lasts: of its centre, of its pace, of its faults, of itself; with `more` keys, such as
 * a time. The types of so many branches are beyond the compiler.
 */
export function runCommandSchemaWith(more: z.ZodRawShape): z.ZodType<RunCommand, RunCommandInput> {
  const own = [...centreCommandSchemas, ...runCommands].map((option) =>
    option.extend({ ...rangeKeys(option.shape), ...more }),
  );
  return z
    .discriminatedUnion('do', [...own, ...faultCommandSchemas(more)] as never)
    .describe('Something asked of a run.');
}

const runCommandSchema = runCommandSchemaWith({});

/** A command as read: lengths of time in ms. */
export type RunCommand = Command | z.output<(typeof runCommands)[number]> | FaultCommand;
/** A command as it is written. */
export type RunCommandInput =
  | RangedInput<CommandInput>
  | z.input<(typeof runCommands)[number]>
  | FaultCommandInput;

/** What came of a command. */
export interface CommandResult {
  /** Unique in the run: it stands in the record, too. */
  readonly id: string;
  readonly do: RunCommand['do'];
  /** When it took effect, or was refused: simulated epoch ms. */
  readonly atMs: number;
  readonly outcome: 'done' | 'refused';
  /** Why it could not be carried out; `null` when it was. */
  readonly reason: string | null;
  /** What happened in the centre because of it and in the same instant, in order. */
  readonly events: readonly CentreEvent[];
  /** The contact that it was about, or that it began; `null` when none. */
  readonly contactId: string | null;
}

/** Reads a command. Throws an {@link InputError} with everything that is wrong with it. */
export function parseRunCommand(given: unknown): RunCommand {
  const parsed = runCommandSchema.safeParse(given, { error: () => unworded, reportInput: true });
  if (parsed.success) return parsed.data;
  const findings = findingsOf(parsed.error, runCommandSchema, given);
  throw new InputError(findings.map(({ path, message }) => ({ path: formatPath(path), message })));
}

const aboutRun = new Set<string>(runCommands.map(({ shape }) => shape.do.value));

/** Whether a command is for the centre; the others are for the run and its pace. */
export function isForCentre(command: Pick<RunCommand, 'do'>): command is Command {
  return !aboutRun.has(command.do) && !isAboutFaults(command);
}
