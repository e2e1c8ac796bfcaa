import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import type { OpeningSpan, QueueView } from './view.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** Every zone of today changes its offset at a multiple of this. */
const quarterMs = 15 * minuteMs;
const marginDays = 40;
const weekMinutes = 7 * 1440;

/** A stretch of time in which something is open, epoch ms; the end is not part of it. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/** When something that follows a weekly timetable opens and closes, over the whole run. */
export type Timetable = readonly Interval[];

/** Always, as a timetable. */
export const always: Timetable = [{ from: -Infinity, to: Infinity }];

/**
 * Local time of one zone over one run. The only place that knows about zones and daylight saving. Its clocks may be behind:
 * they then show at each instant what they would have shown so many ms before, date and weekday too.
 */
export class Calendar {
  readonly timeZone: string;
  readonly #behindMs: number;
  readonly #zone: Zone;
  readonly #startMs: number;
  readonly #endMs: number;
  readonly #timetables = new Map<string, Timetable>();
  #quarter = Number.NaN;
  #offset = 0;

  constructor(timeZone: string, startMs: number, endMs: number, behindMs = 0) {
    this.timeZone = timeZone;
    this.#behindMs = behindMs;
    // What a zone of the database says takes long to find out, and here it is known.
    this.#zone = timeZone === 'UTC' ? FixedOffsetZone.utcInstance : IANAZone.create(timeZone);
    this.#startMs = startMs;
    this.#endMs = endMs;
  }

