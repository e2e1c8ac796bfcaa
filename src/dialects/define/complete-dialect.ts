import type { CentreView } from '../../centre/model/view.ts';
import type { Lane } from '../../channels/message.ts';
import type { Dialect, DialectEvent, Draft, Inbound, Sampler } from '../dialect.ts';
import { completeDraft, type Completing, type MessageParts } from './complete-draft.ts';
import { createTopics } from './topics.ts';

/** What a dialect's `create` returns: how events are told, and what else it does where it does. */
export interface MadeDialect extends Partial<Omit<Dialect, 'vendor' | 'render' | 'inbound' | 'sampler'>> {
  /** The messages for one event, in order; none, one or a few. Same events, same seed: same bytes. */
  render(event: DialectEvent, view: CentreView): readonly MessageParts[];
  readonly inbound?: Partial<Inbound>;
  readonly sampler?: Sampler;
}

/** What is filled in from the definition and its settings. */
export interface Filling extends Omit<Completing, 'socketPath'> {
  readonly vendor: string;
  readonly lanes: readonly Lane[];
  /** Absent: single events can only be asked for where the dialect says how. */
  readonly sampler: Sampler | undefined;
  /** Whether somebody hosts it, so that messages go to those who have subscribed. */
  readonly isHosted: boolean;
}

type Drafts = ReturnType<Dialect['render']>;
const none: Drafts = [];

/** The whole dialect of these parts. */
export function completeDialect(parts: MadeDialect, filling: Filling): Dialect {
  const inbound = parts.inbound && completeInbound(parts.inbound);
  const sockets = inbound?.sockets;
  const completing: Completing = { ...filling, socketPath: sockets?.path };
  const topics = filling.isHosted ? sockets?.topics : undefined;
  const sampler = parts.sampler ?? filling.sampler;
  return {
    vendor: filling.vendor,
    intervalsMs: parts.intervalsMs ?? [],
    lanes: parts.lanes ?? filling.lanes,
    ...(parts.laneOf !== undefined && { laneOf: (feed) => parts.laneOf?.(feed) }),
    ...(parts.identify !== undefined && { identify: (view) => parts.identify?.(view) ?? nobodyKnown }),
    ...(sampler !== undefined && { sampler }),
    ...(inbound !== undefined && { inbound }),
    render(event, view) {
      const made = parts.render(event, view);
      if (made.length === 0) return none;
      const drafts = made.map((part) => completeDraft(part, event, completing));
      return topics === undefined ? drafts : drafts.flatMap((draft) => addressed(draft, topics));
    },
  };
}

const nobodyKnown = { agents: new Map(), queues: new Map() } as const;

/** One message for each who has subscribed to its topic. */
function addressed<Made extends Draft>(
  draft: Made,
  topics: NonNullable<NonNullable<Inbound['sockets']>['topics']>,
): Made[] {
  if (draft.channel !== 'websocket' || draft.connectionId !== undefined) return [draft];
  return Array.from(topics.subscribersOf(draft.topic), (connectionId) => ({ ...draft, connectionId }));
}

function completeInbound(inbound: Partial<Inbound>): Inbound {
  const { sockets } = inbound;
  return {
    ...inbound,
    routes: inbound.routes ?? [],
    ...(sockets !== undefined && { sockets: { ...sockets, topics: sockets.topics ?? createTopics() } }),
  };
}
