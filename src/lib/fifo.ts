/** A queue: first in, first out, each in constant time however long it gets. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  /** How many items wait. */
  get size(): number {
    return this.#items.length - this.#head;
  }

  /** Adds `item` at the end. */
  add(item: T): void {
    this.#items.push(item);
  }

  /** The first item, which stays; `undefined` when there is none. */
  peek(): T | undefined {
    return this.#items[this.#head];
  }

  /** Takes the first item out; `undefined` when there is none. */
  take(): T | undefined {
    if (this.size === 0) return undefined;
    const item = this.#items[this.#head];
    // The slot would keep the item alive until the array is cut.
    this.#items[this.#head++] = undefined;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Takes everything out. */
  clear(): void {
    this.#items = [];
    this.#head = 0;
  }
}
