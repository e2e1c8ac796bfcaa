import { Agent } from 'node:http';
import type { VendorName } from '../../dialects/index.ts';
import type { Probe } from '../../channels/message.ts';
import type { Clock } from '../../lib/clock.ts';
import type { RunCommandInput } from '../../run/command.ts';
import type { Run } from '../../run/handle.ts';
import { startRun } from '../../run/run.ts';
import type { Scenario } from '../../scenario/index.ts';
import {
  passedHeaders,
  requestBytes,
  type RawRequest,
  type RawResponse,
} from '../../server/request-bytes.ts';
import type { PlannedStep, StatePlan } from '../states/plan-states.ts';
import type { FixtureClient, VendorAccess } from '../vendors/fixture.ts';
import { fixtures } from '../vendors/index.ts';
import { createFixture } from './fixture.ts';
import { OutputLog, type SentMessage } from './output-log.ts';
import type { Frame } from './recording-protocol.ts';
import { isServed } from './served-paths.ts';

/** What a run for contracts is made of. */
export interface ProviderRunParts {
  readonly scenario: Scenario;
  /** Those who are told. */
  readonly vendors: readonly VendorName[];
  /** What the provider states ask for. */
  readonly plan: StatePlan;
  /** In which form messages leave. */
  readonly form: 'json' | 'url-encoded';
  /** Where messages are addressed to. */
  readonly receiverOrigin: string;
  readonly clock: Clock;
  /** True: there is a server that can be called; otherwise nothing is sent, and what would be is kept. */
  readonly served: boolean;
  /** True: a client of the hub listens. */
  readonly withHub: boolean;
  /** Only messages of these types are kept; absent: all. */
  readonly eventTypes: ReadonlySet<string> | undefined;
}

/** What came of the day: from the provider states on, where there are some. */
export interface Output {
  /** The messages for receivers. */
  readonly messages: readonly SentMessage[];
  /** What the client of the hub received. */
  readonly frames: readonly Frame[];
}

/** When provider states take effect: so long after the scenario's start. */
const statesAfterMs = 5 * 60_000;
/** How long a day goes on after the last state: at least, and until no contact goes on, at most. */
const aftermathMs = { least: 5 * 60_000, most: 60 * 60_000, step: 60_000 };
/** What the state before has begun may have to get on first: how long a state is tried, and how often. */
const patienceMs = { most: 60_000, step: 1000 };
/** For an answer of our own server. */
const timeoutMs = 5000;

/** One centre on one day, with the provider states of one interaction set up. */
export class ProviderRun {
  readonly #parts: ProviderRunParts;
  readonly #run: Run;
  readonly #log: OutputLog;
  readonly #access: readonly VendorAccess[];
  readonly #agent = new Agent({ keepAlive: true });
  /** What the clients' states told. */
  #told: Readonly<Record<string, unknown>> = {};
  #client: FixtureClient | undefined;
  #sinceMs = -Infinity;
  #output: Promise<Output> | undefined;

  private constructor(parts: ProviderRunParts, run: Run, log: OutputLog, access: readonly VendorAccess[]) {
    this.#parts = parts;
    this.#run = run;
    this.#log = log;
    this.#access = access;
  }

  /** Starts a run and sets up its states. Throws an error that tells why one could not be. */
  static async start(parts: ProviderRunParts): Promise<ProviderRun> {
    const { plan, clock, served, eventTypes } = parts;
    const scenario = plan.steps.length === 0 ? parts.scenario : quieten(parts.scenario);
    const fixture = createFixture(scenario, { ...parts, facts: plan.facts });
    const log = new OutputLog(eventTypes);
    const run = await startRun(
      { ...scenario, targets: fixture.targets, pace: { kind: 'max' } },
      {
        clock,
        paused: true,
        stayOpen: served || plan.steps.length > 0,
        sinks: [log.add],
        probe: validationBy(plan.facts.isInvalid === true),
        ...(!served && { instead: { send: () => undefined } }),
      },
    );
    const access = run.servers === undefined ? [] : fixture.access(run.servers);
    const providerRun = new ProviderRun(parts, run, log, access);
    try {
      await providerRun.#setUp();
      return providerRun;
    } catch (error) {
      await providerRun.close();
      throw error;
    }
  }

