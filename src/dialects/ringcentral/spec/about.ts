import type { JsonObject } from '../../spec.ts';

/** What both documents say of themselves; the version is the date of RingCentral's page. */
export function about(title: string): JsonObject {
  return {
    title,
    version: '2022.11.23',
    description:
      'What RingCentral sends to a workforce-management system, as phoney plays it: log-ins, log-outs, states and ends of ' +
      'calls over the WFM "Generic HTTP" integration, and agent states over RingCX subscriptions. ' +
      'Made from the schemas that phoney validates with; what the vendor’s pages leave open is phoney’s assumption.',
    contact: { name: 'phoney', url: 'https://github.com/phoney-centre/phoney' },
    license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  };
}

/** Where examples have events sent. */
export const receiverPaths = {
  'agent-events': '/agent-events',
  'call-events': '/call-events',
  notifications: '/agent-states',
} as const;

/** What is asked of a receiver before it gets notifications. */
export const validationRule =
  'Before the first notification a POST with an empty body has a Validation-Token header: the answer has to be 200 within 3 s, ' +
  'at most 1024 bytes long, with the same header.';
