import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';
import { HubException, IOException } from '../calls/exceptions.ts';
import type { Reply } from '../clients/delivery.ts';
import { noFilling } from '../protocols/encoded.ts';
import type { Prepared } from '../protocols/prepared.ts';
import type { HubProtocol } from '../protocols/protocol.ts';
import { FractionalNumber, UnknownExtension } from '../protocols/values.ts';
import { checkPacket } from './packet-members.ts';

/** A message for clients, in every protocol that they may speak. */
export type Bytes = Readonly<Partial<Record<HubProtocol, Uint8Array>>>;

/** What servers tell each other. `from`: the server that waits for `id`. */
export type Packet =
  | { readonly kind: 'message'; readonly except: readonly string[]; readonly bytes: Bytes }
  | { readonly kind: 'question'; readonly id: string; readonly from: string; readonly bytes: Bytes }
  | { readonly kind: 'abandon'; readonly id: string }
  | { readonly kind: 'answer'; readonly id: string; readonly reply: Reply }
  | {
      readonly kind: 'join' | 'leave';
      readonly id: string;
      readonly from: string;
      readonly group: string;
    }
  | { readonly kind: 'done'; readonly id: string; readonly problem: string | null };

const extensionCodec = new ExtensionCodec();
/** `40.0` of one client has to be no integer on the server that asked for it either. */
extensionCodec.register({
  type: 1,
  encode: (value) => (value instanceof FractionalNumber ? float(value.value) : null),
  decode: (data) => new FractionalNumber(Buffer.from(data).readDoubleBE()),
});
extensionCodec.register({
  type: 2,
  encode: (value) => (value instanceof UnknownExtension ? Uint8Array.of(value.type & 0xff) : null),
  decode: (data) => new UnknownExtension(data[0] ?? 0),
});

const encoder = new Encoder({ extensionCodec, ignoreUndefined: true });
const decoder = new Decoder({ extensionCodec });

/** Writes a packet. */
export function writePacket(packet: Packet): Uint8Array {
  if (packet.kind !== 'answer') return encoder.encode(packet);
  const { kind, id, reply } = packet;
  if ('error' in reply) return writeFailure(id, reply.error);
  const { result, protocol } = reply;
  try {
    // In bytes of its own: whatever a client answers, the packet can be read.
    const bytes = result === undefined ? undefined : encoder.encode(result);
    return encoder.encode({ kind, id, protocol, result: bytes });
  } catch (error) {
    return writeFailure(id, unreadable(error));
  }
}

/** Reads a packet; throws when it is none, as of another version, or of somebody else who may publish there. */
export function readPacket(bytes: Uint8Array): Packet {
  const packet = checkPacket(decoder.decode(bytes)) as Packet & WrittenAnswer;
  if (packet.kind !== 'answer') return packet;
  const { kind, id } = packet;
  return { kind, id, reply: readReply(packet) };
}

/** A message in the bytes of these protocols. Throws what the serialiser throws. */
export function bytesOf(message: Prepared, protocols: readonly HubProtocol[]): Bytes {
  return Object.fromEntries(
    protocols.map((protocol) => {
      const encoded = message.encoded(protocol);
      const bytes = Buffer.allocUnsafe(encoded.byteLength(0));
      encoded.copyTo(bytes, 0, noFilling);
      return [protocol, bytes];
    }),
  );
}

interface WrittenAnswer {
  readonly error?: { readonly name: string; readonly message: string };
  readonly result?: Uint8Array;
  readonly protocol: HubProtocol;
}

function writeFailure(id: string, { name, message }: Error): Uint8Array {
  return encoder.encode({ kind: 'answer', id, error: { name, message } });
}

function readReply({ error, result, protocol }: WrittenAnswer): Reply {
  if (error?.name === 'HubException') return { error: new HubException(error.message) };
  if (error !== undefined) return { error: new IOException(error.message) };
  try {
    return { result: result === undefined ? undefined : decoder.decode(result), protocol };
  } catch (unread) {
    return { error: unreadable(unread) };
  }
}

function unreadable(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new IOException(`The client's answer cannot be given to another server: ${reason}`);
}

function float(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}
