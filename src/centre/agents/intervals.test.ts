import { expect, test } from 'vitest';
import { commandSchema } from '../commands/command.ts';
import { drain, hourMs, mondayMs, openCentre, type Scene } from '../../../test/kit/simulate.ts';
import type { CentreEvent } from '../model/event.ts';

const scene: Scene = {
  centre: { queues: [{ name: 'Sales' }], agents: [{ name: 'alice', queues: ['Sales'] }] },
  hours: 1,
  intervalsMs: [1000],
};

test('with nothing in store, the last period ends with the day', () => {
  const events: CentreEvent[] = [];
  drain(openCentre(scene), (event) => events.push(event));
  expect(events.at(-1)?.at).toBe(mondayMs + hourMs);
});

test('a contact that a command begins after the day has periods as long as it lasts, and a little longer', () => {
  const centre = openCentre(scene);
  drain(centre, () => undefined);
  const startedAt = mondayMs + 2 * hourMs + 300;
  centre.command(startedAt, commandSchema.parse({ do: 'contact.start', queue: 'Sales', talk: '30s' }));
  const events: CentreEvent[] = [];
  drain(centre, (event) => events.push(event));
  const ended = events.findLast(({ type }) => type === 'contact.ended');
  const periods = events.filter(({ type }) => type === 'interval.elapsed');
  expect(periods[0]?.at).toBe(mondayMs + 2 * hourMs + 1000);
  expect(periods.at(-1)?.at).toBeGreaterThanOrEqual((ended?.at ?? 0) + 4000);
  expect(centre.nextAt).toBe(Infinity);
});
