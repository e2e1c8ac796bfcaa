import type { Centre } from '../../../src/centre/centre.ts';
import type { CentreEvent } from '../../../src/centre/model/event.ts';
import type { AgentId, ContactId, QueueId } from '../../../src/centre/model/ids.ts';
import type { CentreView } from '../../../src/centre/model/view.ts';
import type { Dialect, HttpDraft } from '../../../src/dialects/dialect.ts';
import { read, type WireEvent } from '../play.ts';
import { AgentBooks } from './agent-books.ts';
import { Books, estimate } from './books.ts';
import { Clock } from './clock.ts';
import { Growth } from './growth.ts';
import { show } from './show.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Events of these types change neither who is free nor who waits. */
const changesNoWait = new Set<CentreEvent['type']>(['contact.uttered', 'contact.held', 'contact.resumed']);

/** Plays the centre to its end and says what ASAPP was told that is not so: sentences, at most `most` of them. */
export function mistakesOf(
  centre: Centre,
  dialect: Dialect<HttpDraft>,
  most = 10,
): { mistakes: string[]; told: number } {
  const oracle = new Oracle(centre.view, dialect);
  dialect.render({ type: 'day.began', at: centre.view.now }, centre.view);
  let hasChanged = false;
  while (centre.nextAt < Infinity && oracle.mistakes.length < most) {
    const events = centre.step();
    for (const event of events) {
      oracle.see(event);
      for (const draft of dialect.render(event, centre.view)) oracle.read(draft, event);
    }
    if (events.some(({ type }) => !changesNoWait.has(type))) hasChanged = true;
    // What happens at one instant is one after the other: what is true of it shows when all of it has happened.
    if (!hasChanged || centre.nextAt === centre.view.now) continue;
    hasChanged = false;
    oracle.endInstant();
  }
  return { mistakes: oracle.mistakes.slice(0, most), told: oracle.told };
}

/** Works out from the centre's events what may be told, independently of the dialect. */
class Oracle {
  readonly mistakes: string[] = [];
  told = 0;
  readonly #view: CentreView;
  readonly #clock: Clock;
  readonly #books = new Books();
  readonly #agents: AgentBooks;
  readonly #growth = new Growth();
  /** What each queue's last message said. */
  readonly #queues = new Map<QueueId, { readonly details: Fields; readonly data: Fields }>();
  readonly #ids: ReadonlyMap<unknown, QueueId>;
  readonly #reps: ReadonlyMap<unknown, AgentId>;

  constructor(view: CentreView, dialect: Dialect) {
    this.#view = view;
    this.#clock = new Clock(view.timeZone);
    this.#agents = new AgentBooks(view);
    const { agents, queues } = dialect.identify?.(view) ?? { agents: [], queues: [] };
    this.#reps = new Map([...agents].map(([id, fields]) => [fields['rep_id'], id]));
    this.#ids = new Map([...queues].map(([id, fields]) => [fields['queue_id'], id]));
  }

  see(event: CentreEvent): void {
    this.#books.see(event);
    this.#agents.see(event, this.#view);
  }

