import { Agenda } from '../lib/agenda/agenda.ts';
import { createRandom } from '../lib/random.ts';
import { setQueues } from './agents/agents.ts';
import { arrangeArrival } from './queues/arrivals.ts';
import { Calendar, isOpen } from './model/calendar.ts';
import type { CentreConfig } from './config/centre-config.ts';
import { addInterval } from './agents/intervals.ts';
import { arrangeBreak, arrangeShift } from './agents/shifts.ts';
import type { TimedCommand } from './commands/command.ts';
import type { PlacedCommand } from './commands/outcome.ts';
import type { Entry } from './model/entry.ts';
import { fetchAhead } from './fetch-ahead.ts';
import type { Moment } from './config/fields.ts';
import { names } from './model/names.ts';
import { OwnNumbers, planOf } from './numbers/numbers.ts';
import type { ProfileConfig } from './config/profile.ts';
import { fromTheBeginning, type Numbering } from './model/numbering.ts';
import { resolveProfile } from './config/profiles/index.ts';
import { arrangeClockChange, followHours, setHours } from './queues/hours.ts';
import { buildAgents, buildQueues, queuesServed } from './agents/roster.ts';
import type { Contact, Queue, Stream } from './model/state.ts';
import { TalkClocks } from './model/talk-clocks.ts';
import type { World } from './model/world.ts';
import { builtInStatuses } from './model/status.ts';
import { nothing } from './model/emit.ts';
import type { Traffic, TrafficEntry } from './config/traffic-config.ts';
import type { CarriedOut, Triggered } from './triggers/triggered.ts';

/** Everything that decides what happens in a centre. The same options give the same events, byte for byte. */
export interface CentreOptions {
  readonly config: CentreConfig;
  readonly traffic: Traffic;
  /** Profiles besides the shipped ones, by name. */
  readonly profiles?: Readonly<Record<string, ProfileConfig>> | undefined;
  readonly commands?: readonly TimedCommand[] | undefined;
  /** Commands that wait for events. Their names are those of a scenario that was checked. */
  readonly triggered?: readonly Triggered[] | undefined;
  /** Told of each triggered command, at the end of the step in which it was carried out or refused. */
  readonly onTriggered?: ((one: CarriedOut) => void) | undefined;
  /** Any integer that is safe in a double. */
  readonly seed: number;
  /** The beginning, ms since the epoch. */
  readonly startMs: number;
  /** From then on nothing new begins: no arrival, shift, break or opening. What was begun goes on, and intervals with it. */
  readonly endMs: number;
  /** What was numbered before, on the days before this one: numbers, and with them ids, go on from there. */
  readonly after?: Numbering | undefined;
  /** How far the centre's clocks are behind: with a day that is moved, what they show moves along. Default: 0. */
  readonly clocksBehindMs?: number | undefined;
  /** Periods, in ms, at which `interval.elapsed` happens. */
  readonly intervalsMs?: readonly number[] | undefined;
}

/** The state at the start, with everything in the agenda that is known by then. */
export function buildWorld(options: CentreOptions): World {
  const { config, startMs, endMs, seed, after = fromTheBeginning } = options;
  const random = createRandom(seed);
  const calendar = new Calendar(config.time_zone, startMs, endMs, options.clocksBehindMs);
  const plan = planOf(config.time_zone, config.country);
  const given = [...config.queues.map(({ number }) => number), ...config.agents.map(({ phone }) => phone)];
  const own = new OwnNumbers(plan, new Set(given.filter((number) => number !== undefined)));
  const queues = buildQueues(config, own);
  const agents = buildAgents(config, { queues, calendar, names }, own, random);
  const talkClocks = new TalkClocks<Contact>();
  const world: World = {
    now: startMs,
    startMs,
    endMs,
    random,
    numbers: plan,
    agenda: new Agenda<Entry>(fetchAhead(talkClocks)),
    commands: new Agenda<PlacedCommand>(),
    talkClocks,
    calendar,
    statuses: [...builtInStatuses, ...config.statuses.map((status) => ({ ...status, custom: true }))],
    profiles: options.profiles ?? {},
    agents,
    queues,
    agentById: new Map(agents.map((agent) => [agent.id, agent])),
    queueById: new Map(queues.map((queue) => [queue.id, queue])),
    agentByName: new Map(agents.map((agent) => [agent.username, agent])),
    queueByName: new Map(queues.map((queue) => [queue.name, queue])),
    contacts: new Map(),
    callbacks: new Map(),
    contactRefs: new Map(),
    callbackRefs: new Map(),
    customers: [],
    names,
    clocksChangeAt: Infinity,
    before: after,
    numbered: { ...after },
    stamps: 0,
    events: nothing,
    markedQueues: [],
    staleQueues: [],
    fetchers: new Set(agents.filter((agent) => agent.fetchMode)),
    overContacts: [],
    lastOverAt: -Infinity,
    intervalsMs: [...new Set(options.intervalsMs)],
    pendingIntervals: new Set(),
    overCallbacks: [],
  };
  openQueues(world);
  arrangeClockChange(world);
  startShifts(world);
  options.traffic.forEach((entry, i) => openStream(world, entry, i));
  for (const { atMs, command } of options.commands ?? []) {
    world.commands.add(Math.max(atMs, startMs), { command });
  }
  for (const everyMs of world.intervalsMs) if (startMs + everyMs <= endMs) addInterval(world, everyMs);
  return world;
}

/** Each queue opens or closes as its hours have it at the start, which is no event. */
function openQueues(world: World): void {
  for (const queue of world.queues) {
    setHours(world, queue);
    followHours(world, queue);
  }
  world.events = nothing;
}

/** Agents take their queues; who has a shift at the start logs in with the first steps. */
function startShifts(world: World): void {
  for (const agent of world.agents) {
    agent.stateSince = world.startMs;
    setQueues(world, agent, queuesServed(world.queues, agent.config));
    if (isOpen(agent.shift, world.startMs)) world.agenda.add(world.startMs, { kind: 'shift', agent });
    else arrangeShift(world, agent);
    for (const index of agent.config.breaks.keys()) arrangeBreak(world, agent, index);
  }
}

function openStream(world: World, entry: TrafficEntry, index: number): void {
  const queue = world.queueByName.get(entry.queue) as Queue;
  const stream: Stream = {
    profileName: entry.profile,
    profile: resolveProfile(world.profiles, entry.profile, entry.with),
    queue,
    perMs: entry.per_hour / 3_600_000,
    curve: entry.curve,
    uniform: world.random.stream('arrivals', index),
    untilMs: Math.min(resolve(world, entry.until, world.endMs), world.endMs),
    nextAt: resolve(world, entry.from, world.startMs),
  };
  arrangeArrival(world, stream);
}

function resolve({ startMs, calendar }: World, moment: Moment | undefined, otherwise: number): number {
  if (moment === undefined) return otherwise;
  return 'minute' in moment ? calendar.onDayOf(startMs, moment.minute) : startMs + moment.afterMs;
}
