import { describe, expect, test } from 'vitest';
import type { AgentStatus } from '../../centre/model/events/agent-event.ts';
import type { CentreEvent } from '../../centre/model/event.ts';
import { createRandom } from '../../lib/random.ts';
import { ringcentralConfig, type RingcentralConfig } from './config.ts';
import { createRenderer } from './create-renderer.ts';
import { specimenIds, specimenView, type Moment } from '../../../test/kit/ringcentral/view.ts';
import { schemaOf, type WfmEvent } from './wire.ts';

const start = Date.UTC(2020, 5, 30, 19, 44, 1, 250);
const { agent: agentId, queue: queueId, call: contactId } = specimenIds;
const available: AgentStatus = { base: 'available', name: 'Available', custom: false };
const lunch: AgentStatus = { base: 'lunch', name: 'Lunch', custom: false };
const away: AgentStatus = { base: 'away', name: 'Away', custom: false };
const meeting: AgentStatus = { base: 'away', name: 'Team meeting', custom: true };
const ofCall = { contactId, agentId, queueId };

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;
type Beat = [seconds: number, event: WithoutTime<CentreEvent>, change?: Partial<Moment>];

/** Plays events at seconds after the start; every event that is told comes with its own second. Aux states come at once. */
const host = { publicUrl: 'https://phoney.example', wallMs: () => 0 };

function play(
  beats: readonly Beat[],
  settings: object = {},
  seed = 1,
): { second: number; facts: WfmEvent }[] {
  const config: RingcentralConfig = ringcentralConfig.parse({
    wfm: { agent_event_url: 'https://wfm.example/' },
    aux_state_after: '0s',
    ...settings,
  });
  const { renderer } = createRenderer(config, createRandom(seed), host);
  let moment: Moment = {
    now: start,
    direction: 'inbound',
    callAt: start,
    status: available,
    inWrapUp: false,
  };
  return beats.flatMap(([second, event, change = {}]) => {
    const now = start + second * 1000;
    moment = { ...moment, now, ...change };
    const told = renderer.render({ ...event, at: now }, specimenView(moment));
    return told.map(({ facts }) => ({ second, facts }));
  });
}

const logIn: Beat = [0, { type: 'agent.logged-in', agentId, loginOrdinal: 1, sourceIp: '192.168.0.100' }];
const logOut = (second: number): Beat => [
  second,
  { type: 'agent.logged-out', agentId, loginOrdinal: 1, sourceIp: '192.168.0.100', onlineMs: second * 1000 },
];
const choose = (second: number, to: AgentStatus): Beat => [
  second,
  { type: 'agent.status-changed', agentId, from: available, to, note: null, untilMs: null },
  { status: to },
];
const tick = (second: number): Beat => [second, { type: 'interval.elapsed', everyMs: 1000 }];
const over = (
  second: number,
  outcome: 'answered' | 'abandoned' | 'deflected' | 'machine',
): Partial<Moment> => ({
  over: { at: start + second * 1000, outcome },
});
const answeredCall: readonly Beat[] = [
  [10, { type: 'contact.created', contactId }, { callAt: start + 10_000 }],
  [11, { type: 'contact.queued', contactId, queueId, size: 1 }],
  [14, { type: 'contact.allocated', ...ofCall, waitedMs: 3000 }],
  [16, { type: 'contact.connected', ...ofCall, waitedMs: 3000, wrapUpMaxMs: 30_000 }],
];
const hangUp: Beat = [
  46,
  {
    type: 'contact.disconnected',
    ...ofCall,
    by: 'customer',
    handledMs: 30_000,
    transferred: false,
    ghost: false,
  },
  { ...over(46, 'answered'), inWrapUp: true },
];
const wrapUp: readonly Beat[] = [
  [46, { type: 'contact.wrap-up-started', ...ofCall, wrapUpMaxMs: 30_000 }],
  [
    60,
    { type: 'contact.wrap-up-ended', ...ofCall, reason: 'manual', elapsedMs: 14_000 },
    { inWrapUp: false },
  ],
];
const ended: Beat = [
  60,
  {
    type: 'contact.ended',
    contactId,
    outcome: 'answered',
    by: 'customer',
    durationMs: 36_000,
    talkedMs: 30_000,
    queuedMs: 3000,
  },
];

