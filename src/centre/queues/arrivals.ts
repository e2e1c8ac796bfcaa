import type { Calendar } from '../model/calendar.ts';
import { receiveContact } from '../contacts/contacts.ts';
import { drawItem } from '../../lib/random.ts';
import { addLead } from './outbound.ts';
import { drawExponential } from '../model/sample.ts';
import type { Stream } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** The next contact of the stream comes, or is to be called; the one after it is arranged. */
export function arrive(world: World, stream: Stream): void {
  const { profile, profileName, queue } = stream;
  arrangeArrival(world, stream);
  const draft = { profileName, profile, queue, agent: null };
  if (profile.direction === 'outbound') return addLead(world, queue, { draft, callback: null });
  if (!profile.direct || queue.agents.length === 0) {
    receiveContact(world, draft);
    return;
  }
  receiveContact(world, { ...draft, agent: drawItem(stream.uniform, queue.agents) });
}

/** Arranges the next arrival, unless the stream stops before. */
export function arrangeArrival(world: World, stream: Stream): void {
  stream.nextAt = nextArrival(world.calendar, stream);
  if (stream.nextAt < stream.untilMs) {
    world.agenda.add(Math.max(world.now, Math.floor(stream.nextAt)), { kind: 'arrival', stream });
  }
}

/**
 * The next arrival of a Poisson process whose rate changes with the hour: an exponential amount of expected arrivals is
 * used up quarter of an hour by quarter of an hour, in each of which the rate is constant. Exact, not an approximation.
 */
export function nextArrival(
  calendar: Calendar,
  {
    nextAt,
    perMs,
    curve,
    uniform,
    untilMs,
  }: Pick<Stream, 'nextAt' | 'perMs' | 'curve' | 'uniform' | 'untilMs'>,
): number {
  let left = drawExponential(uniform);
  let at = nextAt;
  while (at < untilMs) {
    const rate = perMs * (curve[calendar.hour(at)] ?? 0);
    const end = calendar.quarterEnd(at);
    if (rate * (end - at) >= left) return at + left / rate;
    left -= rate * (end - at);
    at = end;
  }
  return Infinity;
}
