import type { InboundSockets, TopicBook } from '../dialects/dialect.ts';

const usualMaxTopics = 1000;
/** In characters: topics are kept for as long as a client is there, and stand in records. */
const longestTopic = 512;

/** Who is told of what a client subscribes to. */
export interface TopicListener {
  /** It has subscribed to something (1), or one that had is gone (-1). */
  onSubscribers(change: 1 | -1): void;
  onChange(what: 'subscribed' | 'unsubscribed', topic: string): void;
}

/** The topics of one client, in step with the book of all. */
export class ClientTopics {
  readonly all = new Set<string>();
  readonly #id: string;
  readonly #book: TopicBook | undefined;
  readonly #most: number;
  readonly #listener: TopicListener;
  #isOver = false;
  #isCounted = false;

  /** `id`: of its connection. */
  constructor(id: string, { topics, maxTopics }: InboundSockets, listener: TopicListener) {
    this.#id = id;
    this.#book = topics;
    this.#most = maxTopics ?? usualMaxTopics;
    this.#listener = listener;
  }

  /** False where it has as many as it may, or is gone. */
  add(topic: string): boolean {
    if (this.all.has(topic)) return true;
    if (this.#isOver || this.all.size >= this.#most || topic.length > longestTopic) return false;
    this.all.add(topic);
    this.#book?.add(this.#id, topic);
    this.#listener.onChange('subscribed', topic);
    if (!this.#isCounted) this.#listener.onSubscribers(1);
    this.#isCounted = true;
    return true;
  }

  /** False where it did not have it. */
  remove(topic: string): boolean {
    if (!this.all.delete(topic)) return false;
    this.#book?.remove(this.#id, topic);
    this.#listener.onChange('unsubscribed', topic);
    return true;
  }

  /** What it has asked for is forgotten, and it does not know. */
  forget(): void {
    for (const topic of this.all) this.#book?.remove(this.#id, topic);
    this.all.clear();
  }

  /** The client is gone. */
  clear(): void {
    this.#isOver = true;
    this.forget();
    if (this.#isCounted) this.#listener.onSubscribers(-1);
  }
}
