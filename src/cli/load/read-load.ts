import type { Command } from 'commander';
import { needsServer } from '../../dialects/index.ts';
import { InputError } from '../../lib/errors.ts';
import type { SharePlan } from '../../run/share/plan.ts';
import type { Scenario } from '../../scenario/index.ts';
import { typedFlags } from '../flags/needs.ts';
import { together } from '../flags/together.ts';
import { readWishes, type Beside } from '../report/report-flags.ts';
import { useFoundCertificates } from '../run/find-certificates.ts';
import { checkShared, sharesFromFlags } from '../shares/plan.ts';
import { checkNoCapacityFlags } from './capacity/capacity-flags.ts';
import { checkLoadFlags } from './check-flags.ts';
import type { LoadFlags } from './flags.ts';
import { crowdFromFlags, withHub } from './hub/hub-flags.ts';
import type { CrowdPlan } from './hub/words.ts';
import { planFromFlags, type PlannedLoad } from './plan.ts';

/** The flags, and which files they are about. */
export type ToldLoadFlags = LoadFlags & Pick<Beside, 'reads'>;

/** A load as the command line has it. */
export interface ReadLoad extends PlannedLoad {
  /** The clients of a hub to which it is played; `undefined`: to whoever is there. */
  readonly crowd: CrowdPlan | undefined;
  /** The shares that it is played in; `undefined`: one process plays all of it. */
  readonly plans: readonly SharePlan[] | undefined;
  readonly told: ToldLoadFlags;
}

/** Reads what is to be played, and how. Throws an `InputError` with everything that is wrong; `say` is told which certificates were found. */
export function readLoad(
  file: string | undefined,
  flags: LoadFlags,
  command: Command,
  say: (line: string) => void,
): ReadLoad {
  const told = { ...flags, ...(file !== undefined && { reads: [file] }) };
  const [, , crowd, { scenario, plan }, plans] = together(
    () => checkLoadFlags(file, command),
    () => checkNoCapacityFlags(flags),
    () => crowdFromFlags(flags),
    () => planFromFlags(file, withHub(file, flags)),
    () => sharesFromFlags(flags),
    () => readWishes(flags, told),
  );
  together(
    () => checkPort(scenario, typedFlags(command)),
    () => plans && checkShared(scenario, flags),
  );
  // Shares on other machines have certificates of their own.
  const secured = flags.on === undefined ? useFoundCertificates(scenario, say) : scenario;
  return { scenario: secured, plan, crowd, plans, told };
}

/** Where nothing of a scenario listens, a port would be nobody's. */
function checkPort({ targets }: Scenario, typed: readonly string[]): void {
  if (!typed.includes('--port') || needsServer(targets)) return;
  throw new InputError([
    { file: '--port', message: 'No target of it is a server, so that nothing listens. Leave it out.' },
  ]);
}
