import { z } from 'zod';
import { durationSchema } from '../../lib/schema.ts';
import { distributionSchema, shareSchema, weightsSchema } from './fields.ts';
import {
  botSchema,
  dispositionFieldSchema,
  fileSchema,
  surveyAnswerSchema,
  topicSchema,
  transferSchema,
} from './profile-parts.ts';

/**
 * Everything that a profile says about a contact, and that a traffic entry (`with`) or the command `contact.start` may say
 * otherwise. A field replaces the whole field of the profile below; nothing is merged deeper.
 */
export const profileFields = {
  channel: z.enum(['voice', 'chat']).describe('How the contact is carried.'),
  direction: z.enum(['inbound', 'outbound']).describe('Who opens the contact.'),
  direct: z.boolean().describe("A call to an agent's own number instead of to the queue."),
  patience: z
    .union([z.literal('endless'), distributionSchema])
    .describe('How long the customer waits before giving up, counted anew after a transfer; or endless.'),
  ring: distributionSchema.describe(
    'From allocation until the agent answers; outbound, until the customer does. 0s: at once.',
  ),
  no_answer: shareSchema.describe('How many allocations ring until the queue takes them back.'),
  declined: shareSchema.describe('How many allocations the agent declines.'),
  outcome: weightsSchema(['answered', 'abandoned', 'machine']).describe('Who picks up an outbound call.'),
  talk: distributionSchema.describe('Length of a conversation with an agent, holds not counted.'),
  hang_up_by: weightsSchema(['customer', 'agent']).describe('Who ends the conversation.'),
  utterances: z
    .union([
      z.int().min(0).max(10_000),
      z.strictObject({ every: distributionSchema.describe('From one turn to the next.') }),
    ])
    .describe(
      'How many turns of speech or text messages a conversation has: a number, or one every so often.',
    ),
  silent_customer: shareSchema.describe('How many customers never say a word to the agent.'),
  holds: z
    .union([
      z.array(z.strictObject({ after: durationSchema, for: durationSchema })),
      z.strictObject({
        mean: z.number().min(0).max(50).describe('The mean number of holds in a conversation (Poisson).'),
        for: distributionSchema.describe('The length of a hold.'),
      }),
    ])
    .describe('Holds: a list with exact times in the conversation, or {mean, for}.'),
  transfer: transferSchema.nullable().describe('Transfers; null for none.'),
  wrap_up: distributionSchema.describe(
    "Work after the conversation, cut at the queue's wrap_up. 0s: none at all.",
  ),
  disposition: z
    .strictObject({
      share: shareSchema.prefault(1).describe('How many conversations are disposed of.'),
      fields: z.array(dispositionFieldSchema).prefault([]).describe('The form, filled in.'),
      note: z.string().prefault('').describe('What the agent noted.'),
    })
    .nullable()
    .describe(
      'What the agent says the contact was about; null for nothing. With neither fields nor note, the topic of the contact decides.',
    ),
  topics: z
    .array(topicSchema)
    .describe('What contacts are about: texts, files and forms agree with the intent that the bot found.'),
  summary: z
    .strictObject({
      share: shareSchema.prefault(1),
      text: z.string().optional().describe('The summary. Default: the topic of the contact decides.'),
    })
    .nullable()
    .describe('A summary of the conversation in words; null for none.'),
  resolved: shareSchema.describe('How many contacts end with the matter settled.'),
  timed_out: shareSchema.describe('How many chats with an agent end because the customer falls silent.'),
  bot: botSchema.nullable().describe('The bot that answers a chat before an agent; null for none.'),
  request_agent_by: weightsSchema(['customer', 'bot', 'system']).describe('Who asks for an agent.'),
  attributes: z
    .strictObject({ share: shareSchema.prefault(1), values: z.record(z.string(), z.string()) })
    .nullable()
    .describe("Facts that the customer's application sends along; null for none."),
  files: z
    .strictObject({
      share: shareSchema.prefault(1),
      list: z.array(fileSchema).prefault([]).describe('Default: one that goes with the topic.'),
    })
    .nullable()
    .describe('Files that the customer sends in a conversation; null for none.'),
  session_change: shareSchema.describe('How often the customer comes back in another session (chat).'),
  survey: z
    .strictObject({
      share: shareSchema.prefault(1),
      after: distributionSchema.prefault('20s').describe('From the end of the conversation.'),
      answers: z.array(surveyAnswerSchema).min(1),
    })
    .nullable()
    .describe('The survey after a contact with an agent; null for none.'),
  supervised: shareSchema.describe("How many conversations a supervisor of the agent's team listens to."),
  callback: z
    .strictObject({
      share: shareSchema.prefault(1),
      after: distributionSchema.prefault('60s').describe('How long the customer has waited by then.'),
      message: z.string().prefault('Please call me back.').describe('What the customer says.'),
    })
    .nullable()
    .describe('Waiting customers who ask to be called back instead; null for none.'),
  returning: shareSchema.describe('How many contacts come from a customer who made one before.'),
  client: weightsSchema(['web', 'ios', 'android', 'sms', 'phone']).describe('What the customer uses.'),
};

/** Fields that differ from a profile; durations in ms once read. */
export const profileOverridesSchema = z.strictObject(profileFields).partial();

/** A traffic profile of one's own: another one with some fields changed. */
export const profileSchema = profileOverridesSchema.extend({
  like: z
    .string()
    .prefault('voice')
    .describe('The profile that says everything not said here: a shipped one or another of your own.'),
});

/** What a profile says about contacts, complete. Lengths of time are in ms. */
export type Profile = z.output<z.ZodObject<typeof profileFields, z.core.$strict>>;
/** Some of the fields of a {@link Profile}. */
export type ProfileOverrides = z.output<typeof profileOverridesSchema>;
/** A profile as a scenario defines it. */
export type ProfileConfig = z.output<typeof profileSchema>;
/** How a profile is written, before it is read. */
export type ProfileInput = z.input<typeof profileSchema>;
