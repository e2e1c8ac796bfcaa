import { secureTargets, vendorNames } from '../../dialects/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Run } from '../../run/handle.ts';
import { startRun } from '../../run/run.ts';
import { untilEnded } from '../../run/until-ended.ts';
import type { Scenario } from '../../scenario/index.ts';
import { createFixture } from './fixture.ts';
import type { SentMessage } from './output-log.ts';
import { WireReceiver, type ReceivedRequest } from './wire-receiver.ts';
import { makeTemporaryCertificates, type TemporaryCertificates } from '../../tls/temporary-certificates.ts';

/** What a wire is made of. */
interface WireParts {
  readonly tls: TemporaryCertificates;
  readonly receiver: WireReceiver;
  readonly run: Run;
  /** Lets the run end. */
  readonly end: () => void;
}

/**
 * A run that plays nothing and only sends: a message leaves over phoney's own channel, over mutual TLS with certificates made
 * for this purpose, and is given back as the receiver had it.
 */
export class Wire {
  readonly #parts: WireParts;
  /** One at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(parts: WireParts) {
    this.#parts = parts;
  }

  static async open(scenario: Scenario, clock: Clock): Promise<Wire> {
    const tls = await makeTemporaryCertificates(
      { hosts: ['127.0.0.1'], subject: 'phoney-contracts', keyType: 'p256', days: 1, wallMs: clock.wallMs() },
      { prefix: 'phoney-contracts-', written: ['ca.pem', 'client.pem', 'client-key.pem'] },
    );
    const receiver = await WireReceiver.open(tls.texts.server);
    const parts = { vendors: vendorNames, facts: {}, receiverOrigin: receiver.origin };
    const targets = secureTargets(createFixture(scenario, parts).targets, tls.client);
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    // It waits for its beginning until it is over.
    const run = await startRun({ ...scenario, targets }, { clock, begin: () => ended });
    return new Wire({ tls, receiver, run, end });
  }

  /** Where messages are addressed to. */
  get origin(): string {
    return this.#parts.receiver.origin;
  }

  /** Sends one message under the rules of its feed, and returns what the receiver got. Throws when nothing got there. */
  send(message: SentMessage): Promise<ReceivedRequest> {
    const sent = this.#turn.then(() => this.#sendNow(message));
    this.#turn = sent.catch(() => undefined);
    return sent;
  }

  async close(): Promise<void> {
    const { tls, receiver, run, end } = this.#parts;
    run.cutOff();
    end();
    await run.result;
    await receiver.close();
    tls.remove();
  }

  async #sendNow(message: SentMessage): Promise<ReceivedRequest> {
    const { run, receiver } = this.#parts;
    receiver.await(message);
    const { outcome } = await untilEnded(run, () => run.send(message));
    const { received } = receiver;
    if (outcome?.outcome === 'delivered' && received !== undefined) return received;
    const why = outcome?.reason ?? outcome?.outcome ?? 'the run was over';
    throw new Error(`phoney's ${message.eventType} did not get over the wire: ${why}.`);
  }
}
