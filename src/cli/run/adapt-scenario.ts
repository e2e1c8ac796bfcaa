import { hasSubscribers, redirectable, redirectTargets, secureTargets } from '../../dialects/index.ts';
import { explainReceiverUrl } from '../../lib/address/receiver-url.ts';
import { InputError, suggestNames, type Problem } from '../../lib/errors.ts';
import type { Scenario } from '../../scenario/index.ts';
import { withRateFlags, type RateFlags } from '../flags/rate-flags.ts';
import type { TlsFlags } from '../flags/tls-flags.ts';

/** What the command line may change in a scenario. */
export interface ScenarioFlags extends TlsFlags, RateFlags {
  readonly speed?: number;
  readonly rate?: number;
  readonly seed?: number;
  readonly duration?: number;
  readonly url: readonly string[];
  readonly waitForClients?: number;
}

/** The scenario under the name that the command line has for it, which is not always a file. */
export function namedAsGiven(scenario: Scenario, given: string): Scenario {
  return given === '-' ? scenario : { ...scenario, file: given };
}

/** A day that goes on until real time ends the run. */
export const endlessMs = 10 * 365 * 86_400_000;

/**
 * The scenario as the flags want it. With `rate`, `duration` is real time and the simulated days go on. Throws an
 * `InputError` with everything that is wrong with the flags.
 */
export function adaptScenario(scenario: Scenario, flags: ScenarioFlags): Scenario {
  if (flags.speed !== undefined && flags.rate !== undefined) {
    throw new InputError('--speed and --rate exclude each other. Keep one of them.');
  }
  if (flags.waitForClients !== undefined && !hasSubscribers(scenario.targets)) {
    throw new InputError(
      '--wait-for-clients waits for clients of a hub or subscriptions over REST, and this scenario has neither: it would never begin. Leave it out, or give the scenario a target that somebody subscribes to.',
    );
  }
  const { startMs } = scenario;
  return {
    ...scenario,
    targets: secureTargets(redirect(scenario.targets, flags.url), flags),
    seed: flags.seed ?? scenario.seed,
    endMs: endOf(scenario, flags, startMs),
    pace: withRateFlags(paceOf(scenario, flags), flags),
  };
}

/** Real ms after which a run with these flags ends; `Infinity` when its simulated time decides. */
export function stopAfterMs({ pace }: Scenario, { duration }: ScenarioFlags): number {
  return pace.kind === 'rate' && duration !== undefined ? duration : Infinity;
}

function endOf(scenario: Scenario, flags: ScenarioFlags, startMs: number): number {
  if (flags.duration === undefined) return scenario.endMs;
  return startMs + (paceOf(scenario, flags).kind === 'rate' ? endlessMs : flags.duration);
}

function paceOf({ pace }: Scenario, { speed, rate }: ScenarioFlags): Scenario['pace'] {
  if (speed !== undefined) return { kind: 'speed', speed };
  const own = pace.kind === 'rate' ? pace : undefined;
  if (rate !== undefined) return { ...own, kind: 'rate', stages: [{ ratePerSec: rate, forMs: Infinity }] };
  return pace;
}

function redirect(targets: Scenario['targets'], urls: readonly string[]): Scenario['targets'] {
  if (urls.length === 0) return targets;
  const feeds = redirectable(targets);
  const problems: Problem[] = [];
  const byName = new Map<string, string>();
  for (const flag of urls) {
    const [, name = '*', url = flag] = /^([a-z]+(?:\.[\w-]+)?)=(.*)$/.exec(flag) ?? [];
    const problem = checkUrl(name, url, feeds);
    if (problem !== undefined) problems.push({ ...problem, file: '--url' });
    byName.set(name, url);
  }
  if (problems.length > 0) throw new InputError(problems);
  return redirectTargets(targets, (name) => byName.get(name) ?? byName.get('*'));
}

function checkUrl(name: string, url: string, feeds: readonly string[]): Problem | undefined {
  if (name === '*' && feeds.length === 0) return { message: nowhere };
  if (name !== '*' && !feeds.includes(name)) return unknownFeed(name, feeds);
  const message = explainReceiverUrl(url);
  return message === undefined ? undefined : { message };
}

const nowhere =
  'The scenario has no targets that are sent to, so that nothing would be sent there. Give it one, such as targets.asapp.';

function unknownFeed(name: string, names: readonly string[]): Problem {
  const [near] = suggestNames(name, names);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  const known = names.length === 0 ? 'The scenario has no targets.' : `The feeds are ${names.join(', ')}.`;
  return { message: `The scenario sends nothing to "${name}".${hint} ${known}` };
}
