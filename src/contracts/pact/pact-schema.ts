import { z } from 'zod';

/**
 * The parts of a pact that phoney reads, versions 1.1 to 4.0 (pact-specification, `versions/*`). Everything else is let
 * through untouched: judging it is the engine's.
 */

const params = z.record(z.string(), z.unknown());
const stateSchema = z.looseObject({ name: z.string(), params: params.nullish() });

const common = {
  description: z.string().min(1),
  providerStates: z.array(stateSchema).nullish(),
  /** Versions 2 and 1. */
  providerState: z.string().nullish(),
  provider_state: z.string().nullish(),
  pending: z.boolean().nullish(),
};

const headers = z.record(z.string(), z.unknown()).nullish();
const requestSchema = z.looseObject({
  method: z.string().prefault('GET'),
  path: z.string().prefault('/'),
  headers,
  body: z.unknown().optional(),
});
const responseSchema = z.looseObject({ status: z.int().optional(), headers, body: z.unknown().optional() });
const contentsSchema = z.looseObject({ contents: z.unknown().optional() });

/** An interaction over HTTP; version 4 writes its type. */
export const httpSchema = z.looseObject({
  ...common,
  type: z.literal('Synchronous/HTTP').optional(),
  request: requestSchema,
  response: responseSchema,
});

/** A message without an answer. */
export const messageSchema = z
  .looseObject({
    ...common,
    type: z.literal('Asynchronous/Messages').optional(),
    contents: z.unknown().optional(),
    /** Either name, by who wrote it. */
    metadata: z.unknown().optional(),
    metaData: z.unknown().optional(),
  })
  // The engine would pass it over, and expect nothing.
  .refine((message) => !('content' in message) || 'contents' in message, {
    path: ['content'],
    message: 'A message has its content in "contents": "content" is read by nobody',
  });

/** A message with its answers. Version 4 only. */
export const syncMessageSchema = z.looseObject({
  ...common,
  type: z.literal('Synchronous/Messages'),
  request: contentsSchema,
  response: z.array(contentsSchema),
});

/** A pact without its interactions. */
export const frameSchema = z.looseObject({
  consumer: z.looseObject({ name: z.string().min(1) }),
  provider: z.looseObject({ name: z.string().min(1) }),
  interactions: z.array(z.unknown()).nullish(),
  messages: z.array(z.unknown()).nullish(),
  metadata: z.looseObject({}).nullish(),
});

/** A body of version 4, with what it is encoded in. */
export const bodySchema = z.looseObject({
  content: z.unknown().optional(),
  contentType: z.string().nullish(),
  encoded: z.union([z.boolean(), z.string()]).nullish(),
});

export type HttpDocument = z.output<typeof httpSchema>;
export type MessageDocument = z.output<typeof messageSchema>;
export type SyncMessageDocument = z.output<typeof syncMessageSchema>;
