import type { Live } from '../api/types.ts';
import { formatCount, formatMs } from '../format.ts';

type Figure = readonly [name: string, value: string, isBad?: boolean];

/** The whole run in numbers, the same that its reports have. */
export function Numbers({ live }: { readonly live: Live }) {
  const { books, open, late, retried, events, refusedCommands, latencyMs, load, run } = live;
  const all: readonly Figure[] = [
    ['events', formatCount(events)],
    // From the first look on: what came a second later would push the others aside.
    ...(load === null && run.pace.kind !== 'rate' ? [] : ratesOf(load ?? nothingYet)),
    ['rendered', formatCount(books.rendered)],
    ['copied', formatCount(books.copied)],
    ['delivered', formatCount(books.delivered)],
    ['dropped', formatCount(books.dropped), books.dropped > 0],
    ['filtered', formatCount(books.filtered)],
    ['withheld', formatCount(books.withheld)],
    ['cut off', formatCount(books.cutOff), books.cutOff > 0],
    ['on their way', formatCount(open)],
    ['retried', formatCount(retried)],
    ['late', formatCount(late)],
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

type Rates = Pick<NonNullable<Live['load']>, 'requested' | 'offered' | 'neverOffered'>;

const nothingYet: Rates = { requested: 0, offered: 0, neverOffered: 0 };

/** What only a run at a rate has. */
function ratesOf({ requested, offered, neverOffered }: Rates): readonly Figure[] {
  return [
    ['requested', formatCount(requested)],
    ['offered', formatCount(offered)],
    ['never offered', formatCount(neverOffered), neverOffered > 0],
  ];
}
