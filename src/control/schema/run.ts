import { z } from 'zod';
import { runLength } from '../../scenario/fields.ts';
import { speedSchema } from '../../scenario/pace.ts';
import { isoTime } from './fields.ts';

const count = z.int().min(0);
const measured = z.number().nullable();
const kindText = 'What actual and the bounds are: a whole number, a part of 1, ms, or so many a second.';

const percentiles = z
  .strictObject({
    count,
    min: measured,
    mean: measured,
    p50: measured,
    p90: measured,
    p95: measured,
    p99: measured,
    p999: measured,
    max: measured,
  })
  .meta({ id: 'Percentiles', description: 'Milliseconds; null where nothing was measured.' });

const books = z
  .strictObject({
    rendered: count,
    copied: count,
    filtered: count,
    withheld: count,
    delivered: count,
    dropped: count,
    cutOff: count,
  })
  .meta({
    id: 'Books',
    description: 'rendered + copied = filtered + withheld + delivered + dropped + cutOff + open.',
  });

const times = {
  latencyMs: percentiles.describe(
    'Of messages that were delivered, from due to answered: the other four together.',
  ),
  latenessMs: percentiles.describe('From due to queued: phoney itself.'),
  retriesMs: percentiles.describe(
    'From there until the try that delivered was queued: earlier tries and their pauses.',
  ),
  waitMs: percentiles.describe('From there until it was sent: it waited for a connection.'),
  receiverMs: percentiles.describe('From there to its answer. Without tries that a fault slowed.'),
};

const connections = z
  .strictObject({
    opened: count,
    handshakes: count.describe('TLS handshakes of those.'),
    resumed: count.describe('Of those: with a session that was known.'),
    failed: count.describe('Connections that could not be opened.'),
    connectMs: percentiles.describe('TCP, with the look-up of the name.'),
    handshakeMs: percentiles.describe('TLS after that.'),
  })
  .describe('Connections to receivers over HTTP.')
  .meta({ id: 'Connections' });

const sent = {
  sent: count.describe('Messages whose first try has ended.'),
  late: count.describe('Of those: that left later after they were due than is in time.'),
  lateWaiting: count.describe('Of those: that phoney had ready in time, and that waited for a connection.'),
  inTime: count.describe('Messages that left in time, without copies.'),
};

const feed = z
  .strictObject({
    ...books.shape,
    ...sent,
    attempts: count,
    retried: count,
    overloaded: count,
    bodyBytes: count,
    connections,
    errors: z.record(z.string(), count),
    statuses: z.record(z.string(), count).describe('How often each status was answered.'),
    ...times,
  })
  .meta({ id: 'Feed' });

const load = z
  .strictObject({
    requested: count.describe('Messages that the rate asked for while it was played.'),
    offered: count.describe(
      'Messages that became due and were rendered; one that a fault puts off once more when its time has come.',
    ),
    neverOffered: count.describe('Messages that were asked for and never became due.'),
    unknown: count.describe('Always 0: nothing is lost of a run that one process plays.'),
    caughtUpMs: z
      .number()
      .describe('Of forMs: after the time that was asked for, as messages that were late still became due.'),
    forMs: z.number().describe('For how long messages were due: what was late by the end included.'),
    held: z.number().nullable().describe('Which share of what was to leave left in time.'),
    recordingMs: z
      .number()
      .describe('For how long messages that were due waited until records could be written.'),
    ranDry: z.boolean().describe('The scenario had nothing more to say before its time was up.'),
    process: z
      .strictObject({
        loopDelayMs: z
          .strictObject({ mean: z.number(), p99: z.number(), max: z.number() })
          .describe('How much later than they should its timers were served; p99: that of the worst second.'),
        cpuMs: z.strictObject({ user: z.number(), system: z.number() }),
        cores: z.number().describe('Of one core: 2 is two of them all the time.'),
        gc: z
          .strictObject({ count, pauseMs: z.number(), longestMs: z.number() })
          .describe('Collections of garbage.'),
      })
      .describe('What phoney itself used meanwhile.'),
  })
  .nullable()
  .describe('What a rate asked for and what came of it; null where the run has none.')
  .meta({ id: 'Load' });

