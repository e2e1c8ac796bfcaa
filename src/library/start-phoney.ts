import { parseDuration } from '../lib/duration.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import type { Run } from '../run/handle.ts';
import { identifyAgents, identifyQueues } from '../run/identities.ts';
import { startRun } from '../run/run.ts';
import { sendSample } from '../run/send-sample.ts';
import { describeDelivery, messageOf, type Delivery } from './delivery.ts';
import { checkFilter, isMeant, seqOf, type DeliveryFilter } from './filter.ts';
import { hubOf } from './hub.ts';
import { readOptions, type StartPhoneyOptions } from './options.ts';
import type { Phoney } from './phoney.ts';
import { untilDelivery } from './wait/until-delivery.ts';
import { untilEnded } from './until-ended.ts';
import { untilRecord } from './wait/until-record.ts';
import { VirtualTime } from './virtual-time.ts';

/**
 * Starts a phoney centre and holds it. Throws an `InputError` with everything that is wrong with the options and the
 * scenario, and a `StartError` when a server cannot be opened.
 */
export async function startPhoney(options: StartPhoneyOptions): Promise<Phoney> {
  const warnings: Problem[] = [];
  const warn = (problem: Problem): void => {
    warnings.push(problem);
    options.onWarning?.(problem);
  };
  const { scenario, isVirtual, ...rest } = readOptions(options, warn);
  const run = await startRun(scenario, { ...rest, warn, paused: isVirtual });
  return hold(run, isVirtual ? new VirtualTime(run) : undefined, warnings);
}

function hold(run: Run, virtual: VirtualTime | undefined, warnings: readonly Problem[]): Phoney {
  let sampled = 0;
  const phoney: Phoney = {
    scenario: run.scenario,
    seed: run.scenario.seed,
    clock: run.clock,
    result: run.result,
    warnings,
    get state() {
      return run.state;
    },
    get url() {
      return run.servers?.origin;
    },
    get missing() {
      return run.kept?.deliveries.missing ?? 0;
    },
    async command(command) {
      refuseWhenOver(run, 'carry out a command');
      return run.command(command);
    },
    async advance(by) {
      refuseWhenOver(run, 'play on');
      const byMs = readLength(by);
      await (virtual ?? run).advance(byMs);
      // What broke the run on the way is told by its result.
      if (run.state === 'over') await run.result;
    },
    pause: () => run.pause(),
    resume: () => run.resume(),
    setSpeed(speed) {
      if (!(speed > 0)) throw new InputError(`${speed} is not a speed. Give a number above 0, such as 60.`);
      run.setPace({ kind: 'speed', speed });
    },
    deliveries: (filter = {}) => findDeliveries(run, filter),
    until: (wanted, options = {}) => untilDelivery(run, virtual, wanted, options),
    untilRecord: (wanted, options = {}) => untilRecord(run, virtual, wanted, options),
    follow: (sink, options) => run.follow(sink, options),
    agents: () => identifyAgents(run),
    queues: () => identifyQueues(run),
    async trigger(vendor, eventType, overrides = {}) {
      refuseWhenOver(run, `send ${eventType}`);
      const order = { vendor, eventType, overrides, ordinal: ++sampled };
      return untilEnded(run, async () => (await sendSample(run, order)).message);
    },
    async redeliver(delivery) {
      refuseWhenOver(run, `deliver ${delivery.eventType} again`);
      const message = messageOf(delivery);
      if (message === undefined) {
        throw new InputError('This is no delivery of phoney. Give one of deliveries() or until().');
      }
      return untilEnded(run, () => run.sendAgain(message));
    },
    hub: (vendor) => hubOf(run, vendor),
    summary: () => run.summary(),
    playToEnd() {
      if (virtual !== undefined) run.setPace({ kind: 'max' });
      run.finish();
      run.resume();
      return run.result;
    },
    stop() {
      run.stop();
      return run.result;
    },
    async [Symbol.asyncDispose]() {
      run.cutOff();
      await run.result;
    },
  };
  return phoney;
}

function findDeliveries(run: Run, filter: DeliveryFilter): Delivery[] {
  checkFilter(filter);
  const { vendor, feed, eventType, contactId, since } = filter;
  const logged = run.kept?.deliveries.find({
    ...(vendor !== undefined && { vendor }),
    ...(feed !== undefined && { feed }),
    ...(eventType !== undefined && { eventType }),
    ...(contactId !== undefined && { contactId }),
    since: seqOf(since),
  });
  return (logged ?? []).map(describeDelivery).filter((delivery) => isMeant(delivery, filter));
}

function refuseWhenOver({ state }: Run, what: string): void {
  if (state !== 'over' && state !== 'draining') return;
  throw new InputError(`The run is ${state}: it cannot ${what}. Do it before it is stopped.`);
}

function readLength(by: string | number): number {
  const ms = typeof by === 'number' ? by : parseDuration(by);
  if (ms !== undefined && ms >= 0 && Number.isFinite(ms)) return ms;
  throw new InputError(`"${by}" is not a duration. Write a number of ms, or a text such as 90s or 10m.`);
}
