/** How values of one cell become one. */
export type Combine = 'sum' | 'most';

/** Numbers along an axis of time, one a cell. */
export interface Row {
  readonly values: Float64Array;
  readonly combine: Combine;
}

/**
 * Time cut into cells of equal width, for rows of numbers that share it: as time goes on the cells become wider, so that there
 * are never more than a fixed number of them. Memory does not grow with the run.
 */
export class Cells {
  readonly #limit: number;
  readonly #rows: Row[] = [];
  #widthMs: number;
  #count = 0;

  /** `limit` is even. */
  constructor(widthMs: number, limit: number) {
    this.#widthMs = widthMs;
    this.#limit = limit;
  }

  get widthMs(): number {
    return this.#widthMs;
  }

  /** How many cells have been reached. */
  get count(): number {
    return this.#count;
  }

  /** A new row, all zeros. */
  row(combine: Combine): Row {
    const row = { values: new Float64Array(this.#limit), combine };
    this.#rows.push(row);
    return row;
  }

  /** The cell of an offset from the beginning, after which no index that was asked for before is good any more. */
  at(offsetMs: number): number {
    while (offsetMs >= this.#widthMs * this.#limit) this.#coarsen();
    const cell = Math.max(0, Math.floor(offsetMs / this.#widthMs));
    this.#count = Math.max(this.#count, cell + 1);
    return cell;
  }

  /** Makes cells at least so wide, after which no index that was asked for before is good any more. */
  widenTo(widthMs: number): void {
    while (this.#widthMs < widthMs) this.#coarsen();
  }

  #coarsen(): void {
    this.#widthMs *= 2;
    this.#count = Math.ceil(this.#count / 2);
    for (const { values, combine } of this.#rows) {
      for (let cell = 0; cell < this.#limit; cell += 2) {
        const [a = 0, b = 0] = [values[cell], values[cell + 1]];
        values[cell / 2] = combine === 'sum' ? a + b : Math.max(a, b);
      }
      values.fill(0, this.#limit / 2);
    }
  }
}
