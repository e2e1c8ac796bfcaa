import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, type TestContext } from 'vitest';
import { scene } from '../../test/kit/arbitrary.ts';
import { everyType } from '../../test/kit/every-type.ts';
import { eventful } from '../../test/kit/eventful.ts';
import { drain, mondayMs, openCentre, type Scene } from '../../test/kit/simulate.ts';
import type { Centre } from '../centre/centre.ts';
import type { CentreEvent } from '../centre/model/event.ts';
import { InputError } from '../lib/errors.ts';
import { Recorder } from '../record/recorder.ts';
import { formatRecord } from '../record/record.ts';
import { loadScenario } from '../scenario/index.ts';
import type { Dialect, DialectEvent, Draft } from './dialect.ts';
import type { DialectHost, Vendor } from './vendor.ts';

/** What holds for every vendor, but for those that say why it does not for them. */
type Behaviour = 'ids differ by seed' | 'ids are unique' | 'has a filter';

/** What the suite has to be told of a vendor. */
export interface DialectCase<Config> {
  readonly vendor: Vendor<Config>;
  /**
   * A target as a scenario has it: every feed with an address of its own, nothing filtered, every file that a target can
   * name (a relative path that ends in `.pem`), secrets from the environment.
   */
  readonly target: object;
  /** Every environment variable that `target` names, and its secret. */
  readonly secrets: Readonly<Record<string, string>>;
  /** `target` with a filter that lets some of the messages of each feed through; unused where that is skipped. */
  readonly filtering?: object;
  /** Targets with one mistake each, and the place of it below the vendor's name. */
  readonly mistakes: readonly (readonly [place: string, target: object])[];
  /** What does not hold for this vendor, and why. */
  readonly skip?: Readonly<Partial<Record<Behaviour, string>>>;
}

const weekMs = 7 * 86_400_000;
const runs = { numRuns: 3 } as const;

/** Tests that a vendor keeps what the rest of phoney relies on. */
export function testDialect<Config>(given: DialectCase<Config>): void {
  const { vendor, secrets, skip = {} } = given;
  const config = vendor.settings.parse(given.target);
  const create = (seed = 1, target = config): Dialect => vendor.create(target, { seed });
  const where =
    (behaviour: Behaviour, behave: () => void) =>
    ({ skip: leaveOut }: TestContext): void => {
      const reason = skip[behaviour];
      if (reason !== undefined) leaveOut(reason);
      behave();
    };

  describe('what is said', () => {
    test('is the same, byte for byte, with the same seed', () => {
      fc.assert(
        fc.property(scene, fc.nat(), (day, seed) => {
          expect(tell(create(seed), day)).toEqual(tell(create(seed), day));
        }),
        runs,
      );
    });

    test(
      'another seed draws other event ids',
      where('ids differ by seed', () => {
        const ids = new Set(idsOf(tell(create(1), eventful)));
        expect(idsOf(tell(create(2), eventful)).filter((id) => ids.has(id))).toEqual([]);
      }),
    );

    test('leaves in the same order whatever the seed: order keys differ by name only', () => {
      const grouped = (seed: number): number[] => {
        const keys = tell(create(seed), eventful).map(({ draft }) => draft.orderKey);
        return keys.map((key) => keys.indexOf(key));
      };
      expect(grouped(2)).toEqual(grouped(1));
    });

    test('has an answer to every type of event, be it nothing', () => {
      const dialect = create();
      const seen = new Set<CentreEvent['type']>();
      tell(dialect, eventful, ({ type }) => seen.add(type));
      // Periods end for those who ask for some.
      if (dialect.intervalsMs.length === 0) seen.add('interval.elapsed');
      expect(Object.keys(everyType).filter((type) => !seen.has(type as CentreEvent['type']))).toEqual([]);
    });

    test(
      'no event id stands twice on two days',
      where('ids are unique', () => {
        fc.assert(
          fc.property(scene, (day) => {
            const dialect = create();
            const first = open(dialect, day);
            const ids = [
              ...idsOf(tellDay(dialect, first)),
              ...idsOf(tellDay(dialect, nextWeek(dialect, day, first))),
            ];
            expect(repeated(ids)).toEqual([]);
          }),
          runs,
        );
      }),
    );

    test('begins anew on a second day: the same as if there had been no first', () => {
      fc.assert(
        fc.property(scene, (day) => {
          const [known, fresh] = [create(), create()];
          const first = open(known, day);
          tellDay(known, first);
          const typesOf = (dialect: Dialect): string[] =>
            tellDay(dialect, nextWeek(dialect, day, first)).map(({ draft }) => draft.eventType);
          expect(typesOf(known)).toEqual(typesOf(fresh));
        }),
        runs,
      );
    });

    test(
      'what the filter holds back is counted, and changes nothing else',
      where('has a filter', () => {
        const all = tell(create(), eventful).map(({ draft }) => draft);
        const filtered = tell(create(1, vendor.settings.parse(given.filtering)), eventful).map(
          ({ draft }) => draft,
        );
        expect(filtered.map((draft) => ({ ...draft, filtered: false }))).toEqual(all);
        for (const feed of new Set(all.map((draft) => draft.feed))) {
          const held = filtered.filter((draft) => draft.feed === feed).map((draft) => draft.filtered);
          expect(new Set(held), feed).toEqual(new Set([true, false]));
        }
      }),
    );

    test('shows no secret in records and announcements', () => {
      const shown: string[] = [];
      const recorder = new Recorder([(record) => shown.push(formatRecord(record))]);
      const dialect = vendor.create(config, { seed: 1, host: hostWith(secrets) });
      for (const { draft, at } of tell(dialect, eventful)) {
        recorder.rendered({ ...draft, at, vendor: vendor.name });
      }
      shown.push(JSON.stringify(dialect.inbound?.announce?.('https://127.0.0.1:8443') ?? null));
      for (const secret of Object.values(secrets))
        expect(shown.filter((line) => line.includes(secret))).toEqual([]);
    });
  });

  describe('a target', () => {
    test('names exactly the feeds that are sent, each with its rules where it leaves over HTTP', () => {
      const dialect = create();
      const sent = tell(dialect, eventful).map(({ draft }) => draft);
      expect(sorted(sent.map(({ feed }) => feed))).toEqual(sorted(vendor.feeds(config)));
      const overHttp = sent.filter(({ channel }) => channel === 'http').map(({ feed }) => feed);
      expect(sorted(dialect.lanes.map(({ feed }) => feed))).toEqual(sorted(overHttp));
    });

    test('sent elsewhere has other addresses and is the same in everything else', () => {
      const asked: string[] = [];
      const elsewhere = vendor.redirect(config, (feed) => {
        asked.push(feed);
        return `https://elsewhere.example/${feed}`;
      });
      expect(asked).toEqual(create().lanes.map(({ feed }) => feed));
      expect(differences(config, elsewhere)).toEqual(
        asked.map((feed) => `https://elsewhere.example/${feed}`),
      );
      for (const { draft } of tell(create(1, elsewhere), eventful)) {
        if (draft.channel === 'http') expect(draft.url).toContain(`https://elsewhere.example/${draft.feed}`);
      }
    });

    test('stays as it is where nothing is asked of it', () => {
      expect(vendor.redirect(config, () => undefined)).toEqual(config);
      expect(vendor.secure(config, {})).toEqual(config);
      expect(vendor.files(config, (file) => file)).toEqual(config);
    });

    test('has each path to a file resolved, and nothing else', () => {
      const files = JSON.stringify(given.target).match(/[\w/-]+\.pem/g) ?? [];
      const resolved = vendor.files(config, (file) => `/resolved/${file}`);
      expect(differences(config, resolved)).toEqual(files.map((file) => `/resolved/${file}`));
    });

    test('takes the TLS files of the command line for every connection that it makes', () => {
      const tls = { cert: 'a.pem', key: 'b.pem', ca: 'c.pem', passphraseEnv: 'OTHER' };
      for (const lane of create(1, vendor.secure(config, tls)).lanes) expect(lane.tls).toMatchObject(tls);
    });

    test('that announces something needs a server', () => {
      const dialect = create();
      tell(dialect, eventful);
      if (dialect.inbound?.announce !== undefined) expect(vendor.needsServer(config)).toBe(true);
    });

    test.each(given.mistakes)(
      'with a mistake at %s is refused with the place in the file',
      (place, target) => {
        expect(problemsOf(vendor.name, target)).toContainEqual(
          expect.objectContaining({ file: 'day.json', path: `targets.${vendor.name}.${place}` }),
        );
      },
    );

    test('with a key that there is not is refused with the place in the file', () => {
      fc.assert(
        fc.property(fc.stringMatching(/^x_[a-z]{1,10}$/), fc.jsonValue(), (key, value) => {
          const [problem, ...more] = problemsOf(vendor.name, { ...given.target, [key]: value });
          expect(more).toEqual([]);
          expect(problem).toMatchObject({
            path: `targets.${vendor.name}.${key}`,
            line: expect.any(Number) as number,
          });
        }),
      );
    });
  });
}

