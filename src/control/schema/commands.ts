import { z } from 'zod';
import { runCommandSchemaWith } from '../../run/command.ts';
import { isoTime, queryFlag } from './fields.ts';

/** When a command is to take effect, as written: read by {@link readAt} once the run's clock is known. */
const at = z
  .string()
  .describe('When, in simulated time: 2026-03-02T08:05:00Z, or +10m for so long from now. Default: now.');

const given = z.looseObject({
  do: z.string().describe('What is asked, such as contact.start.'),
  at: at.optional(),
});

/** What is read of commands before the run looks at the rest of them. */
export const commandsBody = z.union([given, z.array(given).min(1).max(1000)]);

const command = runCommandSchemaWith({ at: at.optional() }).meta({
  id: 'Command',
  description: 'What scenario files have under commands, and what is about the run itself.',
});

/** Commands in full, for the document. */
export const describedCommands = z.union([command, z.array(command)]);

/** How long the answer waits. */
export const commandsQuery = z.strictObject({
  wait: queryFlag.optional().describe('true: the answer waits for the time of commands that are to come.'),
});

/** What came of commands. */
export const commandResults = z.strictObject({
  results: z.array(
    z
      .strictObject({
        id: z.string().describe('The id under which the command stands in the records.'),
        do: z.string(),
        at: isoTime
          .nullable()
          .describe('When it took effect or was refused; null while it waits for its time.'),
        outcome: z.enum(['done', 'refused', 'placed']),
        reason: z.string().nullable().describe('Why it was refused.'),
        contactId: z.string().nullable().describe('The contact that it was about, or that it began.'),
        events: z
          .array(z.looseObject({ type: z.string(), at: isoTime }))
          .describe('What happened in the centre because of it and in the same instant.'),
      })
      .meta({ id: 'CommandResult' }),
  ),
});
