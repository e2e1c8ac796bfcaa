import { describe, expect, test } from 'vitest';
import { schemaOf } from './wire.ts';

const logIn = {
  external_agent_id: null,
  duration: '0',
  agent_login_id: '612730076',
  account_id: '15300002',
  event_type: 'LOGIN',
  agent_id: '1369310',
  date_time: '2020-06-25 14:36:49',
  agent_phone: '16505550100*1212@RC_SOFTPHONE',
  username: 'guest+15300002_1791@example.com',
  source_ip: '192.168.0.100',
};
const logOut = {
  ...logIn,
  duration: '24',
  agent_login_id: '612960320',
  event_type: 'LOGOUT',
  date_time: '2020-07-16 19:21:19',
};

/** The page's four state samples, in which only these fields differ. */
const state = (prev: [string, string], next: [string, string], duration: string, date_time: string) => ({
  ...logIn,
  agent_login_id: '612829048',
  prev_state: prev[0],
  prev_aux_state: prev[1],
  duration,
  event_type: next[0],
  event_aux_type: next[1],
  date_time,
  pending_disp: '0',
});
const call = {
  call_id: '202008281319380132120000030797',
  call_source_id: '72992',
  call_source_name: 'My Queue',
  dnis: '2095550101',
  call_type: 'ACD',
};
const engaged = {
  ...state(['TRANSITION', ''], ['ENGAGED', ''], '0', '2020-06-30 19:44:30'),
  ...call,
};
const deflected = {
  recording_url: '',
  queue_duration: '0',
  agent_disposition: '',
  gate_name: 'My Queue',
  call_state: 'DEFLECTED',
  call_duration: '1',
  call_id: '202006302131470132090000083238',
  account_id: '15300002',
  event_type: 'ACD-CALL',
  gate_id: '72992',
  call_start: '2020-06-30 21:31:47',
  dnis: '4155550110',
  ani: '5105550111',
};
const link =
  'https://c02-recordings.virtualacd.biz/api/v1/calls/recordings/?v=1&accountId=15300002&file=1.WAV';
const answered = {
  ...deflected,
  recording_url: link,
  agent_id: '1369310',
  external_agent_id: null,
  username: 'guest+15300002_1791@example.com',
  queue_duration: '3',
  call_state: 'ANSWERED',
  call_duration: '18',
  call_id: '202006302136360132130000036446',
};

const accepts = (event: Readonly<Record<string, unknown>>): boolean =>
  schemaOf(event['event_type'])?.safeParse(event).success === true;

describe("the page's samples are valid", () => {
  test.each([
    ['log-in', logIn],
    ['log-off', logOut],
    ['first available', state(['LOGIN', ''], ['AVAILABLE', ''], '0', '2020-06-30 19:44:01')],
    ['aux available', state(['AVAILABLE', ''], ['AVAILABLE', 'Available'], '1', '2020-06-30 19:44:02')],
    ['transition', state(['AVAILABLE', 'Available'], ['TRANSITION', ''], '17', '2020-06-30 19:44:30')],
    ['engaged', engaged],
    ['unanswered call', deflected],
    ['answered call', answered],
  ])('%s', (_, event) => {
    expect(accepts(event)).toBe(true);
  });
});

describe('not valid is', () => {
  const { dnis: _dnis, ...withoutDnis } = engaged;
  const { call_id: _callId, ...withoutCallId } = engaged;
  test.each([
    ['an unknown field', { ...logIn, nap: '1' }],
    ['a number', { ...logIn, agent_id: 1369310 }],
    ['an ISO time', { ...logIn, date_time: '2020-06-25T14:36:49Z' }],
    ['an unknown state', { ...engaged, event_type: 'NAP' }],
    ['an inbound call without the dialled number', withoutDnis],
    ['a call without its id', withoutCallId],
    ['an unanswered call with an agent', { ...answered, call_state: 'ABANDON' }],
    ["an outbound call's state on an inbound one", { ...deflected, call_state: 'MACHINE' }],
    ["an inbound call's state on an outbound one", { ...deflected, event_type: 'VPD-CALL' }],
    ['a call id that is too short', { ...deflected, call_id: '20200630' }],
  ])('%s', (_, event) => {
    expect(accepts(event)).toBe(false);
  });

  test('nothing else is: an outbound call has no dialled number in its state', () => {
    expect(accepts({ ...withoutDnis, call_type: 'VPD' })).toBe(true);
    expect(accepts({ ...deflected, event_type: 'VPD-CALL', call_state: 'ABANDONED' })).toBe(true);
    expect(accepts({ ...answered, event_type: 'VPD-CALL' })).toBe(true);
  });
});
