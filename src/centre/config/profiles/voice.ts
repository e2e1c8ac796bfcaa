import type { ProfileInput } from '../profile.ts';
import { topics } from './topics.ts';

/** A call and nothing else: the customer waits, an agent answers at once, they talk, it is over. */
export const voicePlain: ProfileInput = {
  like: 'voice-plain',
  channel: 'voice',
  direction: 'inbound',
  direct: false,
  patience: { distribution: 'exponential', mean: '10m' },
  ring: '0s',
  no_answer: 0,
  declined: 0,
  outcome: 'answered',
  talk: { distribution: 'exponential', mean: '4m' },
  hang_up_by: 'customer',
  utterances: 0,
  silent_customer: 0,
  holds: [],
  transfer: null,
  wrap_up: '0s',
  disposition: null,
  topics: [],
  summary: null,
  resolved: 1,
  timed_out: 0,
  bot: null,
  request_agent_by: 'customer',
  attributes: null,
  files: null,
  session_change: 0,
  survey: null,
  supervised: 0,
  callback: null,
  returning: 0,
  client: 'phone',
};

/**
 * A call to customer service. Calibrated so that it causes about 100 messages in the mean, of which most are turns of
 * speech: a call of seven and a half minutes has about 84. A call that is given up causes about 10, so customers are
 * patient: the mean moves only where a centre is so short of people that calls cannot all be answered.
 */
export const voice: ProfileInput = {
  like: 'voice-plain',
  patience: { distribution: 'lognormal', mean: '1h', sd: '20m' },
  ring: { distribution: 'gamma', mean: '4s', sd: '2s' },
  no_answer: 0.01,
  declined: 0.003,
  talk: { distribution: 'lognormal', mean: '7m30s', sd: '2m' },
  hang_up_by: { customer: 0.75, agent: 0.25 },
  utterances: { every: { distribution: 'exponential', mean: '5.35s' } },
  silent_customer: 0.003,
  holds: { mean: 0.35, for: { distribution: 'exponential', mean: '35s' } },
  transfer: {
    share: 0.04,
    takes: { distribution: 'gamma', mean: '8s', sd: '4s' },
    result: { connected: 0.85, 'no-answer': 0.06, busy: 0.03, recalled: 0.04, 'customer-hung-up': 0.02 },
  },
  wrap_up: { distribution: 'lognormal', mean: '35s', sd: '25s' },
  disposition: { share: 0.9 },
  topics,
  resolved: 0.8,
  supervised: 0.01,
  callback: { share: 0.01, after: '5m' },
  returning: 0.15,
};

/** A call to an agent's own number. */
export const voiceDirect: ProfileInput = {
  like: 'voice',
  direct: true,
  patience: { distribution: 'exponential', mean: '60s' },
  callback: null,
};

/** A call by an agent to a customer; the centre dials when an agent of the queue has nothing else to do. */
export const voiceOutbound: ProfileInput = {
  like: 'voice',
  direction: 'outbound',
  ring: { distribution: 'gamma', mean: '12s', sd: '6s' },
  no_answer: 0,
  declined: 0,
  outcome: { answered: 0.62, abandoned: 0.25, machine: 0.13 },
  talk: { distribution: 'lognormal', mean: '3m', sd: '2m' },
  transfer: null,
  callback: null,
};
