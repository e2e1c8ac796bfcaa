import { eventTypes, schemaOf, type EventType } from '../wire.ts';
import { rulesOfSchema } from '../../../contracts/pact/rules-of-schema.ts';
import type { Body, InteractionParts, Rules } from '../../../contracts/pact/write-pact.ts';
import {
  receiverState,
  type Contract,
  type Members,
  type PlayedDay,
  type VendorContracts,
} from '../../../contracts/vendors/contract.ts';

/** An event as the page tells them apart: by type, and ends of calls by their state too. */
export interface WfmKind {
  readonly eventType: EventType;
  /** Ends of calls only. */
  readonly callState?: string;
}

const callStates: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  'ACD-CALL': ['ANSWERED', 'ABANDON', 'DEFLECTED'],
  'VPD-CALL': ['ANSWERED', 'ABANDONED', 'MACHINE'],
};

/** Every kind of event of the page "Understanding the Event Payload". */
export const wfmKinds: readonly WfmKind[] = eventTypes.flatMap((eventType): WfmKind[] => {
  const states = callStates[eventType];
  return states === undefined ? [{ eventType }] : states.map((callState) => ({ eventType, callState }));
});

const page = 'RingCentral developer guide, "Understanding the Event Payload" (2022-11-23)';
const path = '/ringcentral/wfm';
const fixed = ['$.event_type', '$.call_state'];

/** RingCentral's contracts: each kind in both forms of the settings, and what a reference consumer reads of each. */
const contracts: readonly Contract[] = [
  {
    file: 'ringcentral/ringcentral-wfm-json--customer-receiver.http.json',
    vendor: 'ringcentral',
    consumer: 'ringcentral-wfm-json',
    provider: 'customer-receiver',
    interactions: (day) => wfmKinds.map((kind) => asJson(kind, day)),
  },
  {
    file: 'ringcentral/ringcentral-wfm-url-encoded--customer-receiver.http.json',
    vendor: 'ringcentral',
    consumer: 'ringcentral-wfm-url-encoded',
    provider: 'customer-receiver',
    interactions: (day) => wfmKinds.map((kind) => asQuery(kind, day)),
  },
  {
    file: 'ringcentral/reference-consumer--ringcentral-wfm.messages.json',
    vendor: 'ringcentral',
    consumer: 'reference-consumer',
    provider: 'ringcentral-wfm',
    interactions: (day) => wfmKinds.map((kind) => asMessage(kind, day)),
  },
];

/** What contracts know of RingCentral. */
export const ringcentral: VendorContracts = {
  vendor: 'ringcentral',
  providerWords: ['ringcentral', 'ringcx'],
  eventTypes,
  schemaOf,
  contracts,
};

function asJson(kind: WfmKind, day: PlayedDay): InteractionParts {
  return {
    kind: 'http',
    ...commonOf(kind, ' as JSON'),
    states: [{ name: receiverState }],
    request: {
      method: 'POST',
      path,
      headers: { 'Content-Type': 'application/json' },
      body: bodyOf(kind, day),
    },
    response: { status: 200, anySuccess: true },
  };
}

/** The default form: the details in the query string of a GET. A null is an absent key. */
function asQuery(kind: WfmKind, day: PlayedDay): InteractionParts {
  const facts = Object.entries(factsOf(kind, day)).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const rules = bodyOf(kind, day).rules ?? {};
  const queryRules: Rules = Object.fromEntries(
    facts.flatMap(([name]) => {
      const rule = rules[`$.${name}`];
      const matchers = rule?.matchers.filter(({ match }) => match !== 'null') ?? [];
      return matchers.length === 0 ? [] : [[name, { combine: 'AND' as const, matchers }]];
    }),
  );
  return {
    kind: 'http',
    ...commonOf(kind, ' URL-encoded'),
    states: [{ name: receiverState }],
    request: { method: 'GET', path, query: Object.fromEntries(facts), queryRules },
    response: { status: 200, anySuccess: true },
  };
}

function asMessage(kind: WfmKind, day: PlayedDay): InteractionParts {
  const body = bodyOf(kind, day);
  const sometimes = day.sometimesOf(body.content, 'ringcentral', kind.eventType, (event) =>
    isOf(event, kind),
  );
  return { kind: 'message', ...commonOf(kind, ''), body, sometimes };
}

function commonOf({ eventType, callState }: WfmKind, form: string) {
  return {
    description: `ringcentral ${[eventType, callState ?? []].flat().join(' ')}${form}`,
    reference: page,
  };
}

function bodyOf(kind: WfmKind, day: PlayedDay): Body {
  const content = factsOf(kind, day);
  const schema = schemaOf(kind.eventType);
  if (schema === undefined) throw new RangeError(`There is no schema of ${kind.eventType}.`);
  return { content, contentType: 'application/json', rules: rulesOfSchema(schema, content, fixed) };
}

function factsOf(kind: WfmKind, day: PlayedDay): Readonly<Record<string, string | null>> {
  const facts = day.exampleOf('ringcentral', kind.eventType, (event) => isOf(event, kind));
  return facts as Readonly<Record<string, string | null>>;
}

function isOf({ call_state }: Members, { callState }: WfmKind): boolean {
  return callState === undefined || call_state === callState;
}