/** `second PREV/prev aux → NOW/aux after s`, one line for each state. */
function states(told: readonly { second: number; facts: WfmEvent }[]): string[] {
  return told.flatMap(({ second, facts }) =>
    'prev_state' in facts
      ? `${second} ${facts.prev_state}/${facts.prev_aux_state} → ${facts.event_type}/${facts.event_aux_type} after ${facts.duration}`
      : [],
  );
}

describe('a log-in', () => {
  test('is LOGIN, then AVAILABLE with an empty aux state, then the aux state', () => {
    const told = play([logIn]);
    expect(told.map(({ facts }) => facts.event_type)).toEqual(['LOGIN', 'AVAILABLE', 'AVAILABLE']);
    expect(states(told)).toEqual([
      '0 LOGIN/ → AVAILABLE/ after 0',
      '0 AVAILABLE/ → AVAILABLE/Available after 0',
    ]);
    expect(told[0]?.facts).toEqual({
      external_agent_id: null,
      duration: '0',
      agent_login_id: '612730001',
      account_id: '15300002',
      event_type: 'LOGIN',
      agent_id: '1369310',
      date_time: '2020-06-30 19:44:01',
      agent_phone: '16505550100*1212@RC_SOFTPHONE',
      username: 'alice+15300002_1001@example.com',
      source_ip: '192.168.0.100',
    });
  });

  test('has an id of its own, and ends with the seconds online', () => {
    const told = play([logIn, logOut(24), [30, logIn[1]]]).filter(({ facts }) =>
      facts.event_type.startsWith('LOG'),
    );
    expect(
      told.map(({ facts }) => ('agent_login_id' in facts ? [facts.agent_login_id, facts.duration] : [])),
    ).toEqual([
      ['612730001', '0'],
      ['612730001', '24'],
      ['612730002', '0'],
    ]);
  });
});

describe('an aux state', () => {
  const told = (beats: readonly Beat[], settings: object = { aux_state_after: '1s' }) =>
    play(beats, settings);

  test('follows a second after the state, as in the sample: by the wire alone the two can be ordered', () => {
    const states = ringcentralConfig.parse({ wfm: { agent_event_url: 'https://wfm.example/' } });
    expect(states.aux_state_after).toBe(1000);
    const events = told([logIn, tick(1), tick(2)]).flatMap(({ facts }) =>
      'prev_state' in facts ? facts : [],
    );
    expect(events).toMatchObject([
      { prev_state: 'LOGIN', event_aux_type: '', date_time: '2020-06-30 19:44:01', duration: '0' },
      {
        prev_state: 'AVAILABLE',
        prev_aux_state: '',
        event_aux_type: 'Available',
        date_time: '2020-06-30 19:44:02',
        duration: '1',
      },
    ]);
  });

  test('follows every state that the agent chose, as of when it was due', () => {
    const lines = states(told([logIn, tick(1), choose(60, lunch), tick(63), choose(64, meeting), tick(66)]));
    expect(lines.slice(2)).toEqual([
      '60 AVAILABLE/Available → LUNCH/ after 59',
      '63 LUNCH/ → LUNCH/Lunch after 1',
      '64 LUNCH/Lunch → AWAY/ after 3',
      '66 AWAY/ → AWAY/Team meeting after 1',
    ]);
  });

  test('is not told of a state that is over by then', () => {
    const lines = states(
      told([logIn, ...answeredCall.map(([second, ...rest]): Beat => [second - 13.75, ...rest]), tick(5)]),
    );
    expect(lines).toEqual([
      '0 LOGIN/ → AVAILABLE/ after 0',
      '0.25 AVAILABLE/ → TRANSITION/ after 0',
      '2.25 TRANSITION/ → ENGAGED/ after 2',
    ]);
    expect(states(told([logIn, logOut(0.5), tick(2)]))).toEqual(['0 LOGIN/ → AVAILABLE/ after 0']);
  });

  test('that changes before it is told is told once', () => {
    expect(states(told([logIn, choose(10, away), choose(10.5, meeting), tick(12)])).slice(2)).toEqual([
      '10 AVAILABLE/Available → AWAY/ after 9',
      '12 AWAY/ → AWAY/Team meeting after 1',
    ]);
  });
});

