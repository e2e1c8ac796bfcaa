import { explainReceiverUrl } from '../../../lib/address/receiver-url.ts';
import { retriesSchema, timeoutSchema } from '../../../lib/schema.ts';
import { isMapping } from '../../../lib/is-mapping.ts';
import { describe, isFunction, mistakesIn, missingIn, type Members } from '../../define/members.ts';

const isPause = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value < 2 ** 31;
const isFile = (value: unknown): boolean => typeof value === 'string' && value !== '';

const members: Members = {
  // Explained by itself.
  url: [(value) => typeof value === 'string', 'an address, such as https://receiver.example:8443/events'],
  timeoutMs: [(value) => timeoutSchema.safeParse(value).success, 'a whole number of ms, 1 to 600 000'],
  retries: [(value) => retriesSchema.safeParse(value).success, 'a whole number, 0 to 100'],
  retryPause: [
    (value) => isMapping(value) && isPause(value['firstMs']) && isPause(value['maxMs']),
    'a mapping of ms, such as { firstMs: 1000, maxMs: 30_000 }',
  ],
  deliveredBy: [isFunction, 'a function that says of a status whether it is a delivery'],
  strictOrder: [(value) => typeof value === 'boolean', 'true or false'],
  tls: [
    (value) => isMapping(value) && Object.values(value).every((file) => file === undefined || isFile(file)),
    'a mapping of files: ca, cert and key, or pfx',
  ],
};

/** What is wrong with where each feed is posted, and by which rules. */
export function mistakesInDeliveries(deliveries: unknown): string[] {
  if (!isMapping(deliveries))
    return [
      `It has to be a mapping from feeds to where they are posted, such as { calls: { url } }, and this is ${describe(deliveries)}.`,
    ];
  return Object.entries(deliveries).flatMap(([feed, delivery]) =>
    mistakesInDelivery(feed, delivery).map((mistake) => `${feed}: ${mistake}`),
  );
}

function mistakesInDelivery(feed: string, delivery: unknown): string[] {
  if (!/^[\w-]+$/.test(feed)) return ['That is no name of a feed. Write letters, digits, _ and -.'];
  if (!isMapping(delivery)) return [`It is ${describe(delivery)}. It has to be a mapping, such as { url }.`];
  const { url } = delivery;
  const wrongUrl = typeof url === 'string' ? explainReceiverUrl(url) : undefined;
  return [
    ...mistakesIn(delivery, members, 'a delivery'),
    ...missingIn(delivery, members, ['url']),
    ...(wrongUrl === undefined ? [] : [`"url": ${wrongUrl}`]),
  ];
}
