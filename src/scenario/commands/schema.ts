import { z } from 'zod';
import { commandSchema, type Command, type CommandInput } from '../../centre/commands/command.ts';
import { rangeKeys, type Ranged, type RangedInput } from '../../centre/config/range.ts';
import { afterSchema, type After, type AfterInput } from '../../centre/triggers/after-schema.ts';
import { repeatSchema, type Repeat, type RepeatInput } from '../../centre/triggers/repeat-schema.ts';
import { faultCommandSchemas, type FaultCommand, type FaultCommandInput } from '../../faults/commands.ts';
import { atSchema, type At } from '../fields.ts';

const when = {
  at: atSchema.optional(),
  after: afterSchema.optional(),
  repeat: repeatSchema.optional(),
};

/** When a command is carried out, as read: at a time or after an event, one of which is there. */
export interface When {
  readonly at?: At | undefined;
  readonly after?: After | undefined;
  readonly repeat?: Repeat | undefined;
  /** What a fault such as `close` itself calls `after`: a length of time, in ms. */
  readonly ownAfter?: number | undefined;
}

/** The same as it is written. */
export interface WhenInput {
  /** A time. */
  readonly at?: string | undefined;
  /** In place of a time, an event. */
  readonly after?: AfterInput | undefined;
  readonly repeat?: RepeatInput | undefined;
}

/** A command of a scenario as read. */
export type WrittenCommand = (Ranged<Command> | FaultCommand) & When;

/** A command of a scenario as it is written. */
export type WrittenCommandInput = (RangedInput<CommandInput> | FaultCommandInput) & WhenInput;

/**
 * Each command of the centre and of the faults, with its time or its event. The types of so many branches with more keys are
 * beyond the compiler.
 */
export const writtenCommandSchema = z
  .discriminatedUnion('do', [
    ...commandSchema.options.map((option) => option.extend({ ...rangeKeys(option.shape), ...when })),
    ...faultCommandSchemas(when),
  ] as never)
  .transform(tellApart)
  .describe(
    'Something that happens at a fixed time (at) or after an event (after), whatever the traffic does.',
  ) as unknown as z.ZodType<WrittenCommand, WrittenCommandInput>;

/** Faults that have an `after` of their own write it as a length of time; an event is a mapping. */
function tellApart(command: unknown): unknown {
  const { after, ...rest } = command as { readonly after?: unknown };
  return typeof after === 'number' ? { ...rest, ownAfter: after } : command;
}
