import { guestsOf, hasSubscribers } from '../../dialects/index.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import { planShares, type SharePlan } from '../../run/share/plan.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { ControlFlags } from '../flags/control-flags.ts';
import type { TlsFlags } from '../flags/tls-flags.ts';
import type { SendingFlags } from '../flags/sending-flags.ts';
import type { ShareFlags } from './share-flags.ts';

/** What each share is to play; `undefined` where one process plays all of it. Throws an `InputError` for what does not come out even. */
export function sharesFromFlags({ on, shares, workers, centres = 1 }: ShareFlags): SharePlan[] | undefined {
  if (on !== undefined) {
    if (workers !== undefined) {
      throw new InputError([
        {
          file: '--workers',
          message:
            'Threads are of this process, and with --on other processes play. Leave it out; --shares says how many there are.',
        },
      ]);
    }
    return planShares(shares ?? centres, centres);
  }
  if (shares !== undefined) {
    throw new InputError([
      {
        file: '--shares',
        message:
          'Shares are played by phoney worker, where --on says. Give --on, or --workers for threads of this process.',
      },
    ]);
  }
  const count = workers ?? centres;
  return count === 1 && centres === 1 ? undefined : planShares(count, centres);
}

type Asked = readonly [flag: string, isAsked: boolean, why: string];

/** What may be asked that several shares cannot do. */
type CheckedFlags = ShareFlags & ControlFlags & TlsFlags & Omit<SendingFlags, 'url'>;

/** Throws an `InputError` with every flag that wants something of the one process that plays all of it. */
export function checkShared(scenario: Scenario, flags: CheckedFlags): void {
  const how = flags.on === undefined ? 'leave out --workers and --centres' : 'leave out --on';
  const { controlPort, console, paused, record, jsonLines, waitForClients, waitForReceiver, port } = flags;
  const one = `Leave it out, or ${how}.`;
  const asked: readonly Asked[] = [
    [
      '--control-port',
      controlPort !== undefined || console === true,
      `It steers one run, and here are several. ${one}`,
    ],
    ['--paused', paused === true, `Nobody could resume all shares at one instant. ${one}`],
    [
      '--record',
      record !== undefined,
      `Each share has records of its own, and nobody has all of them. Leave it out: --report has all figures. Or ${how}: one process records the same messages of the same seed, as fast as it can.`,
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
  const problems: Problem[] = [...asked, ...certificates(flags)].flatMap(([file, isAsked, message]) =>
    isAsked ? [{ file, message }] : [],
  );
  const guests = guestsOf(scenario.targets).map(({ source }) => source.written);
  if (flags.on !== undefined && guests.length > 0) {
    problems.push({
      file: '--on',
      message: `Workers elsewhere do not have ${guests.join(', ')}, and no program goes through Redis. Leave out --on; --workers plays it in threads of this machine.`,
    });
  }
  if (hasSubscribers(scenario.targets)) {
    problems.push({
      message: `Clients subscribe to this scenario's targets, and each would hear one share of the messages. Leave out those targets, or ${how}.`,
    });
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** Certificates are read where messages are sent. */
function certificates({ on, cert, key, pfx, ca, passphraseEnv }: CheckedFlags): Asked[] {
  const flags = { '--cert': cert, '--key': key, '--pfx': pfx, '--ca': ca, '--passphrase-env': passphraseEnv };
  return Object.entries(flags).map(([flag, value]) => [
    flag,
    on !== undefined && value !== undefined,
    'Each worker reads certificates of its own, and nothing of them goes through Redis. Give it to phoney worker.',
  ]);
}

/** How it is divided, for people: `in 4 threads`, `of 2 centres in 4 threads`. */
export function describeShares({ length, 0: first }: readonly SharePlan[], { on }: ShareFlags): string {
  const centres = first?.centres ?? 1;
  const place = on === undefined ? 'thread' : 'share';
  return `${centres === 1 ? '' : `of ${centres} centres `}in ${length} ${place}${length === 1 ? '' : 's'}`;
}
