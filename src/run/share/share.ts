import type { MessageHead } from '../../channels/message.ts';
import { hashText, spread } from '../../lib/hash.ts';
import type { RunRecord } from '../../record/record.ts';

/**
 * One of several runs that play the same centre and together send what one would. Each renders everything, so that numbers, ids,
 * faults and due times are those of one run, and sends the messages of its own order keys.
 */
export interface Share {
  /** From 0. */
  readonly index: number;
  /** How many there are, from 1. */
  readonly count: number;
}

/** What of a message says whose it is. */
type Keyed = Pick<MessageHead, 'vendor' | 'feed' | 'orderKey'>;

/**
 * Which of `count` shares sends a message: FNV-1a over `vendor.feed orderKey`, spread by MurmurHash3's last step, and its place
 * among 2³². All messages of one order key of a feed are sent by one share, so that their order is kept.
 */
export function shareOf({ vendor, feed, orderKey }: Keyed, count: number): number {
  return Math.floor((spread(hashText(`${vendor}.${feed} ${orderKey}`)) / 2 ** 32) * count);
}

/** Whether a message is one of those that a share sends. */
export function ownsMessage({ index, count }: Share): (message: Keyed) => boolean {
  return (message) => shareOf(message, count) === index;
}

/**
 * Whether a record is a share's to tell: those of its messages and of its connections, its part of the load, and with the first share
 * what happened to all of them.
 */
export function tellsRecord(share: Share): (record: RunRecord) => boolean {
  const owns = ownsMessage(share);
  return (record) => {
    if (record.type === 'connection' || record.type === 'load') return true;
    return 'message' in record && record.message !== undefined ? owns(record.message) : share.index === 0;
  };
}
