import type { ReceiverBench } from '../../bench.ts';
import { dateTimeIn } from '../date-time.ts';
import type { CallEvent, LogEvent, StateEvent, StateName, WfmEvent } from '../wire.ts';

const moments = new WeakMap<ReceiverBench, number>();

/**
 * When the samples of one demand happen: a second after those of the one before, and never ahead of now. Events have no id and
 * times of a second: a receiver that refuses what comes twice would take those of two demands for the same.
 */
export function momentOf(bench: ReceiverBench): number {
  const last = moments.get(bench) ?? bench.wallMs() - 120_000;
  const atMs = last + 1000;
  moments.set(bench, atMs);
  return atMs;
}

/** Events like the page's samples. Each of them has a text where a null may stand, so that a null is looked at by itself. */
export function samples(wallMs: number): Samples {
  const at = dateTimeIn('UTC')(wallMs);
  const agent = {
    agent_id: '1369310',
    external_agent_id: 'A-1310',
    agent_login_id: '612829048',
    account_id: '15300002',
    agent_phone: '16505550100*1212@RC_SOFTPHONE',
    username: 'agent@example.com+15300002',
    source_ip: '192.168.0.100',
    date_time: at,
  };
  const call = {
    queue_duration: '3',
    agent_disposition: 'Wants a call back',
    gate_name: 'My Queue',
    call_duration: '18',
    call_id: '202006302136360132130000036446',
    account_id: '15300002',
    gate_id: '72992',
    call_start: at,
    dnis: '4155550110',
    ani: '5105550111',
  };
  const state = (event_type: StateName, more: Partial<StateEvent> = {}): StateEvent => ({
    ...agent,
    prev_state: 'AVAILABLE',
    prev_aux_state: 'Available',
    event_type,
    event_aux_type: auxOf[event_type],
    duration: '17',
    pending_disp: '0',
    ...more,
  });
  const { agent_id, external_agent_id, username } = agent;
  const answered = { agent_id, external_agent_id, username, call_state: 'ANSWERED' } as const;
  const recording_url = 'https://recordings.example/api/v1/calls/recordings/?v=1&file=15300002-1.WAV';
  return {
    login: { ...agent, event_type: 'LOGIN', duration: '0' },
    logout: { ...agent, event_type: 'LOGOUT', duration: '24' },
    state,
    engaged: state('ENGAGED', {
      call_id: call.call_id,
      call_source_id: '72992',
      call_source_name: 'My Queue',
      dnis: '2095550101',
      call_type: 'ACD',
    }),
    answered: (url = recording_url) => ({ ...call, ...answered, event_type: 'ACD-CALL', recording_url: url }),
    dialled: { ...call, ...answered, event_type: 'VPD-CALL', recording_url },
    machine: { ...call, ...answered, event_type: 'VPD-CALL', call_state: 'MACHINE', recording_url },
    abandoned: {
      ...call,
      event_type: 'ACD-CALL',
      call_state: 'ABANDON',
      recording_url: '',
      agent_disposition: '',
    },
    deflected: {
      ...call,
      event_type: 'ACD-CALL',
      call_state: 'DEFLECTED',
      recording_url: '',
      agent_disposition: '',
    },
    unreached: {
      ...call,
      event_type: 'VPD-CALL',
      call_state: 'ABANDONED',
      recording_url: '',
      agent_disposition: '',
    },
  };
}

/** Valid events, by what they are about. */
export interface Samples {
  readonly login: LogEvent;
  readonly logout: LogEvent;
  readonly state: (name: StateName, more?: Partial<StateEvent>) => StateEvent;
  readonly engaged: StateEvent;
  readonly answered: (recordingUrl?: string) => CallEvent;
  readonly dialled: CallEvent;
  readonly machine: CallEvent;
  readonly abandoned: CallEvent;
  readonly deflected: CallEvent;
  readonly unreached: CallEvent;
}

const auxOf: Readonly<Record<StateName, string>> = {
  AVAILABLE: 'Available',
  LUNCH: 'Lunch',
  'ON BREAK': 'On Break',
  TRAINING: 'Training',
  AWAY: 'Away',
  TRANSITION: '',
  ENGAGED: '',
  WORKING: '',
};

/** One event of each kind that has an agent, in an order in which they may happen. */
export function everyKind(of: Samples): readonly WfmEvent[] {
  const names = ['AVAILABLE', 'LUNCH', 'ON BREAK', 'TRAINING', 'AWAY', 'TRANSITION', 'WORKING'] as const;
  return [
    of.login,
    ...names.map((name) => of.state(name)),
    of.engaged,
    of.answered(),
    of.dialled,
    of.machine,
    of.logout,
  ];
}
