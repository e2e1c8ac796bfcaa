import type { AgentId, ContactId, CustomerId, QueueId } from '../../centre/model/ids.ts';
import { createRandom, drawInteger, drawUuid } from '../../lib/random.ts';

/**
 * Ids of the vendor's shape, derived from the run's seed and the centre's ids: the same entity has the same id in every
 * run of a seed, whatever else happens. Agents, queues and customers have numbers of 16 digits; issues and opportunities
 * have ULIDs, which sort by the time of creation; sessions have UUIDs. The shapes are our assumption.
 */
export interface Ids {
  rep(id: AgentId): string;
  queue(id: QueueId): string;
  customer(id: CustomerId): string;
  /** `createdAt` is simulated epoch ms. */
  issue(id: ContactId, createdAt: number): string;
  session(id: ContactId, ordinal: number): string;
  /** `createdAt` is simulated epoch ms. */
  opportunity(id: ContactId, ordinal: number, createdAt: number): string;
  upload(id: ContactId, ordinal: number): string;
}

/** The ids of one run. */
export function createIds(seed: number): Ids {
  const random = createRandom(seed);
  const numberOf = (kind: string, id: string): string =>
    String(drawInteger(random.stream(`asapp.${kind}.${id}`), 1e15, 9e15 - 1));
  const ulidOf = (kind: string, id: string, ordinal: number, at: number): string =>
    ulid(at, random.stream(`asapp.${kind}.${id}`, ordinal));
  const uuidOf = (kind: string, id: string, ordinal: number): string =>
    drawUuid(random.stream(`asapp.${kind}.${id}`, ordinal));
  return {
    rep: memoize((id) => numberOf('rep', id)),
    queue: memoize((id) => numberOf('queue', id)),
    customer: (id) => numberOf('customer', id),
    issue: (id, createdAt) => ulidOf('issue', id, 0, createdAt),
    session: (id, ordinal) => uuidOf('session', id, ordinal),
    opportunity: (id, ordinal, createdAt) => ulidOf('opportunity', id, ordinal, createdAt),
    upload: (id, ordinal) => uuidOf('upload', id, ordinal),
  };
}

/** For the few that are asked for again and again; there are no more of them than the centre has. */
function memoize<Id>(derive: (id: Id) => string): (id: Id) => string {
  const known = new Map<Id, string>();
  return (id) => {
    const value = known.get(id) ?? derive(id);
    known.set(id, value);
    return value;
  };
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 48 bits of time and 80 of chance, in 26 characters. */
function ulid(at: number, uniform: () => number): string {
  let text = '';
  let rest = Math.floor(at);
  for (let i = 0; i < 10; i++) {
    text = crockford.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  for (let i = 0; i < 16; i++) text += crockford.charAt(Math.floor(uniform() * 32));
  return text;
}
