import type { CentreEvent } from '../../../src/centre/model/event.ts';
import type { AgentId, ContactId, QueueId } from '../../../src/centre/model/ids.ts';
import type { AgentView, CentreView } from '../../../src/centre/model/view.ts';

/** What the events say of a queue. */
export interface QueueBook {
  readonly waiting: ContactId[];
  handled: number;
  meanMs: number;
  squareMean: number;
  servedShare: number;
}

/** What the events say of a chat or call. */
export interface ContactBook {
  waitStartedAt: number;
  /** The queue and the beginning of the present wait in it. */
  waitsIn: QueueId | null;
  waitingSince: number;
  /** In the present queue so far. */
  waitedMs: number;
  agentTurns: number;
  customerTurns: number;
  lastAgentAt: number | null;
  lastCustomerAt: number | null;
  /** Both counts at the moment at which the agent had the contact. */
  before: { agent: number; customer: number };
  connectedAt: number;
  firstResponseMs: number | null;
}

/** Takes down what the events say, and knows nothing else. */
export class Books {
  readonly queues = new Map<QueueId, QueueBook>();
  readonly contacts = new Map<ContactId, ContactBook>();
  /**
   * By agent and contact: the queue it came from, if any, and when it was given to the agent. There may be two, when a chat
   * comes back to an agent who still works on its first part.
   */
  readonly #legs = new Map<string, { readonly queueId: QueueId | null; readonly at: number }[]>();

  /** What was taken back from an agent whose load has not been told yet. */
  readonly #cancelled = new Set<string>();
  readonly #loads = new Map<AgentId, number>();

  queue(id: QueueId): QueueBook {
    const known = this.queues.get(id);
    if (known !== undefined) return known;
    const book: QueueBook = { waiting: [], handled: 0, meanMs: 0, squareMean: 0, servedShare: 1 };
    this.queues.set(id, book);
    return book;
  }

  contact(id: ContactId): ContactBook {
    const book = this.contacts.get(id);
    if (book === undefined) throw new Error(`${id} was not created.`);
    return book;
  }

  see(event: CentreEvent): void {
    switch (event.type) {
      case 'contact.created':
        this.contacts.set(event.contactId, newContact(event.at));
        return;
      case 'contact.agent-requested':
        this.contact(event.contactId).waitStartedAt = event.at;
        return;
      case 'contact.transfer-connected':
        this.contact(event.contactId).waitStartedAt = event.at;
        return;
      case 'contact.offered':
        this.contact(event.contactId).waitedMs = 0;
        return;
      case 'contact.queued':
        this.queue(event.queueId).waiting.push(event.contactId);
        return this.#wait(event.contactId, event.queueId, event.at);
      case 'queue.size-changed':
        if (event.cause !== 'returned' || event.contactId === null) return;
        this.queue(event.queueId).waiting.unshift(event.contactId);
        return this.#wait(event.contactId, event.queueId, event.at);
      case 'contact.allocated':
        this.#leave(event.contactId, event.at, true);
        this.#legsOf(event.agentId, event.contactId).push({ queueId: event.queueId, at: event.at });
        return;
      case 'contact.allocation-cancelled':
        this.#legsOf(event.agentId, event.contactId).pop();
        this.#cancelled.add(`${event.agentId} ${event.contactId}`);
        return;
      case 'contact.abandoned':
      case 'contact.overflowed':
      case 'contact.timed-out':
        return this.#leave(event.contactId, event.at, false);
      case 'contact.connected':
        return this.#connect(event.contactId, event.at);
      case 'contact.uttered':
        return this.#utter(event);
      case 'agent.load-changed':
        return this.#finish(event);
      default:
    }
  }