describe('states', () => {
  test('that the agent chose come with their aux event', () => {
    expect(states(play([logIn, choose(60, lunch), choose(1860, available)])).slice(2)).toEqual([
      '60 AVAILABLE/Available → LUNCH/ after 60',
      '60 LUNCH/ → LUNCH/Lunch after 0',
      '1860 LUNCH/Lunch → AVAILABLE/ after 1800',
      '1860 AVAILABLE/ → AVAILABLE/Available after 0',
    ]);
  });

  test('of a custom name show their base state, and the name in the aux state', () => {
    expect(states(play([logIn, choose(60, meeting)])).slice(2)).toEqual([
      '60 AVAILABLE/Available → AWAY/ after 60',
      '60 AWAY/ → AWAY/Team meeting after 0',
    ]);
  });

  test('of a call run from TRANSITION over ENGAGED to WORKING and back', () => {
    const told = play([logIn, ...answeredCall, hangUp, ...wrapUp]);
    expect(states(told).slice(2)).toEqual([
      '14 AVAILABLE/Available → TRANSITION/ after 14',
      '16 TRANSITION/ → ENGAGED/ after 2',
      '46 ENGAGED/ → WORKING/ after 30',
      '60 WORKING/ → AVAILABLE/ after 14',
      '60 AVAILABLE/ → AVAILABLE/Available after 0',
    ]);
    const withCall = told.filter(({ facts }) => 'call_type' in facts);
    expect(withCall.map(({ facts }) => facts)).toEqual([
      expect.objectContaining({
        event_type: 'ENGAGED',
        call_id: '202006301944110132120000000001',
        call_source_id: '72992',
        call_source_name: 'My Queue',
        dnis: '4155550110',
        call_type: 'ACD',
      }),
    ]);
  });

  test('without wrap-up lead straight back', () => {
    const straight: Beat = [hangUp[0], hangUp[1], over(46, 'answered')];
    expect(states(play([logIn, ...answeredCall, straight])).slice(4)).toEqual([
      '46 ENGAGED/ → AVAILABLE/ after 30',
      '46 AVAILABLE/ → AVAILABLE/Available after 0',
    ]);
  });

  test('of a call that the agent does not take lead back too', () => {
    const declined: Beat = [15, { type: 'contact.allocation-cancelled', ...ofCall, reason: 'declined' }];
    expect(states(play([logIn, ...answeredCall.slice(0, 3), declined])).slice(3)).toEqual([
      '15 TRANSITION/ → AVAILABLE/ after 1',
      '15 AVAILABLE/ → AVAILABLE/Available after 0',
    ]);
  });

  test('chosen during a call wait for its end', () => {
    const told = play([logIn, ...answeredCall, choose(20, lunch), hangUp, ...wrapUp]);
    expect(states(told).slice(4)).toEqual([
      '46 ENGAGED/ → WORKING/ after 30',
      '60 WORKING/ → LUNCH/ after 14',
      '60 LUNCH/ → LUNCH/Lunch after 0',
    ]);
  });

  test('count seconds since log-in when the settings say so', () => {
    const told = play([logIn, choose(60, lunch), choose(90, available)], { duration: 'since-login' });
    expect(states(told).map((line) => line.split(' after ')[1])).toEqual(['0', '0', '60', '60', '90', '90']);
  });
});

