/** How many fields share one kept text. A message changes a few neighbouring fields of up to some seventy. */
const chunkSize = 8;

/** The keys of an object in the vendor's order, and what stands before each value in JSON. */
export class FieldOrder {
  readonly size: number;
  readonly prefixes: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(keys: readonly string[]) {
    this.size = keys.length;
    this.prefixes = keys.map((key) => `,${JSON.stringify(key)}:`);
    this.#places = new Map(keys.map((key, place) => [key, place]));
  }

  /** Where `key` stands. Throws on a key that the vendor does not have. */
  placeOf(key: string): number {
    const place = this.#places.get(key);
    if (place === undefined) throw new RangeError(`There is no field "${key}".`);
    return place;
  }
}

/**
 * An object as JSON text whose fields change a few at a time. Only what changed is written anew: serialising everything
 * that an agent has accumulated, for each message, was more than half of the cost of rendering.
 */
export class FieldTexts {
  readonly #order: FieldOrder;
  readonly #texts: string[];
  readonly #chunks: (string | undefined)[];

  constructor(order: FieldOrder) {
    this.#order = order;
    this.#texts = Array<string>(order.size).fill('');
    this.#chunks = Array<string>(Math.ceil(order.size / chunkSize)).fill('');
  }

  /** Sets the field at `place`; null and undefined take it out. */
  set(place: number, value: unknown): void {
    const written = value === null || value === undefined ? undefined : JSON.stringify(value);
    this.#texts[place] = written === undefined ? '' : `${this.#order.prefixes[place]}${written}`;
    this.#chunks[Math.floor(place / chunkSize)] = undefined;
  }

  /** The object as JSON; `null` while it has no field. */
  write(): string | null {
    for (let i = 0; i < this.#chunks.length; i++) this.#chunks[i] ??= this.#writeChunk(i);
    const all = this.#chunks.join('');
    return all === '' ? null : `{${all.slice(1)}}`;
  }

  /** Joined, not added up: what is kept is then one text, and not a tree of all that it was made of. */
  #writeChunk(index: number): string {
    return this.#texts.slice(index * chunkSize, (index + 1) * chunkSize).join('');
  }
}
