import path from 'node:path';
import type { TimedCommand } from '../centre/commands/command.ts';
import { resolveFiles } from '../dialects/index.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import { checkRest } from './check-rest.ts';
import { checkTogether } from './check.ts';
import { readDocument, type Document } from './document.ts';
import type { Expectation } from '../record/metric.ts';
import { unworded } from './issues.ts';
import type { PacePlan } from '../lib/pace.ts';
import { findingsOf, locate, sortProblems, type Finding } from './problems.ts';
import { fileLimitBytes, readText } from './read-file.ts';
import { scenarioSchema, type ParsedScenario } from './schema.ts';
import { spanOf } from './span.ts';

/** A scenario that is right in itself, ready to run: simulated instants in epoch ms, lengths of time in ms, file paths absolute. */
export interface Scenario extends Pick<
  ParsedScenario,
  'seed' | 'centre' | 'profiles' | 'traffic' | 'targets' | 'limits'
> {
  /** Where it was read from. */
  readonly file: string;
  readonly startMs: number;
  /** The last instant that belongs to the run. */
  readonly endMs: number;
  readonly pace: PacePlan;
  readonly graceMs: number;
  /** In the order of the file. */
  readonly commands: readonly TimedCommand[];
  readonly expect: readonly Expectation[];
}

/** A file's path, or a text with the name that its problems are to carry. */
export type ScenarioSource = string | { readonly text: string; readonly file: string };

/** Reads and checks a scenario. Throws an InputError with all problems, in the order in which they stand in the file. */
export function loadScenario(source: ScenarioSource): Scenario {
  const { text, file } = typeof source === 'string' ? { text: readText(source), file: source } : source;
  if (text.length > fileLimitBytes) {
    throw new InputError([{ file, message: `A scenario may have ${fileLimitBytes} bytes; this has more.` }]);
  }
  const document = readDocument(text.replace(/^\uFEFF/, ''), file);
  const { scenario, findings } = check(document.value);
  const problems: Problem[] = [...document.problems, ...locate(findings, document, file)];
  if (scenario === undefined || problems.length > 0) throw new InputError(sortProblems(problems));
  return resolve(scenario, file);
}

function check(value: Document['value']): { scenario?: ParsedScenario; findings: readonly Finding[] } {
  const parsed = parse(value);
  if (parsed.success) return { scenario: parsed.data, findings: checkTogether(parsed.data) };
  if (value === null) return { findings: [{ path: [], message: emptyMessage }] };
  const findings = findingsOf(parsed.error, scenarioSchema, value);
  return { findings: [...findings, ...checkRest(value, findings, parse, checkTogether)] };
}

const emptyMessage =
  'There is no scenario in this file. Begin with centre: and its queues; `phoney scenarios` lists examples.';

function parse(value: unknown) {
  return scenarioSchema.safeParse(value, { error: () => unworded, reportInput: true });
}

function resolve(scenario: ParsedScenario, file: string): Scenario {
  const { seed, centre, profiles, traffic, limits } = scenario;
  const span = spanOf(scenario.start, scenario.duration, centre.time_zone);
  const folder = path.dirname(path.resolve(file));
  return {
    file,
    seed,
    startMs: span.startMs,
    endMs: span.endMs,
    pace: scenario.pace ?? { kind: 'speed', speed: scenario.speed ?? 1 },
    graceMs: scenario.grace,
    centre,
    profiles,
    traffic,
    commands: scenario.commands.map(({ at, ...command }) => ({ atMs: span.resolve(at), command })),
    // A relative path starts at the scenario file's folder.
    targets: resolveFiles(scenario.targets, (relative) => path.resolve(folder, relative)),
    limits,
    expect: nameExpectations(scenario.expect),
  };
}

/** Gives each expectation without an id one of its own. */
function nameExpectations(expectations: ParsedScenario['expect']): Expectation[] {
  const taken = new Set(expectations.map(({ id }) => id));
  return expectations.map(({ id, ...expectation }) => {
    if (id !== undefined) return { id, ...expectation };
    const { metric, feed } = expectation;
    const name = feed === undefined ? metric : `${feed} ${metric}`;
    let free: string = name;
    for (let ordinal = 2; taken.has(free); ordinal++) free = `${name} ${ordinal}`;
    taken.add(free);
    return { id: free, ...expectation };
  });
}
