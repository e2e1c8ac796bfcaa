import type { AgentStatus } from '../../centre/model/events/agent-event.ts';
import type { AgentId, ContactId, QueueId } from '../../centre/model/ids.ts';
import type { AgentView, CentreView, QueueView } from '../../centre/model/view.ts';
import type { Calls } from './calls.ts';
import type { EnreachConfig } from './config.ts';
import type { Directory } from './directory.ts';
import { formatDateTimeOrNull } from './time.ts';
import { openStatus } from './wire/enumerations.ts';
import type { EventFields } from './wire/index.ts';

/** RTE's word for what an agent chose to be. */
export type Availability = EventFields<'UserAvailability'>['Availability'];

const byBase = {
  available: 'Available',
  break: 'BRB',
  lunch: 'Away',
  training: 'Busy',
  away: 'Away',
} as const satisfies Record<AgentStatus['base'], Availability>;

/** Custom statuses whose name is one of RTE's own words, written in any way. */
const byName: ReadonlyMap<string, Availability> = new Map([
  ['busy', 'Busy'],
  ['donotdisturb', 'DoNotDisturb'],
  ['dnd', 'DoNotDisturb'],
  ['brb', 'BRB'],
  ['berightback', 'BRB'],
]);

function availabilityNamed(name: string): Availability | undefined {
  return byName.get(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
}

/** The availability of a status. A custom one is what the configuration says, else what its name says, else that of its base. */
export function availabilityOf(
  status: AgentStatus,
  loggedIn: boolean,
  { availability }: EnreachConfig,
): Availability {
  if (!loggedIn) return 'OffWork';
  return (
    (status.custom ? (availability[status.name] ?? availabilityNamed(status.name)) : undefined) ??
    availability[status.base] ??
    byBase[status.base]
  );
}

/** Everything that a status is worked out from. */
export interface StatusSources {
  readonly config: EnreachConfig;
  readonly directory: Directory;
  readonly calls: Calls;
  readonly view: CentreView;
}

/** The queue of the call that an agent is talking in: `undefined` when there is no call, `null` for one without a queue. */
function talkingIn(agent: AgentView, { calls, view }: StatusSources): QueueId | null | undefined {
  const live = (id: ContactId): boolean => id !== agent.wrapUp?.contactId && calls.get(id)?.over === false;
  const contactId = agent.contactIds.find(live);
  return contactId === undefined ? undefined : view.contact(contactId).queueId;
}

/** Section "Event: UserStatus": the agent as the queues see them now, voice only. */
export function userStatus(
  agentId: AgentId,
  sources: StatusSources,
): Omit<EventFields<'UserStatus'>, 'TalkingStatusChanged'> {
  const { config, directory, view } = sources;
  const agent = view.agent(agentId);
  const availability = availabilityOf(agent.status, agent.loggedIn, config);
  const talking = talkingIn(agent, sources);
  const serving = agent.loggedIn && agent.queueIds.length > 0;
  return {
    UserId: directory.userId(agentId),
    OrganizationId: directory.organisationId,
    CanBeAllocatedTo: serving && isFree(agent),
    Talking: talking !== undefined,
    ActiveQueueId: talking === undefined || talking === null ? null : directory.queueId(talking),
    Available: availability === 'Available',
    Schedule: availability !== 'OffWork',
    Serving: serving,
    ServiceTerminals: agent.loggedIn ? 1 : 0,
    ActiveQueues: serving ? agent.queueIds.length : 0,
    ParkedCalls: agent.heldCount,
    WrapUpStart: formatDateTimeOrNull(agent.wrapUp?.startedAt ?? null),
    WrapUpEnd: formatDateTimeOrNull(agent.wrapUp?.endsAt ?? null),
    ServingCallback: serving,
    FetchMode: agent.fetchMode,
  };
}

/** Section "Event: QueueStatus": the queue's counters now. */
export function queueStatus(
  queue: QueueView,
  { config, directory, view, calls }: StatusSources,
): EventFields<'QueueStatus'> {
  const agents = queue.agentIds.map((id) => view.agent(id)).filter(({ loggedIn }) => loggedIn);
  const countOf = (is: (agent: AgentView) => boolean): number => agents.filter(is).length;
  const [waiting, allocated, connected] = [queue.waiting.length, queue.allocatedCount, queue.connectedCount];
  const longTermAway = countOf(({ state }) => state === 'away');
  return {
    QueueId: directory.queueId(queue.id),
    OrganizationId: directory.organisationId,
    QueueName: queue.name,
    NbrOfProviders: agents.length,
    NbrOfRequesters: waiting + allocated + connected,
    NbrOfServingAgentsEstimate: agents.length - longTermAway,
    NbrOfAllocated: allocated,
    NbrOfConnected: connected,
    NbrOfQueuingRequesters: waiting,
    NbrOfNotServedRequesters: waiting + allocated,
    NbrOfAgentsLongTermAway: longTermAway,
    NbrOfAgentsShortTermAway: countOf(isBusy),
    NbrOfAgentsImmediatelyFree: countOf(isFree),
    NbrOfAgentsCheckedInQueue: agents.length,
    NbrOfAgentsOnWrapUp: countOf(({ state }) => state === 'wrap-up'),
    NbrOfAgentsOnFetchMode: countOf(({ fetchMode }) => fetchMode),
    MaxWaitTime: waitTime(queue, view.now, calls, config),
    OpenStatus: openness(queue),
  };
}

function isFree({ state, fetchMode }: AgentView): boolean {
  return state === 'available' && !fetchMode;
}

function isBusy({ state }: AgentView): boolean {
  return state === 'allocated' || state === 'on-contact' || state === 'wrap-up';
}

/** How long the contact that has been in the queue longest has waited there. */
function waitTime(
  { waiting }: QueueView,
  now: number,
  calls: Calls,
  { max_wait_time_unit: unit }: EnreachConfig,
): number {
  const longestMs = waiting.reduce((most, id) => Math.max(most, now - (calls.waitsSince(id) ?? now)), 0);
  return unit === 'ms' ? longestMs : Math.floor(longestMs / 1000);
}

/** A full queue counts as open; one that was closed by hand has nobody who handles its calls. */
function openness({ closure }: QueueView): EventFields<'QueueStatus'>['OpenStatus'] {
  if (closure.byMitigation) return openStatus.noActiveHandler;
  return closure.byHours || closure.byHoliday ? openStatus.closed : openStatus.open;
}
