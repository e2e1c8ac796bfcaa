import { z } from 'zod';
import { durationSchema } from '../../lib/schema.ts';
import { distributionSchema, numberSchema, shareSchema, weightsSchema } from './fields.ts';

/** One field of the form that an agent fills in after a contact. */
export const dispositionFieldSchema = z.strictObject({
  kind: z.enum(['choice', 'text', 'flag']).prefault('choice').describe('What the agent fills in.'),
  name: z.string().describe('The name of the field, such as Reason.'),
  value: z.string().describe('What the agent chose or wrote.'),
});

/** A file that a customer sends. */
export const fileSchema = z.strictObject({
  name: z.string().prefault('photo.jpg').describe('The name of the file.'),
  mime_type: z.string().prefault('image/jpeg').describe('Its media type.'),
  bytes: z.int().min(0).prefault(250_000).describe('Its size in bytes.'),
  width: z.int().min(1).nullable().prefault(1200).describe('Width in pixels; null when it is no picture.'),
  height: z.int().min(1).nullable().prefault(900).describe('Height in pixels; null when it is no picture.'),
});

/** A file as it is configured. */
export type FileConfig = z.output<typeof fileSchema>;

const answerSchema = z
  .union([
    z.string(),
    z
      .record(z.string(), z.number().min(0))
      .refine((weights) => Object.values(weights).some((weight) => weight > 0), {
        message: 'At least one answer needs a weight above 0.',
      }),
  ])
  .describe('The answer, or a weight for each of several.');

/** One question of a survey with the customer's answer. */
export const surveyAnswerSchema = z.strictObject({
  question: z.string().describe('The question.'),
  category: z.string().prefault('satisfaction').describe('What the question is about.'),
  kind: z.enum(['rating', 'choice', 'text']).prefault('rating').describe('How it is answered.'),
  answer: answerSchema,
  unresolved: answerSchema
    .optional()
    .describe('The same where the matter was not settled. Default: as where it was.'),
});

/** A question of a survey as it is configured. */
export type SurveyAnswerConfig = z.output<typeof surveyAnswerSchema>;

const textsSchema = z.array(
  z.strictObject({
    note: z.string().describe('What the agent notes with the disposition.'),
    summary: z.string().describe('The summary of the conversation.'),
  }),
);

/** What contacts can be about, with what agents write and customers send then. */
export const topicSchema = z.strictObject({
  intent: z.string().describe("The code of the bot's intent that it goes with."),
  reason: z.string().describe('The Reason that the agent chooses in the disposition.'),
  weight: z
    .number()
    .min(0)
    .prefault(1)
    .describe('How often, where no bot found out what the customer wants.'),
  solved: textsSchema
    .prefault([])
    .describe(
      'What is written where it was settled, one of these. {order}, {amount}, {item} and {number} are drawn for each contact.',
    ),
  open: textsSchema.prefault([]).describe('What is written where it was not.'),
  files: z.array(fileSchema).prefault([]).describe('What the customer sends; sizes vary around these.'),
});

/** A topic as it is configured. */
export type Topic = z.output<typeof topicSchema>;

/** Where a contact is sent on to: a queue, an agent or a number. */
export const targetSchema = z
  .union([
    z.strictObject({ queue: z.string().describe('The name of a queue.') }),
    z.strictObject({ agent: z.string().describe('The name of an agent.') }),
    z.strictObject({ number: numberSchema }),
  ])
  .describe('Where to: {queue: name}, {agent: name} or {number: +15105550111}.');

export const transferResults = ['connected', 'no-answer', 'busy', 'recalled', 'customer-hung-up'] as const;

/** Sending a contact on while it is talked about. */
export const transferSchema = z.strictObject({
  share: shareSchema.prefault(1).describe('How many of the conversations are transferred.'),
  to: targetSchema.optional().describe('Default: another queue of the same channel, or the same queue.'),
  after: durationSchema.optional().describe('When, from the start of the conversation. Default: half-way.'),
  takes: distributionSchema.prefault('5s').describe('From the start of the transfer to its result.'),
  result: weightsSchema(transferResults).prefault('connected').describe('What comes of it.'),
});

