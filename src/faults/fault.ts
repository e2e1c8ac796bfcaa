import type { z } from 'zod';
import { channelNames, type Message, type Unnumbered } from '../channels/message.ts';
import type { WirePlan } from '../channels/wire-plan.ts';
import type { Uniform } from '../lib/random.ts';
import type { HubFaultKind } from './hub/hub-fault.ts';

/** What a fault does with a message that it touches: data, which the run carries out. */
export type Touch =
  /** It is never sent. */
  | { readonly do: 'withhold' }
  /** Others bytes are sent in its place; `what` says in a few words what is wrong with them. */
  | { readonly do: 'change'; readonly draft: Unnumbered; readonly what: string }
  /** It leaves so many simulated ms later; `inOrder`: not before one of its feed that came earlier. */
  | { readonly do: 'delay'; readonly byMs: number; readonly inOrder: boolean }
  /** It leaves when the fault is over, at the most so many a simulated second; `null`: all at once. */
  | { readonly do: 'keep'; readonly ratePerSec: number | null }
  /** It leaves after so many later ones of its feed, or when so many simulated ms have passed. */
  | { readonly do: 'let-pass'; readonly messages: number; readonly atMostMs: number }
  /** The same bytes leave so many times more: at once, or each when the one before it has been answered. */
  | { readonly do: 'repeat'; readonly times: number; readonly when: 'at-once' | 'after-answer' }
  /** Another message leaves after it. */
  | { readonly do: 'add'; readonly draft: Unnumbered; readonly what: string }
  /** Attempts of it leave in another way; `what` says in a few words in which. */
  | { readonly do: 'wire'; readonly plan: WirePlan; readonly what: string | null };

/** What a fault knows when it touches a message. */
export interface TouchContext {
  /** Of this fault and this message alone, so that no other decision moves. */
  readonly uniform: Uniform;
  /** Those that it could have touched before, the oldest first; as many as {@link FaultKind.remembers} says. */
  readonly earlier: readonly Unnumbered[];
}

/** What becomes of one message; `undefined` when there is nothing that the fault could do with it. */
export type Act = (draft: Unnumbered, context: TouchContext) => Touch | undefined;

/** What each message of some vendors says: which version of the vendor's interface it is of, or which feed. */
export type SaidByMessages = 'version' | 'feed';

/** A way in which a vendor's messages go wrong. */
export interface FaultKind {
  readonly touches: 'message';
  /** As it stands behind `fault:`. */
  readonly name: string;
  /** One sentence for editors and docs. */
  readonly about: string;
  /** Its own arguments. */
  readonly args: z.ZodRawShape;
  /** What it can be done to. `args` as in {@link FaultKind.begin}. */
  channels(args: never): readonly Message['channel'][];
  /** What messages have to say for the fault to be able to touch them. Absent: nothing. */
  needs?(args: never): SaidByMessages | undefined;
  /** Of how many messages that came before it wants to know. Default: none. */
  remembers?(args: never): number;
  /** How attempts leave to which it is done, where it is a fault on the wire. */
  plan?(args: never): WirePlan;
  /** The same arguments with every path to a file resolved. */
  files?<Args>(args: Args, resolve: (file: string) => string): Args;
  /** What the same word means where clients connect. Absent: nothing. */
  readonly elsewhere?: Elsewhere;
  /** Begins a fault of this kind. `args` are what {@link FaultKind.args} made of them. */
  begin(args: never): Act;
}

type Args<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;
/** Another meaning of a fault's name: it is meant when `where` has one of these keys, or when one of its own arguments is given. */
export interface Elsewhere {
  readonly kind: HubFaultKind;
  readonly keys: readonly string[];
}

/** A kind of fault with its arguments' types. */
export function defineFault<Shape extends z.ZodRawShape>(kind: {
  readonly name: string;
  readonly about: string;
  readonly args: Shape;
  channels(args: Args<Shape>): readonly Message['channel'][];
  needs?(args: Args<Shape>): SaidByMessages | undefined;
  remembers?(args: Args<Shape>): number;
  readonly elsewhere?: Elsewhere;
  begin(args: Args<Shape>): Act;
}): FaultKind {
  return { ...kind, touches: 'message' };
}

/** A kind of fault on the wire: it is done to attempts, each of which leaves as {@link FaultKind.plan} says. */
export function defineWireFault<Shape extends z.ZodRawShape>(kind: {
  readonly name: string;
  readonly about: string;
  readonly args: Shape;
  /** True: a request without a body, such as a GET, is left as it is. */
  readonly needsBody?: true;
  readonly plan: (args: Args<Shape>) => WirePlan;
  /** In a few words what is done; `null` where the name says it all. */
  readonly what: (args: Args<Shape>) => string | null;
  files?<Given>(args: Given, resolve: (file: string) => string): Given;
}): FaultKind {
  const { needsBody, what, ...rest } = kind;
  return {
    ...rest,
    touches: 'message',
    channels: () => ['http'],
    begin(args: Args<Shape>): Act {
      const touch = { do: 'wire', plan: kind.plan(args), what: what(args) } as const;
      return ({ body }) => (needsBody === true && body === '' ? undefined : touch);
    },
  };
}

/** All: what is done to a message before its channel sees it. */
export const anyChannel = channelNames;
