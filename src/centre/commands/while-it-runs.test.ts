import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scene } from '../../../test/kit/arbitrary.ts';
import { drain, eventsOf, minuteMs, mondayMs, openCentre, type Scene } from '../../../test/kit/simulate.ts';
import type { Centre } from '../centre.ts';
import type { CentreEvent } from '../model/event.ts';
import { commandSchema, type CommandInput } from './command.ts';
import type { CommandOutcome } from './outcome.ts';

const small: Scene = {
  centre: {
    queues: [{ name: 'Sales' }, { name: 'Chat', channel: 'chat' }],
    agents: [{ name: 'alice', queues: ['Sales'] }],
  },
};

/** Gives the command now, and goes on until something came of it. */
function outcomeOf(centre: Centre, command: CommandInput): CommandOutcome {
  const outcomes: CommandOutcome[] = [];
  centre.command(centre.view.now, commandSchema.parse(command), (what) => outcomes.push(what));
  for (;;) {
    const [outcome] = outcomes;
    if (outcome !== undefined) return outcome;
    centre.step();
  }
}

/** The events of a scene whose commands are given while it runs, each so long before its time. */
function eventsOfLive(
  { commands = [], ...scene }: Scene,
  leadsMs: readonly number[],
): { events: CentreEvent[]; outcomes: CommandOutcome[] } {
  const centre = openCentre(scene);
  const events: CentreEvent[] = [];
  const outcomes: CommandOutcome[] = [];
  const due = commands
    .map(([minutes, command]) => ({ atMs: mondayMs + minutes * minuteMs, command }))
    .sort((a, b) => a.atMs - b.atMs);
  for (const [i, { atMs, command }] of due.entries()) {
    // Without a lead it is given when everything at its instant, and what that brought on at once, has happened already.
    while (centre.nextAt <= atMs - (leadsMs[i] ?? 0)) events.push(...centre.step());
    centre.command(atMs, commandSchema.parse(command), (what) => outcomes.push(what));
  }
  drain(centre, (event) => events.push(event));
  return { events, outcomes };
}

test('commands do the same given while it runs as given before, however late, and all are answered', () => {
  const lead = fc.constantFrom(0, 0, 1, 60_000, 3_600_000);
  fc.assert(
    fc.property(scene, fc.array(lead, { minLength: 46, maxLength: 46 }), (some, leadsMs) => {
      // While it runs, a ref is known only once a command that gives it was.
      const early = ['one', 'two', 'three'].map(
        (ref) => [0, { do: 'contact.start', queue: 'Sales', ref }] as const,
      );
      const whole: Scene = { ...some, commands: [...early, ...(some.commands ?? [])] };
      const { events, outcomes } = eventsOfLive(whole, leadsMs);
      expect(JSON.stringify(events)).toBe(JSON.stringify(eventsOf(whole)));
      expect(outcomes).toHaveLength(whole.commands?.length ?? 0);
      const refused = outcomes.filter(({ outcome }) => outcome === 'refused').map(({ reason }) => reason);
      expect(refused).toEqual(
        events.flatMap((event) => (event.type === 'command.refused' ? [event.reason] : [])),
      );
    }),
    { numRuns: 40 },
  );
});

test('commands at one instant are carried out in their order, each after what the one before brought on at once', () => {
  const start = {
    do: 'contact.start',
    queue: 'Chat',
    profile: 'chat-plain',
    ref: 'kim',
    bot: { pause: '0s' },
  };
  const commands = [
    [5, start as CommandInput],
    [5, { do: 'contact.say', contact: 'kim' }],
    [5, { do: 'contact.upload-file', contact: 'kim' }],
  ] as const;
  const before = eventsOf({ ...small, commands });
  expect(eventsOfLive({ ...small, commands }, []).events).toEqual(before);
  expect(before.findIndex(({ type }) => type === 'contact.file-uploaded')).toBeGreaterThan(
    before.findIndex(({ type }) => type === 'contact.uttered'),
  );
});

test('who gave a command learns what happened in its step, such as the id of a contact that it started', () => {
  const centre = openCentre(small);
  const { outcome, reason, atMs, events } = outcomeOf(centre, { do: 'contact.start', queue: 'Sales' });
  expect({ outcome, reason, atMs }).toEqual({ outcome: 'done', reason: null, atMs: mondayMs });
  expect(events[0]).toMatchObject({ type: 'contact.created', contactId: 'contact-1' });
  expect(events.map(({ type }) => type)).toContain('contact.allocated');
});

test('who gave a command that could not be carried out learns why, in the words of the event', () => {
  const { outcome, reason, events } = outcomeOf(openCentre(small), { do: 'agent.fetch', agent: 'alice' });
  expect(outcome).toBe('refused');
  expect(reason).toBe('alice cannot take anything now, or nothing waits.');
  expect(events).toEqual([
    { type: 'command.refused', at: mondayMs, command: 'agent.fetch', reason: String(reason) },
  ]);
});

test('a command that comes too late is carried out now', () => {
  const centre = openCentre({ ...small, traffic: [{ profile: 'voice', queue: 'Sales', per_hour: 60 }] });
  while (centre.view.now < mondayMs + 10 * minuteMs) centre.step();
  const { now } = centre.view;
  const outcomes: CommandOutcome[] = [];
  const logOut = commandSchema.parse({ do: 'agent.log-out', agent: 'alice' });
  centre.command(mondayMs, logOut, (what) => outcomes.push(what));
  drain(centre, () => undefined);
  expect(outcomes.map(({ atMs }) => atMs)).toEqual([now]);
});

test('a command wakes a centre in which nothing more would happen', () => {
  const centre = openCentre(small);
  drain(centre, () => undefined);
  expect(centre.nextAt).toBe(Infinity);
  expect(outcomeOf(centre, { do: 'contact.start', queue: 'Sales' }).outcome).toBe('done');
});

test('a command with names that mean nothing is not placed, and each name is told', () => {
  const centre = openCentre(small);
  const command = commandSchema.parse({ do: 'contact.transfer', contact: 'ana', to: { queue: 'Sails' } });
  const problems = [
    { path: 'contact', message: '"ana" is no ref of a contact. None is defined.' },
    { path: 'to.queue', message: '"Sails" is no queue. Did you mean "Sales"?' },
  ];
  expect(centre.check(command)).toEqual(problems);
  expect(() => centre.command(0, command)).toThrow(expect.objectContaining({ problems }));
});

test('the ref of a contact that began while it runs is a name from then on', () => {
  const centre = openCentre({ ...small, profiles: { brief: { like: 'voice-plain', talk: '10s' } } });
  const say: CommandInput = { do: 'contact.say', contact: 'anna' };
  expect(centre.check(commandSchema.parse(say))).toHaveLength(1);
  outcomeOf(centre, { do: 'contact.start', queue: 'Sales', profile: 'brief', ref: 'anna' });
  expect(centre.check(commandSchema.parse(say))).toEqual([]);
  expect(outcomeOf(centre, say).outcome).toBe('done');
});
