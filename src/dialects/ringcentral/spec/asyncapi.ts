import type { JsonObject, SpecParts } from '../../spec.ts';
import { eventTypes, stateNames, type EventType } from '../wire.ts';
import { isTypeOfFeed } from '../wfm.ts';
import { about, receiverPaths, validationRule } from './about.ts';
import { nameOf, summaries } from './events.ts';

const feeds = ['agent-events', 'call-events'] as const;
type Feed = (typeof feeds)[number];
const version = { bindingVersion: '0.3.0' };
const token = {
  type: 'object',
  properties: { 'validation-token': { type: 'string', description: 'Anything; it has to come back.' } },
  required: ['validation-token'],
};

/** The WFM integration in both of its forms, and the notifications of RingCX subscriptions. */
export function asyncapi(parts: SpecParts): JsonObject {
  return {
    asyncapi: '3.0.0',
    id: 'urn:phoney:ringcentral:asyncapi',
    info: about('RingCentral workforce-management events'),
    defaultContentType: 'application/json',
    servers: { receiver },
    channels: {
      ...Object.fromEntries(feeds.map((feed) => [feed, channelOf(feed, typesOf(feed).map(nameOf))])),
      ...Object.fromEntries(
        feeds.map((feed) => [`${feed}.url-encoded`, channelOf(feed, [`${feed}.url-encoded`])]),
      ),
      notifications: channelOf('notifications', [...stateNames.map(nameOf), 'validation', 'validated']),
    },
    operations: {
      ...Object.fromEntries(feeds.map((feed) => [`send.${feed}`, jsonOperation(feed)])),
      ...Object.fromEntries(feeds.map((feed) => [`send.${feed}.url-encoded`, queryOperation(feed, parts)])),
      'send.notification': notificationOperation(),
      'send.validation': validationOperation(),
    },
    components: {
      messages: {
        ...Object.fromEntries(eventTypes.map((type) => [nameOf(type), message(type, parts)])),
        ...Object.fromEntries(feeds.map((feed) => [`${feed}.url-encoded`, queryMessage(feed)])),
        validation: { name: 'validation', summary: validationRule, headers: token },
        validated: { name: 'validated', summary: 'The receiver wants notifications.', headers: token },
      },
      correlationIds,
      securitySchemes,
    },
  };
}

const receiver = {
  host: 'localhost:8443',
  protocol: 'https',
  description: "The customer's endpoint. TLS 1.2 or higher.",
  security: [{ $ref: '#/components/securitySchemes/basic' }],
};

const securitySchemes = {
  basic: {
    type: 'http',
    scheme: 'basic',
    description:
      'An Authorization header among the header value pairs of the settings, or of an authConfigId; other headers can be set as well.',
  },
};

const correlationIds = {
  agent: {
    location: '$message.payload#/agent_id',
    description: 'The agent. With agent_login_id: the log-in.',
  },
  call: { location: '$message.payload#/call_id', description: 'The call, in states and at its end.' },
};

function typesOf(feed: Feed): EventType[] {
  return eventTypes.filter((type) => isTypeOfFeed(type, feed));
}

function channelOf(name: keyof typeof receiverPaths, messages: readonly string[]): JsonObject {
  return {
    address: receiverPaths[name],
    description: 'Any address of the customer’s; it may be the same for all.',
    servers: [{ $ref: '#/servers/receiver' }],
    messages: Object.fromEntries(messages.map((one) => [one, { $ref: `#/components/messages/${one}` }])),
  };
}

function messagesIn(channel: string, names: readonly string[]): JsonObject[] {
  return names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` }));
}

function jsonOperation(feed: Feed): JsonObject {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${feed}` },
    summary: 'With "Send body as JSON": a POST. Any 2xx is a delivery.',
    bindings: { http: { method: 'POST', ...version } },
    messages: messagesIn(feed, typesOf(feed).map(nameOf)),
  };
}

function queryOperation(feed: Feed, { ref }: SpecParts): JsonObject {
  const channel = `${feed}.url-encoded`;
  return {
    action: 'send',
    channel: { $ref: `#/channels/${channel}` },
    summary:
      'Without "Send body as JSON": the same facts in the query string, and no body. A null is an absent key.',
    bindings: { http: { method: 'GET', query: ref(feed), ...version } },
    messages: messagesIn(channel, [channel]),
  };
}

function notificationOperation(): JsonObject {
  return {
    action: 'send',
    channel: { $ref: '#/channels/notifications' },
    summary: 'What a RingCX subscription brings, tried again as often as it says.',
    bindings: { http: { method: 'POST', ...version } },
    messages: messagesIn('notifications', stateNames.map(nameOf)),
  };
}

function validationOperation(): JsonObject {
  return {
    action: 'send',
    channel: { $ref: '#/channels/notifications' },
    summary: validationRule,
    bindings: { http: { method: 'POST', ...version } },
    messages: messagesIn('notifications', ['validation']),
    reply: {
      channel: { $ref: '#/channels/notifications' },
      messages: messagesIn('notifications', ['validated']),
    },
  };
}

function message(type: EventType, { ref, examplesOf }: SpecParts): JsonObject {
  const name = nameOf(type);
  const correlation = isTypeOfFeed(type, 'call-events') ? 'call' : 'agent';
  return {
    name,
    title: type,
    summary: summaries[type],
    contentType: 'application/json',
    headers: {
      type: 'object',
      properties: {
        'content-type': { type: 'string', const: 'application/json' },
        authorization: { type: 'string', description: 'Where the settings have one.' },
      },
      required: ['content-type'],
    },
    payload: ref(name),
    correlationId: { $ref: `#/components/correlationIds/${correlation}` },
    bindings: { http: version },
    examples: examplesOf(name).map((payload, i) => ({
      name: i === 0 ? 'most' : 'least',
      headers: { 'content-type': 'application/json' },
      payload,
    })),
  };
}

function queryMessage(feed: Feed): JsonObject {
  return {
    name: `${feed}.url-encoded`,
    summary: 'One event in the query string.',
    headers: {
      type: 'object',
      properties: { authorization: { type: 'string', description: 'Where the settings have one.' } },
    },
    bindings: { http: version },
  };
}
