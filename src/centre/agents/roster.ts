import { drawItem, type Random } from '../../lib/random.ts';
import { always, type Timetable } from '../model/calendar.ts';
import {
  agentNames,
  type AgentConfig,
  type CentreConfig,
  type QueueConfig,
} from '../config/centre-config.ts';
import type { AgentId, QueueId } from '../model/ids.ts';
import { ReadyAgents } from '../model/ready.ts';
import type { OwnNumbers } from '../numbers/numbers.ts';
import type { Agent, Queue } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { availableStatus } from '../model/status.ts';

/** The queues as they are configured, nobody in them yet and their hours not open yet. */
export function buildQueues(config: CentreConfig, numbers: OwnNumbers): Queue[] {
  const taken = new Set<string>();
  return config.queues.map((queue) =>
    buildQueue(queue, queue.number ?? numbers.take(), idFor(queue.name, taken)),
  );
}

/** The agents as they are configured, none of them logged in yet. */
export function buildAgents(
  config: CentreConfig,
  world: Pick<World, 'queues' | 'calendar' | 'names'>,
  numbers: OwnNumbers,
  random: Random,
): Agent[] {
  const agents: Agent[] = [];
  numbers.beginAgents();
  for (const entry of config.agents) {
    agentNames(entry).forEach((username, i) => {
      const number = entry.count === undefined ? null : i + 1;
      const ordinal = agents.length + 1;
      const shift = entry.shift === undefined ? always : world.calendar.timetable(entry.shift, []);
      const phone = entry.phone ?? numbers.take();
      agents.push(buildAgent(entry, username, number, ordinal, phone, shift, world, random));
    });
  }
  const supervisors = agents.filter(({ supervisor }) => supervisor);
  for (const agent of agents) {
    agent.supervisors = supervisors.filter(
      ({ id, team }) => id !== agent.id && (team === null || team === agent.team),
    );
  }
  return agents;
}

/** The queues that the agent serves at first: those listed, else those whose skills the agent has. */
export function queuesServed(queues: readonly Queue[], agent: AgentConfig): Queue[] {
  const { queues: listed, channels, skills, supervisor } = agent;
  return queues.filter(({ config }) => {
    if (listed !== undefined) return listed.includes(config.name);
    if (supervisor || (channels !== undefined && !channels.includes(config.channel))) return false;
    return config.skills.every((skill) => skills.includes(skill));
  });
}

function buildQueue(config: QueueConfig, number: string, id: QueueId): Queue {
  const { enabled, size, estimated_wait: estimatedWaitMs, fallback_size: fallbackSize } = config.capping;
  const anyThreshold = size > 0 || estimatedWaitMs > 0 || fallbackSize > 0;
  return {
    id,
    name: config.name,
    channel: config.channel,
    number,
    hours: config.hours,
    holidays: [...config.holidays].sort(),
    capping: { enabled: enabled && anyThreshold, size, estimatedWaitMs, fallbackSize },
    mitigation: config.mitigation,
    closure: {
      byHours: false,
      byHoliday: false,
      byWaitCap: false,
      bySizeCap: false,
      byFallbackSizeCap: false,
      byMitigation: false,
    },
    open: true,
    waitsPastClosing: false,
    schedule: { lastOpenAt: null, lastCloseAt: null, nextOpenAt: null, nextCloseAt: null },
    waiting: [],
    estimatedWaitMs: null,
    allocatedCount: 0,
    connectedCount: 0,
    agentIds: [],
    config,
    agents: [],
    ready: new ReadyAgents(),
    timetable: always,
    week: always,
    closingWatchedAt: Infinity,
    hoursToken: 0,
    priority: config.priority,
    servingSlots: 0,
    freeSlots: 0,
    handledCount: 0,
    handlingMeanMs: 0,
    handlingSquareMean: 0,
    servedShare: 1,
    sharedSlots: new Map(),
    isStale: false,
    staleBecauseOf: null,
    isMarked: false,
    leads: [],
  };
}

function buildAgent(
  config: AgentConfig,
  username: string,
  number: number | null,
  ordinal: number,
  phone: string,
  shift: Timetable,
  { queues, names }: Pick<World, 'queues' | 'names'>,
  random: Random,
): Agent {
  const uniform = random.stream('agent', ordinal);
  const [drawnGiven, drawnFamily] = [drawItem(uniform, names.given), drawItem(uniform, names.family)];
  const [givenName, familyName] = [config.given_name ?? drawnGiven, config.family_name ?? drawnFamily];
  const served = queuesServed(queues, config);
  const channels = config.channels ?? [...new Set(served.map(({ channel }) => channel))];
  const numbered = (text: string): string => (number === null ? text : `${text}-${number}`);
  return {
    id: `agent-${username}` as AgentId,
    username,
    givenName,
    familyName,
    displayName: config.display_name ?? `${givenName} ${familyName}`,
    email: config.email ?? `${username}@example.com`,
    externalId: config.external_id === null ? null : numbered(config.external_id),
    phone: { number: phone, extension: config.extension ?? String(1000 + ordinal) },
    team: config.team,
    supervisor: config.supervisor,
    channels: channels.length > 0 ? channels : ['voice'],
    slots: channels.includes('chat') ? config.chat_slots : 1,
    queueIds: [],
    loggedIn: false,
    loginOrdinal: 0,
    loggedInAt: null,
    sourceIp: config.source_ip ?? `10.${ordinal >> 16}.${(ordinal >> 8) & 255}.${ordinal & 255}`,
    status: availableStatus,
    state: 'offline',
    stateSince: 0,
    fetchMode: config.fetch_mode,
    contactIds: [],
    heldCount: 0,
    wrapUp: null,
    config,
    shift,
    queues: [],
    supervisors: [],
    legs: [],
    leaving: false,
    serving: false,
    free: { voice: 0, chat: 0 },
    readyLoad: -1,
    readyStamp: 0,
    statusToken: 0,
    fetching: false,
  };
}

/** The name in lower case with dashes; numbered where two names come to the same. */
function idFor(name: string, taken: Set<string>): QueueId {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const base = slug === '' ? 'queue' : `queue-${slug}`;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  taken.add(id);
  return id as QueueId;
}
