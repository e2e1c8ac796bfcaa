import { StoryBook, type Doing, type Story } from './story.ts';

/** What is read of an event; all values are text. */
export interface WfmFacts {
  readonly event_type: string;
  readonly external_agent_id?: string | null;
  readonly username?: string;
  readonly date_time?: string;
  readonly duration?: string;
  readonly prev_state?: string;
  readonly call_id?: string;
  readonly call_state?: string;
  readonly call_start?: string;
}

/** An end-of-call event. */
export interface CallEnd {
  readonly call: string;
  /** `ANSWERED` and so on. */
  readonly state: string;
  /** Who talked to the caller last; `null` when nobody did. */
  readonly agent: string | null;
}

/** A log-in, log-out or change of state, its values read. */
interface StateFacts {
  readonly agent: string;
  readonly atMs: number;
  readonly event_type: string;
  readonly prev_state: string | undefined;
  /** Seconds. */
  readonly duration: number;
}

/** A request as it arrives: a JSON body, or the query of the URL-encoded form. */
export interface Request {
  readonly url: string;
  readonly body: string;
}

const doingByState: Readonly<Record<string, Doing>> = {
  LOGIN: 'available',
  LOGOUT: 'offline',
  AVAILABLE: 'available',
  TRANSITION: 'on contact',
  ENGAGED: 'on contact',
  WORKING: 'wrap-up',
};

/** The facts of the requests, of which those of one agent arrive in order. */
export function parseRingcentral(requests: readonly Request[]): WfmFacts[] {
  return requests.map(
    ({ url, body }) =>
      (body === '' ? Object.fromEntries(new URL(url).searchParams) : JSON.parse(body)) as WfmFacts,
  );
}

/** Both ways in which a consumer would read the state events of an agent, in the order of arrival. */
export const ringcentralReadings: Readonly<Record<string, (facts: StateFacts, book: StoryBook) => void>> = {
  event_type: ({ agent, atMs, event_type }, book) => book.spend(agent, atMs, doingOf(event_type)),
  /** What came before, and for how long; only a log-out says what comes after. */
  'prev_state and duration': ({ agent, atMs, event_type, prev_state, duration }, book) => {
    if (prev_state !== undefined) book.spend(agent, atMs - duration * 1000, doingOf(prev_state));
    book.spend(agent, atMs, doingOf(event_type));
  },
};

/** The days by a reading; conversations by ENGAGED, the state that carries a call; when calls began, from their ends. */
export function readRingcentral(
  events: readonly WfmFacts[],
  read: (facts: StateFacts, book: StoryBook) => void,
): Story {
  const book = new StoryBook();
  for (const facts of events) {
    const { event_type, external_agent_id, date_time, call_id, call_start } = facts;
    if (call_id !== undefined && call_start !== undefined) book.begin(call_id, utc(call_start));
    if (date_time === undefined) continue;
    const agent = external_agent_id ?? 'nobody';
    const atMs = utc(date_time);
    read({ agent, atMs, event_type, prev_state: facts.prev_state, duration: Number(facts.duration) }, book);
    if (event_type === 'ENGAGED' && call_id !== undefined) book.connect(call_id, agent, atMs);
  }
  return book.read();
}

/** The calls of the end-of-call events, in the order of arrival. */
export function readEnds(events: readonly WfmFacts[]): CallEnd[] {
  return events.flatMap(({ call_id: call, call_state: state, external_agent_id: agent }) => {
    return call === undefined || state === undefined ? [] : [{ call, state, agent: agent ?? null }];
  });
}

/** Agents' ids by e-mail address: the username is the address with the account and the user before the @. */
export function readMailboxes(events: readonly WfmFacts[]): Map<string, string> {
  return new Map(
    events.flatMap(({ username, external_agent_id: id }) => {
      if (username === undefined || (id ?? null) === null) return [];
      return [[username.replace(/\+\d+_\d+(?=@)/, ''), id as string]];
    }),
  );
}

function doingOf(state: string): Doing {
  return doingByState[state] ?? 'away';
}

function utc(dateTime: string): number {
  return Date.parse(`${dateTime.replace(' ', 'T')}Z`);
}
