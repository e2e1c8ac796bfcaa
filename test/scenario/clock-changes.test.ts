import { expect, test } from 'vitest';
import { createCentre } from '../../src/centre/centre.ts';
import type { CentreEvent } from '../../src/centre/model/event.ts';
import { loadScenario } from '../../src/scenario/index.ts';
import { drain } from '../kit/simulate.ts';

/** Plays a scenario; `see` is told of each event, and of the name of the agent whom it is about. */
function play(text: string, see: (event: CentreEvent, agent: string | undefined) => void): void {
  const { startMs, endMs, centre: config, ...rest } = loadScenario({ text, file: 'clocks.yaml' });
  const centre = createCentre({ ...rest, config, startMs, endMs });
  const nameOf = new Map<string, string>(centre.view.agents.map(({ id, username }) => [id, username]));
  drain(centre, (event) => see(event, 'agentId' in event ? nameOf.get(event.agentId ?? '') : undefined));
}

/** When that time of that day is, to the second, by everything in a scenario that can name a time. */
function instantsOf(zone: string, date: string, time: string): Record<string, string> {
  const end = `${time.slice(0, 3)}${Number(time.slice(3)) + 2}`;
  const text = `
start: ${date}
duration: 26h
centre:
  time_zone: ${zone}
  queues: [{ name: Sales }, { name: Hours, hours: '${time}-12:00' }]
  agents:
    - { name: shift, queues: [Hours], shift: '${time}-12:00' }
    - { name: break, queues: [Hours], breaks: [{ at: '${time}', for: 5m, status: lunch }] }
    - { name: command, queues: [Hours] }
    - { name: seconds, queues: [Hours] }
    - { name: worker }
traffic: [{ queue: Sales, per_hour: 1200, from: '${time}', until: '${end}' }]
commands:
  - { at: '${time}', do: agent.log-out, agent: command }
  - { at: '${date}T${time}:30', do: agent.log-out, agent: seconds }
`;
  const found: Record<string, string> = {};
  const note = (what: string, at: number): void => {
    found[what] ??= new Date(at).toISOString().slice(0, 19);
  };
  play(text, (event, agent) => {
    if (event.type === 'agent.logged-in' && agent === 'shift') note('shift', event.at);
    if (event.type === 'agent.status-changed' && agent === 'break') note('break', event.at);
    if (event.type === 'agent.logged-out' && agent === 'command') note('command', event.at);
    if (event.type === 'agent.logged-out' && agent === 'seconds') note('seconds', event.at - 30_000);
    if (event.type === 'queue.availability-changed') note('hours', event.at);
    // Arrivals are random, but there are many in a minute.
    if (event.type === 'contact.created') note('traffic', event.at - (event.at % 300_000));
  });
  const begins = `start: ${date}T${time}\ncentre: { time_zone: ${zone}, queues: [{ name: Sales }] }`;
  note('start', loadScenario({ text: begins, file: 'begins.yaml' }).startMs);
  return found;
}

function everywhere(instant: string): Record<string, string> {
  const places = ['shift', 'break', 'command', 'seconds', 'hours', 'traffic', 'start'];
  return Object.fromEntries(places.map((place) => [place, instant]));
}

test.each([
  ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00'],
  ['Europe/Dublin', '2026-10-25', '01:30', '2026-10-25T00:30:00'],
  ['Europe/Helsinki', '2026-10-25', '03:30', '2026-10-25T00:30:00'],
  ['Australia/Sydney', '2026-04-05', '02:30', '2026-04-04T15:30:00'],
  ['Australia/Lord_Howe', '2026-04-05', '01:35', '2026-04-04T14:35:00'],
  ['Africa/Cairo', '2026-10-29', '23:30', '2026-10-29T20:30:00'],
  ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00'],
  ['America/Los_Angeles', '2026-11-01', '01:30', '2026-11-01T08:30:00'],
  ['America/Havana', '2026-11-01', '00:30', '2026-11-01T04:30:00'],
  ['America/Santiago', '2026-04-04', '23:30', '2026-04-05T02:30:00'],
  ['Atlantic/Azores', '2026-10-25', '00:30', '2026-10-25T00:30:00'],
  ['Pacific/Auckland', '2026-04-05', '02:30', '2026-04-04T13:30:00'],
  ['Antarctica/Troll', '2026-10-25', '01:30', '2026-10-24T23:30:00'],
])(
  'in %s, where the clocks show %s %s twice, everything means the first: %s',
  (zone, date, time, instant) => {
    const late = time.startsWith('23');
    // What opens at 23:30 and closes at noon is open when the day begins.
    const { shift, hours, ...found } = instantsOf(zone, date, time);
    const { shift: opens, hours: _, ...expected } = everywhere(instant);
    expect(found).toEqual(expected);
    if (!late) expect([shift, hours]).toEqual([opens, opens]);
  },
);

test.each([
  ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00'],
  ['Europe/Dublin', '2026-03-29', '01:30', '2026-03-29T01:30:00'],
  ['Australia/Lord_Howe', '2026-10-04', '02:10', '2026-10-03T15:40:00'],
  ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00'],
  ['America/Los_Angeles', '2026-03-08', '02:30', '2026-03-08T10:30:00'],
  ['Pacific/Auckland', '2026-09-27', '02:30', '2026-09-26T14:30:00'],
  ['Antarctica/Troll', '2026-03-29', '01:30', '2026-03-29T01:30:00'],
])('in %s, where the clocks skip %s %s, it counts as that much later: %s', (zone, date, time, instant) => {
  expect(instantsOf(zone, date, time)).toEqual(everywhere(instant));
});

/** When a queue is closed for its holiday, and when it is open again. */
function holiday(zone: string, date: string): string[] {
  const dayBefore = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
  const changes: string[] = [];
  play(
    `
start: ${dayBefore}T12:00
duration: 2d
centre: { time_zone: ${zone}, queues: [{ name: Sales, holidays: ['${date}'] }], agents: [{ name: alice }] }
`,
    (event) => {
      if (event.type !== 'queue.availability-changed') return;
      changes.push(`${event.closure.byHoliday ? 'closed' : 'open'} ${new Date(event.at).toISOString()}`);
    },
  );
  return changes;
}

test.each([
  // Midnight twice, midnight skipped, and an hour before midnight twice.
  ['Atlantic/Azores', '2026-10-25', '2026-10-25T00:00:00.000Z', '2026-10-26T01:00:00.000Z'],
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
  ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00:00.000Z', '2026-10-29T22:00:00.000Z'],
])('in %s, the holiday %s is from %s to %s', (zone, date, from, to) => {
  expect(holiday(zone, date)).toEqual([`closed ${from}`, `open ${to}`]);
});

test('hours that lie in what the clocks skip are as long as they were meant', () => {
  const changes: string[] = [];
  play(
    `
start: 2026-03-29
duration: 6h
centre:
  time_zone: Europe/Berlin
  queues: [{ name: Sales, hours: 02:15-02:45 }]
  agents: [{ name: alice }]
`,
    (event) => {
      if (event.type !== 'queue.availability-changed') return;
      changes.push(`${event.closure.byHours ? 'closed' : 'open'} ${new Date(event.at).toISOString()}`);
    },
  );
  expect(changes).toEqual(['open 2026-03-29T01:15:00.000Z', 'closed 2026-03-29T01:45:00.000Z']);
});
