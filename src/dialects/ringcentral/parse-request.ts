import { fingerprint } from './form.ts';
import { feedOf } from './wfm.ts';
import { fieldNames, schemaOf } from './wire.ts';

/** What a receiver can tell of a request that should carry one event. */
export interface ParsedRequest {
  /** Which of the two forms it has. */
  readonly form: 'json' | 'url-encoded';
  /** The feed that carries events of this kind; `null` when they are not valid. A notification counts as an agent event. */
  readonly feed: 'agent-events' | 'call-events' | null;
  /** A fingerprint of the facts, alike in both forms and over retries; `null` when they are not valid. */
  readonly eventId: string | null;
  /** `null` when there is none. */
  readonly eventType: string | null;
  /** The token of a subscription's validation, to be echoed in the header `Validation-Token` of a 200; absent in an event. */
  readonly validationToken?: string;
  /** The facts as in the JSON form, when there are any to read. */
  readonly facts: unknown;
  /** What is wrong with it; empty when it is valid. */
  readonly problems: readonly string[];
}

/**
 * Reads a request of the WFM integration, or a notification of a subscription, in either form. `url` may be a path with a
 * query. Keys of the query that are no field belong to the address, which may have a query of its own. Never throws.
 */
export function parseRequest(
  method: string,
  url: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
): ParsedRequest {
  const validationToken = headers['validation-token'];
  if (method === 'POST' && body === '' && typeof validationToken === 'string') {
    return { ...refuse('json', ''), validationToken, problems: [] };
  }
  if (body !== '')
    return method === 'POST' ? parseJson(headers, body) : refuse('json', `${method} has a body`);
  const query = URL.parse(url, 'http://localhost')?.searchParams;
  if (query === undefined || !query.has('event_type')) {
    return refuse('url-encoded', 'there is neither a body nor an event_type in the query');
  }
  const pairs = [...query].filter(([name]) => fieldNames.has(name));
  const names = pairs.map(([name]) => name);
  const repeated = names.filter((name, i) => names.indexOf(name) < i);
  if (repeated.length > 0) return refuse('url-encoded', `${repeated.join(', ')} stands more than once`);
  return judge('url-encoded', restoreNull(Object.fromEntries(pairs)));
}

function parseJson(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
): ParsedRequest {
  const type = String(headers['content-type'] ?? '');
  if (!/^application\/json\s*(;|$)/i.test(type)) return refuse('json', `content-type is "${type}"`);
  try {
    return judge('json', JSON.parse(body));
  } catch {
    return refuse('json', 'the body is not JSON');
  }
}

function judge(form: ParsedRequest['form'], facts: unknown): ParsedRequest {
  const named = (facts as { event_type?: unknown } | null)?.event_type;
  const eventType = typeof named === 'string' ? named : null;
  const schema = schemaOf(eventType);
  if (schema === undefined) {
    return { ...refuse(form, `event_type ${JSON.stringify(named)} is not known`), eventType, facts };
  }
  const result = schema.safeParse(facts);
  if (result.success)
    return {
      form,
      feed: feedOf(result.data),
      eventId: fingerprint(result.data),
      eventType,
      facts: result.data,
      problems: [],
    };
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return { form, feed: null, eventId: null, eventType, facts, problems };
}

/** An absent `external_agent_id` is the null of the JSON form, in every event that names an agent. */
export function restoreNull(
  facts: Readonly<Record<string, string>>,
): Readonly<Record<string, string | null>> {
  return 'agent_id' in facts ? { external_agent_id: null, ...facts } : facts;
}

function refuse(form: ParsedRequest['form'], problem: string): ParsedRequest {
  return { form, feed: null, eventId: null, eventType: null, facts: null, problems: [problem] };
}
