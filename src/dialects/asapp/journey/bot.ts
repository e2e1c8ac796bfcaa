import type { FlowNode, Intent } from '../../../centre/model/events/bot-event.ts';
import type { JourneyHandlers } from './state.ts';
import { writeTime } from '../time.ts';
import type { ValueType } from '../wire/fields.ts';
import type { JourneyDetails } from '../wire/journey.ts';

/** What a bot does before, or instead of, an agent. */
export const botHandlers: JourneyHandlers<
  | 'bot.intent-detected'
  | 'bot.node-visited'
  | 'bot.link-resolved'
  | 'bot.action-called'
  | 'bot.flow-succeeded'
  | 'bot.flow-success-negated'
  | 'bot.response-ended'
> = {
  'bot.intent-detected': (journey, { intent, first, path }) => [
    journey.update(first ? 'FIRST_INTENT_UPDATED' : 'INTENT_CHANGE', codesOf(intent)),
    journey.update('INTENT_PATH_UPDATED', {
      intent_code_path: path.map(({ code }) => code).join(','),
      business_intent_code_path: path.map(({ businessCode }) => businessCode).join(','),
    }),
  ],
  'bot.node-visited': (journey, { node, flowPath }) => [
    journey.update('NODE_VISITED', {
      ...nodeOf(node),
      flow_name_path: flowPath.map(({ name }) => name).join(','),
      business_flow_name_path: flowPath.map(({ businessName }) => businessName).join(','),
    }),
  ],
  'bot.link-resolved': (journey, { node }) => [journey.update('LINK_RESOLVED', nodeOf(node))],
  'bot.action-called': (journey, { at, node, actionId, version, inputs }) => [
    journey.update('LAST_FLOW_ACTION_CALLED', {
      last_flow_action_called_ts: writeTime(at),
      last_flow_action_called_node_name: node.name,
      last_flow_action_called_action_id: actionId,
      last_flow_action_called_version: version,
      last_flow_action_called_inputs: inputsOf(inputs),
    }),
  ],
  'bot.flow-succeeded': (journey) => [journey.update('FLOW_SUCCESS', {})],
  'bot.flow-success-negated': (journey) => [journey.update('FLOW_SUCCESS_NEGATED', {})],
  'bot.response-ended': (journey) => [journey.update('END_SRS_RESPONSE', {})],
};

function codesOf({ code, businessCode }: Intent) {
  return { intent_code: code, business_intent_code: businessCode };
}

function nodeOf({ kind, name }: FlowNode) {
  return { flow_node_type: kind, flow_node_name: name };
}

const valueTypeOf = {
  string: 'VALUE_TYPE_STRING',
  number: 'VALUE_TYPE_NUMBER',
  boolean: 'VALUE_TYPE_BOOLEAN',
} as const satisfies Record<string, ValueType>;

/** Every value is text on the wire; its type stands beside it. */
function inputsOf(
  inputs: Readonly<Record<string, string | number | boolean>>,
): NonNullable<JourneyDetails['last_flow_action_called_inputs']> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      { value: String(value), value_type: valueTypeOf[typeof value as keyof typeof valueTypeOf] },
    ]),
  );
}
