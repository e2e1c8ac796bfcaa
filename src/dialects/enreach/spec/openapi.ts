import type { JsonObject, SpecParts, WireShape } from '../../spec.ts';
import { tokenAnswer, tokenRefusal } from '../sign-in/token-answers.ts';
import { about } from './about.ts';
import { page } from './events.ts';

/** Bodies of the token endpoint's answers. */
export const tokenShapes: readonly WireShape[] = [
  {
    name: 'token',
    typeName: 'EnreachToken',
    summary: 'Where the hub is, and the token with which it lets somebody in.',
    page: page('Client authentication'),
    schema: tokenAnswer,
    examples: () => [
      { WssEndpoint: 'wss://localhost:8444/rte', Token: 'eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl' },
    ],
  },
  {
    name: 'token-refusal',
    typeName: 'EnreachTokenRefusal',
    summary: 'Why there is no token.',
    page: page('Client authentication'),
    schema: tokenRefusal,
    examples: () => [{ message: 'There is no such user.' }],
  },
];

const userId = '00000000-0000-4000-8000-000000000001';

/** The token endpoint. Examples of requests and answers go together by name. */
export function openapi(parts: SpecParts): JsonObject {
  return {
    openapi: '3.1.0',
    info: about('Token endpoint of Enreach RTE'),
    servers: [{ url: 'https://localhost:8444', description: 'phoney serve, in Enreach’s place.' }],
    tags: [{ name: 'token', description: 'Tokens for the hub.' }],
    security: [{ basic: [] }],
    paths: {
      '/token/me/rte': { get: { ...operation(parts, 'own'), operationId: 'fetchOwnToken' } },
      '/token/{userid}/rte': {
        get: {
          ...operation(parts, 'other'),
          operationId: 'fetchToken',
          parameters: [
            {
              name: 'userid',
              in: 'path',
              required: true,
              description: 'The user that the token is for.',
              schema: { type: 'string', format: 'uuid' },
              examples: { other: { value: userId } },
            },
          ],
        },
      },
    },
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic', description: 'Name and password of a user.' },
      },
    },
  };
}

function operation({ ref, examplesOf }: SpecParts, name: 'own' | 'other'): JsonObject {
  const [value] = examplesOf('token');
  const refused = (description: string): JsonObject => ({
    description,
    content: { 'application/json': { schema: ref('token-refusal') } },
  });
  return {
    tags: ['token'],
    summary: name === 'own' ? 'A token for whoever asks.' : 'A token for a user.',
    responses: {
      200: {
        description: 'It lives for a limited time: who connects anew fetches a new one.',
        content: { 'application/json': { schema: ref('token'), examples: { [name]: { value } } } },
      },
      401: refused('Name or password are not right.'),
      403: refused('The token of that user is not the caller’s to have.'),
      404: refused('There is no such user.'),
    },
  };
}