  read(draft: HttpDraft, event: CentreEvent): void {
    this.told++;
    const message = read(draft);
    for (const problem of this.#growth.read(draft.orderKey, message)) this.#say(message, problem);
    if (message.name.endsWith('activity')) this.#readActivity(message, event);
    else if (message.name.endsWith('journey'))
      this.#readJourney(message, draft.contactId as ContactId | null);
    else this.#readQueue(message, event);
    this.#readNames(message);
  }

  /** When all of an instant has happened, what was told last of each queue is how it stands. */
  endInstant(): void {
    for (const { id, name } of this.#view.queues) {
      const last = this.#queues.get(id);
      if (last === undefined) continue;
      const { details, data } = last;
      const expected = estimate(this.#books, this.#view, id);
      const told = (details['estimated_wait_time_seconds'] as number | undefined) ?? null;
      if (told !== expected)
        this.mistakes.push(`${this.#now}: ${name} was told to wait ${told} s; it is ${expected} s`);
      const wrong = [...this.#wrongFlags(id, details), ...this.#wrongSchedule(id, data)];
      if (wrong.length > 0) this.mistakes.push(`${this.#now}: ${name} ${wrong.join('; ')}`);
    }
  }

  #readActivity(message: WireEvent, event: CentreEvent): void {
    const { data, details = {}, event_type: type } = message;
    const id = this.#reps.get(data['rep_id']);
    if (id === undefined) return this.#say(message, 'is of nobody in the centre');
    const { givenName, familyName, displayName, externalId, slots, queueIds } = this.#view.agent(id);
    const expected: Fields = {
      rep_name: `${givenName} ${familyName}`,
      agent_given_name: givenName,
      agent_family_name: familyName,
      agent_display_name: displayName,
      external_rep_id: externalId ?? undefined,
      max_slots: slots,
    };
    for (const [key, value] of Object.entries(expected)) {
      if (data[key] !== value) this.#say(message, `has not the ${key} ${show(value)}`);
    }
    const names = queueIds.map((queueId) => this.#view.queue(queueId).name);
    if (show(data['queue_names']) !== show(names)) this.#say(message, `has not the queues ${show(names)}`);
    for (const problem of this.#agents.check(id, type, details, event.at)) this.#say(message, problem);
  }

  #readQueue(message: WireEvent, event: CentreEvent): void {
    const { data, details = {} } = message;
    const id = this.#ids.get(data['queue_id']);
    if (id === undefined) return this.#say(message, 'is of no queue in the centre');
    this.#queues.set(id, { details, data });
    const size = details['last_queue_size'];
    if (
      size !== undefined &&
      message.event_type === 'queue_size_updated' &&
      size !== this.#books.queue(id).waiting.length
    ) {
      this.#say(message, `has the size ${show(size)}`);
    }
    const offset = this.#clock.offsetMinutes(event.at);
    if (data['business_hours_time_zone_offset_minutes'] !== offset)
      this.#say(message, `has not the offset ${offset}`);
  }

  /** Every flag of a queue's availability follows from what was told of it, and from its settings. */
  #wrongFlags(id: QueueId, details: Fields): string[] {
    if (!('queue_availability_is_closed' in details)) return [];
    const queue = this.#view.queue(id);
    const { enabled, size, estimatedWaitMs, fallbackSize } = queue.capping;
    const length = (details['last_queue_size'] as number | undefined) ?? 0;
    const wait = details['estimated_wait_time_seconds'] as number | undefined;
    const { inHours, isHoliday } = this.#clock.at(queue, this.#view.now);
    const close = this.#clock.next(queue, this.#view.now).close ?? Infinity;
    const because = {
      business_hours: !inHours,
      holiday_settings: isHoliday,
      estimated_wait_time_cap:
        enabled && estimatedWaitMs > 0 && wait !== undefined && wait * 1000 > estimatedWaitMs,
      size_cap: enabled && size > 0 && length >= size,
      fallback_size_cap: enabled && fallbackSize > 0 && wait === undefined && length >= fallbackSize,
      mitigation: queue.mitigation,
    };
    const expected: Record<string, boolean> = {
      is_closed: Object.values(because).includes(true),
      is_estimated_wait_time_after_closed_hours: this.#view.now + (wait ?? 0) * 1000 > close,
    };
    for (const [reason, holds] of Object.entries(because)) expected[`is_closed_by_${reason}`] = holds;
    return Object.entries(expected)
      .filter(([flag, holds]) => details[`queue_availability_${flag}`] !== holds)
      .map(([flag, holds]) => `${flag} should be ${holds}`);
  }

  #wrongSchedule(id: QueueId, data: Fields): string[] {
    const changes = this.#clock.next(this.#view.queue(id), this.#view.now);
    return (['open', 'close'] as const).flatMap((key) => {
      const at = changes[key];
      const told = data[`queue_availability_next_scheduled_${key}_ts`];
      if (at === null || told === new Date(at).toISOString()) return [];
      return [`should ${key} at ${new Date(at).toISOString()}, not ${show(told)}`];
    });
  }

  #readJourney(message: WireEvent, contactId: ContactId | null): void {
    const { details = {}, event_type: type } = message;
    if (contactId === null) return this.#say(message, 'is of no contact');
    const book = this.#books.contact(contactId);
    const time = (at: number | null): string | undefined =>
      at === null ? undefined : new Date(at).toISOString();
    const is = (key: string, value: unknown): void => {
      if (details[key] !== value) this.#say(message, `${key} is ${show(details[key])}, not ${show(value)}`);
    };
    const wrote = {
      agent: book.agentTurns > book.before.agent,
      customer: book.customerTurns > book.before.customer,
    };
    switch (type) {
      case 'TEXT_MESSAGE':
        is('customer_utterance_ct', book.customerTurns);
        is('agent_utterance_ct', book.agentTurns);
        is('last_customer_utterance_ts', time(book.lastCustomerAt));
        is('last_agent_utterance_ts', time(book.lastAgentAt));
        return;
      case 'QUEUED_DURATION':
        return is('queued_ms', book.waitedMs);
      case 'AGENT_FIRST_RESPONDED':
        return is('agent_first_response_ms', book.firstResponseMs);
      case 'ASSIGNMENT_ENDED':
        is('handle_ms', this.#view.now - book.connectedAt);
        return is('is_ghost_customer', !wrote.customer);
      case 'AGENT_RESPONSE_BY_OPPORTUNITY':
        return wrote.agent ? undefined : this.#say(message, 'tells a response that was not given');
      case 'CUSTOMER_RESPONSE_BY_OPPORTUNITY':
        return wrote.customer ? undefined : this.#say(message, 'tells a response that was not given');
      default:
    }
  }

  /** A queue and an agent have one name, and one id, wherever they stand. */
  #readNames(message: WireEvent): void {
    const { data } = message;
    const ids = [data['queue_id'], ...((data['queue_ids'] as unknown[] | undefined) ?? [])];
    const names = [data['queue_name'], ...((data['queue_names'] as unknown[] | undefined) ?? [])];
    for (const [place, queueId] of ids.entries()) {
      const id = this.#ids.get(queueId);
      if (id === undefined || names[place] === undefined) continue;
      const { name } = this.#view.queue(id);
      if (names[place] !== name) this.#say(message, `calls ${name} ${show(names[place])}`);
    }
  }

  get #now(): string {
    return new Date(this.#view.now).toISOString();
  }

  #say(message: WireEvent, problem: string): void {
    this.mistakes.push(
      `${this.#now}: ${message.event_type} of ${JSON.stringify(message.data).slice(0, 90)} ${problem}`,
    );
  }
}
