import type { Live, Point } from '../api/types.ts';
import { formatCount, formatMs } from '../format.ts';

/** The run in numbers: those of the books, and the last whole second. */
export function Numbers({ live, last }: { readonly live: Live; readonly last: Point | undefined }) {
  const { books, open, retried, events, refusedCommands } = live;
  const all: readonly (readonly [name: string, value: string, isBad?: boolean])[] = [
    ['events', formatCount(events)],
    ['rendered', formatCount(books.rendered)],
    ['copied', formatCount(books.copied)],
    ['delivered', formatCount(books.delivered)],
    ['dropped', formatCount(books.dropped), books.dropped > 0],
    ['filtered', formatCount(books.filtered)],
    ['withheld', formatCount(books.withheld)],
    ['cut off', formatCount(books.cutOff), books.cutOff > 0],
    ['on their way', formatCount(open)],
    ['retried', formatCount(retried)],
    ['refused', formatCount(refusedCommands), refusedCommands > 0],
    ['latency p99', formatMs(last?.latencyP99Ms ?? null)],
  ];
  return (
    <dl class="numbers area-numbers">
      {all.map(([name, value, isBad = false]) => (
        <div key={name} class={isBad ? 'bad' : ''}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
