/** Writes simulated epoch ms as `YYYY-MM-DD HH:mm:ss`, the page's form of `date_time` and `call_start`. */
export type DateTimeForm = (ms: number) => string;

const dayMs = 86_400_000;
/** Time zones change their clocks at whole quarters of an hour, all of them since 1973. */
const quarterMs = 900_000;
/** How many quarters are remembered: many more than calls last. */
const quartersKept = 1000;

const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/** The {@link DateTimeForm} of an IANA time zone. Fractions of a second are cut off. */
export function dateTimeIn(timeZone: string): DateTimeForm {
  const format = createFormat();
  if (timeZone === 'UTC') return format;
  const readOffset = offsetsIn(timeZone);
  const offsets = new Map<number, number>();
  return (ms) => {
    const quarter = Math.floor(ms / quarterMs);
    let offsetMs = offsets.get(quarter);
    if (offsetMs === undefined) {
      if (offsets.size >= quartersKept) offsets.clear();
      offsetMs = readOffset(quarter * quarterMs);
      offsets.set(quarter, offsetMs);
    }
    return format(ms + offsetMs);
  };
}

/** Reads how far a zone's clocks are ahead of UTC, in ms, at an instant of whole seconds. Slow. */
function offsetsIn(timeZone: string): (ms: number) => number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (ms) => {
    const part = new Map(parts.formatToParts(ms).map(({ type, value }) => [type, value]));
    const date = `${part.get('year')}-${part.get('month')}-${part.get('day')}`;
    return Date.parse(`${date}T${part.get('hour')}:${part.get('minute')}:${part.get('second')}Z`) - ms;
  };
}

/** Writes the clock of UTC; the date is written once a day. */
function createFormat(): DateTimeForm {
  let day = NaN;
  let date = '';
  return (ms) => {
    const today = Math.floor(ms / dayMs);
    if (today !== day) {
      day = today;
      date = new Date(ms).toISOString().slice(0, 10);
    }
    const second = Math.floor((ms - today * dayMs) / 1000);
    const minute = Math.floor(second / 60);
    return `${date} ${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}:${twoDigits[second % 60]}`;
  };
}

/**
 * Whole seconds between two instants as their date-times show them, so that the durations of a sequence add up to the
 * difference of its first and last `date_time`.
 */
export function secondsBetween(fromMs: number, toMs: number): string {
  return String(Math.max(0, Math.floor(toMs / 1000) - Math.floor(fromMs / 1000)));
}
