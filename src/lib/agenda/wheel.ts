import type { Earliest } from './earliest.ts';

/** So many slots, a power of two. */
export const slotCount = 4096;
/** Numbers of an entry, side by side: its time, its order, and what it stands for. */
const entryWidth = 3;
const entriesPerBlock = 8;
const blockWidth = entryWidth * entriesPerBlock;
const none = -1;

/**
 * Entries in unordered lists, one for each slot of the time that comes next, wherever a slot lies in time.
 *
 * A list is a chain of blocks. What was entered long ago is in no cache of the processor any more, so entries that leave
 * together stand side by side: fetching one after the other from here and there took longer than all that is done with them.
 */
export class Wheel {
  /** Of each slot the block that is being filled, how many entries that has, and a bit for each slot with any. */
  readonly #blocks = new Int32Array(slotCount).fill(none);
  readonly #counts = new Int32Array(slotCount);
  readonly #filled = new Int32Array(slotCount / 32);
  #entries = new Float64Array(16 * blockWidth);
  /** The block of the same slot that was filled before, or the next free one. */
  #previous = new Int32Array(16);
  #freeBlock = none;
  #blockCount = 0;
  #size = 0;

  /** How many entries there are. */
  get size(): number {
    return this.#size;
  }

  /** Puts an entry into the slot of that number; slots that are `slotCount` apart are one. */
  add(slot: number, at: number, order: number, cell: number): void {
    const place = slot & (slotCount - 1);
    let block = this.#blocks[place] as number;
    let count = this.#counts[place] as number;
    if (block === none || count === entriesPerBlock) {
      block = this.#addBlock(place);
      count = 0;
    }
    const entries = this.#entries;
    const from = block * blockWidth + count * entryWidth;
    entries[from] = at;
    entries[from + 1] = order;
    entries[from + 2] = cell;
    this.#counts[place] = count + 1;
    this.#size++;
  }

  /** Moves all entries of the slot to where they stand in order. */
  empty(slot: number, to: Earliest): void {
    const place = slot & (slotCount - 1);
    const entries = this.#entries;
    let block = this.#blocks[place] as number;
    let count = this.#counts[place] as number;
    while (block !== none) {
      const start = block * blockWidth;
      for (let from = start; from < start + count * entryWidth; from += entryWidth) {
        to.add(entries[from] as number, entries[from + 1] as number, entries[from + 2] as number);
      }
      this.#size -= count;
      const previous = this.#previous[block] as number;
      this.#previous[block] = this.#freeBlock;
      this.#freeBlock = block;
      block = previous;
      count = entriesPerBlock;
    }
    this.#blocks[place] = none;
    this.#filled[place >> 5] = (this.#filled[place >> 5] as number) & ~(1 << (place & 31));
  }

  /** The first slot from that one on which has entries. Only when there is one. */
  nextFilled(slot: number): number {
    const start = slot & (slotCount - 1);
    let word = start >> 5;
    let bits = (this.#filled[word] as number) & (-1 << (start & 31));
    while (bits === 0) {
      word = (word + 1) & (slotCount / 32 - 1);
      bits = this.#filled[word] as number;
    }
    const place = (word << 5) + 31 - Math.clz32(bits & -bits);
    return slot + ((place - start) & (slotCount - 1));
  }

  #addBlock(place: number): number {
    let block = this.#freeBlock;
    if (block === none) {
      block = this.#blockCount++;
      if (block === this.#previous.length) this.#grow();
    } else this.#freeBlock = this.#previous[block] as number;
    this.#previous[block] = this.#blocks[place] as number;
    this.#blocks[place] = block;
    this.#filled[place >> 5] = (this.#filled[place >> 5] as number) | (1 << (place & 31));
    return block;
  }

  #grow(): void {
    const [entries, previous] = [this.#entries, this.#previous];
    this.#entries = new Float64Array(entries.length * 2);
    this.#entries.set(entries);
    this.#previous = new Int32Array(previous.length * 2);
    this.#previous.set(previous);
  }
}
