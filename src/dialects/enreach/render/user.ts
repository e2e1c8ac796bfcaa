import type { AgentEvent } from '../../../centre/model/events/agent-event.ts';
import type { SupervisionEvent } from '../../../centre/model/events/supervision-event.ts';
import type { AgentId } from '../../../centre/model/ids.ts';
import { commonNumber, planOf } from '../../../centre/numbers/numbers.ts';
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
  context: RenderContext,
  event: Of<'agent.status-changed'> | Of<'agent.logged-in'> | Of<'agent.logged-out'>,
): RteEvent[] {
  const { agentId, at } = event;
  const chosen = event.type === 'agent.status-changed' ? event : null;
  const status = chosen?.to ?? context.view.agent(agentId).status;
  const loggedIn = chosen === null ? event.type === 'agent.logged-in' : context.view.agent(agentId).loggedIn;
  const availability = availabilityOf(status, loggedIn, context.config);
  const untilMs = chosen?.untilMs ?? null;
  return [
    ofUser(context, 'UserAvailability', agentId, null, {
      UserId: context.directory.userId(agentId),
      OrganizationId: context.directory.organisationId,
      UserName: userName(context, agentId),
      ProfileId: context.guids.of('availability profile', availability),
      Availability: availability,
      StartTime: formatDateTime(at),
      EndTime: untilMs === null ? maxDateTime : formatDateTime(untilMs),
      Note: chosen?.note ?? null,
      EventSource: chosen === null ? 'SignIn' : 'User',
      TransferNumber: chosen?.transferTo ?? null,
    }),
  ];
}

/** A setting of a user changed or went away. */
export function renderSetting(
  context: RenderContext,
  { agentId, keyword, value, values, allowedValues, deleted }: Of<'agent.setting-changed'>,
): RteEvent[] {
  return [
    ofUser(context, 'UserSetting', agentId, null, {
      UserId: context.directory.userId(agentId),
      OrganizationId: context.directory.organisationId,
      Keyword: keyword,
      Value: value,
      Values: values ?? null,
      AllowedValues: allowedValues ?? null,
      Deleted: deleted,
      Level: 'User',
    }),
  ];
}

/** An alert that a user had set went off. */
export function renderAlert(context: RenderContext, event: Of<'agent.alerted'>): RteEvent[] {
  const { agentId, queueId, condition, operator, threshold, value } = event;
  const queue = queueId === null ? '' : ` ${context.view.queue(queueId).name}`;
  return [
    ofUser(context, 'UserAlert', agentId, null, {
      // The alert is the user's definition: every time it goes off, its id is the same.
      AlertId: context.guids.of('alert', `${agentId} ${condition} ${operator} ${threshold}${queue}:`),
      UserId: context.directory.userId(agentId),
      OrganizationId: context.directory.organisationId,
      ConditionName: condition,
      ConditionValue: String(threshold),
      ConditionExpression: `${condition} ${operator} ${threshold}`,
      Value: String(value),
    }),
  ];
}

/** A connected call may be supervised. */
export function renderMonitoring(
  context: RenderContext,
  call: Call,
  event: Supervision<'supervision.offered'>,
): RteEvent[] {
  const { agentId, supervisorId } = event;
  return [
    ofUser(context, 'UserCallAvailableForMonitoring', supervised(context, event), call, {
      ...supervisionFields(context, call, event),
      AgentLegId: call.agentLegId,
      SupervisorTerminalNumber: context.view.agent(supervisorId).phone.number,
      SupervisionCallInNumber: callInNumber(context),
      CallType: callType(call, agentId),
      CallerNumber: call.callerNumber,
      ConnectedToAgentTime: formatDateTime(call.connectedAt ?? event.at),
    }),
  ];
}

/** What a supervisor does in a call. */
export function renderSupervision(
  context: RenderContext,
  call: Call,
  event: Supervision<'supervision.changed'>,
): RteEvent[] {
  const { state, supervisorId } = event;
  const isIn = state !== 'requested';
  return [
    ofUser(context, 'UserSupervisionStatus', supervised(context, event), call, {
      ...supervisionFields(context, call, event),
      SupervisorLegId: isIn ? context.guids.of(`supervisor leg ${supervisorId}`, call.contactId) : null,
      State: state === 'barged-in' ? supervisionState.bargedIn : supervisionState[state],
    }),
  ];
}

function callInNumber({ config, view }: RenderContext): string {
  return config.supervision.call_in_number ?? commonNumber(planOf(view.timeZone, view.country));
}

function supervised(context: RenderContext, { agentId, supervisorId }: SupervisionEvent): AgentId {
  return context.config.supervision.entity === 'supervisor' ? supervisorId : agentId;
}

function supervisionFields(
  context: RenderContext,
  call: Call,
  { agentId, supervisorId, queueId }: SupervisionEvent,
) {
  return {
    TargetUserId: context.directory.userId(agentId),
    TargetUserName: userName(context, agentId),
    OrganizationId: context.directory.organisationId,
    SupervisorUserId: context.directory.userId(supervisorId),
    SupervisorUserName: userName(context, supervisorId),
    QueueName: queueId === null ? null : context.view.queue(queueId).name,
    QueueId: queueId === null ? null : context.directory.queueId(queueId),
    CallId: call.callId,
    LegId: call.legId,
  };
}

function callType(call: Call, agentId: AgentId) {
  if (call.maker === agentId) return 'callout';
  return call.direct ? 'directcall' : 'servicecall';
}
