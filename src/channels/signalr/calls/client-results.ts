import type { Reply } from '../clients/delivery.ts';
import type { CompletionMessage, HubProtocol } from '../protocols/protocol.ts';
import { HubException } from './exceptions.ts';

/** The answers that the host waits for from one client: .NET's client results. */
export class ClientResults {
  readonly #waiting = new Map<string, (reply: Reply) => void>();

  /** How many there are. */
  get count(): number {
    return this.#waiting.size;
  }

  add(id: string, settle: (reply: Reply) => void): void {
    this.#waiting.set(id, settle);
  }

  /** Waits for one no more: what comes is ignored. */
  abandon(id: string): void {
    this.#waiting.delete(id);
  }

  /** Settles what the client has answered; nothing happens when nobody waits for it. */
  complete({ id, error, result }: CompletionMessage, protocol: HubProtocol): void {
    this.#settle(id, error === undefined ? { result, protocol } : { error: new HubException(error) });
  }

  /** Ends all of them: there will be no answers. */
  end(error: Error): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id, { error });
  }

  #settle(id: string, reply: Reply): void {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(reply);
  }
}
