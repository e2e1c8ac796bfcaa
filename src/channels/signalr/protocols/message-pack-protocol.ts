import { Encoder } from '@msgpack/msgpack';
import { Encoded } from './encoded.ts';
import { isInt32 } from './json-text.ts';
import { readMessagePackItems } from './message-pack-reader.ts';
import { outgoing } from './outgoing.ts';
import { type ClientMessage, isCounted, type Protocol, type ServerMessage } from './protocol.ts';
import { isRecord } from './values.ts';
import { type Violation, violation } from './violation.ts';

/** The MessagePack hub protocol: arrays, a length prefix before every message. */
export const messagePackProtocol: Protocol = {
  name: 'messagepack',
  transferFormat: 'Binary',
  take: (inbox, maxBytes) => inbox.takePrefixed(maxBytes),
  parse: parseMessage,
  write: (message) =>
    new Encoded(encoder.encode(arrangeMessage(message)), {
      prefixed: true,
      counted: isCounted(message.type),
    }),
};

const encoder = new Encoder({ ignoreUndefined: true });

const failed = 1;
const completedVoid = 2;
const completedWithResult = 3;

/** The array that one message is in MessagePack: type, headers, and then what the type has. */
export function arrangeMessage(message: ServerMessage): readonly unknown[] {
  switch (message.type) {
    case 'invocation':
      return [1, {}, message.id ?? null, message.target, outgoing(message.arguments, 'messagepack'), []];
    case 'stream-item':
      return [2, {}, message.id, outgoing(message.item, 'messagepack') ?? null];
    case 'result':
      return [3, {}, message.id, completedWithResult, outgoing(message.result, 'messagepack') ?? null];
    case 'completed':
      return [3, {}, message.id, completedVoid];
    case 'failed':
      return [3, {}, message.id, failed, message.error];
    case 'ping':
      return [6];
    case 'close':
      return [7, message.error ?? null, message.allowReconnect];
    case 'ack':
      return [8, message.sequenceId];
    case 'sequence':
      return [9, message.sequenceId];
    default:
      return message satisfies never;
  }
}

function parseMessage(bytes: Buffer): ClientMessage {
  try {
    return interpret(readMessagePackItems(bytes));
  } catch {
    return violation("Reading array length for 'elementCount' failed.");
  }
}

function interpret(items: readonly unknown[]): ClientMessage {
  const type = items[0];
  if (!isInt32(type)) return violation("Reading 'messageType' as Int32 failed.");
  switch (type) {
    case 1:
    case 4:
      return interpretInvocation(items);
    case 2: {
      const head = readHead(items, 'StreamItem');
      // An item that cannot be read binds to no type, and so ends its stream with an error.
      return 'reason' in head ? head : { type: 'stream-item', ...head, item: items[3] };
    }
    case 3:
      return interpretCompletion(items);
    case 5: {
      const head = readHead(items, 'CancelInvocation');
      return 'reason' in head ? head : { type: 'cancel', ...head };
    }
    case 6:
      return { type: 'ping' };
    case 7:
      return { type: 'close' };
    case 8:
    case 9: {
      const sequenceId = items[1];
      if (!Number.isSafeInteger(sequenceId)) return { type: 'unknown' };
      return { type: type === 8 ? 'ack' : 'sequence', sequenceId: sequenceId as number };
    }
    default:
      return { type: 'unknown' };
  }
}

function interpretInvocation(items: readonly unknown[]): ClientMessage {
  const [type, headers, id, target, given, streamIds = []] = items;
  const named = items.length > 3 && (typeof target === 'string' || target === null);
  if (!isHeaders(headers)) return violation("Reading map length for 'headers' failed.");
  if (id !== null && typeof id !== 'string') return violation("Reading 'invocationId' as String failed.");
  if (!named) return violation("Reading 'target' as String failed.");
  if (
    streamIds !== null &&
    !(Array.isArray(streamIds) && streamIds.every((each) => typeof each === 'string'))
  ) {
    return violation("Reading array length for 'streamIds' failed.");
  }
  return {
    type: 'invocation',
    streaming: type === 4,
    id: id === '' || id === null ? undefined : id,
    target: target ?? undefined,
    // Where they are none or cannot be read, the call fails, and not the connection.
    arguments: Array.isArray(given) ? given : undefined,
    streamIds: streamIds === null ? [] : streamIds,
  };
}

function interpretCompletion(items: readonly unknown[]): ClientMessage {
  const head = readHead(items, 'Completion');
  if ('reason' in head) return head;
  const [, , , kind, outcome] = items;
  if (kind === completedVoid) return { type: 'completion', ...head, error: undefined, result: undefined };
  if (kind === completedWithResult && items.length > 4)
    return { type: 'completion', ...head, error: undefined, result: outcome };
  if (kind === failed && (typeof outcome === 'string' || outcome === null)) {
    return { type: 'completion', ...head, error: outcome ?? undefined, result: undefined };
  }
  return violation('Invalid invocation result kind.');
}

function readHead(items: readonly unknown[], what: string): { readonly id: string } | Violation {
  const [, headers, id] = items;
  if (!isHeaders(headers)) return violation("Reading map length for 'headers' failed.");
  return typeof id === 'string' && id !== ''
    ? { id }
    : violation(`Null or empty invocation ID for ${what} message.`);
}

function isHeaders(headers: unknown): boolean {
  return isRecord(headers) && Object.values(headers).every((value) => typeof value === 'string');
}
