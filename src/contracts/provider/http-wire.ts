import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeCertificates } from '../../tls/certificate-files.ts';
import { makeCertificates } from '../../tls/certificates.ts';
import { createHttpChannel } from '../../channels/http/index.ts';
import type { Channel, Lane, Message, Outcome } from '../../channels/message.ts';
import type { Clock } from '../../lib/clock.ts';
import { createRandom } from '../../lib/random.ts';
import type { Arrival } from '../../receiver/answer.ts';
import { startReceiver, type Receiver } from '../../receiver/receiver.ts';

/** Who is told of the next request that the receiver has answered. */
interface Arrivals {
  told: (arrival: Arrival) => void;
}

/** PEM files that the vendors' side presents and trusts. */
export interface WireTls {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/**
 * A real channel to a real receiver: what is sent leaves through phoney's own HTTP channel, over mutual TLS with certificates
 * made for this purpose, and is given back as the receiver had it.
 */
export class HttpWire {
  readonly tls: WireTls;
  readonly #folder: string;
  readonly #receiver: Receiver;
  readonly #clock: Clock;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  #channel: Channel | undefined;
  /** One at a time, so that the receiver's last request is the message's. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #arrivals: Arrivals;

  private constructor(folder: string, receiver: Receiver, arrivals: Arrivals, clock: Clock) {
    this.#folder = folder;
    this.#receiver = receiver;
    this.#arrivals = arrivals;
    this.#clock = clock;
    this.tls = pemFiles(folder);
  }

  static async open(clock: Clock): Promise<HttpWire> {
    const order = {
      hosts: ['localhost'],
      subject: 'phoney-contracts',
      keyType: 'p256',
      days: 1,
      bad: false,
    } as const;
    const files = await makeCertificates({ ...order, wallMs: clock.wallMs() });
    const textOf = (name: string): string => files.find((file) => file.path === name)?.text ?? '';
    const arrivals: Arrivals = { told: () => undefined };
    const receiver = await startReceiver({
      host: 'localhost',
      port: 0,
      tls: {
        cert: textOf('server.pem'),
        key: textOf('server-key.pem'),
        ca: textOf('ca.pem'),
        minVersion: 'TLSv1.3',
      },
      clock,
      onArrival: (arrival) => arrivals.told(arrival),
    });
    const folder = mkdtempSync(path.join(tmpdir(), 'phoney-contracts-'));
    writeCertificates(
      folder,
      files.filter((file) => /^(ca|client|client-key)\.pem$/.test(file.path)),
    );
    return new HttpWire(folder, receiver, arrivals, clock);
  }

  /** Where messages are to be addressed. */
  get origin(): string {
    return this.#receiver.url;
  }

  /** Sends one message under the rules of its lane, and returns what the receiver got. Throws when nothing got there. */
  send(message: Message, lanes: readonly Lane[]): Promise<Arrival> {
    const sent = this.#turn.then(() => this.#sendNow(message, lanes));
    this.#turn = sent.catch(() => undefined);
    return sent;
  }

  async close(): Promise<void> {
    await this.#channel?.close();
    await this.#receiver.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #sendNow(message: Message, lanes: readonly Lane[]): Promise<Arrival> {
    this.#channel ??= this.#openChannel(lanes);
    const channel = this.#channel;
    const arrived = new Promise<Arrival>((resolve) => (this.#arrivals.told = resolve));
    const ended = new Promise<Outcome>((resolve) => this.#waiting.set(message.seq, resolve));
    channel.send(message, this.#clock.monotonicMs());
    const { outcome, reason } = await ended;
    if (outcome === 'delivered') return arrived;
    throw new Error(`phoney's ${message.eventType} did not get over the wire: ${reason ?? outcome}.`);
  }

  #openChannel(lanes: readonly Lane[]): Channel {
    return createHttpChannel({
      lanes,
      observer: {
        attempted: () => undefined,
        ended: ({ seq }, outcome) => {
          this.#waiting.get(seq)?.(outcome);
          this.#waiting.delete(seq);
        },
      },
      clock: this.#clock,
      random: createRandom(1),
      env: {},
    });
  }
}

function pemFiles(folder: string): WireTls {
  const file = (name: string): string => path.join(folder, `${name}.pem`);
  return { cert: file('client'), key: file('client-key'), ca: file('ca') };
}
