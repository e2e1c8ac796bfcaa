import type { CallerClients, Groups } from '../clients/client-proxies.ts';
import { type Reach, ReachedFromCall, reachedGroups } from '../clients/hub-clients.ts';
import type { HubConnection } from '../hub-connection.ts';
import type { Call } from './methods.ts';
import type { Slot } from './slots.ts';

/** A call under way. Most never ask for the signal, for clients or for groups, which are not made before. */
export class RunningCall<User> implements Call<User> {
  readonly connection: HubConnection<User>;
  readonly #reach: Reach;
  readonly #slot: Slot | undefined;
  readonly #cancelled: AbortSignal | undefined;

  /** `cancelled`: what the client cancels its stream by. `slot` is given back when a client is asked for something. */
  constructor(connection: HubConnection<User>, reach: Reach, slot?: Slot, cancelled?: AbortSignal) {
    this.connection = connection;
    this.#reach = reach;
    this.#slot = slot;
    this.#cancelled = cancelled;
  }

  get signal(): AbortSignal {
    return this.#cancelled ?? this.connection.signal;
  }

  get clients(): CallerClients {
    return new ReachedFromCall(this.#reach, this.connection.id, () => this.#slot?.release());
  }

  get groups(): Groups {
    return reachedGroups(this.#reach);
  }
}
