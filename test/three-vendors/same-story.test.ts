import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play, shippedDay } from './play.ts';
import { smallCentre } from './small-centre.ts';
import { expectSameStory, tell } from './told.ts';

/*
 * Three consumers, each of whom has only what one vendor sent, and what ties their agents together:
 *
 *   ASAPP        data.external_rep_id   the id that the centre's owner gave the agent (`external_id` of the scenario)
 *   RingCentral  external_agent_id      the same
 *                username               the e-mail address, with `+account_user` before the @
 *   Enreach      userName               the e-mail address; userId ties the events that name no user to it
 *
 * No id of a call is shared. An agent talks to one caller at a time, so agent and second of connection say which call it is.
 */

test.each([3, 1, 2, 41])(
  'the shipped day of seed %i is the same for everybody, to the second, with each answered call once',
  (seed) => {
    const played = play(shippedDay(seed));
    const told = tell(played);
    expectSameStory(told);
    expect(played.answered).toBeGreaterThan(250);
    const answered = told.ends.filter(({ state }) => state === 'ANSWERED');
    expect(answered).toHaveLength(played.answered - played.givenUp);
    expect(played.givenUp).toBeLessThan(10);
    for (const [name, { calls, days }] of told.stories) {
      expect(calls.size, name).toBe(played.answered);
      expect(Object.keys(days), name).toHaveLength(10);
      for (const spans of Object.values(days)) {
        expect(new Set(spans.map(([, doing]) => doing)).size, name).toBe(5);
        expect(spans.at(-1)?.[1], name).toBe('offline');
      }
    }
  },
);

test('half an hour of any small centre is the same for everybody', () => {
  fc.assert(
    fc.property(smallCentre, (scenario) => {
      expectSameStory(tell(play(scenario)));
    }),
    { numRuns: 25, seed: 7 },
  );
});
