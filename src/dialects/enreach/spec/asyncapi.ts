import type { JsonObject, SpecParts } from '../../spec.ts';
import { eventNames, type EventName } from '../wire/index.ts';
import { about } from './about.ts';
import { inMessage } from './events.ts';
import { methods } from './methods.ts';
import { summaries } from './summaries.ts';

/** The hub in SignalR's JSON protocol: its only message, in the form of each event, and its methods with their answers. */
export function asyncapi(parts: SpecParts): JsonObject {
  return {
    asyncapi: '3.0.0',
    id: 'urn:phoney:enreach:asyncapi',
    info: about('Enreach RTE'),
    defaultContentType: 'application/json',
    servers: { hub },
    channels: { rte: channel },
    operations: {
      'send.MessageReceived': {
        action: 'send',
        channel: { $ref: '#/channels/rte' },
        summary: 'The hub calls the client’s method MessageReceived for each event of a subscription.',
        messages: inChannel(eventNames),
      },
      ...Object.fromEntries(methods.map(({ name, summary }) => [`receive.${name}`, method(name, summary)])),
    },
    components: {
      messages: {
        ...Object.fromEntries(eventNames.map((name) => [name, pushed(name, parts)])),
        ...Object.fromEntries(methods.map(({ name }) => [name, asked(name, parts)])),
        ...Object.fromEntries(methods.map(({ name }) => [`${name}.result`, answered(name, parts)])),
      },
      correlationIds: {
        invocation: {
          location: '$message.payload#/invocationId',
          description: 'What the client calls its call; the answer has it too.',
        },
        event: { location: '$message.payload#/arguments/0/data/id', description: 'The event.' },
      },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The token of the token endpoint, looked at when a connection is opened only.',
        },
        accessToken: {
          type: 'httpApiKey',
          in: 'query',
          name: 'access_token',
          description: 'The same token, from where no headers can be set: a browser’s WebSocket.',
        },
      },
    },
  };
}

const hub = {
  host: 'localhost:8444',
  protocol: 'wss',
  description: 'The address is the WssEndpoint that the token endpoint tells.',
  security: [
    { $ref: '#/components/securitySchemes/bearer' },
    { $ref: '#/components/securitySchemes/accessToken' },
  ],
};

const channel = {
  address: '/rte',
  title: 'The hub',
  description:
    'SignalR over a WebSocket (or another transport). After the handshake {"protocol":"json","version":1} each frame is a JSON object ' +
    'with U+001E behind it. With MessagePack the names of properties are those of .NET.',
  servers: [{ $ref: '#/servers/hub' }],
  bindings: {
    ws: {
      method: 'GET',
      headers: {
        type: 'object',
        properties: { authorization: { type: 'string', description: 'Bearer, and the token.' } },
      },
      query: {
        type: 'object',
        properties: {
          id: { type: 'string', description: 'What the negotiation told.' },
          access_token: { type: 'string', description: 'From where no headers can be set.' },
        },
      },
      bindingVersion: '0.1.0',
    },
  },
  messages: Object.fromEntries(
    [...eventNames, ...methods.flatMap(({ name }) => [name, `${name}.result`])].map((name) => [
      name,
      { $ref: `#/components/messages/${name}` },
    ]),
  ),
};

function inChannel(names: readonly string[]): JsonObject[] {
  return names.map((name) => ({ $ref: `#/channels/rte/messages/${name}` }));
}

function method(name: string, summary: string): JsonObject {
  return {
    action: 'receive',
    channel: { $ref: '#/channels/rte' },
    summary,
    messages: inChannel([name]),
    reply: { channel: { $ref: '#/channels/rte' }, messages: inChannel([`${name}.result`]) },
  };
}

/** SignalR's numbers for kinds of frames. */
const frames = { invocation: 1, completion: 3 } as const;

function pushed(name: EventName, { ref, examplesOf }: SpecParts): JsonObject {
  const message = object({ subscription: ref('Subscription'), data: ref(name) });
  const payload = object({
    type: { type: 'integer', const: frames.invocation },
    target: { type: 'string', const: 'MessageReceived' },
    arguments: { type: 'array', items: [message], minItems: 1, maxItems: 1 },
  });
  const examples = examplesOf(name).map((data, i) => ({
    name: i === 0 ? 'most' : 'least',
    payload: {
      type: frames.invocation,
      target: 'MessageReceived',
      arguments: [inMessage(data as JsonObject)],
    },
  }));
  return { ...described(name, summaries[name], 'event'), payload, examples };
}

function asked(name: string, { ref, examplesOf }: SpecParts): JsonObject {
  const payload = object({
    type: { type: 'integer', const: frames.invocation },
    invocationId: { type: 'string' },
    target: { type: 'string', const: name, description: 'In any case.' },
    arguments: ref(`${name}.arguments`),
  });
  const examples = examplesOf(`${name}.arguments`).map((args) => ({
    name: 'call',
    payload: { type: frames.invocation, invocationId: '1', target: name, arguments: args },
  }));
  return { ...described(name, `A client calls ${name}.`, 'invocation'), payload, examples };
}

function answered(name: string, { ref, examplesOf }: SpecParts): JsonObject {
  const shape = `${name}.result`;
  const payload = object({
    type: { type: 'integer', const: frames.completion },
    invocationId: { type: 'string' },
    result: ref(shape),
  });
  const examples = examplesOf(shape).map((result) => ({
    name: 'answer',
    payload: { type: frames.completion, invocationId: '1', result },
  }));
  return { ...described(shape, `The hub answers ${name}.`, 'invocation'), payload, examples };
}

function described(name: string, summary: string, correlation: 'event' | 'invocation'): JsonObject {
  return {
    name,
    title: name,
    summary,
    contentType: 'application/json',
    correlationId: { $ref: `#/components/correlationIds/${correlation}` },
  };
}

function object(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
