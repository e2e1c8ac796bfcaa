import type { z } from 'zod';
import type { Uniform } from '../../lib/random.ts';

/**
 * When a fault at a hub decides: at a request, at a negotiation, at a handshake, once for each connection, when it begins, or
 * at a request to a route beside the hub.
 */
export type HubMoment = 'route' | 'request' | 'negotiate' | 'handshake' | 'connection' | 'hub';

/** What a fault does at a hub: data, which the run carries out. Times are real: sockets are. */
export type HubTouch =
  /** The request is answered with that status, and nothing else. */
  | { readonly do: 'refuse'; readonly status: number }
  /** The negotiation, or the request to a route, is answered so much later. */
  | { readonly do: 'wait'; readonly ms: number }
  /** The negotiation offers this transport alone. */
  | { readonly do: 'offer'; readonly transport: HubTransport }
  /** The route, if it gives tokens, gives one with that flaw. */
  | { readonly do: 'token'; readonly how: TokenFlaw }
  /** The route, if it says where the hub is, says this. */
  | { readonly do: 'endpoint'; readonly url: string }
  /** The route's answer breaks off after so many bytes of its body; `undefined`: in its middle. */
  | { readonly do: 'truncate'; readonly afterBytes: number | undefined }
  /** The handshake is not answered. */
  | { readonly do: 'ignore' }
  /** The handshake is answered with that error. */
  | { readonly do: 'reject' }
  /** The connection ends with a close message. */
  | {
      readonly do: 'close';
      readonly afterMs: number;
      readonly error: string | undefined;
      readonly allowReconnect: boolean;
    }
  /** The connection breaks off. */
  | { readonly do: 'lose'; readonly afterMs: number; readonly inFrame: boolean }
  /** No ping goes out while the fault lasts. */
  | { readonly do: 'mute' }
  /** Nothing at all goes out while the fault lasts. */
  | { readonly do: 'stall' }
  /** What the client has asked for is forgotten. */
  | { readonly do: 'forget'; readonly afterMs: number }
  /** The client is told what it has not asked for, or another of its methods is called. */
  | { readonly do: 'push-unasked'; readonly afterMs: number; readonly method: string | undefined }
  /** Every connection breaks off, and nobody is let in for so long. */
  | { readonly do: 'restart'; readonly downMs: number };

/** What can be wrong with a token. */
export const tokenFlaws = ['expired', 'not_yet_valid', 'wrongly_signed', 'other_user'] as const;
/** One of {@link tokenFlaws}. */
export type TokenFlaw = (typeof tokenFlaws)[number];

/** The transports of a hub. */
export const hubTransports = ['WebSockets', 'ServerSentEvents', 'LongPolling'] as const;
/** What else people call them. */
export const otherTransports = {
  websocket: 'WebSockets',
  sse: 'ServerSentEvents',
  polling: 'LongPolling',
} as const;
/** One of {@link hubTransports}. */
export type HubTransport = (typeof hubTransports)[number];

/** A way in which a hub goes wrong. */
export interface HubFaultKind {
  readonly touches: 'hub';
  /** As it stands behind `fault:`. */
  readonly name: string;
  /** One sentence for editors and docs. */
  readonly about: string;
  /** Its own arguments. */
  readonly args: z.ZodRawShape;
  readonly moment: HubMoment;
  /** True: only requests to routes that give tokens. */
  readonly needsTokens?: true;
  /** True: a plain WebSocket has nothing that it could be done to. */
  readonly hubOnly?: true;
  /** Begins a fault of this kind. `args` are what {@link HubFaultKind.args} made of them. */
  begin(args: never): (uniform: Uniform) => HubTouch;
}

/** A kind of fault at a hub with its arguments' types. */
export function defineHubFault<Shape extends z.ZodRawShape>(kind: {
  readonly name: string;
  readonly about: string;
  readonly args: Shape;
  readonly moment: HubMoment;
  readonly needsTokens?: true;
  readonly hubOnly?: true;
  begin(args: z.output<z.ZodObject<Shape>>): (uniform: Uniform) => HubTouch;
}): HubFaultKind {
  return { ...kind, touches: 'hub' };
}
