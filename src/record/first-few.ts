/**
 * The first few of many different things, however they come: the same few whatever the order in which they are added, so that
 * those of two parts of a run can be put together by adding them all.
 */
export class FirstFew<Item> {
  readonly #items: Item[] = [];
  readonly #limit: number;
  readonly #compare: (a: Item, b: Item) => number;
  readonly #isSame: (a: Item, b: Item) => boolean;

  /** `compare` must tell any two items apart that are not equal in all they say; of items that are the same, the first is kept. */
  constructor(
    limit: number,
    compare: (a: Item, b: Item) => number,
    isSame: (a: Item, b: Item) => boolean = () => false,
  ) {
    this.#limit = limit;
    this.#compare = compare;
    this.#isSame = isSame;
  }

  add(item: Item): void {
    const items = this.#items;
    const known = items.findIndex((other) => this.#isSame(item, other));
    if (known >= 0 && this.#compare(items[known] as Item, item) <= 0) return;
    if (known >= 0) items.splice(known, 1);
    const place = items.findLastIndex((other) => this.#compare(other, item) <= 0) + 1;
    items.splice(place, 0, item);
    if (items.length > this.#limit) items.pop();
  }

  get count(): number {
    return this.#items.length;
  }

  /** The one that leaves when another comes before it. */
  get last(): Item | undefined {
    return this.#items.at(-1);
  }

  /** In order. */
  list(): readonly Item[] {
    return [...this.#items];
  }
}

/** By UTF-16 code units, the same in every locale. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
