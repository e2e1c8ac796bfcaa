import type { JsonObject, SpecParts } from '../../spec.ts';
import { about } from './about.ts';
import { receiverOperations } from './receiver-paths.ts';
import { subscriptionPaths } from './subscription-paths.ts';

/**
 * The REST API for subscriptions, which RingCentral serves, and the addresses that a customer serves. Each has servers of its own.
 * Examples of requests and answers go together by name.
 */
export function openapi(parts: SpecParts): JsonObject {
  return {
    openapi: '3.1.0',
    info: about('RingCX agent-state subscriptions, and the receiver of RingCentral’s events'),
    servers: [{ url: 'https://localhost:8444', description: 'phoney serve, in RingCentral’s place.' }],
    tags: [
      { name: 'subscriptions', description: 'What RingCentral serves: a system subscribes itself.' },
      { name: 'receiver', description: 'What the customer serves, and RingCentral calls.' },
    ],
    security: [{ bearer: [] }],
    paths: { ...subscriptionPaths(parts), ...receiverOperations(parts) },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'Of a user with the role WFO_ACCESS.' },
        basic: {
          type: 'http',
          scheme: 'basic',
          description: 'A header value pair of the settings, or the header of an authConfigId.',
        },
      },
    },
  };
}
