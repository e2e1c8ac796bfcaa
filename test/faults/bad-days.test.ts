import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RunRecord } from '../../src/record/record.ts';
import { playDay, type Told, type Way } from './bad-day.ts';

const folder = path.resolve(import.meta.dirname, '../../scenarios/bad-days');
const days = readdirSync(folder).map((file) => path.basename(file, '.yaml'));

/** Who plays a day. */
interface Receivers {
  /** Takes everything where it is not said. */
  readonly copes?: Way;
  readonly fails: Way;
  /** The expectation that says so. */
  readonly failsAt: string;
}

const takesAll: Way = { decide: () => () => 200 };

/** Refuses such events. */
function refuses(is: (told: Told, nowMs: number) => boolean, status = 400): Way {
  return {
    decide: (nowMs) => (told) => (is(told, nowMs()) ? status : 200),
  };
}

/** Answers 500 to everything from the first such event on. */
function fallsOverAt(is: (told: Told) => boolean): Way {
  return {
    decide: () => {
      let hasFallen = false;
      return (told) => {
        hasFallen ||= is(told);
        return hasFallen ? 500 : 200;
      };
    },
  };
}

/** Refuses an event that it has taken already. */
const refusesDuplicates: Way = {
  decide: () => {
    const seen = new Set<unknown>();
    return ({ json }) => {
      const id = json?.['event_id'];
      if (seen.has(id)) return 409;
      seen.add(id);
      return 200;
    };
  },
};

/** Refuses what is older than the newest of its feed. */
const refusesDisorder: Way = {
  decide: () => {
    const newest = new Map<string, number>();
    return ({ url, timeMs }) => {
      const newestMs = newest.get(url) ?? 0;
      newest.set(url, Math.max(timeMs, newestMs));
      return timeMs < newestMs ? 409 : 200;
    };
  },
};

function takes(ms: number): Way {
  return {
    decide: () => async () => {
      await sleep(ms);
      return 200;
    },
  };
}

const isNoJson = ({ json }: Told): boolean => json === undefined;
const isMajor = ({ json }: Told): boolean => !String(json?.['api_version']).startsWith('v1.');

/** For each bad day of a receiver: one that copes, and one that does a single thing wrong. */
const receivers: ReadonlyMap<string, Receivers> = new Map<string, Receivers>([
  [
    'capping-and-a-holiday',
    {
      fails: refuses(({ text }) => text.includes('closed_by_size_cap":true')),
      failsAt: 'delivered_share',
    },
  ],
  [
    'clock-skew',
    {
      fails: refuses(({ timeMs }, nowMs) => Math.abs(timeMs - nowMs) > 60_000),
      failsAt: 'delivered_share',
    },
  ],
  ['damaged-bodies', { copes: refuses(isNoJson), fails: fallsOverAt(isNoJson), failsAt: 'delivered_share' }],
  ['duplicate-storm', { fails: refusesDuplicates, failsAt: 'delivered_share' }],
  ['events-out-of-order', { fails: refusesDisorder, failsAt: 'delivered_share' }],
  [
    'lost-hour-replayed',
    { fails: refuses(({ timeMs }, nowMs) => nowMs - timeMs > 1_800_000), failsAt: 'delivered_share' },
  ],
  ['major-version', { copes: refuses(isMajor), fails: fallsOverAt(isMajor), failsAt: 'delivered_share' }],
  [
    'minor-version',
    { fails: refuses(({ text }) => text.includes('new_in_next_minor')), failsAt: 'delivered_share' },
  ],
  ['unknown-event-type', { fails: refuses(({ text }) => /unknown/i.test(text)), failsAt: 'delivered_share' }],
]);

/**
 * Those in which real time counts, those of clients of a hub (`bad-days-at-a-hub.test.ts`), and those below HTTP
 * (`bad-days-on-the-wire.test.ts`).
 */
const others = [
  'certificate-rotation',
  'connection-resets',
  'receiver-restarts',
  'slow-receiver',
  'hub-restarts',
  'token-expires-before-reconnect',
];

test('each shipped bad day is played here, or by clients of a hub', () => {
  expect([...receivers.keys(), ...others].toSorted()).toEqual(days);
});

test.each(days)('%s says what it proves in its first sentence, and expects something', (name) => {
  const lines = readFileSync(path.join(folder, `${name}.yaml`), 'utf8').split('\n');
  expect(lines[2]).toMatch(/^# (A|An|The) .+\.$/);
  expect(lines).toContain('expect:');
});

const failed = ({ expectations }: Awaited<ReturnType<typeof playDay>>): string[] =>
  expectations.filter(({ ok }) => !ok).map(({ id }) => id);

test.each([...receivers])('%s: a receiver that copes passes', async (name, { copes }) => {
  const result = await playDay(name, copes ?? takesAll);
  expect(failed(result)).toEqual([]);
  expect(result.verdict).toBe('passed');
});

test.each([...receivers])(
  '%s: a receiver that does its one thing wrong fails',
  async (name, { fails, failsAt }) => {
    const result = await playDay(name, fails, { withoutRetries: true });
    expect(failed(result)).toEqual([failsAt]);
    expect(result.verdict).toBe('failed');
  },
);

const isLost = (record: RunRecord): boolean =>
  record.type === 'outcome' && record.outcome.outcome === 'dropped';
const isRetried = (record: RunRecord): boolean => record.type === 'attempt' && record.attempt.try > 1;

test('receiver-restarts: a receiver that is back at once passes', async () => {
  const way = { ...takesAll, goesAway: { afterEvents: 1000, forMs: 300 } };
  expect(failed(await playDay('receiver-restarts', way, { faster: 20 }))).toEqual([]);
});

test('receiver-restarts: one that does not come back in time loses events', async () => {
  const way = { ...takesAll, goesAway: { afterEvents: 1000, forMs: 3_600_000 } };
  const result = await playDay('receiver-restarts', way, { faster: 20, until: isLost });
  expect(failed(result)).toEqual(['nothing was lost']);
});

test('receiver-restarts: one that was not restarted has proven nothing', async () => {
  expect(failed(await playDay('receiver-restarts', takesAll))).toEqual(['there was a restart']);
});

test('slow-receiver: one that answers within the time-out passes', async () => {
  expect(failed(await playDay('slow-receiver', takes(300), { faster: 5 }))).toEqual([]);
});

test('slow-receiver: one that answers just after it has events twice', async () => {
  const result = await playDay('slow-receiver', takes(2100), { faster: 5, until: isRetried });
  expect(failed(result)).toContain('nothing came twice');
});
