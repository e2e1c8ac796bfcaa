import { z } from 'zod';
import { parseDuration } from '../../lib/duration.ts';
import { withValues, type Value } from '../content/content.ts';
import { anyChannel, defineFault } from '../fault.ts';

const longestMs = 366 * 86_400_000;

const skewSchema = z
  .string()
  .transform((text, context) => {
    const ms = parseDuration(text.replace(/^[+-]/, ''));
    const isWhole = ms !== undefined && ms > 0 && ms % 1000 === 0;
    if (isWhole && ms <= longestMs) return text.startsWith('-') ? -ms : ms;
    context.addIssue(
      `"${text}" is not how far a clock is wrong, in whole seconds. Write +90s for one that is fast, -5m for one that is slow.`,
    );
    return z.NEVER;
  })
  .describe('How far the vendor’s clock is wrong: +90s is fast, -5m is slow.');

/** The vendor's clock is wrong: every time in the message is. */
export const clockSkew = defineFault({
  name: 'clock_skew',
  about: 'The vendor’s clock is wrong: every time that the message says is moved.',
  args: { by: skewSchema },
  channels: () => anyChannel,
  begin:
    ({ by }) =>
    (draft) => {
      let moved = 0;
      const changed = withValues(draft, (path, value) => {
        const later = moveTime(path.at(-1) ?? '', value, by);
        if (later !== value) moved++;
        return later;
      });
      if (changed === undefined || moved === 0) return undefined;
      return { do: 'change', draft: changed, what: `${moved} ${moved === 1 ? 'time' : 'times'}` };
    },
});

/** A date and a time, with a fraction of a second of any length and a zone, or without. */
const instantForm = /^(\d{4}-\d{2}-\d{2})([T ])(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;
/** What a field with an instant in epoch ms is called. */
const instantName = /(time|timestamp|date|_ts)$/i;
const [earliestMs, latestMs] = [Date.UTC(2000), Date.UTC(2100)];

/** The same time, moved, in the form in which it was written; anything else as it is. */
function moveTime(name: string, value: Value, byMs: number): Value {
  if (typeof value === 'number') {
    const isInstant = instantName.test(name) && value > earliestMs && value < latestMs;
    return isInstant ? value + byMs : value;
  }
  if (typeof value !== 'string') return value;
  const [found, date, joint = 'T', time, fraction = '', zone = ''] = instantForm.exec(value) ?? [];
  if (found === undefined) return value;
  const ms = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(ms)) return value;
  const at = new Date(ms + byMs).toISOString();
  return `${at.slice(0, 10)}${joint}${at.slice(11, 19)}${fraction}${zone}`;
}
