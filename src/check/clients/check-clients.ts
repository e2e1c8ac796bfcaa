import type { ClientBench, ClientBenchSettings } from '../../dialects/client-bench.ts';
import type { ClientSuite } from '../../dialects/demand.ts';
import { formatDuration } from '../../lib/duration.ts';
import { InputError, StartError, type Problem } from '../../lib/errors.ts';
import type { Servers } from '../../run/handle.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { ListenOptions } from '../../server/listen-options.ts';
import { lookAtAll } from '../look.ts';
import { makeReport, type CheckReport } from '../report/report.ts';
import type { Selection } from '../select.ts';
import type { CheckSurroundings, StartedCommand } from '../surroundings.ts';
import { openClientBench } from './open-bench.ts';

/** What clients of a vendor are checked with. */
export interface ClientOptions {
  /** Whose users there are, and what happens. */
  readonly scenario: Scenario;
  readonly listen: ListenOptions;
  readonly settings: ClientBenchSettings;
  /** Starts the client, and goes on until it is ended. Absent: somebody else starts it. */
  readonly clientCommand?: string | undefined;
}

/** Whose clients are checked for what. */
interface ClientCheck {
  readonly vendor: string;
  readonly suite: ClientSuite;
  readonly options: Selection & { readonly clients?: ClientOptions | undefined };
  /** What is wrong with the options so far. */
  readonly problems: readonly Problem[];
}

/** Serves the vendor's hub, waits for somebody's client, and holds that against the vendor's demands. */
export async function checkClients(
  { vendor, suite, options, problems }: ClientCheck,
  surroundings: CheckSurroundings,
): Promise<CheckReport> {
  const { clock, env, warn, stop, watcher, note = () => undefined } = surroundings;
  const { clients } = options;
  const scenario = clients && only(vendor, clients.scenario);
  if (clients !== undefined && scenario === undefined) {
    const message = `The scenario has no targets.${vendor}. Name one that has.`;
    throw new InputError([...problems, { path: '--scenario', message }]);
  }
  if (problems.length > 0) throw new InputError(problems);
  if (clients === undefined || scenario === undefined) throw new Error('Nobody said where to serve.');
  const command = new ClientCommand(clients.clientCommand, surroundings);
  const { listen, settings } = clients;
  const { bench, servers, close } = await openClientBench({
    ...{ vendor, scenario, settings, listen, clock, env, warn, stop },
    onNote: note,
    startClient: command.starter(),
  });
  try {
    for (const line of [`Ready at ${servers.origin}.`, ...(servers.lines ?? []).map((one) => `  ${one}`)])
      note(line);
    await waitForAnybody(bench, clients);
    const demands = await lookAtAll(suite.demands, bench, { selection: options, clock, stop, watcher });
    return makeReport({ vendor, target: servers.origin, interrupted: stop.aborted }, demands);
  } finally {
    await command.end();
    await close();
  }
}

/** Throws where nobody comes at all: there is no client to be checked. */
async function waitForAnybody(bench: ClientBench, { settings, clientCommand }: ClientOptions): Promise<void> {
  const came = await bench.client();
  const isSeen = bench.sightings.some(({ what }) => what !== 'was started');
  if (typeof came !== 'string' || isSeen || bench.stop.aborted) return;
  const within = formatDuration(settings.waitMs);
  throw new StartError(
    clientCommand === undefined
      ? `No client came within ${within}. Start yours meanwhile, or have it started with --client-command, or wait longer with --wait.`
      : `No client came within ${within} of its start by --client-command. Have it ask for a token at PHONEY_CHECK_TOKEN, or wait longer with --wait.`,
  );
}

/** The scenario with the target of that vendor alone, and without what goes wrong in it: nothing does unless the check wants it. */
function only(vendor: string, scenario: Scenario): Scenario | undefined {
  const entries = Object.entries(scenario.targets).filter(
    ([name, config]) => name === vendor && config !== undefined,
  );
  if (entries.length === 0) return undefined;
  return { ...scenario, faults: [], expect: [], targets: Object.fromEntries(entries) };
}

/** The command that starts the client, one after the other. */
class ClientCommand {
  readonly #command: string | undefined;
  readonly #surroundings: CheckSurroundings;
  #started: StartedCommand | undefined;

  constructor(command: string | undefined, surroundings: CheckSurroundings) {
    this.#command = command;
    this.#surroundings = surroundings;
  }

  /** `undefined` where somebody else starts the client. */
  starter(): ((servers: Servers) => Promise<void>) | undefined {
    const { start } = this.#surroundings;
    const command = this.#command;
    if (command === undefined || start === undefined) return undefined;
    return async ({ json }) => {
      await this.end();
      this.#started = start(command, variablesOf(json ?? {}));
    };
  }

  async end(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    await started?.end();
  }
}

/** What the servers say of themselves, as variables of an environment: `PHONEY_CHECK_TOKEN` for `token`. */
function variablesOf(facts: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(facts).map(([name, value]): [string, string] => [
    `PHONEY_CHECK_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(texts);
}
