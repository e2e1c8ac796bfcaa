const minuteMs = 60_000;
const twoDigits = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));
const threeDigits = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'));

/** The minute and the instant that were written last. Every message has some times, most of the same minute and many the same. */
let lastMinute = Number.NaN;
let lastMinuteText = '';
let lastMs = Number.NaN;
let lastText = '';

/** A simulated instant, epoch ms, as the vendor writes it: `2022-06-21T20:10:24.411Z`. Parts of a ms are cut off. */
export function writeTime(at: number): string {
  const wholeMs = Math.floor(at);
  if (wholeMs === lastMs) return lastText;
  const minute = Math.floor(wholeMs / minuteMs);
  if (minute !== lastMinute) {
    lastMinuteText = new Date(minute * minuteMs).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:'.length);
    lastMinute = minute;
  }
  const ms = wholeMs - minute * minuteMs;
  lastMs = wholeMs;
  lastText = `${lastMinuteText}${twoDigits[Math.floor(ms / 1000)]}.${threeDigits[ms % 1000]}Z`;
  return lastText;
}
