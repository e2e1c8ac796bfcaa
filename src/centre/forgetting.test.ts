import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { hourMs, mondayMs, openCentre, type Scene } from '../../test/kit/simulate.ts';
import { buildWorld } from './build-world.ts';
import { centreSchema } from './config/centre-config.ts';
import { trafficSchema } from './config/traffic-config.ts';
import { takeStep } from './step.ts';

/** Calls whose customers would wait for an hour, and chats, with everything that pauses a conversation. */
const scene: Scene = {
  seed: 3,
  hours: 1,
  centre: {
    time_zone: 'UTC',
    queues: [
      { name: 'Sales', announce_every: '30s' },
      { name: 'Chat', channel: 'chat' },
    ],
    agents: [
      { name: 'rep', count: 20, queues: ['Sales'] },
      { name: 'chat', count: 4, queues: ['Chat'] },
    ],
  },
  traffic: [
    { profile: 'voice', queue: 'Sales', per_hour: 120 },
    { profile: 'chat', queue: 'Chat', per_hour: 120 },
  ],
};

test('when the day is over, nothing of it is left: no contact, no clock of a conversation, nothing in the agenda', () => {
  const world = buildWorld({
    config: centreSchema.parse(scene.centre),
    traffic: trafficSchema.parse(scene.traffic),
    seed: 3,
    startMs: mondayMs,
    endMs: mondayMs + hourMs,
  });
  let mostClocks = 0;
  while (world.agenda.nextAt < Infinity) {
    takeStep(world);
    mostClocks = Math.max(mostClocks, world.talkClocks.size);
  }
  takeStep(world);
  expect(mostClocks).toBeGreaterThan(5);
  expect(world.talkClocks.size).toBe(0);
  expect(world.contacts.size).toBe(0);
  expect(world.agenda.size).toBe(0);
});

test('a call that has ended is forgotten at once, not when the customer’s patience would have been at an end', async () => {
  const centre = openCentre(scene);
  const calls: WeakRef<object>[] = [];
  while (centre.nextAt < mondayMs + hourMs / 2) {
    for (const event of centre.step()) {
      if (event.type !== 'contact.ended') continue;
      const contact = centre.view.contact(event.contactId);
      if (contact.channel === 'voice') calls.push(new WeakRef(contact));
    }
  }
  expect(calls.length).toBeGreaterThan(10);
  // What a step has told is held until the next one; what a weak reference was asked for, until the turn is over.
  await turn();
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const held = calls.filter((call) => call.deref() !== undefined);
  // The centre goes on, so something is there to be held.
  expect(centre.nextAt).toBeLessThan(Infinity);
  expect(held.length).toBeLessThanOrEqual(1);
});
