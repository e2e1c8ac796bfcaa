import { loadScenario } from '../scenario/index.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import { contractsScenario } from './folder.ts';
import { findPacts } from './pact/find-pacts.ts';
import type { Pact } from './pact/pact.ts';
import { readMapFile, type WordMap } from './map-file.ts';
import { selectOwn, type OwnPacts } from './providers.ts';
import type { ContractReport } from './report/report.ts';
import { selectInteractions } from './select.ts';
import { Simulator } from './provider/simulator.ts';
import { verify } from './verify.ts';
import type { Surroundings } from './verify-receiver.ts';

/** How `phoney contracts verify-simulator` was called. */
export interface VerifySimulatorOptions {
  /** Files and folders. */
  readonly pacts: readonly string[];
  /** Only pacts of exactly this provider; default: of all that have a vendor's name. */
  readonly provider?: string;
  /** The scenario that is played; default: the one made for contracts. */
  readonly scenario?: string;
  /** What the team's own words mean. */
  readonly map?: string;
  readonly filter?: RegExp;
  /** For everything together. */
  readonly timeoutMs?: number;
}

const noWords: WordMap = { events: new Map(), states: new Map(), sometimes: new Map() };
const concurrency = 4;
/** For the message of one interaction: a day of the scenario may have to be played first. */
const requestTimeoutMs = 60_000;
const defaultTimeoutMs = 300_000;

/**
 * Verifies that phoney satisfies a team's own pacts. Throws an `InputError` with everything that is wrong with the options or the
 * files, also when there is nothing to verify, and a `StartError` when the engine is missing or is not done in time.
 */
export async function verifySimulator(
  options: VerifySimulatorOptions,
  surroundings: Surroundings,
): Promise<ContractReport> {
  const found = findPacts(options.pacts);
  if (found.problems.length > 0) throw new InputError(found.problems);
  return verifyPacts(found.pacts, options, surroundings);
}

/** The same for pacts that have been read already, from a broker say. */
export async function verifyPacts(
  all: readonly Pact[],
  { provider, scenario, map, filter, timeoutMs = defaultTimeoutMs }: Omit<VerifySimulatorOptions, 'pacts'>,
  { clock, env, stop }: Surroundings,
): Promise<ContractReport> {
  const own = selectOwn(all, provider);
  const pacts = selectInteractions(own.pacts, filter);
  if (pacts.length === 0) throw new InputError([explainNothing(all, own, { provider, filter })]);
  const words: WordMap = map === undefined ? noWords : readMapFile(map);
  const simulator = new Simulator({
    scenario: loadScenario(scenario ?? contractsScenario),
    ...words,
    clock,
  });
  try {
    return await verify({
      command: 'verify-simulator',
      pacts,
      skipped: own.skipped,
      provider: simulator,
      clock,
      env,
      stop,
      concurrency,
      requestTimeoutMs,
      timeoutMs,
    });
  } finally {
    await simulator.close();
  }
}

function explainNothing(
  all: readonly Pact[],
  { pacts, skipped }: OwnPacts,
  { provider, filter }: { readonly provider: string | undefined; readonly filter: RegExp | undefined },
): Problem {
  const nothing = 'There is nothing to verify:';
  if (all.length === 0)
    return { message: `${nothing} no pact was found. Give the folder that your consumer tests write to.` };
  if (pacts.some(({ interactions }) => interactions.length > 0)) {
    return { message: `${nothing} no description matches ${String(filter)}.` };
  }
  if (pacts.length > 0)
    return {
      message: `${nothing} the pacts have no interactions. Write them anew with the tests that make them.`,
    };
  const names = [...new Set(skipped.map((pact) => `"${pact.provider}"`))].join(', ');
  return {
    path: '--provider',
    message:
      provider === undefined
        ? `${nothing} the pacts found are for ${names}, and none of these is a vendor's name. Say which is phoney's to satisfy with --provider.`
        : `${nothing} no pact names the provider "${provider}". Those found name ${names}.`,
  };
}
