import { z } from 'zod';
import { compatibilities } from './compatibility.ts';

const milliseconds = z.int().positive();

/**
 * Every setting of a hub, with the default of ASP.NET Core SignalR where it has one.
 * Times are milliseconds, sizes are bytes.
 */
export const hubSettingsSchema = z.strictObject({
  compatibility: z
    .enum(compatibilities)
    .default('netcore3.1')
    .describe('The version of ASP.NET Core that the hub behaves like, where they differ.'),
  protocols: z
    .array(z.enum(['json', 'messagepack']))
    .nonempty()
    .default(['json', 'messagepack'])
    .describe('The hub protocols that a handshake may ask for.'),
  transports: z
    .array(z.enum(['WebSockets', 'ServerSentEvents', 'LongPolling']))
    .nonempty()
    .default(['WebSockets', 'ServerSentEvents', 'LongPolling'])
    .describe('The transports that negotiate offers, in the order of the answer.'),
  keepAliveMs: milliseconds.default(15_000).describe('A ping goes out this often, beside other traffic too.'),
  clientTimeoutMs: milliseconds
    .default(30_000)
    .describe(
      'A client that has pinged once and then sends no whole message for this long is closed. Rests while a method runs.',
    ),
  handshakeTimeoutMs: milliseconds.default(15_000).describe('The time a client has for its handshake.'),
  disconnectTimeoutMs: milliseconds
    .default(15_000)
    .describe('How long a connection that nobody attaches to, polls or comes back to is kept.'),
  pollTimeoutMs: milliseconds
    .default(90_000)
    .describe('An idle poll is answered after this time, with nothing.'),
  closeTimeoutMs: milliseconds.default(5000).describe('How long a closing client may take before it is cut.'),
  sendTimeoutMs: milliseconds
    .default(10_000)
    .describe('How long a send to several clients waits for one that takes nothing.'),
  heartbeatMs: milliseconds
    .default(1000)
    .describe('How often the one heartbeat looks at all connections: the resolution of the times above.'),
  maxMessageBytes: z
    .int()
    .positive()
    .default(32_768)
    .describe(
      "The longest message a client may send, with its separator or its length prefix. .NET's limit.",
    ),
  maxBufferedBytes: z
    .int()
    .positive()
    .default(1_048_576)
    .describe(
      'What may wait for a client that reads too slowly, beside one message of any length; beyond it the connection is closed.',
    ),
  maxNegotiated: z
    .int()
    .positive()
    .default(10_000)
    .describe(
      'How many negotiated connections may wait for their transport; beyond it negotiate answers 503.',
    ),
  maxNegotiatedPerUser: z
    .int()
    .positive()
    .default(2500)
    .describe('How many of them may be of one user, so that nobody takes the place of all others.'),
  maxStreams: z
    .int()
    .positive()
    .default(100)
    .describe('How many calls with streams, up or down, one connection may have under way.'),
  maxParallelInvocations: z
    .int()
    .positive()
    .default(1)
    .describe('How many calls without streams of one client run at once; further ones wait.'),
  maxClientResults: z
    .int()
    .positive()
    .default(100)
    .describe('How many answers of one client may be waited for; beyond it asking fails.'),
  maxGroups: z
    .int()
    .positive()
    .default(1000)
    .describe('How many groups one connection may be in; beyond it adding it fails.'),
  maxPendingSends: z
    .int()
    .positive()
    .default(100)
    .describe('How many POSTs of one connection may wait for their turn; beyond it they are answered 503.'),
  uploadCapacity: z
    .int()
    .positive()
    .default(10)
    .describe(
      'How many items of an upload stream wait for the method before the connection is read no further.',
    ),
  closeOnAuthenticationExpiration: z
    .boolean()
    .default(false)
    .describe(
      'Whether a connection is closed when what it was authenticated by expires; the client may then come back.',
    ),
  statefulReconnect: z
    .boolean()
    .default(false)
    .describe('Whether a WebSocket client that asks for it may lose its socket and come back without loss.'),
  detailedErrors: z
    .boolean()
    .default(false)
    .describe(
      'Whether clients are told the name and the message of every exception, and not of hub exceptions only.',
    ),
});

/** The settings of a hub as its user writes them: every one has a default. */
export type HubSettings = z.input<typeof hubSettingsSchema>;

/** The settings of a hub with every default filled in. */
export type HubConfig = z.output<typeof hubSettingsSchema>;
