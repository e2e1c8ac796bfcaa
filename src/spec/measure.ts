import type { ReadOnWire } from '../dialects/vendor.ts';
import type { VendorSpec, WireShape } from '../dialects/spec.ts';
import type { Unnumbered } from '../channels/message.ts';
import { counterOf, type Counter } from './presence.ts';
import type { Measured, MeasuredShape } from './schemas.ts';
import { plainSchema } from './shape-schema.ts';

/**
 * Measures a vendor's messages, one by one: what is always, sometimes or never there, and which of each type say most and least.
 * Whatever comes twice, by its event id, counts once: days that differ in their faults alone have the same messages.
 */
export class Measure {
  readonly #read: ReadOnWire;
  readonly #byShape: ReadonlyMap<string, ShapeMeasure>;
  readonly #byType = new Map<string, ShapeMeasure[]>();
  readonly #seen = new Set<string>();

  constructor({ shapes }: Pick<VendorSpec, 'shapes'>, read: ReadOnWire) {
    const named = new Map(shapes.map((shape) => [shape.name, shape]));
    this.#read = read;
    this.#byShape = new Map(
      shapes
        .filter(({ eventTypes }) => eventTypes !== undefined)
        .map((shape) => [shape.name, new ShapeMeasure(shape, named)]),
    );
    for (const { name, eventTypes = [] } of shapes) {
      const measure = this.#byShape.get(name);
      if (measure === undefined) continue;
      for (const type of eventTypes) this.#byType.set(type, [...(this.#byType.get(type) ?? []), measure]);
    }
  }

  /** Takes a message in that a dialect has rendered. */
  add(message: Unnumbered): void {
    const key = `${message.eventType} ${message.eventId}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const { value } = this.#read(receivedOf(message));
    const size = countMembers(value);
    for (const measure of this.#byType.get(message.eventType) ?? []) measure.add(value, size);
  }

  /** What was measured so far. */
  get measured(): Measured {
    return this.#byShape;
  }
}

/** A message as its receiver gets it. */
export function receivedOf(message: Unnumbered): Parameters<ReadOnWire>[0] {
  const { body } = message;
  if (message.channel !== 'http') return { method: '', url: '', headers: {}, body };
  return { method: message.method, url: message.url, headers: message.headers, body };
}

class ShapeMeasure implements MeasuredShape {
  readonly counter: Counter | undefined;
  #most: Sized | undefined;
  #least: Sized | undefined;

  constructor(shape: WireShape, shapes: ReadonlyMap<string, WireShape>) {
    this.counter = counterOf(plainSchema(shape, shapes, 'draft-2020-12') ?? {});
  }

  add(value: unknown, size: number): void {
    this.counter?.add(value);
    if (this.#most === undefined || size > this.#most.size) this.#most = { value, size };
    if (this.#least === undefined || size < this.#least.size) this.#least = { value, size };
  }

  get examples(): readonly unknown[] {
    const [most, least] = [this.#most, this.#least];
    if (most === undefined || least === undefined) return [];
    return most === least || most.size === least.size ? [most.value] : [most.value, least.value];
  }
}

interface Sized {
  readonly value: unknown;
  readonly size: number;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((count, member) => count + 1 + countMembers(member), 0);
}
