import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCentre } from '../../src/centre/centre.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import { eventTypes, feedNames, type FeedName } from '../../src/dialects/asapp/event-types.ts';
import { createAsapp } from '../../src/dialects/asapp/index.ts';
import { parseEvent } from '../../src/dialects/asapp/parse-event.ts';
import { wireEvents } from '../../src/dialects/asapp/wire/index.ts';
import type { Draft } from '../../src/dialects/dialect.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { read } from './play.ts';
import { runToTheEnd } from './run-centre.ts';

const file = path.resolve(import.meta.dirname, '../../scenarios/asapp-everything.yaml');
const drafts: Draft[] = [];
const refused: CentreEvent[] = [];

beforeAll(() => {
  play(undefined, (more, event) => {
    drafts.push(...more);
    if (event.type === 'command.refused') refused.push(event);
  });
});

/** Plays the scenario, with its own seed or another. */
function play(seedGiven: number | undefined, take: Parameters<typeof runToTheEnd>[2]): void {
  const {
    centre: config,
    traffic,
    profiles,
    commands,
    startMs,
    endMs,
    targets,
    ...rest
  } = loadScenario(file);
  if (targets.asapp === undefined) throw new Error('The scenario has no ASAPP target.');
  const seed = seedGiven ?? rest.seed;
  const dialect = createAsapp(targets.asapp, { seed });
  const { intervalsMs } = dialect;
  const centre = createCentre({ config, traffic, profiles, commands, seed, startMs, endMs, intervalsMs });
  runToTheEnd(centre, dialect, take);
}

/** The keys that some message of the feed has in `part`. */
function filled(feed: FeedName, part: 'meta_data' | 'data' | 'details'): Set<string> {
  const events = drafts.filter((draft) => draft.feed === feed).map(read);
  return new Set(events.flatMap((event) => Object.keys(event[part] ?? {})));
}

describe('scenarios/asapp-everything.yaml', () => {
  test('has none of its commands refused', () => {
    expect(refused).toEqual([]);
  });

  test.each(feedNames)('has every event type of the %s feed', (feed) => {
    const said = new Set(drafts.map(({ eventType }) => eventType));
    expect(eventTypes[feed].filter((type) => !said.has(type))).toEqual([]);
  });

  test.each([1, 2, 3, 4])('has every event type with the seed %i as well', (seed) => {
    const said = new Set<string>();
    play(seed, (more) => {
      for (const { eventType } of more) said.add(eventType);
    });
    const all = feedNames.flatMap((feed): readonly string[] => eventTypes[feed]);
    expect(all.filter((type) => !said.has(type))).toEqual([]);
  });

  test.each(feedNames)('fills each field of the sample of the %s feed', (feed) => {
    const { data, details, meta_data } = wireEvents[feed].shape;
    const missing = (keys: readonly string[], part: 'meta_data' | 'data' | 'details'): string[] =>
      keys.filter((key) => !filled(feed, part).has(key));
    expect(missing(details.unwrap().keyof().options, 'details')).toEqual([]);
    expect(missing(data.keyof().options, 'data')).toEqual([]);
    expect(missing(meta_data.keyof().options, 'meta_data').filter((key) => key !== 'session_id')).toEqual([]);
  });

  test('has nothing but valid events', () => {
    expect(drafts.flatMap(({ body }) => parseEvent(body).problems)).toEqual([]);
  });
});
