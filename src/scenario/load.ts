import path from 'node:path';
import type { TimedCommand } from '../centre/commands/command.ts';
import type { Triggered } from '../centre/triggers/triggered.ts';
import { z } from 'zod';
import {
  carryGuests,
  guestsOf,
  namesModule,
  resolveFiles,
  type Guest,
  type GuestSource,
  type Targets,
} from '../dialects/index.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import { resolveFaultFiles } from '../faults/on-the-wire.ts';
import type { ScheduledFault } from '../faults/scheduled.ts';
import { checkRest, type Reading } from './check-rest.ts';
import { checkTogether } from './check.ts';
import { timedCommands, triggeredCommands } from './commands/plan.ts';
import { readDocument } from './document.ts';
import { nameExpectations } from './expect/name.ts';
import type { Expectation } from '../record/expect/expectation.ts';
import { unworded } from './issues.ts';
import { machineClock } from '../lib/clock.ts';
import { isMapping } from '../lib/is-mapping.ts';
import { isTimeZone } from '../lib/time-zone.ts';
import type { PacePlan } from '../lib/pace.ts';
import {
  findingsOf,
  formatPath,
  locate,
  sortProblems,
  sourcesIn,
  type Finding,
  type Path,
  type SourceAt,
} from './problems.ts';
import { fileLimitBytes, readText } from './read-file.ts';
import { openGuests, type OpenedGuests } from './targets/open-guests.ts';
import { scenarioSchemaWith, type ParsedScenario, type ScenarioInput, type TargetsInput } from './schema.ts';
import { scheduleFaults } from './faults/schedule.ts';
import { spanOf } from './span.ts';

/** A scenario that is right in itself, ready to run: simulated instants in epoch ms, lengths of time in ms, file paths absolute. */
export interface Scenario extends Pick<
  ParsedScenario,
  'seed' | 'centre' | 'profiles' | 'traffic' | 'targets' | 'limits'
> {
  /** Where it was read from; empty when it was given as an object. */
  readonly file: string;
  /** As it was written, without what was put in place of parts of it; an object as JSON. */
  readonly text: string;
  readonly startMs: number;
  /** The last instant that belongs to the run. */
  readonly endMs: number;
  readonly pace: PacePlan;
  readonly graceMs: number;
  /** In the order of the file. */
  readonly commands: readonly TimedCommand[];
  /** Those that wait for an event, in the order of the file. */
  readonly triggered: readonly Triggered[];
  /** In the order of the file, those that commands start behind the others. */
  readonly faults: readonly ScheduledFault[];
  readonly expect: readonly Expectation[];
}

/** A file's path, a text with the name that its problems are to carry, or the scenario itself as an object. */
export type ScenarioSource = string | { readonly text: string; readonly file: string } | ScenarioInput;

/** What is put in place of parts of a scenario before it is checked. */
export interface ScenarioChanges {
  /** Each takes the place of the whole target of its vendor. A relative path in it starts at the working directory. */
  readonly targets?: TargetsInput | undefined;
  /** Takes the place of the start, written like it: `now`, or a date with or without a time. */
  readonly start?: string | undefined;
  /**
   * The keys of the targets that are kept, where others, and the faults and expectations that may speak of them, are of no interest.
   * What happens in the centre stays as it is. Default: everything is kept.
   */
  readonly toldTo?: readonly string[] | undefined;
  /**
   * The only dialects beside phoney's own that its targets may name, of a scenario that comes from elsewhere: a module is a
   * program. Default: any.
   */
  readonly guests?: readonly GuestSource[] | undefined;
  /** What `now` is, epoch ms. Default: by this machine's clock. */
  readonly nowMs?: number | undefined;
}

/** Gives an object that is a scenario its type, so that editors complete every key. {@link loadScenario} checks it. */
export function defineScenario(scenario: ScenarioInput): ScenarioInput {
  return scenario;
}

