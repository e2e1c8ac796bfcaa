import { z } from 'zod';
import { durationSchema } from '../../lib/schema.ts';
import { numberSchema } from '../config/fields.ts';
import {
  botStepSchema,
  dispositionFieldSchema,
  fileSchema,
  surveyAnswerSchema,
  targetSchema,
  transferResults,
} from '../config/profile-parts.ts';
import { profileFields } from '../config/profile.ts';

/** Why a contact goes elsewhere than to whom it was offered. */
export const overflowReasons = [
  'no-agents',
  'queue-full',
  'queue-closed',
  'max-wait',
  'no-answer',
  'declined',
  'busy',
  'do-not-disturb',
  'off-work',
] as const;

const contact = z.string().describe('The ref of contact.start, or an id such as contact-1.');
const supervisor = z.string().describe('The name of an agent who is a supervisor.');

/** What may be asked of a contact. */
export const contactCommands = [
  z
    .strictObject({
      do: z.literal('contact.start'),
      ref: z
        .string()
        .optional()
        .describe('A name for later commands; the latest contact of that ref is meant.'),
      profile: z.string().optional().describe("Default: voice or chat, by the queue's channel."),
      queue: z
        .string()
        .optional()
        .describe('The queue that the customer wants, or for which an agent dials.'),
      agent: z.string().optional().describe("A call to this agent's own number; outbound, by this agent."),
      caller: numberSchema.optional().describe("The customer's number. Default: drawn."),
      name: z.string().optional().describe("The customer's name. Default: drawn."),
      ...z.strictObject(profileFields).partial().shape,
    })
    .describe('A new contact. Whatever a profile says may be said here for this one contact.'),
  z.strictObject({
    do: z.literal('contact.hang-up'),
    contact,
    by: z.enum(['customer', 'agent', 'system']).prefault('customer'),
  }),
  z.strictObject({ do: z.literal('contact.abandon'), contact }).describe('The customer gives up waiting.'),
  z
    .strictObject({ do: z.literal('contact.time-out'), contact })
    .describe('The customer falls silent (chat).'),
  z.strictObject({ do: z.literal('contact.answer'), contact }).describe('The ringing agent answers now.'),
  z.strictObject({
    do: z.literal('contact.decline'),
    contact,
    reason: z.enum(['declined', 'no-answer']).prefault('declined'),
  }),
  z.strictObject({ do: z.literal('contact.hold'), contact }),
  z.strictObject({ do: z.literal('contact.resume'), contact }),
  z.strictObject({
    do: z.literal('contact.say'),
    contact,
    by: z.enum(['customer', 'agent', 'bot', 'supervisor', 'system']).prefault('customer'),
  }),
  z.strictObject({
    do: z.literal('contact.transfer'),
    contact,
    to: targetSchema,
    takes: durationSchema.prefault('5s').describe('From the start of the transfer to its result.'),
    result: z.enum(transferResults).prefault('connected'),
  }),
  z.strictObject({
    do: z.literal('contact.overflow'),
    contact,
    to: targetSchema,
    reason: z.enum(overflowReasons).prefault('max-wait'),
  }),
  z.strictObject({
    do: z.literal('contact.request-agent'),
    contact,
    by: z.enum(['customer', 'bot', 'system']).prefault('customer'),
  }),
  z.strictObject({ do: z.literal('contact.announce-wait'), contact }),
  z.strictObject({
    do: z.literal('contact.dispose'),
    contact,
    fields: z.array(dispositionFieldSchema).prefault([]),
    note: z.string().prefault(''),
  }),
  z.strictObject({ do: z.literal('contact.summarise'), contact, text: z.string() }),
  z.strictObject({ do: z.literal('contact.leave'), contact }).describe('The customer closes the chat.'),
  z.strictObject({
    do: z.literal('contact.change-session'),
    contact,
    authenticated: z.boolean().prefault(true),
  }),
  z.strictObject({
    do: z.literal('contact.set-attributes'),
    contact,
    attributes: z.record(z.string(), z.string()),
  }),
  z.strictObject({ do: z.literal('contact.upload-file'), contact, ...fileSchema.shape }),
  z.strictObject({
    do: z.literal('contact.submit-survey'),
    contact,
    answers: z.array(surveyAnswerSchema).min(1),
  }),
  z.strictObject({
    do: z.literal('contact.supervise'),
    contact,
    supervisor,
    state: z.enum(['requested', 'listening', 'whispering', 'barged-in', 'ended']).prefault('listening'),
  }),
  z.strictObject({
    do: z.literal('contact.request-callback'),
    contact,
    ref: z.string().optional().describe('A name of the callback for later commands.'),
    message: z.string().prefault('Please call me back.'),
  }),
] as const;

/** What may be asked of the bot in a chat. */
export const botCommands = [
  z
    .strictObject({ do: z.literal('bot.do'), contact, step: botStepSchema })
    .describe('The bot, or the customer talking to it, does one thing now.'),
  z
    .strictObject({ do: z.literal('bot.end'), contact, end: z.enum(['contain', 'hand-over', 'time-out']) })
    .describe('The bot ends now instead of when its steps are done.'),
] as const;
