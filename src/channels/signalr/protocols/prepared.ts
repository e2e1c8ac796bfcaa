import { randomBytes } from 'node:crypto';
import { Encoder, ExtensionCodec } from '@msgpack/msgpack';
import { Encoded } from './encoded.ts';
import { writeMessage } from './json-protocol.ts';
import { arrangeMessage } from './message-pack-protocol.ts';
import { outgoing } from './outgoing.ts';
import type { HubProtocol, ServerMessage } from './protocol.ts';

/** What nobody can guess, so that no payload can be mistaken for the hole. */
const mark = randomBytes(16);
const markText = `hole-${mark.toString('hex')}`;

class Hole {
  toJSON(): string {
    return markText;
  }
}

/** Stands in a prepared message where each connection's own value goes: see `prepareInvocation`. */
export const hole: unknown = new Hole();

const extensionType = 0;
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: extensionType,
  encode: (value) => (value instanceof Hole ? mark : null),
  decode: () => undefined,
});
/** The hole as it looks in each protocol. */
const quotedMark = `"${markText}"`;
const markedExtension = Buffer.concat([Buffer.from([0xd8, extensionType]), mark]);

const encoder = new Encoder({ extensionCodec, ignoreUndefined: true });

/** A value, or how it looks in each protocol: .NET names properties in camelCase in JSON and as declared in MessagePack. */
export type Rendered<T> = T | ((protocol: HubProtocol) => T);

/** A message's bytes, and whether a filling has to come with it. */
interface Cut {
  readonly encoded: Encoded;
  readonly isHoled: boolean;
}

/** A message to clients that is serialised at most once per protocol, however many connections it goes to. */
export class Prepared {
  readonly #target: string;
  readonly #given: Rendered<readonly unknown[]>;
  readonly #id: string | undefined;
  #json: Cut | undefined;
  #messagePack: Cut | undefined;

  /** See {@link prepareInvocation}. */
  constructor(target: string, given: Rendered<readonly unknown[]>, id?: string) {
    this.#target = target;
    this.#given = given;
    this.#id = id;
  }

  /** A message that somebody else has serialised, in the protocols that are there; in another one it throws. */
  static ofBytes(bytes: Readonly<Partial<Record<HubProtocol, Uint8Array>>>): Prepared {
    const prepared = new Prepared('', (protocol) => {
      throw notThere(protocol);
    });
    const { json, messagepack } = bytes;
    if (json !== undefined) prepared.#json = { encoded: new Encoded(json, {}), isHoled: false };
    if (messagepack !== undefined)
      prepared.#messagePack = { encoded: new Encoded(messagepack, {}), isHoled: false };
    return prepared;
  }

  /** The message in a protocol's bytes. Throws what the serialiser throws. */
  encoded(protocol: HubProtocol): Encoded {
    return this.#in(protocol).encoded;
  }

  /** Whether a filling has to come with it. */
  hasHole(protocol: HubProtocol): boolean {
    return this.#in(protocol).isHoled;
  }

  #in(protocol: HubProtocol): Cut {
    return protocol === 'json'
      ? (this.#json ??= this.#cut(protocol))
      : (this.#messagePack ??= this.#cut(protocol));
  }

  #cut(protocol: HubProtocol): Cut {
    return encodeInvocation(protocol, this.#target, render(this.#given, protocol), this.#id);
  }
}

/** One connection's own value for the hole, serialised at most once per protocol. */
export class Filling {
  readonly #value: unknown;
  #json: Uint8Array | undefined;
  #messagePack: Uint8Array | undefined;

  /** See {@link prepareFilling}. */
  constructor(value: unknown) {
    this.#value = value;
  }

  /** The value in a protocol's bytes. */
  bytes(protocol: HubProtocol): Uint8Array {
    if (protocol === 'json') return (this.#json ??= Buffer.from(JSON.stringify(this.#outgoing(protocol))));
    return (this.#messagePack ??= encoder.encode(this.#outgoing(protocol)));
  }

  #outgoing(protocol: HubProtocol): unknown {
    return outgoing(render(this.#value, protocol), protocol) ?? null;
  }
}

/**
 * Prepares a call of the clients' method `target`. At most one `hole` may stand anywhere in the arguments; each
 * connection's filling is spliced in there. Sending it throws a TypeError when there are more. With an `id`, clients answer under it.
 */
export function prepareInvocation(
  target: string,
  given: Rendered<readonly unknown[]>,
  id?: string,
): Prepared {
  return new Prepared(target, given, id);
}

/** Prepares a value to be spliced into prepared messages, again and again. */
export function prepareFilling(value: unknown): Filling {
  return new Filling(value);
}

function render<T>(value: Rendered<T>, protocol: HubProtocol): T {
  return typeof value === 'function' ? (value as (protocol: HubProtocol) => T)(protocol) : value;
}

function encodeInvocation(
  protocol: HubProtocol,
  target: string,
  given: readonly unknown[],
  id: string | undefined,
): Cut {
  const message = { type: 'invocation', id, target, arguments: given } as const;
  return protocol === 'json' ? cutText(`${writeMessage(message)}\u001e`, target) : cutBytes(message);
}

function cutText(text: string, target: string): Cut {
  const at = text.indexOf(quotedMark);
  if (at < 0) return { encoded: new Encoded(text, {}), isHoled: false };
  const behind = at + quotedMark.length;
  if (text.includes(quotedMark, behind)) throw tooManyHoles(target);
  const tail = Buffer.from(text.slice(behind));
  return { encoded: new Encoded(Buffer.from(text.slice(0, at)), { tail }), isHoled: true };
}

function cutBytes(message: Extract<ServerMessage, { type: 'invocation' }>): Cut {
  const { buffer, byteOffset, byteLength } = encoder.encode(arrangeMessage(message));
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const at = bytes.indexOf(markedExtension);
  if (at < 0) return { encoded: new Encoded(bytes, { prefixed: true }), isHoled: false };
  const behind = at + markedExtension.length;
  if (bytes.includes(markedExtension, behind)) throw tooManyHoles(message.target);
  const tail = bytes.subarray(behind);
  return { encoded: new Encoded(bytes.subarray(0, at), { tail, prefixed: true }), isHoled: true };
}

function notThere(protocol: HubProtocol): Error {
  return new Error(
    `A message of another server cannot be sent to a client that speaks ${protocol}: it does not come in that protocol. Give the hub the same protocols on all servers.`,
  );
}

function tooManyHoles(target: string): TypeError {
  return new TypeError(`The message ${target} has more than one hole. Prepare it with one hole at most.`);
}