  /** Ids and names, for contracts whose generators ask for them. */
  get values(): Readonly<Record<string, unknown>> {
    const values = this.#access.map((access) => access.values);
    return Object.assign({}, ...values, this.#told) as Record<string, unknown>;
  }

  /** Plays the day to its end, once. */
  output(): Promise<Output> {
    this.#output ??= this.#play();
    return this.#output;
  }

  /** Asks the hub over a connection of its own, to the letter, and returns the frame of the answer. */
  async ask(question: Frame): Promise<Frame> {
    const client = await this.#connect();
    if (client === undefined) throw new Error('The vendor has no hub that can be asked.');
    try {
      await client.subscribe(this.#parts.plan.facts.subscribed ?? []);
      return await client.ask(question);
    } finally {
      await client.close();
    }
  }

  /** Hands a request to phoney's own server, as it is but for credentials. Throws an error when nobody is served there. */
  async forward(asked: RawRequest, status: number | undefined): Promise<RawResponse> {
    const { path: askedPath } = asked;
    if (!isServed(this.#run.dialects, askedPath)) {
      const whose = this.#parts.vendors.join(', ');
      throw new Error(
        `Nothing is served at ${askedPath} by ${whose}, so that no answer from there is the vendor's.`,
      );
    }
    let signed: RawRequest = { ...asked, headers: passedHeaders(asked.headers) };
    for (const access of this.#access) signed = access.signIn(signed, status);
    const { method, path, headers, body } = signed;
    return requestBytes({
      url: new URL(path, this.#run.servers?.origin),
      method,
      headers,
      body,
      agent: this.#agent,
      timeoutMs,
    });
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.#client?.close();
    this.#run.cutOff();
    await this.#run.result;
  }

  async #setUp(): Promise<void> {
    const { plan, withHub, eventTypes } = this.#parts;
    for (const access of this.#access) this.#told = { ...this.#told, ...(await access.setUp?.()) };
    if (withHub) {
      this.#client = await this.#connect();
      await this.#client?.subscribeToAll(eventTypes && [...eventTypes]);
    }
    if (plan.steps.length === 0) return;
    await this.#run.advance(statesAfterMs);
    this.#sinceMs = this.#run.clock.simulatedMs;
    for (const [i, step] of plan.steps.entries()) await this.#take(step, i > 0);
  }

  async #take({ state, afterMs, command }: PlannedStep, isPatient: boolean): Promise<void> {
    await this.#run.advance(afterMs);
    let reason = await this.#carryOut(state, command);
    let leftMs = isPatient ? patienceMs.most : 0;
    while (reason !== null && leftMs > 0) {
      await this.#run.advance(patienceMs.step);
      leftMs -= patienceMs.step;
      reason = await this.#carryOut(state, command);
    }
    if (reason !== null) throw new Error(explainFailure(state, `${command.do}: ${reason}`));
  }

  /** Why the centre refused; `null` when it did not. */
  async #carryOut(state: string, command: RunCommandInput): Promise<string | null> {
    try {
      return (await this.#run.command(command)).reason;
    } catch (error) {
      throw new Error(explainFailure(state, `${command.do}: ${(error as Error).message}`), { cause: error });
    }
  }

  async #connect(): Promise<FixtureClient | undefined> {
    const access = this.#access.find(({ connect }) => connect !== undefined);
    return access?.connect?.();
  }

  async #play(): Promise<Output> {
    const { plan, served } = this.#parts;
    const run = this.#run;
    if (plan.steps.length > 0) await this.#playAftermath();
    else if (served) await run.advance(run.scenario.endMs - run.scenario.startMs);
    else {
      run.resume();
      await run.result;
    }
    const frames = (await this.#client?.pushed()) ?? [];
    return { messages: this.#log.messagesSince(this.#sinceMs), frames: this.#sinceStates(frames) };
  }

  async #playAftermath(): Promise<void> {
    const { least, most, step } = aftermathMs;
    await this.#run.advance(least);
    for (let ms = least; ms < most && this.#log.openContacts > 0; ms += step) await this.#run.advance(step);
  }

  #sinceStates(frames: readonly Frame[]): readonly Frame[] {
    const forms = this.#parts.vendors.flatMap((vendor) => fixtures[vendor]?.hub ?? []);
    return frames.filter((frame) => forms.every(({ timeOf }) => !(timeOf(frame) < this.#sinceMs)));
  }
}

/** Every receiver passes its validation, or none does: nobody outside is ever asked. */
function validationBy(isInvalid: boolean): Probe {
  return ({ headers }) =>
    Promise.resolve(
      isInvalid
        ? { status: null, headers: {}, error: 'nothing is sent' }
        : {
            status: 200,
            headers: { 'validation-token': headers['validation-token'] ?? '' },
            error: null,
          },
    );
}

/** The day without what happens by itself: whatever is sent after the provider states is there because of them. */
function quieten(scenario: Scenario): Scenario {
  const untilMs = scenario.startMs + statesAfterMs;
  return { ...scenario, traffic: [], commands: scenario.commands.filter(({ atMs }) => atMs < untilMs) };
}

function explainFailure(state: string, why: string): string {
  return `The provider state "${state}" could not be set up: ${why}`;
}