describe('pending_disp', () => {
  const dispose = (second: number): Beat => [
    second,
    { type: 'contact.disposed', ...ofCall, fields: [], note: 'Wants a refund' },
  ];
  const pending = (told: readonly { facts: WfmEvent }[]): string =>
    told.map(({ facts }) => ('pending_disp' in facts ? facts.pending_disp : '')).join('');

  test('is 1 in wrap-up', () => {
    expect(pending(play([logIn, ...answeredCall, hangUp, ...wrapUp]))).toBe('0000100');
  });

  test('is 0 when the agent disposed of the call while it lasted', () => {
    expect(pending(play([logIn, ...answeredCall, dispose(40), hangUp, ...wrapUp]))).toBe('0000000');
  });

  test('is the other way round when the settings say so', () => {
    const settings = { pending_disp: '0-while-pending' };
    expect(pending(play([logIn, ...answeredCall, hangUp, ...wrapUp], settings))).toBe('1111011');
  });
});

describe('the end of a call', () => {
  const ticks = Array.from({ length: 20 }, (_, i) => tick(40 + i));
  const inOrder = (beats: readonly Beat[]): Beat[] => beats.toSorted((a, b) => a[0] - b[0]);
  const calls = (told: readonly { second: number; facts: WfmEvent }[]) =>
    told.filter(({ facts }) => 'call_state' in facts);

  test('is told once, 1 to 3 s after the hang-up, whatever the seed', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const told = calls(
        play(inOrder([logIn, ...answeredCall, hangUp, ...wrapUp, ended, ...ticks]), {}, seed),
      );
      expect(told).toHaveLength(1);
      const after = (told[0]?.second ?? 0) - 46;
      expect(after).toBeGreaterThanOrEqual(1);
      expect(after).toBeLessThanOrEqual(3);
    }
  });

  test('has all of the call when it was answered', () => {
    const [told] = calls(play(inOrder([logIn, ...answeredCall, hangUp, ...wrapUp, ended, ...ticks])));
    expect(told?.facts).toEqual({
      recording_url:
        'https://phoney.example/api/v1/calls/recordings/?v=1&accountId=15300002&bucket=phoney-recordings' +
        '&region=us-east-1&compliance=false&file=15300002/202006/30/202006301944110132120000000001-1.WAV',
      agent_id: '1369310',
      queue_duration: '3',
      agent_disposition: '',
      gate_name: 'My Queue',
      call_state: 'ANSWERED',
      call_duration: '36',
      call_id: '202006301944110132120000000001',
      external_agent_id: null,
      account_id: '15300002',
      event_type: 'ACD-CALL',
      gate_id: '72992',
      call_start: '2020-06-30 19:44:11',
      dnis: '4155550110',
      ani: '5105550111',
      username: 'alice+15300002_1001@example.com',
    });
  });

  test.each([
    ['inbound', 'abandoned', 'ACD-CALL', 'ABANDON', '4155550110'],
    ['inbound', 'deflected', 'ACD-CALL', 'DEFLECTED', '4155550110'],
    ['outbound', 'abandoned', 'VPD-CALL', 'ABANDONED', '5105550111'],
  ] as const)(
    'of an %s call that was %s has no agent and no recording',
    (direction, outcome, kind, state, dnis) => {
      const gone: Beat = [
        12,
        { type: 'contact.abandoned', contactId, queueId, waitedMs: 1000 },
        over(12, outcome),
      ];
      const beats = [...answeredCall.slice(0, 2), gone, ...[13, 14, 15].map(tick)];
      const [told] = calls(
        play(beats.map(([second, event, change]) => [second, event, { direction, ...change }])),
      );
      expect(told?.facts).toMatchObject({ event_type: kind, call_state: state, recording_url: '', dnis });
      expect(Object.keys(told?.facts ?? {})).not.toEqual(expect.arrayContaining(['agent_id']));
      expect(told?.facts).toHaveProperty('queue_duration', '1');
      expect(schemaOf(kind)?.safeParse(told?.facts).success).toBe(true);
    },
  );

  test('of an outbound call that a machine took has the agent who heard it, and a recording', () => {
    const beats = [logIn, ...answeredCall, [hangUp[0], hangUp[1], over(46, 'machine')] as Beat, tick(48)];
    const outbound = beats.map(([second, event, change]): Beat => [
      second,
      event,
      { direction: 'outbound', ...change },
    ]);
    const [told] = calls(play(outbound));
    expect(told?.facts).toMatchObject({
      event_type: 'VPD-CALL',
      call_state: 'MACHINE',
      agent_id: '1369310',
      username: 'alice+15300002_1001@example.com',
      external_agent_id: null,
      recording_url: expect.stringMatching(/^https:/) as string,
    });
    expect(schemaOf('VPD-CALL')?.safeParse(told?.facts).success).toBe(true);
  });

  test('of a call that was given up in the queue it was sent on to is ABANDON there, with no agent; it waits for no wrap-up of the first', () => {
    const sendOn: Beat = [
      30,
      { type: 'contact.transfer-connected', ...ofCall, to: { kind: 'queue', queueId } },
    ];
    const transfer: Beat = [
      30,
      {
        type: 'contact.disconnected',
        ...ofCall,
        by: 'agent',
        handledMs: 14_000,
        transferred: true,
        ghost: false,
      },
    ];
    const gaveUp: Beat = [
      40,
      { type: 'contact.abandoned', contactId, queueId, waitedMs: 10_000 },
      over(40, 'answered'),
    ];
    const told = calls(play([logIn, ...answeredCall, sendOn, transfer, gaveUp, tick(42), ended]));
    expect(told).toMatchObject([
      {
        second: 42,
        facts: { call_state: 'ABANDON', call_duration: '30', gate_id: '72992', recording_url: '' },
      },
    ]);
    expect(schemaOf('ACD-CALL')?.safeParse(told[0]?.facts).error?.issues).toBeUndefined();
  });

  test('carries what the agent noted, if by then', () => {
    const dispose: Beat = [47, { type: 'contact.disposed', ...ofCall, fields: [], note: 'Wants a refund' }];
    const [told] = calls(play([logIn, ...answeredCall, hangUp, dispose, tick(49)]));
    expect(told?.facts).toMatchObject({ agent_disposition: 'Wants a refund' });
  });
});

test('chats are not told', () => {
  const { renderer } = createRenderer(
    ringcentralConfig.parse({ wfm: { agent_event_url: 'https://wfm.example/' } }),
    createRandom(1),
    host,
  );
  const moment: Moment = {
    now: start,
    direction: 'inbound',
    callAt: start,
    status: available,
    inWrapUp: false,
  };
  const view = specimenView(moment);
  const chat = {
    ...view,
    contact: (id: typeof contactId) => ({ ...view.contact(id), channel: 'chat' as const }),
  };
  const told = [logIn, ...answeredCall, hangUp].flatMap(([second, event]) =>
    renderer.render({ ...event, at: start + second * 1000 }, chat),
  );
  expect(told.map(({ facts }) => facts.event_type)).toEqual(['LOGIN', 'AVAILABLE', 'AVAILABLE']);
});

test('date-times are in the time zone of the settings, and so are call ids', () => {
  const told = play([logIn, ...answeredCall], { time_zone: 'Asia/Kolkata' }).map(({ facts }) => facts);
  expect(told[0]).toMatchObject({ date_time: '2020-07-01 01:14:01' });
  expect(told.at(-1)).toMatchObject({ call_id: expect.stringMatching(/^20200701011411\d{16}$/) as string });
});
