import { z } from 'zod';
import { agentCommands } from './agent-schema.ts';
import { callbackCommands } from './callback-schema.ts';
import { botCommands, contactCommands } from './contact-schema.ts';
import { queueCommands } from './queue-schema.ts';

/**
 * Something asked of the centre, by a timed step of a scenario or while it runs. One that cannot be carried out when its
 * time comes changes nothing and is answered with the event `command.refused`.
 */
export const commandSchema = z.discriminatedUnion('do', [
  ...agentCommands,
  ...contactCommands,
  ...botCommands,
  ...queueCommands,
  ...callbackCommands,
]);

/** A command as read: lengths of time in ms. */
export type Command = z.output<typeof commandSchema>;
/** A command as it is written. */
export type CommandInput = z.input<typeof commandSchema>;
/** The command of one kind. */
export type CommandOf<Do extends Command['do']> = Extract<Command, { do: Do }>;

/** A command and its time, simulated ms since the epoch. At the same instant commands go last, in their order. */
export interface TimedCommand {
  readonly atMs: number;
  readonly command: Command;
}
