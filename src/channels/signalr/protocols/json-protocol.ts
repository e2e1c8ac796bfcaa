import { isUtf8 } from 'node:buffer';
import { Encoded } from './encoded.ts';
import { isInt32, parseJson } from './json-text.ts';
import { outgoing } from './outgoing.ts';
import { type ClientMessage, isCounted, type Protocol, type ServerMessage } from './protocol.ts';
import { isRecord } from './values.ts';
import { violation } from './violation.ts';

/** The JSON hub protocol: UTF-8 text, a record separator behind every message. */
export const jsonProtocol: Protocol = {
  name: 'json',
  transferFormat: 'Text',
  take: (inbox, maxBytes) => inbox.takeRecord(maxBytes),
  parse: parseMessage,
  write: (message) => new Encoded(`${writeMessage(message)}\u001e`, { counted: isCounted(message.type) }),
};

/** Writes one message as JSON, without the separator. Names and their order are the wire's. */
export function writeMessage(message: ServerMessage): string {
  switch (message.type) {
    case 'invocation':
      return JSON.stringify({
        type: 1,
        invocationId: message.id,
        target: message.target,
        arguments: outgoing(message.arguments, 'json'),
      });
    case 'stream-item':
      return JSON.stringify({
        type: 2,
        invocationId: message.id,
        item: outgoing(message.item, 'json') ?? null,
      });
    case 'result':
      return JSON.stringify({
        type: 3,
        invocationId: message.id,
        result: outgoing(message.result, 'json') ?? null,
      });
    case 'completed':
      return JSON.stringify({ type: 3, invocationId: message.id });
    case 'failed':
      return JSON.stringify({ type: 3, invocationId: message.id, error: message.error });
    case 'ping':
      return '{"type":6}';
    case 'close':
      return JSON.stringify({
        type: 7,
        error: message.error,
        allowReconnect: message.allowReconnect ? true : undefined,
      });
    case 'ack':
    case 'sequence':
      return JSON.stringify({ type: message.type === 'ack' ? 8 : 9, sequenceId: message.sequenceId });
    default:
      return message satisfies never;
  }
}

type Envelope = Readonly<Record<string, unknown>>;

/** What each property must be wherever it stands, whatever the message's type. */
const shapes: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: isInt32,
  invocationId: isString,
  target: isString,
  error: isString,
  allowReconnect: (value) => typeof value === 'boolean',
  arguments: Array.isArray,
  streamIds: (value) => Array.isArray(value) && value.every(isString),
  headers: (value) => isRecord(value) && Object.values(value).every(isString),
};

function parseMessage(bytes: Buffer): ClientMessage {
  if (!isUtf8(bytes)) return violation('Error reading JSON.');
  let envelope: unknown;
  try {
    envelope = parseJson(bytes.toString());
  } catch {
    return violation('Error reading JSON.');
  }
  if (!isRecord(envelope)) return violation('Unexpected JSON Token Type. Expected a JSON Object.');
  for (const [name, hasShape] of Object.entries(shapes)) {
    if (Object.hasOwn(envelope, name) && !hasShape(envelope[name])) {
      return violation(`Expected '${name}' to be of another type.`);
    }
  }
  return interpret(envelope);
}

function interpret(envelope: Envelope): ClientMessage {
  const id = own(envelope, 'invocationId') as string | undefined;
  switch (own(envelope, 'type')) {
    case 1:
    case 4: {
      const given = own(envelope, 'arguments') as unknown[] | undefined;
      if (given === undefined) return missing('arguments');
      return {
        type: 'invocation',
        streaming: envelope['type'] === 4,
        id: id === '' ? undefined : id,
        target: own(envelope, 'target') as string | undefined,
        arguments: given,
        streamIds: (own(envelope, 'streamIds') ?? []) as string[],
      };
    }
    case 2:
      if (id === undefined || id === '') return missing('invocationId');
      if (!Object.hasOwn(envelope, 'item')) return missing('item');
      return { type: 'stream-item', id, item: envelope['item'] };
    case 3: {
      if (id === undefined || id === '') return missing('invocationId');
      const error = own(envelope, 'error') as string | undefined;
      if (error !== undefined && Object.hasOwn(envelope, 'result')) {
        return violation("The 'error' and 'result' properties are mutually exclusive.");
      }
      return { type: 'completion', id, error, result: own(envelope, 'result') };
    }
    case 5:
      return id === undefined || id === '' ? missing('invocationId') : { type: 'cancel', id };
    case 6:
      return { type: 'ping' };
    case 7:
      return { type: 'close' };
    case 8:
    case 9: {
      // A server that does not do stateful reconnect takes these for types of the future.
      const sequenceId = own(envelope, 'sequenceId');
      if (!Number.isSafeInteger(sequenceId)) return { type: 'unknown' };
      return { type: envelope['type'] === 8 ? 'ack' : 'sequence', sequenceId: sequenceId as number };
    }
    case undefined:
      return missing('type');
    default:
      return { type: 'unknown' };
  }
}

function own(envelope: Envelope, name: string): unknown {
  return Object.hasOwn(envelope, name) ? envelope[name] : undefined;
}

function missing(name: string): ClientMessage {
  return violation(`Missing required property '${name}'.`);
}

/** A text with half of a surrogate pair is none to .NET. */
function isString(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed();
}
