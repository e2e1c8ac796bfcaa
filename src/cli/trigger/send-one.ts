import { createHttpChannel } from '../../channels/http/index.ts';
import type { Attempt, HttpMessage, Lane, Message, Outcome } from '../../channels/message.ts';
import { machineClock } from '../../lib/clock.ts';
import { createRandom } from '../../lib/random.ts';

/** What became of one message. */
export interface Sent {
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
}

/** One message through the same channel as a run's, with no retries. */
export async function sendOne(message: HttpMessage, lane: Lane): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const attempts: Attempt[] = [];
    const onlyOnce: Lane = { ...lane, retries: 0 };
    const channel = createHttpChannel({
      lanes: [onlyOnce],
      observer: {
        attempted: (_message: Message, attempt) => void attempts.push(attempt),
        ended: (_message: Message, outcome) => {
          channel.close().then(() => resolve({ attempts, outcome }), reject);
        },
      },
      clock: machineClock,
      random: createRandom(1),
      env: process.env,
    });
    channel.send(message, machineClock.monotonicMs());
  });
}
