/**
 * Which of some numbered cells is the earliest: a binary heap over two keys, a time and an order that no two cells share, so
 * that ties never depend on luck.
 */
export class Earliest {
  #times = new Float64Array(16);
  #orders = new Float64Array(16);
  #cells = new Int32Array(16);
  #size = 0;

  /** How many cells there are. */
  get size(): number {
    return this.#size;
  }

  /** The time of the earliest cell; `Infinity` when there is none. */
  get firstAt(): number {
    return this.#size === 0 ? Infinity : (this.#times[0] as number);
  }

  /** The order of the earliest cell. Only when there is one. */
  get firstOrder(): number {
    return this.#orders[0] as number;
  }

  /** The earliest cell. Only when there is one. */
  get first(): number {
    return this.#cells[0] as number;
  }

  /** One of the cells, 0 being the earliest; the others are in no order. */
  at(place: number): number {
    return this.#cells[place] as number;
  }

  /** Adds a cell. */
  add(at: number, order: number, cell: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const times = this.#times;
    const orders = this.#orders;
    const cells = this.#cells;
    let place = this.#size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const time = times[parent] as number;
      if (time < at || (time === at && (orders[parent] as number) < order)) break;
      times[place] = time;
      orders[place] = orders[parent] as number;
      cells[place] = cells[parent] as number;
      place = parent;
    }
    times[place] = at;
    orders[place] = order;
    cells[place] = cell;
  }

  /** Takes the earliest cell out. Only when there is one. */
  take(): number {
    const first = this.#cells[0] as number;
    const last = --this.#size;
    if (last > 0)
      this.#sink(this.#times[last] as number, this.#orders[last] as number, this.#cells[last] as number);
    return first;
  }

  /** Fills the root: earlier cells move up until this one fits. */
  #sink(at: number, order: number, cell: number): void {
    const times = this.#times;
    const orders = this.#orders;
    const cells = this.#cells;
    const size = this.#size;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      let time = times[child] as number;
      if (child + 1 < size) {
        const other = times[child + 1] as number;
        if (other < time || (other === time && (orders[child + 1] as number) < (orders[child] as number))) {
          child++;
          time = other;
        }
      }
      if (at < time || (at === time && order < (orders[child] as number))) break;
      times[place] = time;
      orders[place] = orders[child] as number;
      cells[place] = cells[child] as number;
      place = child;
    }
    times[place] = at;
    orders[place] = order;
    cells[place] = cell;
  }

  #grow(): void {
    this.#times = widened(this.#times, new Float64Array(this.#size * 2));
    this.#orders = widened(this.#orders, new Float64Array(this.#size * 2));
    this.#cells = widened(this.#cells, new Int32Array(this.#size * 2));
  }
}

function widened<Numbers extends Float64Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
