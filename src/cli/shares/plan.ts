import { hasSubscribers } from '../../dialects/index.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import { planShares, type SharePlan } from '../../run/share/plan.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { ControlFlags } from '../flags/control-flags.ts';
import type { SendingFlags } from '../flags/sending-flags.ts';
import type { ShareFlags } from './share-flags.ts';

/** What each share is to play; `undefined` where one process plays all of it. Throws an `InputError` for what does not come out even. */
export function sharesFromFlags({ workers, centres = 1 }: ShareFlags): SharePlan[] | undefined {
  const count = workers ?? centres;
  return count === 1 && centres === 1 ? undefined : planShares(count, centres);
}

/** Throws an `InputError` with every flag that wants something of the one process that plays all of it. */
export function checkShared(
  scenario: Scenario,
  flags: ControlFlags & Omit<SendingFlags, 'url'>,
  how: string,
): void {
  const { controlPort, console, paused, record, jsonLines, waitForClients, waitForReceiver, port } = flags;
  const one = `Leave it out, or ${how}.`;
  const asked: readonly (readonly [flag: string, isAsked: boolean, why: string])[] = [
    [
      '--control-port',
      controlPort !== undefined || console === true,
      `It steers one run, and here are several. ${one}`,
    ],
    ['--paused', paused === true, `Nobody could resume all shares at one instant. ${one}`],
    [
      '--record',
      record !== undefined,
      `Each share has records of its own, and nobody has all of them. ${one} --report has all figures in any case.`,
    ],
    [
      '--json-lines',
      jsonLines === true,
      `Each share has records of its own, and nobody has all of them. Use --json, or ${how}.`,
    ],
    [
      '--wait-for-clients',
      waitForClients !== undefined,
      `Each client would hear one share of the messages. ${one}`,
    ],
    [
      '--wait-for-receiver',
      waitForReceiver !== undefined,
      `All shares begin at one instant. Wait before it: phoney trigger --wait-for-receiver does.`,
    ],
    ['--port', port !== 0, `Each share has a server of its own, and a port is one server's. ${one}`],
  ];
  const problems: Problem[] = asked.flatMap(([file, isAsked, message]) =>
    isAsked ? [{ file, message }] : [],
  );
  if (hasSubscribers(scenario.targets)) {
    problems.push({
      message: `Clients subscribe to this scenario's targets, and each would hear one share of the messages. Leave out those targets, or ${how}.`,
    });
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** How it is divided, for people: `in 4 threads`, `2 centres in 4 threads`. */
export function describeShares(plans: readonly SharePlan[], places = 'threads'): string {
  const centres = plans[0]?.centres ?? 1;
  return `${centres === 1 ? '' : `of ${centres} centres `}in ${plans.length} ${plans.length === 1 ? places.replace(/s$/, '') : places}`;
}
