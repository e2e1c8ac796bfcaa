import type { JsonObject } from '../../spec.ts';

/** What both documents say of themselves. Enreach's page has no version of its own. */
export function about(title: string): JsonObject {
  return {
    title,
    version: '1.0.0',
    description:
      'The Websocket API (RTE) of Enreach, as phoney plays it: a SignalR hub, to which clients connect with a token and ' +
      'subscribe. Made from the schemas that phoney validates with; what the vendor’s page leaves open is phoney’s assumption.',
    contact: { name: 'phoney', url: 'https://github.com/phoney-centre/phoney' },
    license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  };
}
