import type { Unnumbered } from '../channels/message.ts';
import type { Random, Uniform } from '../lib/random.ts';
import { drawAttempts } from './attempts.ts';
import type { Act, FaultKind, Touch } from './fault.ts';
import { goesOnAt, isItsTurn, isOverAt, spanOn, type Going } from './going.ts';
import { HubFaults, type HubTouched, type HubVisit } from './hub-faults.ts';
import { kindOf } from './kinds.ts';
import { matches } from './matches.ts';
import type { ScheduledFault, Touched } from './scheduled.ts';

/** A fault and what it has done so far. */
interface MessageGoing extends Going {
  readonly kind: FaultKind;
  readonly act: Act;
  readonly channels: readonly Unnumbered['channel'][];
  readonly remembers: number;
  /** The last that it could have touched, the oldest first. */
  readonly earlier: Unnumbered[];
}

/** A feed, and how many of its messages came by. */
interface Lane {
  readonly vendor: string;
  readonly feed: string;
  readonly name: string;
  messages: number;
}

const untouched: readonly Touched[] = [];

/** What becomes of a message: what is sent in its place, and everything that was done to it, in order. */
export interface Fate {
  readonly draft: Unnumbered;
  readonly touched: readonly Touched[];
}

/**
 * The faults of a run. What it decides depends on the seed, on the faults and on the messages of the same vendor and feed that
 * came before, and on nothing else: adding a fault moves no other's decisions.
 */
export class Faults {
  readonly #random: Random;
  /** Of all kinds, in the order in which they were started. */
  #all: Going[] = [];
  /** Those of them that are over with the day. */
  readonly #ofToday: Going[] = [];
  #going: MessageGoing[] = [];
  readonly #hub: HubFaults;
  /** Messages that came by, by vendor and feed, and those of the one before, which is mostly the same. */
  readonly #lanes = new Map<string, Lane>();
  #lane: Lane | undefined;
  #laterMs = 0;

  constructor(random: Random, scheduled: readonly ScheduledFault[] = []) {
    this.#random = random;
    this.#hub = new HubFaults(random);
    for (const fault of scheduled) this.start(fault);
  }

  /** Another day has begun, so many ms after the first. The times of faults are told on the first. */
  beginDay(laterMs: number): void {
    this.#laterMs = laterMs;
    for (const going of this.#ofToday.splice(0)) going.stoppedAtMs = -Infinity;
    this.#hub.beginDay(laterMs);
  }

  /** From its time on it goes on, once, and no longer than the day that it is. */
  startToday(fault: ScheduledFault, nowMs: number): void {
    this.start({ ...fault, isOnce: true }, nowMs);
    const going = this.#all.at(-1);
    if (going !== undefined) this.#ofToday.push(going);
  }

  /** From its time on, which may be to come, it goes on. Those that are over for good at `nowMs` are forgotten. */
  start(fault: ScheduledFault, nowMs = -Infinity): void {
    const isLeft = (going: Going): boolean => !isOverAt(going, nowMs);
    this.#all = this.#all.filter(isLeft);
    this.#going = this.#going.filter(isLeft);
    this.#hub.forget(isLeft);
    const kind = kindOf(fault.input);
    if (kind === undefined) throw new Error(`There is no fault "${fault.input.fault}".`);
    // The schema of this very kind has read its arguments.
    const args = fault.input as never;
    if (kind.touches === 'hub') {
      this.#all.push(this.#hub.start(fault, kind));
      return;
    }
    const going = {
      fault,
      kind,
      act: kind.begin(args),
      channels: kind.channels(args),
      remembers: kind.remembers?.(args) ?? 0,
      earlier: [],
      matched: 0,
      touched: 0,
      stoppedAtMs: Infinity,
    };
    this.#all.push(going);
    this.#going.push(going);
  }

  /** Ends for good what goes on, or is to begin, under that name; false when there is no such. */
  stop(name: string, atMs: number): boolean {
    const meant = this.#notOver(atMs).filter(({ fault }) => fault.name === name);
    for (const going of meant) going.stoppedAtMs = atMs;
    return meant.length > 0;
  }

  /** The names of those that go on or are to begin. */
  names(atMs: number): string[] {
    return this.#notOver(atMs).map(({ fault }) => fault.name);
  }

  #notOver(atMs: number): Going[] {
    return this.#all.filter((going) => spanOn(going, this.#laterMs).untilMs > atMs);
  }

  /** What becomes of a message. Each fault sees it as those before it have left it. */
  decide(original: Unnumbered): Fate {
    const counted = this.#laneOf(original);
    const ordinal = ++counted.messages;
    if (this.#going.length === 0) return { draft: original, touched: untouched };
    const lane = counted.name;
    let draft = original;
    const touched: Touched[] = [];
    const laterMs = this.#laterMs;
    for (const going of this.#going) {
      const { fault, kind } = going;
      if (!this.#isMeant(going, original)) continue;
      const uniform = this.#random.stream(`fault ${fault.name} ${lane}`, ordinal);
      const isTurn = isItsTurn(going, uniform());
      const touch = isTurn ? going.act(draft, { uniform, earlier: going.earlier }) : undefined;
      remember(going, draft);
      if (touch === undefined) continue;
      going.touched++;
      touched.push({
        fault: fault.name,
        kind: kind.name,
        touch,
        endsAt: () => spanOn(going, laterMs).untilMs,
      });
      if (touch.do === 'change') draft = touch.draft;
      if (touch.do === 'wire') draft = onTheWire(draft, going, touch, uniform);
      if (touch.do === 'withhold') break;
    }
    return { draft, touched };
  }

  /** What is done to what came by at a hub at that simulated instant; `only`: by the faults of these names. */
  decideAtHub(visit: HubVisit, atMs: number, only?: readonly string[]): HubTouched[] {
    return this.#hub.decide(visit, atMs, only);
  }

  /** The simulated instant at which a fault at a hub begins next; `Infinity` when none does. */
  get nextBeginAt(): number {
    return this.#hub.nextBeginAt;
  }

  /** The names of those at hubs that begin by then, each told once a day. */
  takeBeginning(atMs: number): string[] {
    return this.#hub.takeBeginning(atMs);
  }

  #laneOf({ vendor, feed }: Unnumbered): Lane {
    if (this.#lane?.feed === feed && this.#lane.vendor === vendor) return this.#lane;
    const name = `${vendor}.${feed}`;
    const lane = this.#lanes.get(name) ?? { vendor, feed, name, messages: 0 };
    this.#lanes.set(name, lane);
    return (this.#lane = lane);
  }

  #isMeant(going: MessageGoing, message: Unnumbered): boolean {
    if (!goesOnAt(going, message.at, this.#laterMs)) return false;
    const { fault, channels } = going;
    if (!channels.includes(message.channel)) return false;
    return fault.input.where === undefined || matches(fault.input.where, message);
  }
}

/** The message with what is to be done to its attempts. */
function onTheWire(
  draft: Unnumbered,
  { fault: { name, input }, kind }: MessageGoing,
  { plan, what }: Extract<Touch, { readonly do: 'wire' }>,
  uniform: Uniform,
): Unnumbered {
  if (draft.channel !== 'http') return draft;
  const attempts = drawAttempts(input, uniform);
  return { ...draft, wire: [...(draft.wire ?? []), { name, kind: kind.name, what, attempts, plan }] };
}

function remember({ earlier, remembers }: MessageGoing, draft: Unnumbered): void {
  if (remembers === 0) return;
  earlier.push(draft);
  if (earlier.length > remembers) earlier.shift();
}
