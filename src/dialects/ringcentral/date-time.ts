/** Writes simulated epoch ms as `YYYY-MM-DD HH:mm:ss`, the page's form of `date_time` and `call_start`. */
export type DateTimeForm = (ms: number) => string;

/** The {@link DateTimeForm} of an IANA time zone. Fractions of a second are cut off. */
export function dateTimeIn(timeZone: string): DateTimeForm {
  if (timeZone === 'UTC') return formatUtc;
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
    const [year, month, day] = [part.get('year'), part.get('month'), part.get('day')];
    return `${year}-${month}-${day} ${part.get('hour')}:${part.get('minute')}:${part.get('second')}`;
  };
}

/** Whether `name` is a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

/**
 * Whole seconds between two instants as their date-times show them, so that the durations of a sequence add up to the
 * difference of its first and last `date_time`.
 */
export function secondsBetween(fromMs: number, toMs: number): string {
  return String(Math.max(0, Math.floor(toMs / 1000) - Math.floor(fromMs / 1000)));
}

function formatUtc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
