// Sends one message to the URL in argv over the lane rules in argv, and prints what became of it. For tests that need an environment of their own.
import type { TlsRules } from '../../src/channels/message.ts';
import { asappLane, makeMessage } from './lane.ts';
import { createHttpChannel } from '../../src/channels/http/index.ts';
import { machineClock } from '../../src/lib/clock.ts';
import { createRandom } from '../../src/lib/random.ts';

const [url = '', tls = '{}'] = process.argv.slice(2);
const channel = createHttpChannel({
  lanes: [{ ...asappLane, retries: 0, tls: JSON.parse(tls) as TlsRules }],
  clock: machineClock,
  random: createRandom(1),
  env: process.env,
  observer: {
    attempted: () => undefined,
    ended: (_message, outcome) => process.stdout.write(`${JSON.stringify(outcome)}\n`),
  },
});
channel.send(makeMessage(1, url), machineClock.monotonicMs());
await channel.drain(new AbortController().signal);
await channel.close();
