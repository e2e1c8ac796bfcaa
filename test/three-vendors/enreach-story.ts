import { StoryBook, type Doing, type Story } from './story.ts';

/** What is read of an event, in the names of the JSON protocol. */
export interface RteEvent {
  readonly eventType: string;
  readonly timestamp: string;
  readonly userId?: string;
  readonly userName?: string;
  readonly callId?: string;
  readonly availability?: string;
  readonly talking?: boolean;
  readonly wrapUpStart?: string | null;
  readonly schedule?: boolean;
  readonly available?: boolean;
  readonly canBeAllocatedTo?: boolean;
  readonly serviceTerminals?: number;
  readonly fetchMode?: boolean;
}

/** A way to tell from the events of one user what they are doing; it may remember. `undefined`: this event does not say. */
export type Reading = () => (data: RteEvent) => Doing | undefined;

/** Three ways in which a consumer would read the events of users. */
export const enreachReadings: Readonly<Record<string, Reading>> = {
  /** Work first, then what the user chose. */
  'UserStatus, its availability': () =>
    ofStatus((data) => (!data.schedule ? 'offline' : data.available ? 'available' : 'away')),
  /** Work first, then whether the queues could give them a call, and whether they have a telephone at all. */
  'UserStatus, CanBeAllocatedTo': () =>
    ofStatus((data) => {
      // Whoever picks calls by hand is given none, available or not.
      if (data.fetchMode ? data.available : data.canBeAllocatedTo) return 'available';
      return data.serviceTerminals === 0 ? 'offline' : 'away';
    }),
  /** Each fact from the event that is about it: availability, wrap-up, and of UserStatus nothing but Talking. */
  'UserAvailability, UserWrapUp… and Talking': () => {
    let chosen: Doing = 'offline';
    let talking = false;
    let wrappingUp = false;
    return (data) => {
      switch (data.eventType) {
        case 'UserAvailability':
          chosen = chosenDoing(data.availability);
          break;
        case 'UserWrapUpStarted':
          wrappingUp = true;
          break;
        case 'UserWrapUpTerminated':
          wrappingUp = false;
          break;
        case 'UserStatus':
          talking = data.talking === true;
          break;
        default:
          return undefined;
      }
      return talking ? 'on contact' : wrappingUp ? 'wrap-up' : chosen;
    };
  },
};

/**
 * The events in the arguments of `MessageReceived`, put in order by up to seven digits of a second. As text they have no order:
 * .NET writes no zeros at the end.
 */
export function parseEnreach(bodies: readonly string[]): RteEvent[] {
  return bodies
    .map((body) => (JSON.parse(body) as [{ readonly data: RteEvent }])[0].data)
    .map((data) => ({ data, place: placeOf(data.timestamp) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ data }) => data);
}

/** A timestamp with all seven digits, which sorts as text. */
function placeOf(timestamp: string): string {
  const [seconds = '', digits = ''] = timestamp.replace(/Z$/, '').split('.');
  return `${seconds}.${digits.padEnd(7, '0')}`;
}

/**
 * The days of users by one of the readings, and their conversations by the two Connected events. Users go by `idsByMail`.
 * An incoming call has begun when it is first named; a call that a user makes is not named before it is answered.
 */
export function readEnreach(
  events: readonly RteEvent[],
  reading: Reading,
  idsByMail: ReadonlyMap<string, string>,
): Story {
  const book = new StoryBook();
  const readers = new Map<string, ReturnType<Reading>>();
  const mails = mailsOf(events);
  const made = new Set<string>();
  for (const data of events) {
    const { userId, eventType, callId } = data;
    const atMs = Date.parse(data.timestamp);
    if (eventType === 'UserCallOutConnected' && callId !== undefined) made.add(callId);
    if (callId !== undefined && !made.has(callId)) book.begin(callId, atMs);
    if (userId === undefined) continue;
    const agent = idsByMail.get(mails.get(userId) ?? '') ?? userId;
    const read = readers.get(userId) ?? reading();
    readers.set(userId, read);
    const doing = read(data);
    if (doing !== undefined) book.spend(agent, atMs, doing);
    const connected = eventType === 'UserCallInUserConnected' || eventType === 'UserCallOutConnected';
    if (connected && callId !== undefined) book.connect(callId, agent, atMs);
  }
  return book.read();
}

function ofStatus(otherwise: (data: RteEvent) => Doing): (data: RteEvent) => Doing | undefined {
  return (data) => {
    if (data.eventType !== 'UserStatus') return undefined;
    if (data.talking) return 'on contact';
    return (data.wrapUpStart ?? null) === null ? otherwise(data) : 'wrap-up';
  };
}

function chosenDoing(availability: string | undefined): Doing {
  if (availability === 'Available') return 'available';
  return availability === 'OffWork' ? 'offline' : 'away';
}

/** Only some events name the user; the id ties the others to them. */
function mailsOf(events: readonly RteEvent[]): Map<string, string> {
  const mails = new Map<string, string>();
  for (const { userId, userName } of events) {
    if (userId !== undefined && userName !== undefined) mails.set(userId, userName);
  }
  return mails;
}
