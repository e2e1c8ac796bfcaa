/** The versions of ASP.NET Core whose behaviour a hub can have, where they differ in what a client sees. */
export const compatibilities = ['netcore3.1', 'net8'] as const;

/** One of `compatibilities`. */
export type Compatibility = (typeof compatibilities)[number];

type Headers = Readonly<Record<string, string>>;

/** Everything in which the versions differ. */
export interface Behaviour {
  /** On every answer to a poll, refusals included. */
  readonly pollHeaders: Headers;
  /** On an event stream, beside its content type and encoding. */
  readonly eventStreamHeaders: Headers;
  /** Whether a stream under the id of one that still runs is refused, instead of running beside it. */
  readonly refusesStreamIdInUse: boolean;
  /** Whether a client's close message ends the connection in silence, instead of with an error. */
  readonly takesCloseMessages: boolean;
  /** Whether nothing that a client sends is acted on while a plain call of its runs, where one runs at a time. */
  readonly callsHoldUpEverything: boolean;
  /** The error for a `negotiateVersion` that is no number. */
  readonly invalidNegotiateVersion: (asked: string) => string;
}

const behaviours: Readonly<Record<Compatibility, Behaviour>> = {
  'netcore3.1': {
    pollHeaders: {},
    eventStreamHeaders: { 'Cache-Control': 'no-cache' },
    refusesStreamIdInUse: false,
    takesCloseMessages: false,
    callsHoldUpEverything: true,
    invalidNegotiateVersion: (asked) => `The client requested an invalid protocol version '${asked}'`,
  },
  net8: {
    pollHeaders: {
      'Cache-Control': 'no-cache, no-store',
      Pragma: 'no-cache',
      Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
    },
    eventStreamHeaders: { 'Cache-Control': 'no-cache,no-store', Pragma: 'no-cache' },
    refusesStreamIdInUse: true,
    takesCloseMessages: true,
    callsHoldUpEverything: false,
    invalidNegotiateVersion: () => 'The client requested a non-integer protocol version.',
  },
};

/** How a hub of that version behaves. */
export function behaviourOf(compatibility: Compatibility): Behaviour {
  return behaviours[compatibility];
}
