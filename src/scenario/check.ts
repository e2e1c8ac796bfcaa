import { checkCentre, checkCommands } from './commands/check.ts';
import { checkExpectations } from './expect/check.ts';
import { checkFaults } from './faults/check.ts';
import type { Finding } from './problems.ts';
import type { ParsedScenario } from './schema.ts';

/** What no schema can see: names, times, feeds and ids that have to agree with each other. */
export function checkTogether(scenario: ParsedScenario): Finding[] {
  return [
    ...checkCentre(scenario),
    ...checkPace(scenario),
    ...checkCommands(scenario),
    ...checkFaults(scenario),
    ...checkExpectations(scenario),
  ];
}

function checkPace({ speed, pace }: ParsedScenario): Finding[] {
  if (speed === undefined || pace === undefined) return [];
  const message =
    'speed and pace exclude each other: speed: 60 is short for pace: {speed: 60}. Keep one of them.';
  return [{ path: ['pace'], aboutKey: true, message }];
}
