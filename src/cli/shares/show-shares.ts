import type { Clock } from '../../lib/clock.ts';
import { formatFeeds, formatShares } from '../../record/report/report-text.ts';
import { noPaint } from '../../record/report/paint.ts';
import { count, formatSeconds } from '../../record/report/wording.ts';
import type { Scenario } from '../../scenario/index.ts';
import { isOver, type ShareNews, type Shares } from '../../shares/shares.ts';
import { rowsOf, Together } from '../../shares/together.ts';
import type { Output } from '../output.ts';

const liveEveryMs = 1000;
const firstNoteMs = 2000;
const noteEveryMs = 5000;

/** What is shown beside what the shares say. */
export interface ShowParts {
  readonly scenario: Scenario;
  readonly clock: Clock;
  /** Real ms that the run takes. */
  readonly forMs: number;
}

/** Shows how far all shares are until `signal` aborts: one live table on a terminal, a line every five seconds elsewhere. */
export async function showShares(
  shares: Shares,
  output: Output,
  { scenario, clock, forMs }: ShowParts,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = output.isLive ? liveEveryMs : firstNoteMs;
  for (;;) {
    await clock.sleep(waitMs, signal);
    if (signal.aborted) break;
    const { news } = shares;
    const summary = new Together(scenario, news).summary();
    if (output.isLive) {
      output.live([
        formatPosition(news, forMs),
        ...formatFeeds(summary),
        ...formatShares(rowsOf(news), noPaint),
      ]);
      continue;
    }
    const { rendered, delivered, dropped, open } = summary;
    output.note(
      `${formatPosition(news, forMs)}  rendered ${count(rendered)}, delivered ${count(delivered)}, dropped ${count(dropped)}, on their way ${count(open)}`,
    );
    waitMs = noteEveryMs;
  }
  output.live([]);
}

/** `12.0 s of 60 s, 3 shares play, 1 lost`. */
function formatPosition(news: readonly ShareNews[], forMs: number): string {
  const atMs = Math.max(0, ...news.map(({ figures }) => figures?.forMs ?? 0));
  const states: readonly (readonly [name: string, number: number])[] = [
    ['wait for a worker', news.filter(({ state, where }) => state === 'waiting' && where === null).length],
    ['get ready', news.filter(({ state, where }) => state === 'waiting' && where !== null).length],
    ['are ready', news.filter(({ state }) => state === 'ready').length],
    ['play', news.filter(({ state }) => state === 'playing').length],
    ['are over', news.filter(isOver).length],
    ['are lost', news.filter(({ state }) => state === 'lost').length],
  ];
  const told = states.filter(([, number]) => number > 0).map(([name, number]) => `${number} ${name}`);
  return `${formatSeconds(atMs)} of ${formatSeconds(forMs)}, of ${news.length} shares ${told.join(', ')}`;
}

/** Tells each warning of the shares once, with the first share that has it. Returns how to stop. */
export function tellWarnings(shares: Shares, note: (line: string) => void): () => void {
  const told = new Set<string>();
  return shares.follow(() => {
    for (const [index, { warnings, where }] of shares.news.entries()) {
      for (const { message } of warnings) {
        if (told.has(message)) continue;
        told.add(message);
        note(`warning: Share ${index + 1}${where === null ? '' : ` (${where})`}: ${message}`);
      }
    }
  });
}
