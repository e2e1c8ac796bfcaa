import type { Random, Uniform } from '../lib/random.ts';
import { goesOnAt, isItsTurn, spanOn, type Going } from './going.ts';
import type { HubFaultKind, HubMoment, HubTouch, HubTransport } from './hub/hub-fault.ts';
import type { ScheduledFault } from './scheduled.ts';

/** What came by at a hub that a fault may touch. */
export interface HubVisit {
  readonly vendor: string;
  readonly moment: HubMoment;
  /** The manieth of its kind at this hub, from 1. */
  readonly ordinal: number;
  /** Who is connected or wants to be, by the name that the scenario knows. Absent: the hub itself is meant. */
  readonly client?: string | undefined;
  readonly transport?: HubTransport | undefined;
  /** The connection that it is about; absent before a client's handshake. */
  readonly connection?: VisitingConnection | undefined;
  /** Of a route, as it is written and as it was asked for. */
  readonly paths?: readonly string[] | undefined;
  /** What a request to a route asks for, with the query. */
  readonly asksFor?: string | undefined;
  /** Whether that route gives tokens. */
  readonly givesTokens?: boolean | undefined;
}

/** A connection as `where` may name it. */
export interface VisitingConnection {
  readonly id: string;
  /** The manieth of its client that got as far as its handshake, from 1. */
  readonly ordinal: number;
}

/** What a fault does to a visit. */
export interface HubTouched {
  readonly fault: string;
  readonly kind: string;
  readonly touch: HubTouch;
  /** The first instant at which the fault is over; `Infinity` while nobody knows. */
  readonly endsAt: () => number;
}

interface HubGoing extends Going {
  readonly kind: HubFaultKind;
  readonly act: (uniform: Uniform) => HubTouch;
  /** What was decided of what was asked for, where that stays. The oldest first. */
  readonly decided: Map<string, HubTouch | undefined> | undefined;
  hasBegun: boolean;
}

/** Of so much that was asked for a fault knows what it did. */
const mostDecided = 100_000;

/**
 * The faults at the hubs of a run. Each decides by the seed, its name and the ordinal of what it touches: adding one moves no
 * other's decisions.
 */
export class HubFaults {
  readonly #random: Random;
  #going: HubGoing[] = [];
  #laterMs = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** From its time on it goes on. Answers what has been added, for its end to be set. */
  start(fault: ScheduledFault, kind: HubFaultKind): Going {
    // The schema of this very kind has read its arguments.
    const act = kind.begin(fault.input as never);
    const { stays } = fault.input as { readonly stays?: boolean };
    const going = {
      fault,
      kind,
      act,
      decided: stays === true ? new Map<string, HubTouch | undefined>() : undefined,
      matched: 0,
      touched: 0,
      stoppedAtMs: Infinity,
      hasBegun: false,
    };
    this.#going.push(going);
    return going;
  }

  /** When the next one begins that has not yet; `Infinity` when none does. */
  get nextBeginAt(): number {
    let nextMs = Infinity;
    for (const going of this.#going) {
      if (going.hasBegun) continue;
      const { fromMs, untilMs } = spanOn(going, this.#laterMs);
      if (fromMs < untilMs) nextMs = Math.min(nextMs, fromMs);
    }
    return nextMs;
  }

  /** The names of those that begin by then and have not yet: what is there already is to be shown to them. */
  takeBeginning(atMs: number): string[] {
    const beginning = this.#going.filter(
      (going) => !going.hasBegun && spanOn(going, this.#laterMs).fromMs <= atMs,
    );
    for (const going of beginning) going.hasBegun = true;
    return beginning
      .filter((going) => spanOn(going, this.#laterMs).untilMs > atMs)
      .map(({ fault }) => fault.name);
  }

  /** Another day has begun, so many ms after the first: those that it has begin anew. */
  beginDay(laterMs: number): void {
    this.#laterMs = laterMs;
    for (const going of this.#going) {
      if (going.fault.fromMs !== -Infinity && going.fault.isOnce !== true) going.hasBegun = false;
    }
  }

  /** Keeps those that are left. */
  forget(isLeft: (going: Going) => boolean): void {
    this.#going = this.#going.filter(isLeft);
  }

  /** What is done to a visit at that instant; `only`: by the faults of these names. */
  decide(visit: HubVisit, atMs: number, only?: readonly string[]): HubTouched[] {
    const laterMs = this.#laterMs;
    return this.#going.flatMap((going) => {
      const { fault, kind } = going;
      if (only !== undefined && !only.includes(fault.name)) return [];
      if (!goesOnAt(going, atMs, this.#laterMs) || !isMeant(going, visit)) return [];
      const touch = this.#touch(going, visit);
      if (touch === undefined) return [];
      return [{ fault: fault.name, kind: kind.name, touch, endsAt: () => spanOn(going, laterMs).untilMs }];
    });
  }

  /** What the fault does to what it is meant for; `undefined` when it lets it be. */
  #touch(going: HubGoing, visit: HubVisit): HubTouch | undefined {
    const { decided } = going;
    const { asksFor } = visit;
    if (decided === undefined || asksFor === undefined) return this.#decideAnew(going, visit);
    if (decided.has(asksFor)) return decided.get(asksFor);
    const touch = this.#decideAnew(going, visit);
    decided.set(asksFor, touch);
    for (const oldest of decided.keys()) {
      if (decided.size <= mostDecided) break;
      decided.delete(oldest);
    }
    return touch;
  }

  #decideAnew(going: HubGoing, { vendor, moment, ordinal }: HubVisit): HubTouch | undefined {
    const uniform = this.#random.stream(`fault ${going.fault.name} ${vendor} ${moment}`, ordinal);
    if (!isItsTurn(going, uniform())) return undefined;
    going.touched++;
    return going.act(uniform);
  }
}

/** Whether a visit is of the kind and the place that the fault is meant for. */
function isMeant(
  { kind, fault }: HubGoing,
  { moment, vendor, client, transport, connection, paths, givesTokens }: HubVisit,
): boolean {
  if (kind.moment !== moment || (kind.needsTokens === true && givesTokens !== true)) return false;
  const where = fault.input.where ?? {};
  const { vendor: vendors, client: clients, transport: transports, path: beginnings } = where;
  return (
    (vendors?.includes(vendor) ?? true) &&
    (clients === undefined || (client !== undefined && clients.includes(client))) &&
    (beginnings === undefined || beginnings.some((beginning) => beginsWith(paths, beginning))) &&
    (transports === undefined || (transport !== undefined && transports.includes(transport))) &&
    (where.connection === undefined || isOneOf(where.connection, connection))
  );
}

/** Paths are matched as routes match them: without regard to case, and to a slash at the end. */
function beginsWith(paths: readonly string[] = [], beginning: string): boolean {
  const wanted = beginning.toLowerCase().replace(/\/$/, '');
  return paths.some((path) => path.toLowerCase().startsWith(wanted));
}

function isOneOf(wanted: readonly (number | string)[], connection: VisitingConnection | undefined): boolean {
  return connection !== undefined && (wanted.includes(connection.id) || wanted.includes(connection.ordinal));
}
