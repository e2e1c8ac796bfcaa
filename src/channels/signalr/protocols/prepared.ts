import { randomBytes } from 'node:crypto';
import { Encoder, ExtensionCodec } from '@msgpack/msgpack';
import { Encoded } from './encoded.ts';
import { writeMessage } from './json-protocol.ts';
import { arrangeMessage } from './message-pack-protocol.ts';
import { outgoing } from './outgoing.ts';
import type { HubProtocol } from './protocol.ts';

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
const encoder = new Encoder({ extensionCodec, ignoreUndefined: true });

/** A value, or how it looks in each protocol: .NET names properties in camelCase in JSON and as declared in MessagePack. */
export type Rendered<T> = T | ((protocol: HubProtocol) => T);

/** A message to clients that is serialised at most once per protocol, however many connections it goes to. */
export interface Prepared {
  /** The message in a protocol's bytes. Throws what the serialiser throws. */
  encoded(protocol: HubProtocol): Encoded;
  /** Whether a filling has to come with it. */
  hasHole(protocol: HubProtocol): boolean;
}

/** One connection's own value for the hole, serialised at most once per protocol. */
export interface Filling {
  /** The value in a protocol's bytes. */
  bytes(protocol: HubProtocol): Uint8Array;
}

/**
 * Prepares a call of the clients' method `target`. At most one `hole` may stand anywhere in the arguments; each
 * connection's filling is spliced in there. Throws a TypeError when there are more.
 */
export function prepareInvocation(target: string, given: Rendered<readonly unknown[]>): Prepared {
  const cut: Partial<Record<HubProtocol, { encoded: Encoded; holed: boolean }>> = {};
  const inProtocol = (protocol: HubProtocol): { encoded: Encoded; holed: boolean } =>
    (cut[protocol] ??= encodeInvocation(protocol, target, render(given, protocol)));
  return {
    encoded: (protocol) => inProtocol(protocol).encoded,
    hasHole: (protocol) => inProtocol(protocol).holed,
  };
}

/** Prepares a value to be spliced into prepared messages, again and again. */
export function prepareFilling(value: unknown): Filling {
  const made: Partial<Record<HubProtocol, Uint8Array>> = {};
  return {
    bytes: (protocol) =>
      (made[protocol] ??=
        protocol === 'json'
          ? Buffer.from(JSON.stringify(outgoing(render(value, protocol), protocol) ?? null))
          : encoder.encode(outgoing(render(value, protocol), protocol) ?? null)),
  };
}

function render<T>(value: Rendered<T>, protocol: HubProtocol): T {
  return typeof value === 'function' ? (value as (protocol: HubProtocol) => T)(protocol) : value;
}

function encodeInvocation(
  protocol: HubProtocol,
  target: string,
  given: readonly unknown[],
): { encoded: Encoded; holed: boolean } {
  const message = { type: 'invocation', target, arguments: given } as const;
  const isJson = protocol === 'json';
  const bytes = isJson
    ? Buffer.from(`${writeMessage(message)}\u001e`)
    : Buffer.from(encoder.encode(arrangeMessage(message)));
  const pattern = isJson
    ? Buffer.from(`"${markText}"`)
    : Buffer.concat([Buffer.from([0xd8, extensionType]), mark]);
  const at = bytes.indexOf(pattern);
  if (at < 0) return { encoded: new Encoded(bytes, { prefixed: !isJson }), holed: false };
  if (bytes.indexOf(pattern, at + 1) >= 0) {
    throw new TypeError(`The message ${target} has more than one hole. Prepare it with one hole at most.`);
  }
  const tail = bytes.subarray(at + pattern.length);
  return { encoded: new Encoded(bytes.subarray(0, at), { tail, prefixed: !isJson }), holed: true };
}