/** Reads and checks a scenario. Throws an InputError with all problems, in the order in which they stand in the file. */
export function loadScenario(source: ScenarioSource, changes: ScenarioChanges = {}): Scenario {
  const written = readSource(source);
  const value = change(written.value, changes);
  const folder = folderOf(written.file);
  const opened = openGuests(isMapping(value) ? value['targets'] : undefined, {
    foldersOf: (key) => (Object.hasOwn(changes.targets ?? {}, key) ? ['', folder] : [folder, '']),
    placeOf: (at) => placeIn(written, at),
    allowed: changes.guests,
  });
  const { scenario, findings } = check(value, opened, written.sourceAt);
  const [inChanges, inSource] = partition(findings, ({ path: [part, vendor] }) => {
    if (part === 'start') return changes.start !== undefined;
    return part === 'targets' && Object.hasOwn(changes.targets ?? {}, vendor ?? '');
  });
  const problems = [
    ...sortProblems([...written.problems, ...written.locate(inSource)]),
    ...inChanges.map(withoutPlace),
  ];
  if (scenario === undefined || problems.length > 0) throw new InputError(problems);
  return resolve(scenario, {
    file: written.file,
    text: written.text,
    changed: Object.keys(changes.targets ?? {}),
    given: (written.value as { commands?: Given }).commands ?? [],
  });
}

/** A scenario as plain values. */
interface Written {
  readonly value: unknown;
  /** Empty for an object, which comes from no file. */
  readonly file: string;
  readonly text: string;
  readonly problems: readonly Problem[];
  /** How scalars are written; absent for an object. */
  readonly sourceAt?: SourceAt;
  readonly locate: (findings: readonly Finding[]) => Problem[];
}

function readSource(source: ScenarioSource): Written {
  if (typeof source === 'string') return readWritten(readText(source), source);
  if (isText(source)) return readWritten(source.text, source.file);
  const value = copyPlain(source);
  return {
    value,
    file: '',
    text: JSON.stringify(value, null, 2),
    problems: [],
    locate: (findings) => findings.map(withoutPlace),
  };
}

/** No scenario has a key `text`. */
function isText(source: unknown): source is { text: string; file: string } {
  return isMapping(source) && typeof source['text'] === 'string';
}

function copyPlain(source: unknown): unknown {
  try {
    return structuredClone(source);
  } catch (error) {
    const why = (error as Error).message;
    throw new InputError(`A scenario is plain data, as it would stand in a file. This is not: ${why}`);
  }
}

function readWritten(text: string, file: string): Written {
  if (text.length > fileLimitBytes) {
    throw new InputError([{ file, message: `A scenario may have ${fileLimitBytes} bytes; this has more.` }]);
  }
  const document = readDocument(text.replace(/^\uFEFF/, ''), file);
  const { value, problems } = document;
  return {
    value,
    file,
    text,
    problems,
    sourceAt: sourcesIn(document.place),
    locate: (findings) => locate(findings, document, file),
  };
}

function change(
  value: unknown,
  { targets, start, toldTo, nowMs = machineClock.wallMs() }: ScenarioChanges,
): unknown {
  if (!isMapping(value)) return value;
  const own = value['targets'];
  const begins = start ?? value['start'];
  return {
    ...value,
    ...(toldTo !== undefined && { targets: only(own, toldTo), faults: [], expect: [] }),
    ...(begins !== undefined && { start: begins === 'now' ? localNow(value['centre'], nowMs) : begins }),
    ...(targets !== undefined && { targets: { ...(isMapping(own) && own), ...targets } }),
  };
}

/** Those members of what is written under `targets`. */
function only(targets: unknown, keys: readonly string[]): object {
  if (!isMapping(targets)) return {};
  return Object.fromEntries(Object.entries(targets).filter(([key]) => keys.includes(key)));
}

