import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { tapped } from '../../../dialects/index.ts';
import type { Clock } from '../../../lib/clock.ts';
import { InputError, StartError, type Problem } from '../../../lib/errors.ts';
import { countOf } from '../../../record/report/wording.ts';
import { nothingLost } from '../../../record/verdict.ts';
import type { Run } from '../../../run/handle.ts';
import type { Scenario } from '../../../scenario/index.ts';
import { openControlFor } from '../../flags/control-flags.ts';
import type { Output } from '../../output.ts';
import { playAndReport, type SeenByOthers } from '../../run/play-and-report.ts';
import type { ToldLoadFlags } from '../read-load.ts';
import { Crowd } from './crowd.ts';
import { formatConnecting, seenByCrowd } from './crowd-report.ts';
import type { CrowdPlan } from './words.ts';

/** What {@link playToCrowd} takes besides the scenario. */
export interface ToCrowdParts {
  readonly plan: CrowdPlan;
  /** Real ms that the run takes. */
  readonly forMs: number;
  readonly flags: ToldLoadFlags;
  readonly output: Output;
  readonly clock: Clock;
}

/**
 * Plays a scenario to clients of its hub, which connect before the first message, and says how the command ends: when a client did
 * not get in, or a message was missed or came twice, as a run that failed does.
 */
export async function playToCrowd(scenario: Scenario, parts: ToCrowdParts): Promise<number> {
  const { plan, forMs, flags, output, clock } = parts;
  const password = randomBytes(18).toString('base64url');
  const admitting = mayDrop(await admitEverybody(scenario, password, flags.vendor), plan);
  const control = await openControlFor(flags, output);
  let crowd: Crowd | undefined;
  const onOpen = async (run: Run): Promise<void> => {
    crowd = new Crowd({ plan, password, clock, cores: availableParallelism(), ...accessTo(run) });
    run.follow(crowd.note);
    output.note(`Connecting ${countOf(plan.clients, 'client')}.`);
    await crowd.settled(run.stopSignal);
    output.note(formatConnecting(crowd.figures()));
    crowd.begin();
  };
  const onOver = async (): Promise<SeenByOthers> => {
    await crowd?.end();
    return seenByCrowd(crowd?.figures(), output.paint);
  };
  try {
    return await playAndReport(
      admitting,
      { ...flags, command: 'load', stopAfterMs: forMs, isBrief: true },
      output,
      clock,
      {
        listen: { port: flags.port },
        paused: flags.paused === true,
        onOpen,
        onOver,
        ...(control !== undefined && { control, keep: flags.keep }),
      },
    );
  } finally {
    crowd?.kill();
    await control?.close();
  }
}

/**
 * The same scenario. Where clients drop their connections on purpose and it expects nothing of its own, what was on its way to one of
 * them may be cut off.
 */
function mayDrop(scenario: Scenario, { reconnectEveryMs }: CrowdPlan): Scenario {
  if (reconnectEveryMs === undefined || scenario.expect.length > 0) return scenario;
  return { ...scenario, expect: [nothingLost(scenario.limits)] };
}

/** The same scenario, in which every user has that password. Throws an `InputError` where there is no hub. */
async function admitEverybody(
  scenario: Scenario,
  password: string,
  vendor: string | undefined,
): Promise<Scenario> {
  const { name, admitAll } = await tapped();
  const targets: Readonly<Record<string, unknown>> = { ...scenario.targets };
  const settings = targets[name];
  if (settings === undefined) throw new InputError([noHub(vendor)]);
  return { ...scenario, targets: { ...scenario.targets, [name]: admitAll(settings, password) } };
}

function noHub(vendor: string | undefined): Problem {
  return vendor === undefined
    ? {
        path: 'targets',
        message: 'There is no hub for clients to come to. Add targets.enreach, or leave out --hub.',
      }
    : {
        file: '--vendor',
        message: `${vendor} has no hub for clients to come to. Leave --vendor out, as --hub alone is of enreach, or leave out --hub.`,
      };
}

/** Where clients get their tokens, and who they are. */
function accessTo({ servers, centre }: Run): {
  readonly tokenUrl: string;
  readonly users: readonly string[];
} {
  const tokenUrl = servers?.json?.['token'];
  const users = centre.agents.map(({ username }) => username);
  if (typeof tokenUrl !== 'string' || users.length === 0)
    throw new StartError('The run has no hub that clients could sign in to. Give its centre agents.');
  return { tokenUrl, users };
}
