import assert from 'node:assert/strict';
import type { AgentState } from '../../src/centre/model/events/agent-event.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import type { CentreView } from '../../src/centre/model/view.ts';

/** What an observer of the events alone knows of an agent. */
interface AgentBook {
  state: AgentState;
  loggedIn: boolean;
  load: number;
  readonly held: Set<string>;
}

/** What an observer of the events alone knows of a queue. */
interface QueueBook {
  size: number;
  allocated: number;
  connected: number;
}

/** Follows the events without looking at the state, and holds the two against each other. */
export class Observer {
  readonly #view: CentreView;
  readonly #agents = new Map<string, AgentBook>();
  readonly #queues = new Map<string, QueueBook>();
  readonly #open = new Set<string>();
  readonly #ended = new Set<string>();
  #at = -Infinity;

  constructor(view: CentreView) {
    this.#view = view;
    for (const { id } of view.agents) {
      this.#agents.set(id, { state: 'offline', loggedIn: false, load: 0, held: new Set() });
    }
    for (const { id } of view.queues) this.#queues.set(id, { size: 0, allocated: 0, connected: 0 });
  }

  /** Contacts that were created and have not ended. */
  get open(): ReadonlySet<string> {
    return this.#open;
  }

  /** Takes the events of one step. */
  see(events: readonly CentreEvent[]): void {
    for (const event of events) {
      assert(event.at >= this.#at, 'time goes back');
      this.#at = event.at;
      if ('contactId' in event && event.contactId !== null) this.#seeContact(event.contactId, event);
      if ('agentId' in event && event.agentId !== null) this.#seeAgent(this.#agent(event.agentId), event);
      if ('queueId' in event && event.queueId !== null) this.#seeQueue(this.#queue(event.queueId), event);
    }
    this.#compare();
  }

  #seeContact(id: string, event: CentreEvent): void {
    assert(!this.#ended.has(id), `${event.type} after ${id} ended`);
    if (event.type === 'contact.created') this.#open.add(id);
    assert(this.#open.has(id), `${event.type} before ${id} was created`);
    if (event.type !== 'contact.ended') return;
    this.#open.delete(id);
    this.#ended.add(id);
  }

  #seeAgent(book: AgentBook, event: CentreEvent): void {
    switch (event.type) {
      case 'agent.logged-in':
        book.loggedIn = true;
        return;
      case 'agent.logged-out':
        assert(book.state === 'offline' && book.load === 0, 'logs out without work');
        book.loggedIn = false;
        return;
      case 'agent.state-changed':
        assert.equal(event.from, book.state);
        book.state = event.to;
        return;
      case 'agent.load-changed':
        assert.equal(Math.abs(event.load - book.load), 1);
        if (event.load > book.load) {
          assert(event.load <= event.slots, 'more load than slots');
          assert(book.loggedIn, 'receives while logged out');
        }
        book.load = event.load;
        return;
      case 'contact.allocated':
        assert(book.loggedIn, 'allocated while logged out');
        return;
      case 'contact.held':
        book.held.add(event.contactId);
        return;
      case 'contact.resumed':
      case 'contact.disconnected':
        book.held.delete(event.contactId);
        return;
      default:
    }
  }

  /** Whom an agent calls is in no counter of a queue. */
  #seeQueue(book: QueueBook, event: CentreEvent): void {
    if (
      'contactId' in event &&
      event.contactId !== null &&
      this.#view.contact(event.contactId).direction === 'outbound'
    )
      return;
    switch (event.type) {
      case 'queue.size-changed':
        assert.equal(Math.abs(event.size - book.size), 1);
        book.size = event.size;
        return;
      case 'contact.allocated':
        book.allocated++;
        return;
      case 'contact.allocation-cancelled':
        book.allocated--;
        return;
      case 'contact.connected':
        book.allocated--;
        book.connected++;
        return;
      case 'contact.disconnected':
        book.connected--;
        return;
      default:
    }
  }

  #compare(): void {
    for (const agent of this.#view.agents) {
      const book = this.#agent(agent.id);
      assert.equal(agent.state, book.state);
      assert.equal(agent.loggedIn, book.loggedIn);
      assert.equal(agent.contactIds.length, book.load);
      assert.equal(agent.heldCount, book.held.size);
    }
    for (const queue of this.#view.queues) {
      const book = this.#queue(queue.id);
      assert.equal(queue.waiting.length, book.size);
      assert.equal(queue.allocatedCount, book.allocated);
      assert.equal(queue.connectedCount, book.connected);
    }
  }

  #agent(id: string): AgentBook {
    const book = this.#agents.get(id);
    if (book === undefined) throw new Error(`An event names ${id}, whom the view does not have.`);
    return book;
  }

  #queue(id: string): QueueBook {
    const book = this.#queues.get(id);
    if (book === undefined) throw new Error(`An event names ${id}, which the view does not have.`);
    return book;
  }
}
