import type { ProfileInput } from '../profile.ts';
import { surveyAnswers, topics } from './topics.ts';

/** A chat and nothing else: no bot, an agent takes it at once, some messages, it is over. */
export const chatPlain: ProfileInput = {
  like: 'voice-plain',
  channel: 'chat',
  talk: { distribution: 'exponential', mean: '8m' },
  client: { web: 0.5, ios: 0.25, android: 0.2, sms: 0.05 },
};

/**
 * A chat with customer service. Calibrated so that it causes about 10 messages in the mean: the bot settles most of them
 * in one exchange, and the few that reach an agent cause many times as much.
 */
export const chat: ProfileInput = {
  like: 'chat-plain',
  patience: { distribution: 'lognormal', mean: '20m', sd: '10m' },
  talk: { distribution: 'lognormal', mean: '6m', sd: '90s' },
  hang_up_by: { customer: 0.6, agent: 0.4 },
  utterances: { every: { distribution: 'gamma', mean: '55s', sd: '15s' } },
  silent_customer: 0.03,
  transfer: { share: 0.03, takes: '4s' },
  wrap_up: { distribution: 'lognormal', mean: '20s', sd: '10s' },
  disposition: { share: 0.9 },
  topics,
  summary: { share: 0.8 },
  resolved: 0.8,
  timed_out: 0.05,
  request_agent_by: { customer: 0.7, bot: 0.25, system: 0.05 },
  returning: 0.2,
  session_change: 0.01,
  attributes: { share: 0.02, values: { plan: 'Premium', region: 'north' } },
  files: { share: 0.05 },
  survey: {
    share: 0.15,
    after: { distribution: 'gamma', mean: '25s', sd: '10s' },
    answers: surveyAnswers,
  },
  bot: {
    end: { contain: 0.96, 'hand-over': 0.03, 'time-out': 0.01 },
    pause: { distribution: 'gamma', mean: '6s', sd: '4s' },
    turns: 1,
    nodes: 1,
    second_intent: 0.03,
    link: 0.15,
    action: 0.33,
    success: 0.15,
    negated: 0.05,
    end_response: 0.1,
    intents: [
      { code: 'ORDER_STATUS', business_code: 'Where is my order?', flow: 'order-status', weight: 5 },
      { code: 'BILLING', business_code: 'Question about a bill', flow: 'billing', weight: 3 },
      { code: 'RETURN', business_code: 'Send something back', flow: 'returns', weight: 2 },
    ],
    flows: [
      {
        name: 'order-status',
        business_name: 'Order status',
        nodes: [
          { name: 'look-up-order', kind: 'action' },
          { name: 'tell-status', kind: 'message' },
          { name: 'tracking-page', kind: 'link' },
        ],
      },
      {
        name: 'billing',
        business_name: 'Billing',
        nodes: [
          { name: 'which-bill', kind: 'question' },
          { name: 'explain-bill', kind: 'message' },
        ],
      },
      {
        name: 'returns',
        business_name: 'Returns',
        nodes: [
          { name: 'which-item', kind: 'question' },
          { name: 'return-label', kind: 'link' },
        ],
      },
    ],
  },
};
