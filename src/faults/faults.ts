import type { Unnumbered } from '../channels/message.ts';
import type { Random } from '../lib/random.ts';
import type { Act, FaultKind } from './fault.ts';
import { goesOnAt, isItsTurn, type Going } from './going.ts';
import { HubFaults, type HubTouched, type HubVisit } from './hub-faults.ts';
import { kindNamed } from './kinds.ts';
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
  readonly #all: Going[] = [];
  /** Those of them that are over with the day. */
  readonly #ofToday: Going[] = [];
  readonly #going: MessageGoing[] = [];
  readonly #hub: HubFaults;
  /** Messages that came by, by vendor and feed. */
  readonly #ordinals = new Map<string, number>();
  #laterMs = 0;

  constructor(random: Random, scheduled: readonly ScheduledFault[] = []) {
    this.#random = random;
    this.#hub = new HubFaults(random);
    for (const fault of scheduled) this.start(fault);
  }

  /** Another day has begun, so many ms after the first. The times of faults are told on the first. */
  beginDay(laterMs: number): void {
    this.#laterMs = laterMs;
    for (const going of this.#ofToday.splice(0)) going.untilMs = -Infinity;
    this.#hub.beginDay();
  }

  /** From its time on, which is told on the day that it is, it goes on, and no longer than that day. */
  startToday(fault: ScheduledFault): void {
    const { fromMs, untilMs } = fault;
    this.start({ ...fault, fromMs: fromMs - this.#laterMs, untilMs: untilMs - this.#laterMs });
    const going = this.#all.at(-1);
    if (going !== undefined) this.#ofToday.push(going);
  }

  /** From its time on it goes on. */
  start(fault: ScheduledFault): void {
    const kind = kindNamed(fault.input.fault);
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
      untilMs: fault.untilMs,
    };
    this.#all.push(going);
    this.#going.push(going);
  }

  /** Ends what goes on, or is to begin, under that name; false when there is no such. `atMs` is on the day that it is. */
  stop(name: string, atMs: number): boolean {
    const onFirstDay = atMs - this.#laterMs;
    const meant = this.#all.filter(({ fault, untilMs }) => fault.name === name && untilMs > onFirstDay);
    for (const going of meant) going.untilMs = onFirstDay;
    return meant.length > 0;
  }

  /** The names of those that go on or are to begin. */
  names(atMs: number): string[] {
    const onFirstDay = atMs - this.#laterMs;
    return this.#all.filter(({ untilMs }) => untilMs > onFirstDay).map(({ fault }) => fault.name);
  }

  /** What becomes of a message. Each fault sees it as those before it have left it. */
  decide(original: Unnumbered): Fate {
    const lane = `${original.vendor}.${original.feed}`;
    const ordinal = (this.#ordinals.get(lane) ?? 0) + 1;
    this.#ordinals.set(lane, ordinal);
    let draft = original;
    const touched: Touched[] = [];
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
        endsAt: () => going.untilMs + this.#laterMs,
      });
      if (touch.do === 'change') draft = touch.draft;
      if (touch.do === 'withhold') break;
    }
    return { draft, touched };
  }

  /** What is done to what came by at a hub at that simulated instant; `only`: by the faults of these names. */
  decideAtHub(visit: HubVisit, atMs: number, only?: readonly string[]): HubTouched[] {
    return this.#hub
      .decide(visit, atMs - this.#laterMs, only)
      .map((touched) => ({ ...touched, endsAt: () => touched.endsAt() + this.#laterMs }));
  }

  /** The simulated instant at which a fault at a hub begins next; `Infinity` when none does. */
  get nextBeginAt(): number {
    return this.#hub.nextBeginAt + this.#laterMs;
  }

  /** The names of those at hubs that begin by then, each told once a day. */
  takeBeginning(atMs: number): string[] {
    return this.#hub.takeBeginning(atMs - this.#laterMs);
  }

  #isMeant(going: MessageGoing, message: Unnumbered): boolean {
    if (!goesOnAt(going, message.at - this.#laterMs)) return false;
    const { fault, channels } = going;
    if (!channels.includes(message.channel)) return false;
    return fault.input.where === undefined || matches(fault.input.where, message);
  }
}

function remember({ earlier, remembers }: MessageGoing, draft: Unnumbered): void {
  if (remembers === 0) return;
  earlier.push(draft);
  if (earlier.length > remembers) earlier.shift();
}
