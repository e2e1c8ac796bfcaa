import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play, type Played } from './play.ts';

const span = fc.oneof(
  fc.constant({}),
  fc
    .tuple(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 1, max: 30 }))
    .map(([from, length]) => ({ from: `+${from}m`, until: `+${from + length}m` })),
);
const often = fc.oneof(
  fc.constant({}),
  fc.double({ min: 0, max: 1, noNaN: true }).map((probability) => ({ probability })),
  fc.integer({ min: 1, max: 9 }).map((every) => ({ every })),
  fc.integer({ min: 1, max: 40 }).map((first) => ({ first })),
);
const what = fc.oneof(
  fc.constant({ fault: 'drop' }),
  fc.record({
    fault: fc.constant('duplicate'),
    copies: fc.integer({ min: 1, max: 3 }),
    when: fc.constantFrom('at_once', 'after_answer'),
  }),
  fc.record({
    fault: fc.constant('reorder'),
    within: fc.integer({ min: 1, max: 60 }),
    at_most: fc.constantFrom('1s', '1m', '24h'),
  }),
  fc.record({
    fault: fc.constant('delay'),
    by: fc.constantFrom('1ms', '2s', '24h', { from: '1s', to: '5m' }, { median: '1s', p99: '1m' }),
    in_order: fc.boolean(),
  }),
  fc.record({ fault: fc.constant('hold'), replay_rate: fc.constantFrom(0.5, 10, 1_000_000) }),
  fc.constant({ fault: 'hold' }),
  fc.record({
    fault: fc.constant('corrupt'),
    how: fc.constantFrom('cut_short', 'missing', 'wrong_type', 'unknown_value', 'unknown_field', 'bom'),
  }),
  fc.constant({ fault: 'api_version', step: 'major' }),
  fc.constant({ fault: 'clock_skew', by: '-5m' }),
  fc.record({ fault: fc.constant('stale'), from_last: fc.integer({ min: 1, max: 50 }) }),
);
const faults = fc
  .array(fc.tuple(what, often, span), { minLength: 1, maxLength: 7 })
  .map((all) => all.map((parts) => Object.assign({}, ...parts) as { readonly fault: string }));

const said = ({ records }: Played): unknown[] =>
  records
    .flatMap((one) => (one.type === 'message' ? [{ ...one.message, url: '' }] : []))
    // Copies that follow answers are numbered when these come.
    .filter(({ copyOf }) => copyOf === undefined)
    .map(({ seq: _seq, ...rest }) => rest);

test('whatever faults there are, the run ends, the books balance, and the same seed says the same', async () => {
  await fc.assert(
    fc.asyncProperty(faults, async (some) => {
      const more = { pace: { speed: 6000 }, grace: '2s', faults: some } as const;
      const [first, again] = [await play(more), await play(more)];
      const { rendered, copied, filtered, withheld, delivered, dropped, cutOff, open } = first.result.summary;
      expect({ open, cutOff }).toEqual({ open: 0, cutOff: 0 });
      expect(rendered + copied).toBe(filtered + withheld + delivered + dropped);
      expect(first.received).toHaveLength(delivered);
      expect(said(again)).toEqual(said(first));
      expect(again.result.summary.copied).toBe(copied);
    }),
    { numRuns: 10 },
  );
}, 180_000);
