import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scene } from '../../test/kit/arbitrary.ts';
import { Observer } from '../../test/kit/fold.ts';
import { eventsOf, hourMs, mondayMs, openCentre, type Scene } from '../../test/kit/simulate.ts';

const some = { numRuns: 30 } as const;

/** One hour with everything that the shipped profiles do. */
const day: Scene = {
  seed: 7,
  hours: 2,
  centre: {
    time_zone: 'Europe/Helsinki',
    queues: [
      { name: 'Sales', hours: { 'mon-fri': '08:00-20:00' } },
      { name: 'Chat', channel: 'chat' },
    ],
    agents: [
      { name: 'rep', count: 12, queues: ['Sales'], breaks: [{ at: '11:00', for: '15m', status: 'lunch' }] },
      { name: 'chat', count: 3, queues: ['Chat'] },
      { name: 'sue', supervisor: true },
    ],
  },
  traffic: [
    { profile: 'voice', queue: 'Sales', per_hour: 60 },
    { profile: 'voice-outbound', queue: 'Sales', per_hour: 10 },
    { profile: 'voice-direct', queue: 'Sales', per_hour: 5 },
    { profile: 'chat', queue: 'Chat', per_hour: 200 },
  ],
};

function hashOf(events: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(events)).digest('hex');
}

test('whatever is asked of it, the centre agrees with an observer of its events, and every contact ends exactly once', () => {
  fc.assert(
    fc.property(scene, (some) => {
      const centre = openCentre(some);
      const observer = new Observer(centre.view);
      let steps = 0;
      while (centre.nextAt < Infinity) {
        if (++steps > 500_000) throw new Error('Things go on and on.');
        observer.see(centre.step());
      }
      // Who waits for an agent that nobody is, or was put on hold by a command and never resumed, stays.
      for (const id of observer.open) {
        const agents = centre.view.agents.filter(({ contactIds }) => contactIds.some((held) => held === id));
        expect(
          agents.some(({ heldCount }) => heldCount > 0),
          `${id} is open`,
        ).toBe(true);
      }
    }),
    some,
  );
});

test('the same seed gives the same events byte for byte, and another seed gives others', () => {
  fc.assert(
    fc.property(scene, (some) => {
      const events = JSON.stringify(eventsOf(some));
      expect(JSON.stringify(eventsOf(some))).toBe(events);
      expect(JSON.stringify(eventsOf({ ...some, seed: (some.seed ?? 0) + 1 }))).not.toBe(events);
    }),
    { numRuns: 8 },
  );
});

test('one seed gives these very bytes on every machine', () => {
  expect(hashOf(eventsOf(day))).toMatchInlineSnapshot(
    `"7aa1be8584bf8b6910439f7ad2e42d254076f6c874932c1a49c8d2dc01df25c1"`,
  );
});

test('each step takes one instant, the one that was announced, whether or not something happens in it', () => {
  const centre = openCentre(day);
  while (centre.nextAt < Infinity) {
    const at = centre.nextAt;
    const events = centre.step();
    expect(centre.view.now).toBe(at);
    expect(events.every((event) => event.at === at)).toBe(true);
  }
});

test('a contact can be seen in the step in which it ends, and no longer', () => {
  const centre = openCentre(day);
  let last: string | undefined;
  while (centre.nextAt < mondayMs + hourMs / 4) {
    for (const event of centre.step()) {
      if (event.type !== 'contact.ended') continue;
      last = event.contactId;
      expect(centre.view.contact(event.contactId).id).toBe(last);
    }
    if (last !== undefined) break;
  }
  centre.step();
  expect(() => centre.view.contact(last as never)).toThrow(`The centre has no contact "${last}" now.`);
});

test('five thousand agents have a number each, another than the queues’; the number that an agent is given counts', () => {
  const { view } = openCentre({
    ...day,
    centre: {
      time_zone: 'Europe/Helsinki',
      queues: [{ name: 'Sales' }, { name: 'Service', number: '+358942450100' }],
      agents: [
        { name: 'rep', count: 5000 },
        { name: 'ada', phone: '+358942450101' },
      ],
    },
    traffic: [],
  });
  const numbers = [
    ...view.agents.map(({ phone }) => phone.number),
    ...view.queues.map(({ number }) => number),
  ];
  expect(new Set(numbers).size).toBe(5003);
  expect(numbers.every((number) => number.startsWith('+358'))).toBe(true);
  expect(view.agents.at(-1)?.phone.number).toBe('+358942450101');
});

test('another queue, or another seed, leaves the agents their numbers', () => {
  const phonesOf = (centre: object, seed = 7): string[] =>
    openCentre({ ...day, seed, centre: { ...day.centre, ...centre }, traffic: [] }).view.agents.map(
      ({ phone }) => phone.number,
    );
  const queues = [...day.centre.queues, { name: 'Third' }];
  expect(phonesOf({ queues })).toEqual(phonesOf({}));
  expect(phonesOf({}, 8)).toEqual(phonesOf({}));
  expect(phonesOf({ country: 'DE' })[0]).toMatch(/^\+49/);
});
