import type { OfContact } from './event-parts.ts';

/** What a customer wants: the bot's own code and the business's name for it. */
export interface Intent {
  readonly code: string;
  readonly businessCode: string;
}

/** A dialogue that the bot leads. */
export interface Flow {
  readonly name: string;
  readonly businessName: string;
}

/** One step of a {@link Flow}. */
export interface FlowNode {
  readonly name: string;
  readonly kind: 'message' | 'question' | 'action' | 'link' | 'hand-over';
}

/** What a bot did in a chat before, or instead of, an agent. */
export type BotEvent =
  /** The bot understood what the customer wants. `path` holds every intent so far, this one last. */
  | (OfContact & {
      readonly type: 'bot.intent-detected';
      readonly intent: Intent;
      readonly first: boolean;
      readonly path: readonly Intent[];
    })
  | (OfContact & {
      readonly type: 'bot.node-visited';
      readonly flow: Flow;
      readonly flowPath: readonly Flow[];
      readonly node: FlowNode;
    })
  | (OfContact & {
      readonly type: 'bot.link-resolved';
      readonly flow: Flow;
      readonly node: FlowNode;
      readonly url: string;
    })
  | (OfContact & {
      readonly type: 'bot.action-called';
      readonly flow: Flow;
      readonly node: FlowNode;
      readonly actionId: string;
      readonly version: string;
      readonly inputs: Readonly<Record<string, string | number | boolean>>;
    })
  | (OfContact & { readonly type: 'bot.flow-succeeded'; readonly flow: Flow })
  /** What had counted as a success did not help after all: the customer went on. */
  | (OfContact & { readonly type: 'bot.flow-success-negated'; readonly flow: Flow })
  /** The bot's answering ended, with or without having helped. */
  | (OfContact & { readonly type: 'bot.response-ended' });
