import { z } from 'zod';
import {
  boundRulesOf,
  hubNames,
  orderNames,
  rateNames,
  retryNames,
  timeNames,
  type Asked,
  type Bound,
  type OneOrMore,
  type Scope,
} from '../../record/expect/expectation.ts';
import { isOfFeeds, metrics, type Metric } from '../../record/metric.ts';
import { boundKeys, isShare, readBounds, type WrittenBound } from './bounds.ts';

/** Keys of `expect` that say what is measured: exactly one of them stands in each. */
const kinds = ['metric', 'percentile', 'status', 'order', 'retries', 'hub', 'rate'] as const;
/** Those of them that hold measures, each with a bound of its own. */
type Listing = Exclude<(typeof kinds)[number], 'metric' | 'percentile'>;

const exampleOf: Readonly<Record<Listing, string>> = {
  status: 'Write such as status: { 200: { min: 1 } }.',
  order: 'Write such as order: { sent: { max: 0 } }.',
  retries: 'Write such as retries: { tries: { max: 3 } }.',
  hub: 'Write such as hub: { connected: { min: 1 } }.',
  rate: 'Write such as rate: { held: { min: 99 % } }.',
};

/** What is said where something else than a mapping stands. */
function wants(kind: Listing) {
  return ({ code }: { readonly code: string }) =>
    code === 'invalid_type'
      ? `${kind} holds what is measured, each with a bound of its own. ${exampleOf[kind]}`
      : undefined;
}

const names = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const bounds = z.strictObject(boundKeys);
const statusForm = /^([1-5]\d\d|[1-5]xx|none)$/;

const statuses = z.record(
  z.string().regex(statusForm, {
    error: ({ input }) =>
      `"${String(input)}" is not a status. Write one such as 200, a class such as 5xx, or none for no answer.`,
  }),
  bounds,
  { error: wants('status') },
);

/** Of a list of measures each with a bound of its own, as it is written. */
function measures<Name extends string>(
  kind: Listing,
  given: readonly Name[],
  about: Readonly<Record<Name, string>>,
) {
  const entries = given.map((name) => [name, bounds.optional().describe(about[name])] as const);
  const shape = Object.fromEntries(entries) as Record<Name, z.ZodOptional<typeof bounds>>;
  return z.strictObject(shape, { error: wants(kind) });
}

/** What to write for a percentile that is no metric of its own; `undefined` where none is meant. */
function explainPercentile(metric: string): string | undefined {
  const [, time = ''] = /^(latency|response|receiver|wait|lateness)_/.exec(metric) ?? [];
  if (time === '' && !metric.startsWith('percentile')) return undefined;
  return `"${metric}" is not a metric. Write such as percentile: 99, of: ${time === '' ? 'response' : time}.`;
}

const given = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Its name in the report, unique. Default: what it is about.'),
  metric: z
    .enum(Object.keys(metrics) as [Metric, ...Metric[]], {
      error: ({ input }) => (typeof input === 'string' ? explainPercentile(input) : undefined),
    })
    .optional()
    .describe('What is measured.'),
  percentile: z
    .number()
    .gt(0)
    .max(100)
    .optional()
    .describe('A percentile of the times that of names: 99.9 is what 99.9 % of the messages do not exceed.'),
  of: z
    .enum(timeNames)
    .optional()
    .describe(
      'Of which time: response (or latency) from due to answered, lateness from due to queued (phoney itself), wait from there to sent (for a connection), receiver from sent to answered.',
    ),
  status: statuses
    .optional()
    .describe(
      'How many requests were answered so, retries included: { 200: { min: 1 }, 5xx: { max: 0 } }. A bound such as 99 % is of all of them.',
    ),
  order: measures('order', orderNames, {
    sent: 'How many messages left behind a later one of the same agent, call, chat or queue.',
    answered: 'How many were taken by the receiver behind a later one of the same.',
  })
    .optional()
    .describe('How many messages came behind a later one of the same agent, call, chat or queue.'),
  retries: measures('retries', retryNames, {
    tries: 'How many tries each message took that was delivered or given up.',
    pause: 'How long each pause between two tries was, in real time.',
  })
    .optional()
    .describe('What each message has to keep to that was tried again.'),
  hub: measures('hub', hubNames, {
    connected: 'How many clients, by name, connected at least once.',
    connections: 'How often clients connected.',
    subscribed: 'How many clients, by name, subscribed at least once; event_type says to what.',
    reconnected: 'How long each took to come back after it lost its connection, in real time.',
    missed: 'How many messages they would have been sent while they were away.',
    pings: 'How many pings each client sent.',
  })
    .optional()
    .describe('What the clients of a hub did. client and event_type say which and to what.'),
  rate: measures('rate', rateNames, {
    offered: 'How many messages a second were to leave.',
    sent: 'How many a second left for the first time.',
    held: 'Which share of what was to leave left within late_after of its time, 10 ms where pace says nothing.',
  })
    .optional()
    .describe('What was to leave against what left in time.'),
  vendor: names.optional().describe('Only what is said by this vendor, or by any of a list.'),
  feed: names
    .optional()
    .describe('Only the messages of this feed, such as asapp.journey, or of any of a list. Default: all.'),
  event_type: names
    .optional()
    .describe('Only messages of this event type, by the vendor’s name, or any of a list.'),
  fault: names
    .optional()
    .describe(
      'Only messages that the fault of this name touched, sent once more or added; or any of a list.',
    ),
  client: names
    .optional()
    .describe('With hub: only clients connected as this agent, by name, or as any of a list.'),
  ...boundKeys,
  abort: z
    .boolean()
    .default(false)
    .describe('True: the run ends at once when it can no longer be met, and has failed.'),
});
type Given = z.output<typeof given>;