  /** Minutes east of UTC at that instant. */
  offsetMinutes(at: number): number {
    const shown = at - this.#behindMs;
    const quarter = Math.floor(shown / quarterMs);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      this.#offset = this.#zone.offset(shown);
    }
    return this.#offset;
  }

  /** What the clocks show at that instant, as if they were in UTC: epoch ms. */
  localMs(at: number): number {
    return at - this.#behindMs + this.offsetMinutes(at) * minuteMs;
  }

  /**
   * The instant at which the clocks show `localMs`. Of a time that they show twice, the first; one that they skip counts as
   * that much later as they skip. Every local time that anybody writes goes through here.
   */
  instantOf(localMs: number): number {
    const offsetMs = (at: number): number => this.#zone.offset(at) * minuteMs;
    // No clock is more than a day from UTC, and none changes twice in two days.
    const [before, after] = [offsetMs(localMs - dayMs), offsetMs(localMs + dayMs)];
    const isShown = before === after || offsetMs(localMs - before) === before;
    const isShownAfter = offsetMs(localMs - after) === after;
    return localMs - (isShown || !isShownAfter ? before : after) + this.#behindMs;
  }

  /** The local hour, 0 to 23. */
  hour(at: number): number {
    const hours = Math.floor(this.localMs(at) / (60 * minuteMs));
    return ((hours % 24) + 24) % 24;
  }

  /** The end of the quarter of an hour that `at` lies in: until then neither hour nor offset changes. */
  quarterEnd(at: number): number {
    return (Math.floor((at - this.#behindMs) / quarterMs) + 1) * quarterMs + this.#behindMs;
  }

  /** The local date, `YYYY-MM-DD`. */
  date(at: number): string {
    return new Date(this.localMs(at)).toISOString().slice(0, 10);
  }

  /** The first instant after `at` at which the local clock shows this minute of the day. */
  next(at: number, minuteOfDay: number): number {
    const today = Math.floor(this.localMs(at) / dayMs) * dayMs;
    for (let day = today; ; day += dayMs) {
      const instant = this.instantOf(day + minuteOfDay * minuteMs);
      if (instant > at) return instant;
    }
  }

  /** That minute of the day on which `at` falls. */
  onDayOf(at: number, minuteOfDay: number): number {
    return this.instantOf(Math.floor(this.localMs(at) / dayMs) * dayMs + minuteOfDay * minuteMs);
  }

  /** When the offset is another one for the first time after `at`; `Infinity` when that is after `until`. */
  nextOffsetChange(at: number, until: number): number {
    const offset = this.offsetMinutes(at);
    let before = at;
    let after = at;
    while (this.offsetMinutes(after) === offset) {
      if (after > until) return Infinity;
      before = after;
      after += dayMs;
    }
    // Half-way until there is nothing between the two: an offset changes once in so short a time.
    while (after - before > 1) {
      const between = Math.floor((before + after) / 2);
      if (this.offsetMinutes(between) === offset) before = between;
      else after = between;
    }
    return after;
  }

  /** The openings of a week's `spans` on all days but `holidays`, from well before the run until well after. No spans: never. */
  timetable(spans: readonly OpeningSpan[], holidays: readonly string[]): Timetable {
    if (holidays.length === 0 && isWholeWeek(spans)) return always;
    const key = JSON.stringify([spans, holidays]);
    const known = this.#timetables.get(key);
    if (known !== undefined) return known;
    const made = this.#openingsOf(spans, new Set(holidays));
    this.#timetables.set(key, made);
    return made;
  }

  #openingsOf(spans: readonly OpeningSpan[], holidays: ReadonlySet<string>): Timetable {
    const openings: { from: number; to: number }[] = [];
    const first = Math.floor(this.localMs(this.#startMs) / dayMs) - marginDays;
    const last = Math.floor(this.localMs(this.#endMs) / dayMs) + marginDays;
    for (let day = first; day <= last; day++) {
      const midnight = day * dayMs;
      if (holidays.has(new Date(midnight).toISOString().slice(0, 10))) continue;
      for (const { from, to } of piecesOfDay(spans, new Date(midnight).getUTCDay())) {
        const open = {
          from: this.instantOf(midnight + from * minuteMs),
          to: this.instantOf(midnight + to * minuteMs),
        };
        const previous = openings.at(-1);
        if (previous !== undefined && previous.to >= open.from) previous.to = Math.max(previous.to, open.to);
        else if (open.to > open.from) openings.push(open);
      }
    }
    const head = openings[0];
    const tail = openings.at(-1);
    if (head !== undefined && head.from <= this.instantOf(first * dayMs)) head.from = -Infinity;
    if (tail !== undefined && tail.to >= this.instantOf((last + 1) * dayMs)) tail.to = Infinity;
    return openings;
  }
}

/** Whether it is open at that instant. */
export function isOpen(timetable: Timetable, at: number): boolean {
  return timetable.some(({ from, to }) => from <= at && at < to);
}

/** The last and the next opening and closing; an opening at `at` itself is the last one. */
export function scheduleAt(timetable: Timetable, at: number): QueueView['schedule'] {
  let [lastOpenAt, lastCloseAt, nextOpenAt, nextCloseAt] = [-Infinity, -Infinity, Infinity, Infinity];
  for (const { from, to } of timetable) {
    if (from <= at) lastOpenAt = from;
    else nextOpenAt = Math.min(nextOpenAt, from);
    if (to <= at) lastCloseAt = to;
    else nextCloseAt = Math.min(nextCloseAt, to);
  }
  const known = (instant: number): number | null => (Number.isFinite(instant) ? instant : null);
  return {
    lastOpenAt: known(lastOpenAt),
    lastCloseAt: known(lastCloseAt),
    nextOpenAt: known(nextOpenAt),
    nextCloseAt: known(nextCloseAt),
  };
}

/** The next opening or closing after `at`; `Infinity` when there is none. */
export function nextChange(timetable: Timetable, at: number): number {
  const { nextOpenAt, nextCloseAt } = scheduleAt(timetable, at);
  return Math.min(nextOpenAt ?? Infinity, nextCloseAt ?? Infinity);
}

/** Whether the spans leave nothing out. */
export function isWholeWeek(spans: readonly OpeningSpan[]): boolean {
  const [span] = spans;
  return span !== undefined && span.startMinute === 0 && span.endMinute === weekMinutes;
}

function piecesOfDay(spans: readonly OpeningSpan[], weekday: number): { from: number; to: number }[] {
  const offset = weekday * 1440;
  return spans
    .map(({ startMinute, endMinute }) => ({
      from: Math.max(startMinute - offset, 0),
      to: Math.min(endMinute - offset, 1440),
    }))
    .filter(({ from, to }) => to > from);
}
