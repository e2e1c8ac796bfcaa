/**
 * What one core does to say events to many subscribers: rendering, splicing bodies and the books, without sockets. Each
 * event of an agent goes to all subscribers.
 * Run: node bench/enreach-fan-out.ts [subscribers] [seconds]
 */
import type { CentreEvent } from '../src/centre/model/event.ts';
import { machineClock } from '../src/lib/clock.ts';
import { enreachConfig } from '../src/dialects/enreach/config.ts';
import { createEnreach } from '../src/dialects/enreach/index.ts';
import { Recorder } from '../src/record/recorder.ts';
import { SummaryFold } from '../src/record/summary.ts';
import { alice, createSmallCentre } from '../test/enreach/small-centre.ts';

const subscribers = Number(process.argv[2] ?? 1000);
const seconds = Number(process.argv[3] ?? 3);
const { view } = createSmallCentre();
const dialect = createEnreach(enreachConfig.parse({ hub: { max_subscriptions: 1 } }), {
  seed: 1,
  host: { env: {}, readFile: () => '' },
});
dialect.render({ type: 'day.began', at: view.now }, view);
const { hub } = dialect.inbound;
const EntityId = dialect.directory.userId(alice);
const subscribe = hub.methods.find(({ name }) => name === 'Subscribe');
for (let i = 0; i < subscribers; i++) {
  subscribe?.run({ id: `client-${i}`, user: { id: EntityId }, protocol: 'json' }, [
    { EntityId, EventName: 'UserStatus' },
  ]);
}
const recorder = new Recorder([new SummaryFold().add]);
const agent = view.agent(alice) as { heldCount: number };

/** One change of alice's status, to everybody. */
function sayOnce(at: number): number {
  agent.heldCount = 1 - agent.heldCount;
  const event: CentreEvent = { type: 'agent.identity-changed', at, agentId: alice };
  const messages = dialect
    .render(event, view)
    .map((draft) => recorder.rendered({ ...draft, at, vendor: dialect.vendor }));
  for (const message of messages) {
    recorder.ended(message, {
      messageSeq: message.seq,
      eventId: message.eventId,
      outcome: 'delivered',
      reason: null,
    });
  }
  return messages.length;
}

let at = view.now;
for (let warmUp = 0; warmUp < 50; warmUp++) sayOnce((at += 1000));
const startMs = machineClock.monotonicMs();
const startCpu = process.cpuUsage();
let [messages, elapsedMs] = [0, 0];
while (elapsedMs < seconds * 1000) {
  messages += sayOnce((at += 1000));
  elapsedMs = machineClock.monotonicMs() - startMs;
}
const { user, system } = process.cpuUsage(startCpu);
const cpuSeconds = (user + system) / 1e6;
process.stdout.write(
  `${Math.round((messages * 1000) / elapsedMs)} messages/s to ${subscribers} subscribers, ${((cpuSeconds * 1e5) / messages).toFixed(3)} CPU-s per 100,000\n`,
);