/** One thing that is asked, with its bound. */
export interface ParsedPart {
  /** From the expectation to where it stands. */
  readonly path: readonly string[];
  readonly asked: Asked;
  readonly bound: Bound;
}

/** One entry of `expect` as read: each of its parts is an expectation. */
export interface ParsedExpectation {
  readonly id: string | undefined;
  readonly scope: Scope;
  readonly client: OneOrMore | undefined;
  readonly parts: readonly ParsedPart[];
  readonly abort: boolean;
}

/** An entry of `expect`, its bounds read as what they are of wants them. */
export const expectationSchema = given.transform((written, context): ParsedExpectation => {
  const complain = (message: string, ...path: string[]): void =>
    context.addIssue({ code: 'custom', path, message });
  const { id, vendor, feed, event_type: type, fault, client, abort } = written;
  // A key that there is not may be the one that is missed.
  const isWhole = context.issues.length === 0;
  const parts = readParts(written, isWhole, complain);
  if (isWhole) checkKeys(written, complain);
  if (abort) checkAbort(parts, complain);
  return {
    id,
    scope: {
      ...(vendor !== undefined && { vendor }),
      ...(feed !== undefined && { feed }),
      ...(type !== undefined && { event_type: type }),
      ...(fault !== undefined && { fault }),
    },
    client,
    parts,
    abort,
  };
});

/** Tells of a mistake, at a path below the expectation. */
type Complain = (message: string, ...path: string[]) => void;

function readParts(written: Given, isWhole: boolean, complain: Complain): ParsedPart[] {
  const [kind, another] = kinds.filter((name) => written[name] !== undefined);
  if (kind === undefined) {
    if (isWhole) complain(`Nothing is measured here. Write one of ${kinds.join(', ')}.`);
    return [];
  }
  if (another !== undefined) {
    complain(`${kind} and ${another} exclude each other. Make two expectations of them.`, another);
    return [];
  }
  if (kind === 'metric' || kind === 'percentile')
    return [readPart(askedAtTop(written), written, [], complain)];
  for (const key of ['min', 'max'] as const) {
    if (written[key] === undefined) continue;
    const [first] = Object.keys(written[kind] ?? {});
    complain(
      `${key} does not belong here. Write it inside: ${kind}: { ${first ?? '…'}: { ${key}: … } }.`,
      key,
    );
  }
  const found = Object.entries(written[kind] ?? {}).flatMap(([name, bound]) =>
    bound === undefined ? [] : [readPart(askedBelow(kind, name, bound), bound, [kind, name], complain)],
  );
  if (found.length === 0 && isWhole) complain(`There is nothing in ${kind}. ${exampleOf[kind]}`, kind);
  return found;
}

function askedAtTop({ metric, percentile, of = 'response' }: Given): Asked {
  return metric === undefined ? { percentile: percentile ?? 100, of } : { metric };
}

function askedBelow(kind: Listing, name: string, bound: WrittenBound): Asked {
  if (kind === 'status') return { status: name, as: isShare(bound) ? 'share' : 'count' };
  // The schema let no other name through.
  return { [kind]: name } as unknown as Asked;
}

function readPart(
  asked: Asked,
  written: WrittenBound,
  path: readonly string[],
  complain: Complain,
): ParsedPart {
  const { kind } = boundRulesOf(asked);
  const bound = readBounds({ min: written.min, max: written.max }, kind, (message, key) =>
    complain(message, ...path, ...(key === undefined ? [] : [key])),
  );
  return { path, asked, bound };
}

/** Keys that say something only beside others. */
function checkKeys(written: Given, complain: Complain): void {
  const { metric, percentile, of, hub, client } = written;
  if (of !== undefined && percentile === undefined) {
    complain(
      'of says of which time a percentile is, and there is none. Give percentile, or leave of out.',
      'of',
    );
  }
  if (percentile !== undefined && of === undefined) {
    complain(`percentile needs a time. Give of: one of ${timeNames.join(', ')}.`, 'percentile');
  }
  if (client !== undefined && hub === undefined) {
    complain('client is about the clients of a hub. Write it beside hub, or leave it out.', 'client');
  }
  if (metric !== undefined && !isOfFeeds(metric)) {
    for (const key of ['vendor', 'feed', 'event_type', 'fault'] as const) {
      const value = written[key];
      if (value === undefined) continue;
      const what = `the ${key.replace('_', ' ')} "${[value].flat().join(', ')}" has no part`;
      complain(`${metric} is of the whole run, in which ${what}. Leave ${key} out.`, key);
    }
  }
  if (hub !== undefined) checkHubKeys(written, complain);
}

function checkHubKeys(written: Given, complain: Complain): void {
  for (const key of ['feed', 'fault'] as const) {
    if (written[key] === undefined) continue;
    complain(`hub is about clients, and these have no ${key}. Name clients, or leave ${key} out.`, key);
  }
  const { hub = {}, event_type: type } = written;
  const others = Object.keys(hub).filter((name) => name !== 'subscribed' && name !== 'missed');
  if (type === undefined || others.length === 0) return;
  complain(
    `event_type says to what clients subscribed, or what they missed, and ${others.join(', ')} has none. Make two expectations of it.`,
    'event_type',
  );
}

function checkAbort(parts: readonly ParsedPart[], complain: Complain): void {
  for (const { asked, bound } of parts) {
    const { final } = boundRulesOf(asked);
    if (final.some((key) => bound[key] !== undefined)) continue;
    complain(
      final.length === 0
        ? 'abort ends the run when this cannot be met any more, and until the end it may still be. Leave abort out, or bound a count or a longest time.'
        : 'abort ends the run when max is passed, and there is none. Give max, or leave abort out.',
      'abort',
    );
    return;
  }
}
