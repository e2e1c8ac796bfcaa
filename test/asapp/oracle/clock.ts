import type { QueueView } from '../../../src/centre/model/view.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const daysAhead = 9;

interface Changes {
  readonly open: number | null;
  readonly close: number | null;
}

interface Known {
  readonly holidays: QueueView['holidays'];
  readonly from: number;
  readonly until: number;
  readonly changes: Changes;
}

/** What the clocks of a zone show, by what the runtime knows of it: the oracle's own calendar. */
export class Clock {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();
  readonly #changes = new Map<QueueView['hours'], Known>();

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  /** Minutes east of UTC. */
  offsetMinutes(at: number): number {
    const quarter = Math.floor(at / quarterMs);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    const parts = Object.fromEntries(
      this.#format.formatToParts(quarter * quarterMs).map(({ type, value }) => [type, Number(value)]),
    ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>;
    const shown = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
    const offset = (shown - quarter * quarterMs) / minuteMs;
    this.#offsets.set(quarter, offset);
    return offset;
  }

  /** Whether the queue's weekly hours have it open, and whether the day is a holiday. */
  at({ hours, holidays }: Pick<QueueView, 'hours' | 'holidays'>, at: number) {
    const local = new Date(at + this.offsetMinutes(at) * minuteMs);
    const minute = local.getUTCDay() * 1440 + local.getUTCHours() * 60 + local.getUTCMinutes();
    return {
      inHours: hours.some(({ startMinute, endMinute }) => startMinute <= minute && minute < endMinute),
      isHoliday: holidays.includes(local.toISOString().slice(0, 10)),
    };
  }

  /** The next opening and closing by hours and holidays; `null` where none comes in the next days. */
  next(queue: Pick<QueueView, 'hours' | 'holidays'>, at: number): Changes {
    const known = this.#changes.get(queue.hours);
    if (known?.holidays === queue.holidays && known.from <= at && at < known.until) return known.changes;
    const changes = this.#find(queue, at);
    const until = Math.min(changes.open ?? Infinity, changes.close ?? Infinity, at + 86_400_000);
    this.#changes.set(queue.hours, { holidays: queue.holidays, from: at, until, changes });
    return changes;
  }

  /** Minute by minute. */
  #find(queue: Pick<QueueView, 'hours' | 'holidays'>, at: number): Changes {
    const isOpen = (instant: number): boolean => {
      const { inHours, isHoliday } = this.at(queue, instant);
      return inHours && !isHoliday;
    };
    let open: number | null = null;
    let close: number | null = null;
    let was = isOpen(at);
    for (
      let minute = Math.floor(at / minuteMs) + 1;
      minute * minuteMs <= at + daysAhead * 86_400_000;
      minute++
    ) {
      const is = isOpen(minute * minuteMs);
      if (is && !was) open ??= minute * minuteMs;
      if (!is && was) close ??= minute * minuteMs;
      if (open !== null && close !== null) break;
      was = is;
    }
    return { open, close };
  }
}