  #wait(contactId: ContactId, queueId: QueueId, at: number): void {
    Object.assign(this.contact(contactId), { waitsIn: queueId, waitingSince: at });
  }

  #leave(contactId: ContactId, at: number, served: boolean): void {
    const contact = this.contact(contactId);
    if (contact.waitsIn === null) return;
    const queue = this.queue(contact.waitsIn);
    queue.waiting.splice(queue.waiting.indexOf(contactId), 1);
    contact.waitedMs += at - contact.waitingSince;
    contact.waitsIn = null;
    if (contact.waitedMs > 0) queue.servedShare += ((served ? 1 : 0) - queue.servedShare) / 20;
  }

  #connect(contactId: ContactId, at: number): void {
    const contact = this.contact(contactId);
    contact.before = { agent: contact.agentTurns, customer: contact.customerTurns };
    contact.connectedAt = at;
  }

  #utter({ contactId, by, at }: Extract<CentreEvent, { type: 'contact.uttered' }>): void {
    const contact = this.contact(contactId);
    if (by === 'customer')
      Object.assign(contact, { customerTurns: contact.customerTurns + 1, lastCustomerAt: at });
    if (by !== 'agent') return;
    Object.assign(contact, { agentTurns: contact.agentTurns + 1, lastAgentAt: at });
    if (contact.agentTurns === contact.before.agent + 1) contact.firstResponseMs = at - contact.connectedAt;
  }

  #legsOf(agentId: AgentId, contactId: ContactId) {
    const key = `${agentId} ${contactId}`;
    const legs = this.#legs.get(key) ?? [];
    this.#legs.set(key, legs);
    return legs;
  }

  /** A load that falls after work, and not because somebody did not answer, is a contact that was handled. */
  #finish({ agentId, contactId, load, at }: Extract<CentreEvent, { type: 'agent.load-changed' }>): void {
    const before = this.#loads.get(agentId) ?? 0;
    this.#loads.set(agentId, load);
    if (load > before || this.#cancelled.delete(`${agentId} ${contactId}`)) return;
    const leg = this.#legsOf(agentId, contactId).shift();
    if (leg === undefined || leg.queueId === null) return;
    const queue = this.queue(leg.queueId);
    queue.handled++;
    const share = 1 / Math.min(queue.handled, 20);
    queue.meanMs += (at - leg.at - queue.meanMs) * share;
    queue.squareMean += ((at - leg.at) ** 2 - queue.squareMean) * share;
  }
}

function newContact(at: number): ContactBook {
  return {
    waitStartedAt: at,
    waitsIn: null,
    waitingSince: at,
    waitedMs: 0,
    agentTurns: 0,
    customerTurns: 0,
    lastAgentAt: null,
    lastCustomerAt: null,
    before: { agent: 0, customer: 0 },
    connectedAt: at,
    firstResponseMs: null,
  };
}

/** What docs/vendors/asapp.md says of the estimate, worked out anew from who is there: seconds, or `null`. */
export function estimate(books: Books, view: CentreView, queueId: QueueId): number | null {
  const queue = view.queue(queueId);
  const book = books.queue(queueId);
  const agents = view.agents.filter((agent) => agent.queueIds.includes(queueId));
  const slotsOf = (agent: AgentView): number => (queue.channel === 'voice' ? 1 : agent.slots);
  const serving = agents.filter((agent) => isServing(agent));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const free = sum(serving.map((agent) => freeSlots(agent, view, queue.channel)));
  const place = Math.max(1, book.waiting.length);
  if (place <= free) return 0;
  const slots = sum(serving.map(slotsOf));
  if (slots === 0 || book.handled < 5) return null;
  let aheadMs = (place - free - 1) * book.servedShare * book.meanMs;
  const last = book.waiting.at(-1);
  const since = last === undefined ? Infinity : books.contact(last).waitStartedAt;
  for (const other of view.queues) {
    if (other.id === queueId) continue;
    const shared = sum(serving.filter((agent) => agent.queueIds.includes(other.id)).map(slotsOf));
    const theirs = books.queue(other.id);
    const before = theirs.waiting.filter(
      (id) =>
        priorityOf(other) > priorityOf(queue) ||
        (priorityOf(other) === priorityOf(queue) && books.contact(id).waitStartedAt <= since),
    );
    if (shared === 0 || before.length === 0) continue;
    const others = view.agents.filter((agent) => isServing(agent) && agent.queueIds.includes(other.id));
    const all = sum(others.map((agent) => (other.channel === 'voice' ? 1 : agent.slots)));
    aheadMs +=
      before.length * (shared / Math.max(shared, all)) * theirs.servedShare * (theirs.meanMs || book.meanMs);
  }
  const restMs = Math.min(book.squareMean / (2 * book.meanMs), book.meanMs);
  return Math.round((aheadMs + restMs) / slots / 1000);
}

function isServing({ loggedIn, leaving, status }: AgentView): boolean {
  return loggedIn && !leaving && status.base === 'available';
}

function freeSlots(agent: AgentView, view: CentreView, channel: 'voice' | 'chat'): number {
  const onCall = agent.contactIds.some((id) => view.contact(id).channel === 'voice');
  if (onCall) return 0;
  if (channel === 'voice') return agent.contactIds.length === 0 ? 1 : 0;
  return Math.max(0, agent.slots - agent.contactIds.length);
}

/** Not told to anybody, so not in the view's type; it decides whose turn it is. */
function priorityOf(queue: object): number {
  return (queue as { readonly priority: number }).priority;
}
