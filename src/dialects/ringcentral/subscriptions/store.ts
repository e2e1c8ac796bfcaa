import type { SubscriptionRequest } from './request-body.ts';

/** A subscription as it stands. */
export interface Subscription extends SubscriptionRequest {
  readonly subscriptionId: string;
  readonly createdBy: string;
  /** Wall-clock epoch ms. */
  readonly createdAtMs: number;
  readonly updatedBy: string;
  /** Wall-clock epoch ms. */
  readonly updatedAtMs: number;
}

/** The subscriptions of one sub-account, in memory, oldest first. */
export class SubscriptionStore {
  readonly #byId = new Map<string, Subscription>();
  readonly #listeners: ((change: 1 | -1) => void)[] = [];

  get size(): number {
    return this.#byId.size;
  }

  get(subscriptionId: string): Subscription | undefined {
    return this.#byId.get(subscriptionId.toLowerCase());
  }

  all(): readonly Subscription[] {
    return [...this.#byId.values()];
  }

  /** Those that are to be notified at `wallMs`. */
  active(wallMs: number): readonly Subscription[] {
    return this.all().filter((subscription) => isActive(subscription, wallMs));
  }

  /** Whether another active subscription than `exceptId` has this name. */
  isNameTaken(name: string, wallMs: number, exceptId?: string): boolean {
    return this.active(wallMs).some(
      ({ subscriptionName, subscriptionId }) => subscriptionName === name && subscriptionId !== exceptId,
    );
  }

  /** Adds a subscription, or puts it in the place of the one with its id. */
  put(subscription: Subscription): void {
    const before = this.#byId.get(subscription.subscriptionId);
    this.#byId.set(subscription.subscriptionId, subscription);
    this.#tell(before?.active ?? false, subscription.active);
  }

  /** True when there was one. */
  delete(subscriptionId: string): boolean {
    const before = this.get(subscriptionId);
    if (before === undefined) return false;
    this.#byId.delete(before.subscriptionId);
    this.#tell(before.active, false);
    return true;
  }

  /**
   * Tells `listener` of each subscription that is switched on (1) or no longer is (-1), at once of those that there are. One
   * that expires is told of when it is deleted.
   */
  onSubscribers(listener: (change: 1 | -1) => void): void {
    this.#listeners.push(listener);
    for (const { active } of this.all()) if (active) listener(1);
  }

  #tell(wasActive: boolean, isActiveNow: boolean): void {
    if (wasActive === isActiveNow) return;
    for (const listener of this.#listeners) listener(isActiveNow ? 1 : -1);
  }
}

/** Whether a subscription is switched on and has not expired at `wallMs`. */
export function isActive({ active, expiresAt }: Subscription, wallMs: number): boolean {
  return active && (expiresAt === 0 || expiresAt * 1000 > wallMs);
}