/** The instant by the clocks of a centre as it is written, to the second. */
function localNow(centre: unknown, nowMs: number): string {
  const zone = isMapping(centre) ? centre['time_zone'] : undefined;
  const timeZone = typeof zone === 'string' && isTimeZone(zone) ? zone : 'UTC';
  return new Date(nowMs).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** Where a key stands, for what is wrong with it when it is used. */
function placeIn({ locate: find }: Written, at: Path): GuestSource['place'] {
  const [problem] = find([{ path: at, aboutKey: true, message: '' }]);
  const { message: _, ...place } = problem ?? { message: '' };
  return place;
}

function folderOf(file: string): string {
  return file === '' ? '' : path.dirname(file);
}

function withoutPlace({ path: at, message }: Finding): Problem {
  const place = formatPath(at);
  return place === '' ? { message } : { path: place, message };
}

function check(
  value: unknown,
  opened: OpenedGuests,
  sourceAt?: SourceAt,
): { scenario?: ParsedScenario; findings: readonly Finding[] } {
  const reading = readingWith(opened);
  const parsed = reading.parse(value);
  if (parsed.success && opened.findings.length === 0)
    return { scenario: parsed.data, findings: checkTogether(parsed.data) };
  if (value === null) return { findings: [{ path: [], message: emptyMessage }] };
  const read = parsed.success ? [] : findingsOf(parsed.error, reading.schema, value, sourceAt);
  const findings = [...opened.findings, ...read];
  return { findings: [...findings, ...checkRest(value, findings, reading, checkTogether, sourceAt)] };
}

const emptyMessage =
  'There is no scenario in this file. Begin with centre: and its queues; `phoney scenarios` lists examples.';

/** Scenarios with these dialects among their targets; what is wrong with the others is told already. */
function readingWith({ guests, findings }: OpenedGuests): Reading {
  const schema = scenarioSchemaWith({
    ...Object.fromEntries(findings.map(({ path: [, key] }) => [String(key), z.unknown()])),
    ...Object.fromEntries([...guests].map(([key, { vendor }]) => [key, vendor.settings])),
  });
  return {
    schema,
    parse(value) {
      const read = schema.safeParse(value, { error: () => unworded, reportInput: true });
      if (!read.success) return read;
      return { success: true, data: { ...read.data, targets: nameTargets(read.data.targets, guests) } };
    },
  };
}

/** The targets by the names of their vendors, in place of those of their modules. */
function nameTargets(written: object, guests: OpenedGuests['guests']): Targets {
  const told = Object.entries(written);
  const named = told.flatMap(([key, settings]): [string, unknown][] => {
    const guest = guests.get(key);
    if (guest !== undefined) return [[guest.vendor.name, settings]];
    return namesModule(key) ? [] : [[key, settings]];
  });
  const present = told.map(([key]) => guests.get(key)).filter((guest): guest is Guest => guest !== undefined);
  return carryGuests(Object.fromEntries(named), present);
}

/** Commands as they are written. */
type Given = readonly Readonly<Record<string, unknown>>[];

interface Origin {
  readonly file: string;
  readonly text: Written['text'];
  /** The vendors whose targets were put in. */
  readonly changed: readonly string[];
  readonly given: Given;
}

function resolve(scenario: ParsedScenario, { file, text, changed, given }: Origin): Scenario {
  const { seed, centre, profiles, traffic, limits } = scenario;
  const span = spanOf(scenario.start, scenario.duration, centre.time_zone);
  const folder = folderOf(file);
  const names = new Map(guestsOf(scenario.targets).map(({ source }) => [source.name, source.written]));
  return {
    file,
    text,
    seed,
    startMs: span.startMs,
    endMs: span.endMs,
    pace: scenario.pace ?? { kind: 'speed', speed: scenario.speed ?? 1 },
    graceMs: scenario.grace,
    centre,
    profiles,
    traffic,
    commands: timedCommands(scenario, span),
    triggered: triggeredCommands(scenario, given),
    faults: scheduleFaults(scenario, span).map((fault) => ({
      ...fault,
      input: resolveFaultFiles(fault.input, (relative) => path.resolve(folder, relative)),
    })),
    // A relative path starts at the scenario file's folder; in a target that was put in, at the working directory.
    targets: resolveFiles(scenario.targets, (relative, vendor) =>
      path.resolve(changed.includes(names.get(vendor) ?? vendor) ? '' : folder, relative),
    ),
    limits,
    expect: nameExpectations(scenario.expect),
  };
}
