import type { AgentEvent } from '../../../centre/model/events/agent-event.ts';
import type { SupervisionEvent } from '../../../centre/model/events/supervision-event.ts';
import type { AgentId } from '../../../centre/model/ids.ts';
import type { Call } from '../calls.ts';
import type { RteEvent } from '../rte-event.ts';
import { availabilityOf } from '../status.ts';
import { formatDateTime, maxDateTime } from '../time.ts';
import { supervisionState } from '../wire/enumerations.ts';
import { ofUser, userName, type RenderContext } from './fields.ts';

type Of<Type extends AgentEvent['type']> = Extract<AgentEvent, { type: Type }>;
type Supervision<Type extends SupervisionEvent['type']> = Extract<SupervisionEvent, { type: Type }>;

/** The availability that an agent chose, by a status or by coming and going. */
export function renderAvailability(
  scene: RenderContext,
  event: Of<'agent.status-changed'> | Of<'agent.logged-in'> | Of<'agent.logged-out'>,
): RteEvent[] {
  const { agentId, at } = event;
  const chosen = event.type === 'agent.status-changed' ? event : null;
  const status = chosen?.to ?? scene.view.agent(agentId).status;
  const loggedIn = chosen === null ? event.type === 'agent.logged-in' : scene.view.agent(agentId).loggedIn;
  const availability = availabilityOf(status, loggedIn, scene.config);
  const untilMs = chosen?.untilMs ?? null;
  return [
    ofUser(scene, 'UserAvailability', agentId, null, {
      UserId: scene.directory.userId(agentId),
      OrganizationId: scene.directory.organisationId,
      UserName: userName(scene, agentId),
      ProfileId: scene.guids.of('availability profile', availability),
      Availability: availability,
      StartTime: formatDateTime(at),
      EndTime: untilMs === null ? maxDateTime : formatDateTime(untilMs),
      Note: chosen?.note ?? null,
      EventSource: chosen === null ? 'SignIn' : 'User',
      TransferNumber: null,
    }),
  ];
}

/** A setting of a user changed or went away. */
export function renderSetting(
  scene: RenderContext,
  { agentId, keyword, value, deleted }: Of<'agent.setting-changed'>,
): RteEvent[] {
  return [
    ofUser(scene, 'UserSetting', agentId, null, {
      UserId: scene.directory.userId(agentId),
      OrganizationId: scene.directory.organisationId,
      Keyword: keyword,
      Value: value,
      Values: null,
      AllowedValues: null,
      Deleted: deleted,
      Level: 'User',
    }),
  ];
}

/** An alert that a user had set went off. */
export function renderAlert(scene: RenderContext, event: Of<'agent.alerted'>): RteEvent[] {
  const { agentId, queueId, condition, operator, threshold, value } = event;
  const queue = queueId === null ? '' : ` ${scene.view.queue(queueId).name}`;
  return [
    ofUser(scene, 'UserAlert', agentId, null, {
      // The alert is the user's definition: every time it goes off, its id is the same.
      AlertId: scene.guids.of('alert', `${agentId} ${condition} ${operator} ${threshold}${queue}:`),
      UserId: scene.directory.userId(agentId),
      OrganizationId: scene.directory.organisationId,
      ConditionName: condition,
      ConditionValue: String(threshold),
      ConditionExpression: `${condition} ${operator} ${threshold}`,
      Value: String(value),
    }),
  ];
}

/** A connected call may be supervised. */
export function renderMonitoring(
  scene: RenderContext,
  call: Call,
  event: Supervision<'supervision.offered'>,
): RteEvent[] {
  const { agentId, supervisorId } = event;
  return [
    ofUser(scene, 'UserCallAvailableForMonitoring', supervised(scene, event), call, {
      ...supervisionFields(scene, call, event),
      AgentLegId: call.agentLegId,
      SupervisorTerminalNumber: scene.view.agent(supervisorId).phone.number,
      SupervisionCallInNumber: scene.config.supervision.call_in_number,
      CallType: callType(call, agentId),
      CallerNumber: call.callerNumber,
      ConnectedToAgentTime: formatDateTime(call.connectedAt ?? event.at),
    }),
  ];
}

/** What a supervisor does in a call. */
export function renderSupervision(
  scene: RenderContext,
  call: Call,
  event: Supervision<'supervision.changed'>,
): RteEvent[] {
  const { state, supervisorId } = event;
  const isIn = state !== 'requested';
  return [
    ofUser(scene, 'UserSupervisionStatus', supervised(scene, event), call, {
      ...supervisionFields(scene, call, event),
      SupervisorLegId: isIn ? scene.guids.of(`supervisor leg ${supervisorId}`, call.contactId) : null,
      State: state === 'barged-in' ? supervisionState.bargedIn : supervisionState[state],
    }),
  ];
}

function supervised(scene: RenderContext, { agentId, supervisorId }: SupervisionEvent): AgentId {
  return scene.config.supervision.entity === 'supervisor' ? supervisorId : agentId;
}

function supervisionFields(
  scene: RenderContext,
  call: Call,
  { agentId, supervisorId, queueId }: SupervisionEvent,
) {
  return {
    TargetUserId: scene.directory.userId(agentId),
    TargetUserName: userName(scene, agentId),
    OrganizationId: scene.directory.organisationId,
    SupervisorUserId: scene.directory.userId(supervisorId),
    SupervisorUserName: userName(scene, supervisorId),
    QueueName: queueId === null ? null : scene.view.queue(queueId).name,
    QueueId: queueId === null ? null : scene.directory.queueId(queueId),
    CallId: call.callId,
    LegId: call.legId,
  };
}

function callType(call: Call, agentId: AgentId) {
  if (call.maker === agentId) return 'callout';
  return call.direct ? 'directcall' : 'servicecall';
}
