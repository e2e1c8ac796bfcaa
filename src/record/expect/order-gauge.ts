import type { Attempt } from '../../channels/message.ts';
import type { RunRecord } from '../record.ts';
import type { OrderName, Scope } from './expectation.ts';
import { one, type Gauge, type GaugeParts, type Reading } from './gauge.ts';
import { ScopeFilter, type MessageRecord } from './scope-filter.ts';

/** Messages of one entity that have left while an earlier one was still under way. */
const mostRemembered = 256;

/** One entity with messages under way. */
interface Entity {
  /** The numbers of those that have not left, or have not ended. */
  readonly waiting: Set<number>;
  /** Those that did meanwhile, in the order in which they left or were taken. */
  readonly passed: { readonly seq: number; readonly atMs: number }[];
}

/**
 * How many messages left, or were taken, behind a later one of the same entity. Copies are no disorder and are not looked at.
 * Whatever is not rendered yet comes behind everything that is, so that an entity is forgotten as soon as nothing of it is under
 * way: held are the open messages, and for each of their entities a bounded number of those that passed them.
 */
export class OrderGauge implements Gauge<number> {
  readonly #order: OrderName;
  readonly wants: Gauge['wants'];
  readonly #filter: ScopeFilter;
  readonly #parts: GaugeParts;
  readonly #entities = new Map<string, Entity>();
  #misplaced = 0;

  constructor(order: OrderName, scope: Scope, parts: GaugeParts) {
    this.#order = order;
    this.#filter = new ScopeFilter(scope);
    this.wants = this.#filter.wants(['message', 'attempt', 'outcome']);
    this.#parts = parts;
  }

  readonly add = (record: RunRecord): void => {
    const meant = this.#filter.pass(record);
    if (meant === undefined || meant.message.copyOf !== undefined || meant.message.filtered) return;
    const { vendor, feed, orderKey } = meant.message;
    const key = `${vendor}.${feed} ${orderKey}`;
    if (meant.type === 'message') return this.#begin(key, meant.message.seq);
    const entity = this.#entities.get(key);
    if (entity?.waiting.has(meant.message.seq) !== true) return;
    if (meant.type === 'attempt') this.#tried(record, entity, meant.message.seq, meant.attempt);
    if (this.#isOver(meant)) this.#end(key, entity, meant.message.seq);
  };

  read(): Reading | null {
    return one(this.#misplaced);
  }

  readonly worst = (): Reading | null => one(this.#misplaced);

  snapshot(): number {
    return this.#misplaced;
  }

  merge(misplaced: number): void {
    this.#misplaced += misplaced;
  }

  #begin(key: string, seq: number): void {
    const entity = this.#entities.get(key);
    if (entity === undefined) this.#entities.set(key, { waiting: new Set([seq]), passed: [] });
    else entity.waiting.add(seq);
  }

  /** Attempts are told when they end. The instants in them say which came first. */
  #tried(record: RunRecord, entity: Entity, seq: number, { startedMs, finishedMs, error }: Attempt): void {
    if (this.#order === 'answered' && error !== null) return;
    const atMs = this.#order === 'sent' ? startedMs : finishedMs;
    const other = entity.passed.find((one) => (one.seq > seq ? one.atMs < atMs : one.atMs > atMs));
    if (other !== undefined) this.#misplace(record, Math.max(seq, other.seq), Math.min(seq, other.seq));
    entity.passed.push({ seq, atMs });
    if (entity.passed.length > mostRemembered) entity.passed.shift();
  }

  #misplace(record: RunRecord, later: number, earlier: number): void {
    this.#misplaced++;
    const verb = this.#order === 'sent' ? 'left' : 'was answered';
    this.#parts.offend(record, () => `message ${later} of the same entity ${verb} before message ${earlier}`);
  }

  #isOver(record: MessageRecord): boolean {
    return record.type === 'outcome' || this.#order === 'sent';
  }

  #end(key: string, entity: Entity, seq: number): void {
    entity.waiting.delete(seq);
    if (entity.waiting.size === 0) this.#entities.delete(key);
  }
}