/** A flow that a bot leads, with the nodes that it may visit. */
export const flowSchema = z.strictObject({
  name: z.string().describe('The name of the flow in the bot.'),
  business_name: z.string().optional().describe("The business's name for it. Default: the name."),
  nodes: z
    .array(
      z.strictObject({
        name: z.string().describe('The name of the node.'),
        kind: z
          .enum(['message', 'question', 'action', 'link', 'hand-over'])
          .prefault('message')
          .describe('What the node does.'),
      }),
    )
    .min(1)
    .describe('Its nodes, in the order in which they are visited.'),
});

/** One thing that a bot, or the customer before it, does. */
export const botStepSchema = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('customer-says') }),
    z.strictObject({ do: z.literal('bot-says') }),
    z.strictObject({
      do: z.literal('detect-intent'),
      code: z.string().describe("The bot's code."),
      business_code: z.string().optional().describe("The business's name for it. Default: the code."),
    }),
    z.strictObject({
      do: z.literal('visit-node'),
      flow: z.string(),
      business_name: z.string().optional(),
      node: z.string(),
      kind: z.enum(['message', 'question', 'action', 'link', 'hand-over']).prefault('message'),
    }),
    z.strictObject({ do: z.literal('resolve-link'), url: z.string().prefault('https://example.com/help') }),
    z.strictObject({
      do: z.literal('call-action'),
      action_id: z.string(),
      version: z.string().prefault('1'),
      inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).prefault({}),
    }),
    z.strictObject({ do: z.literal('succeed') }),
    z.strictObject({ do: z.literal('negate-success') }),
    z.strictObject({ do: z.literal('end-response') }),
  ])
  .describe('One step of the bot; links, actions and successes belong to the node and flow visited last.');

export const botEnds = ['contain', 'hand-over', 'time-out'] as const;

/** One thing that a bot, or the customer before it, does. */
export type BotStep = z.output<typeof botStepSchema>;
/** How a bot is done with a chat. */
export type BotEnd = (typeof botEnds)[number];

/** What a bot does in a chat before, or instead of, an agent: drawn by shares, or written out as `steps`. */
export const botSchema = z.strictObject({
  steps: z
    .array(botStepSchema)
    .optional()
    .describe('Exactly these steps. Default: drawn from the shares below.'),
  end: weightsSchema(botEnds)
    .prefault('hand-over')
    .describe('How the bot ends: it settles the matter, hands over, or the customer falls silent.'),
  pause: distributionSchema.prefault('4s').describe('Between two steps.'),
  intents: z
    .array(
      z.strictObject({
        code: z.string(),
        business_code: z.string().optional(),
        flow: z.string().describe('The flow that the intent leads to.'),
        weight: z.number().min(0).prefault(1),
      }),
    )
    .prefault([])
    .describe('What customers want.'),
  flows: z.array(flowSchema).prefault([]).describe('The flows that intents lead to.'),
  turns: z
    .int()
    .min(0)
    .prefault(1)
    .describe('How often customer and bot exchange a message before the flow goes on.'),
  nodes: z.int().min(0).prefault(1).describe('How many nodes of the flow are visited.'),
  second_intent: shareSchema.prefault(0).describe('How often the customer turns out to want something else.'),
  link: shareSchema.prefault(0).describe('How often a link is given and followed.'),
  action: shareSchema.prefault(0).describe('How often the flow calls an action.'),
  success: shareSchema.prefault(0).describe('How often a flow counts as a success.'),
  negated: shareSchema.prefault(0).describe('How many of the successes turn out not to be one.'),
  end_response: shareSchema.prefault(0).describe('How often the bot says that it is done.'),
});
