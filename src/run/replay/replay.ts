import { createMovedDay, type RunSource, type SourceOptions } from '../repeat.ts';
import type { Unnumbered } from '../../channels/message.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { HubListeners } from './hub-listeners.ts';
import type { Scenario } from '../../scenario/index.ts';

/** Makes the messages that are due: a hub's depend on who is there by then. */
export interface Replayed {
  /** Simulated epoch ms. */
  readonly at: number;
  readonly drafts: () => readonly Unnumbered[];
}

/**
 * A source beside the centre: messages that are there already, in their order, at their times. In the centre behind it, which
 * dialects and callers look at, nothing happens.
 */
export function replay(
  replayed: readonly Replayed[],
): (scenario: Scenario, options: SourceOptions) => RunSource {
  return (scenario, { intervalsMs }) => {
    const { view } = createMovedDay(scenario, { intervalsMs, laterMs: 0 });
    let next = 0;
    return {
      get nextAt() {
        return replayed[next]?.at ?? Infinity;
      },
      endMs: scenario.endMs,
      step() {
        const one = replayed[next++];
        return one === undefined ? [] : [{ type: 'replayed', at: one.at, drafts: one.drafts() }];
      },
      view,
      check: () => [{ message: noCentre }],
      command: (_atMs, _command, done) =>
        done?.({
          outcome: 'refused',
          reason: noCentre,
          atMs: replayed[next]?.at ?? scenario.endMs,
          events: [],
        }),
    };
  };
}

const noCentre =
  'This run replays messages: there is no centre in which that could happen. Start a fault instead.';

/**
 * A dialect that says nothing by itself. What it is for is its delivery rules, and what it answers; a feed that it does not
 * have is delivered as its first. Clients of its hub become listeners.
 */
export function silence(dialect: Dialect, listeners: HubListeners): Dialect {
  const others = new Map<string, Dialect['lanes'][number]>();
  const [first] = dialect.lanes;
  const { inbound, vendor } = dialect;
  const topics = inbound?.sockets?.topics;
  if (topics !== undefined) listeners.watchTopics(vendor, topics);
  const changed: Partial<Dialect> = {
    intervalsMs: [],
    laneOf(feed) {
      const known = dialect.laneOf?.(feed) ?? others.get(feed);
      if (known !== undefined || first === undefined) return known;
      const lane = { ...first, feed };
      others.set(feed, lane);
      return lane;
    },
    render(event, view) {
      dialect.render(event, view);
      return [];
    },
    ...(inbound?.hub !== undefined && { inbound: { ...inbound, hub: listeners.watch(vendor, inbound.hub) } }),
  };
  const own = Object.entries(changed).map(([name, value]) => [name, { value, enumerable: true }]);
  // Not a copy: a dialect may have what cannot be read before it has begun.
  return Object.create(dialect, Object.fromEntries(own) as PropertyDescriptorMap) as Dialect;
}