const summary = z
  .strictObject({
    events: count.describe('Events of the centre.'),
    books,
    open: count.describe('Messages without an outcome yet.'),
    ...sent,
    attempts: count,
    retried: count,
    overloaded: count.describe('Dropped because the backlog was full.'),
    bodyBytes: count,
    connections,
    errors: z.record(z.string(), count).describe('How often each error ended an attempt.'),
    answers: z.array(z.strictObject({ status: z.int(), answer: z.string() })),
    refusedCommands: count,
    refused: z.array(z.strictObject({ at: isoTime, command: z.string(), reason: z.string() })),
    faults: z
      .record(z.string(), z.strictObject({ kind: z.string(), touched: count }))
      .describe('What the faults of the scenario did, by name.'),
    feeds: z.record(z.string(), feed).describe('By vendor.feed.'),
    ...times,
    load,
  })
  .meta({ id: 'Summary' });

const pace = z
  .union([
    z.strictObject({ kind: z.literal('speed'), speed: z.number() }),
    z.strictObject({
      kind: z.literal('rate'),
      stages: z.array(
        z.strictObject({
          ratePerSec: z.number(),
          fromPerSec: z
            .number()
            .optional()
            .describe('The rate at its beginning; absent: the same all the time.'),
          forMs: z.number().nullable().describe('null for the last, which goes on.'),
        }),
      ),
    }),
    z.strictObject({ kind: z.literal('max') }),
  ])
  .meta({ id: 'Pace' });

const result = z
  .strictObject({
    verdict: z.enum(['passed', 'failed']),
    interrupted: z.boolean(),
    elapsedMs: z.number(),
    abortedBy: z.string().optional().describe('The expectation that ended the run at once.'),
    rate: z
      .strictObject({
        held: z.number().describe('Which share of what was to leave left in time.'),
        ok: z.boolean(),
        limit: z
          .enum(['phoney', 'connections', 'receiver', 'source'])
          .nullable()
          .describe('Who was the bottleneck.'),
        why: z.string().nullable(),
        advice: z.string().nullable(),
      })
      .optional()
      .describe(
        'Whether the rate was held, and if not, who kept it from it and what to change; absent where the run has none.',
      ),
    expectations: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['count', 'share', 'time', 'rate']).describe(kindText),
        ok: z.boolean(),
        actual: z.number().nullable(),
        bound: z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
        offences: z
          .array(
            z.strictObject({
              type: z.enum(['message', 'client', 'event']),
              seq: z.int().describe('Of the record; of an attempt or an outcome, of its message.'),
              eventId: z.string().optional(),
              feed: z.string().optional(),
              client: z.string().optional(),
              saw: z.string(),
            }),
          )
          .optional()
          .describe('Where it is not met: the first few records that are to blame.'),
      }),
    ),
  })
  .meta({ id: 'RunResult' });

/** A run as it stands. */
export const runSchema = z
  .strictObject({
    run: z
      .int()
      .describe('1 for the first run of this server, 2 for the second: where the ids of records begin.'),
    state: z.enum(['waiting', 'running', 'paused', 'draining', 'over']),
    begun: z.boolean().describe('Whether its first step may happen.'),
    scenario: z.string(),
    seed: z.int(),
    clock: z.strictObject({
      now: isoTime,
      start: isoTime,
      end: isoTime.nullable().describe('null when simulated time does not end the run.'),
      timeZone: z.string(),
      utcOffsetMinutes: z.int(),
    }),
    pace,
    servers: z
      .looseObject({ origin: z.string() })
      .nullable()
      .describe('Where clients connect, as in the ready line; null when nothing is open.'),
    kept: z.strictObject({
      records: count,
      missingRecords: count.describe('Records that made room for later ones.'),
      missingDeliveries: count,
    }),
    summary,
    result: result.nullable().describe('How it ended; null while it lasts.'),
  })
  .meta({ id: 'Run' });

/** How a run is started. */
export const startQuery = z.strictObject({
  paused: z
    .enum(['true', 'false'])
    .optional()
    .transform((text) => (text === undefined ? undefined : text === 'true'))
    .describe('true: it begins paused, at its first instant. Default: as the server was started.'),
});

/** Another pace. */
export const speedBody = z
  .union([
    z.strictObject({
      speed: speedSchema.describe('How many times as fast simulated time passes as real time.'),
    }),
    z.strictObject({
      rate: z.number().positive().max(1_000_000).describe('Messages a second, whatever the simulated time.'),
    }),
  ])
  .describe('{"speed": 60} or {"rate": 1000}.');

/** How much is to be played. */
export const advanceBody = z.strictObject({
  by: runLength.describe('How much simulated time is played, such as 10m.'),
});
