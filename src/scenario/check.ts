import { checkCentre, checkCommands } from './commands/check.ts';
import { checkFaults } from './faults/check.ts';
import { feedsOf } from '../dialects/index.ts';
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

function checkExpectations({ targets, expect }: ParsedScenario): Finding[] {
  const seen = new Set<string>();
  return expect.flatMap(({ id, feed }, index) => {
    const findings: Finding[] = [];
    const path = ['expect', index];
    if (id !== undefined && seen.has(id)) {
      findings.push({
        path: [...path, 'id'],
        message: `There are two expectations "${id}". Rename one of them.`,
      });
    }
    if (id !== undefined) seen.add(id);
    const message = feed === undefined ? undefined : explainFeed(feed, targets);
    if (message !== undefined) findings.push({ path: [...path, 'feed'], message });
    return findings;
  });
}

/** Why nothing is sent to this feed; `undefined` when something is. */
function explainFeed(feed: string, targets: ParsedScenario['targets']): string | undefined {
  const feeds = feedsOf(targets);
  if (feeds.includes(feed)) return undefined;
  const known =
    feeds.length === 0 ? 'targets is empty.' : `The feeds of this scenario are ${feeds.join(', ')}.`;
  return `Nothing is sent to "${feed}". ${known}`;
}
