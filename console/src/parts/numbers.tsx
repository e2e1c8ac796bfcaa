import type { Live } from '../api/types.ts';
import { formatCount, formatMs } from '../format.ts';

/** The whole run in numbers, the same that its reports have. */
export function Numbers({ live }: { readonly live: Live }) {
  const { books, open, retried, events, refusedCommands, latencyMs } = live;
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
    ['latency p99', formatMs(latencyMs.p99)],
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
