import { checkNames } from '../centre/config/check-names.ts';
import { isAboutFaults } from '../faults/commands.ts';
import { checkExpectations } from './expect/check.ts';
import { checkFaults } from './faults/check.ts';
import type { Finding } from './problems.ts';
import type { ParsedScenario } from './schema.ts';
import { spanOf } from './span.ts';

/** What no schema can see: names, times, feeds and ids that have to agree with each other. */
export function checkTogether(scenario: ParsedScenario): Finding[] {
  return [
    ...checkCentre(scenario),
    ...checkPace(scenario),
    ...checkTimes(scenario),
    ...checkFaults(scenario),
    ...checkExpectations(scenario),
  ];
}

/** The names in everything that the centre is told; commands keep their places among all. */
function checkCentre({ centre, traffic, commands, profiles }: ParsedScenario): Finding[] {
  const own = commands.flatMap((command, index) => (isAboutFaults(command) ? [] : [{ command, index }]));
  const found = checkNames(
    centre,
    traffic,
    own.map(({ command }) => command),
    profiles,
  );
  return found.map((finding) => {
    const [part, at, ...rest] = finding.path;
    if (part !== 'commands') return finding;
    return { ...finding, path: [part, own[Number(at)]?.index ?? Number(at), ...rest] };
  });
}

function checkPace({ speed, pace }: ParsedScenario): Finding[] {
  if (speed === undefined || pace === undefined) return [];
  const message =
    'speed and pace exclude each other: speed: 60 is short for pace: {speed: 60}. Keep one of them.';
  return [{ path: ['pace'], aboutKey: true, message }];
}

function checkTimes({ start, duration, centre, commands }: ParsedScenario): Finding[] {
  const span = spanOf(start, duration, centre.time_zone);
  return commands.flatMap(({ at }, index) => {
    const atMs = span.resolve(at);
    if (atMs >= span.startMs && atMs <= span.endMs) return [];
    const side = atMs < span.startMs ? 'before the run begins' : 'after the run has ended';
    const message = `${span.format(atMs)} is ${side}. The run goes from ${span.format(span.startMs)} to ${span.format(span.endMs)} (${centre.time_zone}): change at, start or duration.`;
    return [{ path: ['commands', index, 'at'], message }];
  });
}
