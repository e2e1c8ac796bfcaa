import { describe, expect, test } from 'vitest';
import type { RingcentralConfig, WfmConfig } from '../../src/dialects/ringcentral/config.ts';
import { eventTypes } from '../../src/dialects/ringcentral/wire.ts';
import { play, scenarioNamed, type Told } from './play.ts';

const scenario = scenarioNamed('ringcentral-everything.yaml');
const config = scenario.targets.ringcentral as RingcentralConfig;

function playWith(switches: Partial<WfmConfig>): Told[] {
  return play(scenario, { ...config, wfm: { ...(config.wfm as WfmConfig), ...switches } });
}

const told = playWith({});
const missing = <T>(wanted: readonly T[], found: readonly T[]): T[] =>
  wanted.filter((one) => !found.includes(one));
const factsOf = ({ facts }: Told): string => JSON.stringify(facts);

test('every event type occurs', () => {
  expect(
    missing(
      eventTypes,
      told.map(({ facts }) => facts.event_type),
    ),
  ).toEqual([]);
});

test('every state of a call occurs, with its kind', () => {
  const wanted = [
    'ACD-CALL ANSWERED',
    'ACD-CALL ABANDON',
    'ACD-CALL DEFLECTED',
    'VPD-CALL ANSWERED',
    'VPD-CALL ABANDONED',
    'VPD-CALL MACHINE',
  ];
  const found = told.flatMap(({ facts }) =>
    'call_state' in facts ? `${facts.event_type} ${facts.call_state}` : [],
  );
  expect(missing(wanted, found)).toEqual([]);
});

test('every value that makes a difference occurs', () => {
  const wanted = {
    'a custom state': ({ facts }) => 'event_aux_type' in facts && facts.event_aux_type === 'Team meeting',
    'a custom state of another base': ({ facts }) =>
      'event_aux_type' in facts && facts.event_aux_type === 'Coaching',
    'a pending disposition': ({ facts }) => 'pending_disp' in facts && facts.pending_disp === '1',
    'an inbound call in a state': ({ facts }) => 'call_type' in facts && facts.call_type === 'ACD',
    'an outbound call in a state': ({ facts }) => 'call_type' in facts && facts.call_type === 'VPD',
    'a call from no queue': ({ facts }) => 'gate_id' in facts && facts.gate_id === '0',
    'a note of the agent': ({ facts }) => 'agent_disposition' in facts && facts.agent_disposition !== '',
    'an external agent id': ({ facts }) => 'external_agent_id' in facts && facts.external_agent_id !== null,
    'no external agent id': ({ facts }) => 'external_agent_id' in facts && facts.external_agent_id === null,
    'a wait in the queue': ({ facts }) => 'queue_duration' in facts && facts.queue_duration !== '0',
  } satisfies Record<string, (one: Told) => boolean>;
  const found = Object.entries(wanted).filter(([, is]) => told.some(is));
  expect(
    missing(
      Object.keys(wanted),
      found.map(([name]) => name),
    ),
  ).toEqual([]);
});

test('every message is valid, and none is held back', () => {
  expect(told.flatMap(({ problems }) => problems)).toEqual([]);
  expect(told.filter(({ filtered }) => filtered)).toEqual([]);
});

describe('switching off', () => {
  const isCustom = ({ facts }: Told): boolean =>
    'event_aux_type' in facts &&
    [facts.event_aux_type, nextAux.get(factsOf({ facts } as Told))].some((aux) =>
      /meeting|Coaching/.test(aux ?? ''),
    );
  // The first event of a custom state has an empty aux state; the one after it names the state.
  const nextAux = new Map(
    told.map((one, i) => {
      const next = told[i + 1]?.facts;
      const same = 'event_aux_type' in one.facts && one.facts.event_aux_type === '';
      return [
        factsOf(one),
        same && next !== undefined && 'event_aux_type' in next ? next.event_aux_type : '',
      ];
    }),
  );
  test.each<[keyof WfmConfig, (one: Told) => boolean]>([
    ['agent_login_events', ({ facts }) => facts.event_type === 'LOGIN'],
    ['agent_logout_events', ({ facts }) => facts.event_type === 'LOGOUT'],
    ['agent_state_events', ({ facts }) => 'prev_state' in facts],
    ['send_all_agent_states', isCustom],
    ['end_call_events', ({ facts }) => facts.event_type === 'ACD-CALL'],
    ['outbound_end_call_events', ({ facts }) => facts.event_type === 'VPD-CALL'],
  ])('%s holds back what it stands for, and that does occur', (name, isIts) => {
    const held = playWith({ [name]: false }).filter(({ filtered }) => filtered);
    expect(held.map(factsOf)).toEqual(told.filter(isIts).map(factsOf));
    expect(held.length).toBeGreaterThan(0);
  });
});

test('JSON and URL-encoded tell the same', () => {
  expect(playWith({ send_body_as_json: false }).map(factsOf)).toEqual(told.map(factsOf));
});
