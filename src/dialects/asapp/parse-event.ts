import type { z } from 'zod';
import { suggestNames, type Problem } from '../../lib/errors.ts';
import { readJson } from '../../lib/read-json.ts';
import { explainEventType, type FeedName } from './event-types.ts';
import { feedNameOnWire, feedOfName, wireEvents } from './wire/index.ts';

/** What a receiver can tell about a body. `eventId`, `eventType` and `feed` are `null` where the body does not say. */
export interface ParsedEvent {
  readonly ok: boolean;
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly feed: FeedName | null;
  /** Everything that is wrong with it, empty when `ok`. `path` is the place in the body, such as `data.rep_id`. */
  readonly problems: readonly Problem[];
}

/** Reads one POST's body and holds it against the feed's schema. Never throws, whatever the body is. */
export function parseEvent(body: string): ParsedEvent {
  const json = readJson(body);
  if (!isObject(json)) {
    const message = json === undefined ? 'The body is not JSON.' : 'The body is not a JSON object.';
    return { ok: false, eventId: null, eventType: null, feed: null, problems: [{ message }] };
  }
  const eventId = textOf(json['event_id']);
  const eventType = textOf(json['event_type']);
  const feed = feedOfName(json['name']) ?? null;
  if (feed === null) {
    const names = Object.values(feedNameOnWire).join(', ');
    const message = `${JSON.stringify(json['name']) ?? 'Nothing'} is not the name of a feed. It must be one of ${names}.`;
    return { ok: false, eventId, eventType, feed, problems: [{ path: 'name', message }] };
  }
  const result = wireEvents[feed].safeParse(json, { reportInput: true });
  const problems = result.success ? [] : result.error.issues.flatMap((issue) => explain(issue, feed));
  return { ok: problems.length === 0, eventId, eventType, feed, problems };
}

function explain(issue: z.core.$ZodIssue, feed: FeedName): Problem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(feed, path);
    return issue.keys.map((key) => {
      const [near] = suggestNames(key, known);
      const elsewhere = parts.find((part) => part !== path && knownKeys(feed, part).includes(key));
      const meant = elsewhere === undefined ? near : `${elsewhere}.${key}`;
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
      return {
        path: path === '' ? key : `${path}.${key}`,
        message: `is no field of the ${feed} feed.${hint}`,
      };
    });
  }
  if (issue.input === null) return [{ path, message: 'is null: the vendor leaves the key out instead.' }];
  if (path === 'event_type' && typeof issue.input === 'string') {
    return [{ path, message: explainEventType(issue.input, feed).replace(/ Move it to .*$/, '') }];
  }
  if (issue.input === undefined && issue.code !== 'custom') return [{ path, message: 'is missing.' }];
  const value = typeof issue.input === 'object' ? '' : ` (it is ${JSON.stringify(issue.input)})`;
  return [{ path, message: `${issue.message}${issue.code === 'custom' ? '' : value}` }];
}

/** The objects in an event. */
const parts = ['meta_data', 'data', 'details'] as const;

/** The keys that the schema has at the top level, or in one of its objects. */
function knownKeys(feed: FeedName, path: string): readonly string[] {
  const { data, meta_data: metaData, details } = wireEvents[feed].shape;
  if (path === 'data') return Object.keys(data.shape);
  if (path === 'meta_data') return Object.keys(metaData.shape);
  if (path === 'details') return Object.keys(details.unwrap().shape);
  return path === '' ? Object.keys(wireEvents[feed].shape) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
