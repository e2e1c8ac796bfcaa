import { StoryBook, type Doing, type Story } from './story.ts';

/** What is read of an event; a key that is missing is null. */
export interface AsappEvent {
  readonly name: string;
  readonly event_type: string;
  readonly meta_data: {
    readonly event_time: string;
    readonly create_time: string;
    readonly issue_id?: string;
  };
  readonly data: { readonly external_rep_id?: string };
  readonly details?: Details;
}

interface Details {
  readonly status_description?: string;
  readonly routing_status?: string;
  readonly assigned_customer_ct?: number;
}

/** A way to tell from what is known of an agent what they are doing; `undefined` while that is too little. */
export type Reading = (details: Details) => Doing | undefined;

const doingByDescription: Readonly<Record<string, Doing>> = {
  Offline: 'offline',
  Available: 'available',
  Ringing: 'on contact',
  'On call': 'on contact',
  Talking: 'on contact',
  Listening: 'on contact',
  'On hold': 'on contact',
  'Wrap-up': 'wrap-up',
};

/** Both ways in which a consumer would read the activity feed. */
export const asappReadings: Readonly<Record<string, Reading>> = {
  /** The words alone; whatever is no word of ASAPP's is a status that the centre calls so, and keeps agents from contacts. */
  status_description: ({ status_description: words }) =>
    words === undefined ? undefined : (doingByDescription[words] ?? 'away'),
  /** The enumeration, in which an agent with a customer is as ACTIVE as one without: the load tells them apart. */
  'routing_status and assigned_customer_ct': ({ routing_status, assigned_customer_ct = 0 }) => {
    switch (routing_status) {
      case undefined:
        return undefined;
      case 'ACTIVE':
        return assigned_customer_ct > 0 ? 'on contact' : 'available';
      case 'WRAPPING_UP':
        return 'wrap-up';
      case 'AWAY':
        return 'away';
      default:
        return 'offline';
    }
  },
};

/**
 * The events in the bodies of both feeds. Order of delivery is not promised, so they are put in the order in which they
 * were made.
 */
export function parseAsapp(bodies: readonly string[]): AsappEvent[] {
  return bodies
    .map((body) => JSON.parse(body) as AsappEvent)
    .sort((a, b) => Date.parse(a.meta_data.create_time) - Date.parse(b.meta_data.create_time));
}

/** The days by a reading of the activity feed; calls by the issues that both feeds name. */
export function readAsapp(events: readonly AsappEvent[], read: Reading): Story {
  const book = new StoryBook();
  const lastWords = new Map<string, string | undefined>();
  for (const { name, event_type, meta_data, data, details = {} } of events) {
    const { issue_id: call } = meta_data;
    const atMs = Date.parse(meta_data.event_time);
    if (call !== undefined) book.begin(call, atMs);
    if (name !== 'com.asapp.event.activity') continue;
    const { external_rep_id: agent = 'nobody' } = data;
    const doing = read(details);
    if (doing !== undefined) book.spend(agent, atMs, doing);
    if (event_type !== 'agent_activity_status_updated') continue;
    const { status_description: words } = details;
    // After a hold they are on a call again, which is no new conversation.
    if (words === 'On call' && lastWords.get(agent) === 'Ringing' && call !== undefined) {
      book.connect(call, agent, atMs);
    }
    lastWords.set(agent, words);
  }
  return book.read();
}
