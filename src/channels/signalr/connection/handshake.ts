import { isUtf8 } from 'node:buffer';
import type { HubConfig } from '../config.ts';
import { Encoded } from '../protocols/encoded.ts';
import { isInt32, parseJson } from '../protocols/json-text.ts';
import { jsonProtocol } from '../protocols/json-protocol.ts';
import { messagePackProtocol } from '../protocols/message-pack-protocol.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { isRecord } from '../protocols/values.ts';

/** What the first record of a client led to: a protocol to go on with, or the error it is told before the close. */
export type Handshake = { readonly protocol: Protocol } | { readonly error: string };

/** The server's answer to a good handshake. */
export const handshakeAccepted = new Encoded(Buffer.from('{}\u001e'), { counted: false });

const protocols: Readonly<Record<string, Protocol>> = {
  json: jsonProtocol,
  messagepack: messagePackProtocol,
};

/** Reads a handshake: specification "SignalR Hub Protocol", "HandshakeRequest". Never throws. */
export function readHandshake(
  record: Buffer,
  {
    config,
    binary,
    stateful,
  }: {
    readonly config: HubConfig;
    /** Whether the transport carries binary data. */
    readonly binary: boolean;
    /** Whether stateful reconnect was negotiated: it came with version 2 of the protocols. */
    readonly stateful: boolean;
  },
): Handshake {
  const request = readRequest(record);
  if ('problem' in request) return { error: unexpected(request.problem, config) };
  const name = request.protocol.toLowerCase();
  const protocol = config.protocols.some((each) => each === name) ? protocols[name] : undefined;
  if (protocol === undefined) return { error: `The protocol '${request.protocol}' is not supported.` };
  if (request.version !== 1 && !(stateful && request.version === 2)) {
    return { error: unsupportedVersion(request.version, request.protocol) };
  }
  if (protocol.transferFormat === 'Binary' && !binary) {
    return {
      error: `Cannot use the '${protocol.name}' protocol on the current transport. The transport does not support 'Binary' transfer format.`,
    };
  }
  return { protocol };
}

/** The answer to a bad handshake, or to none. */
export function handshakeRefused(error: string): Encoded {
  return new Encoded(Buffer.from(`${JSON.stringify({ error })}\u001e`), { counted: false });
}

/** .NET's text for a version that it does not speak. */
export function unsupportedVersion(version: number, protocol: string): string {
  return `The server does not support version ${version} of the '${protocol}' protocol.`;
}

/** .NET's text for what it cannot read as a handshake. */
export function unexpected(problem: string, config: HubConfig): string {
  const text = 'An unexpected error occurred during connection handshake.';
  return config.detailedErrors ? `${text} InvalidDataException: ${problem}` : text;
}

function readRequest(
  record: Buffer,
): { readonly protocol: string; readonly version: number } | { readonly problem: string } {
  let request: unknown;
  try {
    request = isUtf8(record) ? parseJson(record.toString()) : undefined;
  } catch {
    return { problem: 'Error reading JSON.' };
  }
  if (!isRecord(request)) {
    return { problem: 'Unexpected JSON Token Type. Expected a JSON Object.' };
  }
  const { protocol, version } = request;
  if (typeof protocol !== 'string') {
    return { problem: "Missing required property 'protocol'." };
  }
  if (!isInt32(version)) {
    return { problem: "Missing required property 'version'." };
  }
  return { protocol, version };
}
