import type { HubConfig } from '../config.ts';

/** What is due for a connection now: to refuse its handshake, to give it up as silent, to ping it. */
export type Due = 'refuse' | 'give-up' | 'ping' | undefined;

/**
 * Keeps one connection's times, on the monotonic clock, as ASP.NET Core 3.1 counts them: the client's silence counts
 * from its first ping on and rests while a message is acted on; only whole messages end it.
 */
export class Liveness {
  readonly #config: HubConfig;
  #startedMs = Infinity;
  #pingedMs = Infinity;
  #heardMs = Infinity;
  #pings = 0;

  constructor(config: HubConfig) {
    this.#config = config;
  }

  /** Whether the connection ever had a transport. */
  get hasStarted(): boolean {
    return this.#startedMs !== Infinity;
  }

  /** The first transport has attached. */
  start(nowMs: number): void {
    this.#startedMs = nowMs;
    this.#pingedMs = nowMs;
  }

  /** A whole message has arrived and is being acted on. */
  pause(): void {
    this.#heardMs = Infinity;
  }

  /** Every message that arrived has been acted on. */
  resume(nowMs: number): void {
    this.#heardMs = nowMs;
  }

  /** The client has pinged, and so has begun to owe signs of life. */
  clientPinged(): void {
    this.#pings++;
  }

  /** How often the client has pinged. */
  get pings(): number {
    return this.#pings;
  }

  /** What is due. A ping that is due is taken as sent. */
  due(nowMs: number, hasShakenHands: boolean, isPinged: boolean): Due {
    const { handshakeTimeoutMs, clientTimeoutMs, keepAliveMs } = this.#config;
    if (!hasShakenHands) return nowMs - this.#startedMs >= handshakeTimeoutMs ? 'refuse' : undefined;
    if (this.#pings > 0 && nowMs - this.#heardMs >= clientTimeoutMs) return 'give-up';
    if (!isPinged || nowMs - this.#pingedMs <= keepAliveMs) return undefined;
    this.#pingedMs = nowMs;
    return 'ping';
  }
}
