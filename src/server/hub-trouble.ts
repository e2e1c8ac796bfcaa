// Part of the library's types, like host.ts: nothing here may need the types of Node.
import type { HubDraft } from '../dialects/dialect.ts';
import type { AnswerFlaws, Route } from './route.ts';

/** A request to a route as far as trouble knows it. */
export interface TroubledRoute extends Pick<Route, 'path' | 'givesTokens'> {
  /** The path with what stands for its variable segments. */
  readonly askedPath: string;
  /** The same with the query: what is asked for. */
  readonly asksFor: string;
}

/** What carries a connection; `undefined` before there is something. */
export type Carrier = 'WebSockets' | 'ServerSentEvents' | 'LongPolling' | undefined;

/** What goes wrong on purpose at a hub. The server asks, and whoever started it decides. Clients by the names that a scenario knows. */
export interface HubTrouble {
  /** True: whoever calls is hung up on. */
  isDown(): boolean;
  /** The status that a request of a client with a good token is refused with. */
  refuseRequest(client: string): number | undefined;
  negotiate(client: string): {
    readonly status: number | undefined;
    readonly waitMs: number | undefined;
    readonly transport: Carrier;
  };
  /** `ignore`: it is never answered. `reject`: its version is not spoken. */
  handshake(client: string, connectionId: string, transport: Carrier): 'ignore' | 'reject' | undefined;
  /** A client has shaken hands. */
  connected(client: TroubledClient): void;
  left(clientId: string): void;
}

/** A connected client, and what can be done to it. */
export interface TroubledClient {
  readonly id: string;
  readonly transport: Carrier;
  readonly name: string;
  /** Aborts when it is gone. */
  readonly signal: AbortSignal;
  close(message: { readonly error: string | undefined; readonly allowReconnect: boolean }): void;
  /** Breaks off, in the middle of a frame or between two. */
  lose(inFrame: boolean): void;
  /** No pings while `lasts` answers true. */
  muteWhile(lasts: () => boolean): void;
  /** Nothing at all while `lasts` answers true. */
  stallWhile(lasts: () => boolean): void;
  /** What it has asked for is forgotten. */
  forget(): void;
  /** A message to it of what it has not asked for, at that simulated instant, or a call of that method; `undefined` where none can be made. */
  unasked(at: number, method: string | undefined): HubDraft | undefined;
}

/** What can be done to a hub as a whole. */
export interface HubControl {
  /** Every connection breaks off, those included that have not shaken hands. */
  breakOff(): void;
}

/** What goes wrong at a request to a route. */
export interface RouteTrouble {
  readonly status: number | undefined;
  readonly waitMs: number | undefined;
  /** The answer breaks off there: in its middle, or after so many bytes of its body. */
  readonly breaksOff: 'half' | number | undefined;
  readonly flaws: AnswerFlaws;
}

/** Opens the troubles of a vendor's hub. */
export type OpenTrouble = (vendor: string, control: HubControl) => HubTrouble;
