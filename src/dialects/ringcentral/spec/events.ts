import type { WireShape } from '../../spec.ts';
import { schemaOf, stateNames, type EventType, type StateName } from '../wire.ts';

/** What each kind of event says, in a sentence. */
export const summaries: Readonly<Record<EventType, string>> = {
  LOGIN: 'An agent logs in.',
  LOGOUT: 'An agent logs out.',
  AVAILABLE: 'An agent can get calls.',
  LUNCH: 'An agent has lunch.',
  'ON BREAK': 'An agent has a break.',
  TRAINING: 'An agent is trained.',
  AWAY: 'An agent is away.',
  TRANSITION: 'A call is on its way to an agent.',
  ENGAGED: 'An agent has a call.',
  WORKING: 'An agent works on after a call.',
  'ACD-CALL': 'An inbound call that came through a queue is over.',
  'VPD-CALL': 'An outbound call is over.',
};

/** What the events of a type are called in documents. */
export function nameOf(eventType: EventType): string {
  return eventType.replaceAll(' ', '_');
}

const page = (section: string): string =>
  `RingCentral, "Understanding the Event Payload", section "${section}"`;
const sections = {
  LOGIN: page('Agent Login Events'),
  LOGOUT: page('Agent Logoff Events'),
  state: page('Agent State Events'),
  call: page('End Call Events'),
};

const logNames = ['LOGIN', 'LOGOUT'] as const;

/** What goes to the Agent Event URL, and before it what goes to an address that both are. */
export const eventShapes: readonly WireShape[] = [
  {
    name: 'event',
    typeName: 'RingcentralEvent',
    summary: 'Any event, as an address gets it that is both Agent Event URL and Call Event URL.',
    page: 'RingCentral, "Understanding the Event Payload"',
    choiceOf: ['agent-events', 'call-events'],
    examples: (examplesOf) => ['agent-events', 'call-events'].flatMap((name) => examplesOf(name).slice(0, 1)),
  },
  {
    name: 'agent-events',
    typeName: 'RingcentralAgentEvent',
    summary: 'Anything that goes to the Agent Event URL.',
    page: 'RingCentral, "Understanding the Event Payload"',
    choiceOf: [...logNames, ...stateNames.map(nameOf)],
    examples: (examplesOf) => [...logNames, 'agent-state'].flatMap((name) => examplesOf(name).slice(0, 1)),
  },
  ...logNames.map((name): WireShape => ownShape(name, sections[name])),
  {
    name: 'agent-state',
    typeName: 'RingcentralStateEvent',
    summary: 'An agent is in another state. The fields of a call come together, or not at all.',
    page: sections.state,
    schema: schemaOfType('AVAILABLE'),
    eventTypes: stateNames,
    choiceOf: stateNames.map(nameOf),
  },
  ...stateNames.map(stateShape),
];

/** What goes to the Call Event URL. */
export const callShapes: readonly WireShape[] = [
  {
    name: 'call-events',
    typeName: 'RingcentralCallEvent',
    summary: 'Anything that goes to the Call Event URL.',
    page: sections.call,
    choiceOf: ['ACD-CALL', 'VPD-CALL'],
    examples: (examplesOf) => ['ACD-CALL', 'VPD-CALL'].flatMap((name) => examplesOf(name)),
  },
  ownShape('ACD-CALL', sections.call),
  ownShape('VPD-CALL', sections.call),
];

function ownShape(name: EventType, where: string): WireShape {
  return {
    name,
    typeName: typeNameOf(name),
    summary: summaries[name],
    page: where,
    schema: schemaOfType(name),
    eventTypes: [name],
  };
}

function stateShape(eventType: StateName): WireShape {
  return {
    name: nameOf(eventType),
    typeName: typeNameOf(eventType),
    summary: summaries[eventType],
    page: sections.state,
    narrows: 'agent-state',
    to: { event_type: eventType },
    eventTypes: [eventType],
  };
}

function schemaOfType(eventType: EventType) {
  const schema = schemaOf(eventType);
  if (schema === undefined) throw new RangeError(`There is no schema of ${eventType}.`);
  return schema;
}

function typeNameOf(eventType: EventType): string {
  const words = eventType.toLowerCase().split(/[ -]/);
  return `Ringcentral${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
}
