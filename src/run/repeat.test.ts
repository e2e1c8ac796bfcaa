import { expect, test } from 'vitest';
import { createSource, laterByWeeks } from './repeat.ts';
import { createDialects } from '../dialects/index.ts';
import { loadScenario } from '../scenario/index.ts';

/** What stands for one thing and no other, by the vendors' names. What agents and queues are called comes back. */
const idNames = {
  asapp: ['event_id', 'issue_id', 'session_id', 'customer_id', 'opportunity_id', 'file_upload_event_id'],
  enreach: ['callId', 'legId', 'agentLegId', 'supervisorLegId', 'callBackId'],
  ringcentral: ['agent_login_id', 'call_id'],
};

/** The bodies of each of the scenario's first weeks. */
function playWeeks(file: string, weeks: number): string[][] {
  const scenario = loadScenario(file);
  const dialects = createDialects(scenario.targets, scenario.seed);
  const intervalsMs = dialects.flatMap((dialect) => dialect.intervalsMs);
  const source = createSource(scenario, { intervalsMs, repeats: true });
  const bodies: string[][] = [[]];
  for (let ended = 0; ended < weeks;) {
    for (const event of source.step()) {
      if (event.type === 'day.ended') ended++;
      if (event.type === 'day.began') bodies.push([]);
      for (const dialect of dialects) {
        for (const { body } of dialect.render(event, source.view)) bodies.at(-1)?.push(body);
      }
    }
  }
  return bodies;
}

/** The values that stand behind a name in bodies, be they JSON, JSON in JSON or a form. */
function valuesOf(name: string, bodies: readonly string[]): Set<string> {
  const pattern = new RegExp(String.raw`\b${name}(?:\\?":\\?"|"?[:=]"?)([\w-]{6,})`, 'g');
  return new Set(bodies.flatMap((body) => [...body.matchAll(pattern)].map(([, value]) => value ?? '')));
}

test.each(Object.entries(idNames))('no id of %s stands for something of last week', (vendor, names) => {
  const [first = [], second = []] = playWeeks(`scenarios/${vendor}-everything.yaml`, 2);
  expect(second).toHaveLength(first.length);
  for (const name of names) {
    const before = valuesOf(name, first);
    const after = valuesOf(name, second);
    expect(before.size, name).toBeGreaterThan(0);
    expect(after.size, name).toBe(before.size);
    expect(
      [...after].filter((id) => before.has(id)),
      name,
    ).toEqual([]);
  }
});

test('a day begins at the same time on the centre’s clocks, whatever the clocks do in between', () => {
  const scenario = loadScenario('scenarios/ringcentral-everything.yaml');
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: scenario.centre.time_zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const begins = [0, 1, 2, 40].map((week) => local.format(scenario.startMs + laterByWeeks(scenario, week)));
  expect(new Set(begins)).toEqual(new Set(['Mon 08:00']));
});