/** A message and its simulated epoch ms. */
interface Told {
  readonly draft: Draft;
  readonly at: number;
}

function tell(dialect: Dialect, day: Scene, see?: (event: CentreEvent) => void): Told[] {
  return tellDay(dialect, open(dialect, day), see);
}

/** What the dialect says of a day from its beginning to its end. */
function tellDay(dialect: Dialect, centre: Centre, see?: (event: CentreEvent) => void): Told[] {
  const told: Told[] = [];
  const render = (event: DialectEvent): void => {
    for (const { at = event.at, ...draft } of dialect.render(event, centre.view)) told.push({ draft, at });
  };
  render({ type: 'day.began', at: centre.view.now });
  drain(centre, (event) => {
    see?.(event);
    render(event);
  });
  render({ type: 'day.ended', at: centre.view.now });
  return told;
}

function open({ intervalsMs }: Dialect, day: Scene): Centre {
  return openCentre({ ...day, intervalsMs });
}

/** The same day a week later, numbered on from the one before. */
function nextWeek({ intervalsMs }: Dialect, day: Scene, before: Centre): Centre {
  return openCentre({ ...day, intervalsMs, startMs: mondayMs + weekMs }, before.numbering);
}

function idsOf(told: readonly Told[]): string[] {
  return told.map(({ draft }) => draft.eventId);
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.has(id) || !seen.add(id));
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** A machine with these secrets, and with an RSA key in every file. */
function hostWith(env: Readonly<Record<string, string>>): DialectHost {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    origin: 'https://127.0.0.1:8443',
    env,
    readFile: () => privateKey,
    wallMs: () => mondayMs,
    probeUnder: () => () => Promise.resolve({ status: 200, headers: {}, error: null }),
  };
}

/** What `after` has where it is not what `before` has, in order. */
function differences(before: unknown, after: unknown): unknown[] {
  if (Object.is(before, after)) return [];
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return [after];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences(Reflect.get(before, key), Reflect.get(after, key)));
}

function problemsOf(vendor: string, target: object): InputError['problems'] {
  const text = JSON.stringify(
    { centre: { queues: [{ name: 'Sales' }] }, targets: { [vendor]: target } },
    null,
    2,
  );
  try {
    loadScenario({ text, file: 'day.json' });
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
