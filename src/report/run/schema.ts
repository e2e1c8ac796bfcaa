import { z } from 'zod';
import { playCommands } from '../../record/run-header.ts';
import { count, reportVersion } from '../json-head.ts';

const instant = z.iso.datetime();
const ms = z.number();

const books = {
  rendered: count,
  copied: count,
  filtered: count,
  withheld: count,
  delivered: count,
  dropped: count,
  cutOff: count,
};

const percentiles = z
  .object({
    count,
    min: ms.nullable(),
    mean: ms.nullable(),
    p50: ms.nullable(),
    p90: ms.nullable(),
    p95: ms.nullable(),
    p99: ms.nullable(),
    p999: ms.nullable(),
    max: ms.nullable(),
  })
  .describe('Times in ms; null where nothing was measured.')
  .meta({ id: 'Percentiles' });

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
  .object({
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

const errors = z.record(z.string(), count).describe('How often each error ended an attempt.');
const statuses = z.record(z.string(), count).describe('How often each status was answered.');

const load = z
  .object({
    requested: count.describe('Messages that the rate asked for while it was played.'),
    offered: count.describe(
      'Messages that became due and were rendered; one that a fault puts off once more when its time has come.',
    ),
    neverOffered: count.describe('Messages that were asked for and never became due.'),
    unknown: count.describe(
      'Messages that were asked for, and of which nobody knows: those of shares that were lost, after the last that they told.',
    ),
    caughtUpMs: ms.describe(
      'Of forMs: after the time that was asked for, as messages that were late still became due.',
    ),
    forMs: ms.describe('For how long messages were due: what was late by the end included.'),
    held: z.number().nullable().describe('Which share of what was to leave left in time.'),
    recordingMs: ms.describe('For how long messages that were due waited until records could be written.'),
    ranDry: z.boolean().describe('The scenario had nothing more to say before its time was up.'),
    process: z
      .object({
        loopDelayMs: z
          .object({ mean: ms, p99: ms, max: ms })
          .describe('How much later than they should its timers were served; p99: that of the worst second.'),
        cpuMs: z.object({ user: ms, system: ms }),
        cores: z.number().describe('Of one core: 2 is two of them all the time.'),
        gc: z.object({ count, pauseMs: ms, longestMs: ms }).describe('Collections of garbage.'),
      })
      .describe('What phoney itself used meanwhile.'),
  })
  .nullable()
  .describe('What a rate asked for and what came of it; null where the run has none.')
  .meta({ id: 'Load' });

const summary = z
  .object({
    events: count.describe('Of the centre.'),
    books: z.object(books).describe('What became of all messages.'),
    open: count.describe(
      'Messages of which nobody knows what became: those that were on their way when a share was lost. 0 of a run that came to its end.',
    ),
    ...sent,
    attempts: count,
    retried: count,
    overloaded: count.describe('Dropped because the backlog was full.'),
    bodyBytes: count,
    connections,
    errors,
    answers: z.array(z.object({ status: z.int(), answer: z.string() })),
    refusedCommands: count,
    refused: z.array(z.object({ at: instant, command: z.string(), reason: z.string() })),
    faults: z.record(z.string(), z.object({ kind: z.string(), touched: count })),
    feeds: z.record(
      z.string(),
      z.object({
        ...books,
        ...sent,
        attempts: count,
        retried: count,
        overloaded: count,
        bodyBytes: count,
        connections,
        errors,
        statuses,
        ...times,
      }),
    ),
    ...times,
    load,
  })
  .describe('The numbers of the run, the same that --json prints.')
  .meta({ id: 'Summary' });

const expectation = z
  .object({
    id: z.string(),
    kind: z
      .string()
      .describe('What actual and the bounds are: count, share (of 1), time (in ms) or rate (a second).'),
    ok: z.boolean(),
    actual: z.number().nullable().describe('null where there was nothing to measure.'),
    bound: z.object({ min: z.number().optional(), max: z.number().optional() }),
    offences: z
      .array(
        z.object({
          type: z.string(),
          seq: z.int(),
          eventId: z.string().optional(),
          feed: z.string().optional(),
          client: z.string().optional(),
          saw: z.string(),
        }),
      )
      .optional()
      .describe('The first records that are to blame, by their type and seq; absent where none is known.'),
  })
  .meta({ id: 'Expectation' });

const share = z
  .object({
    share: z.int().min(1),
    where: z.string().nullable().describe('Such as thread 2; null where nobody played it.'),
    state: z
      .enum(['waiting', 'ready', 'playing', 'ended', 'refused', 'lost'])
      .describe('lost: it said nothing any more before it had ended.'),
    knownForMs: ms.nullable().describe('Until when its numbers are known, since all shares began.'),
    beganLateMs: ms.nullable().describe('After the instant at which all were to begin.'),
    note: z.string().nullable().describe('Why it is lost, or ended before its time.'),
    known: z
      .object({
        books: z.object(books),
        open: count,
        attempts: count,
        retried: count,
        latencyMs: percentiles,
        latenessMs: percentiles,
      })
      .nullable(),
  })
  .meta({ id: 'Share' });

const excerpt = z
  .object({ text: z.string(), more: count.describe('How many characters more it has.') })
  .meta({ id: 'Excerpt' });

const story = z
  .object({
    seq: count.describe("The message's number in the record."),
    at: instant.describe('Simulated.'),
    feed: z.string(),
    eventType: z.string(),
    eventId: z.string(),
    contactId: z.string().nullable(),
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()).describe('Those that are secret are hidden.'),
    body: excerpt,
    attempt: z
      .object({
        try: z.int().min(1),
        startedMs: ms.describe('Since the run began.'),
        latencyMs: ms,
        latenessMs: ms,
        retriesMs: ms,
        waitMs: ms,
        receiverMs: ms,
        status: z.int().nullable(),
        answer: excerpt.nullable(),
        detail: z.string().nullable(),
      })
      .nullable()
      .describe('null where none was made.'),
    error: z.string().nullable(),
  })
  .meta({ id: 'Story' });

const curve = z.array(z.tuple([ms, ms])).describe('Points of percentile and ms.');
const cells = z.array(z.number());

/** The JSON form of a run's report. */
export const runReportSchema = z
  .object({
    type: z.literal('report'),
    version: z.literal(reportVersion),
    of: z.literal('run'),
    phoney: z.string().describe('The version that played.'),
    scenario: z
      .string()
      .describe(
        "The scenario's file, or the capture's; of a load without one the flags in its place, such as --vendor asapp; empty for one that a program made.",
      ),
    command: z.enum(playCommands).optional().describe('Absent for a scenario that was played as it is.'),
    seed: z.int(),
    startedAt: instant,
    elapsedMs: ms.nullable().describe('null where the record breaks off.'),
    simulatedStart: instant,
    simulatedEnd: instant.nullable(),
    timeZone: z.string().nullable(),
    interrupted: z.boolean(),
    abortedBy: z.string().nullable().describe('The expectation that ended the run at once.'),
    failedFast: z
      .boolean()
      .describe('Whether the first message that was dropped ended the run (--fail-fast).'),
    verdict: z
      .enum(['passed', 'failed', 'unfinished'])
      .describe('unfinished: the record breaks off, and nothing was judged.'),
    rate: z
      .object({
        held: z.number().describe('Which share of what was to leave left in time.'),
        ok: z.boolean(),
        limit: z
          .enum(['phoney', 'connections', 'receiver', 'source'])
          .nullable()
          .describe('Who was the bottleneck.'),
        why: z.string().nullable(),
        advice: z.string().nullable(),
      })
      .nullable()
      .describe(
        'Whether the rate was held, and if not, who kept it from it and what to change; null where the run has none.',
      ),
    expectations: z.array(expectation),
    summary,
    shares: z.array(share).optional().describe('Absent where one process played all of it.'),
    curves: z.object({ latency: curve, lateness: curve, retries: curve, wait: curve, receiver: curve }),
    series: z
      .object({
        cellMs: ms.describe('The width of a cell in real time; the first begins with the run.'),
        simulated: z
          .array(instant.nullable())
          .describe('What the messages of the cell tell of; null where there were none.'),
        requested: cells.describe('Messages that a rate asked for.'),
        offered: cells.describe('Messages that were to be sent, by when they were due.'),
        sent: cells.describe('Attempts by when they began, retries too.'),
        late: cells.describe('Messages that left later than is in time, by when they left.'),
        delivered: cells,
        retried: cells,
        dropped: cells,
      })
      .describe('How many there were in each cell of time.'),
    marks: z.object({
      commands: z.array(
        z.object({
          at: instant,
          do: z.string(),
          source: z.enum(['scenario', 'library', 'api']),
          outcome: z.enum(['done', 'refused']),
          reason: z.string().nullable(),
        }),
      ),
      moreCommands: count,
      faults: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          from: instant,
          until: instant.nullable(),
          touched: count,
        }),
      ),
    }),
    statuses,
    slowest: z.array(story).describe('Delivered, the slowest first.'),
    failed: z.array(story).describe('The first of each error.'),
    day: z
      .object({
        cellMs: ms.describe('The width of a cell in simulated time; the first begins with the run.'),
        agents: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            states: z
              .string()
              .regex(/^(?:[oalcwy]\d+)*$/)
              .describe(
                'The state that lasted longest in each cell, such as o12a3: o offline, a available, l allocated, c on-contact, w wrap-up, y away.',
              ),
            lastedMs: z.record(z.string(), ms).describe('In each state.'),
          }),
        ),
        moreAgents: count,
        queues: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            most: count,
            sizes: cells.describe('How many waited at most in each cell.'),
          }),
        ),
        moreQueues: count,
      })
      .describe("The centre's day."),
  })
  .describe(
    'The report of a run of phoney: --report json. Fields may be added; what is there keeps its meaning.',
  )
  .meta({ id: 'RunReport' });

/** A run's report as plain data. */
export type RunReport = DeepReadonly<z.output<typeof runReportSchema>>;
/** An expectation of a report, as plain data. */
export type ReportExpectation = DeepReadonly<z.output<typeof expectation>>;
/** A message of a report, as plain data. */
export type ReportStory = DeepReadonly<z.output<typeof story>>;

type DeepReadonly<Value> = { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> };
