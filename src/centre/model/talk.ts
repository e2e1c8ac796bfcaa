import type { ScriptItem } from '../contacts/script-plan.ts';
import type { Party } from './events/contact-facts.ts';

/** The clock of a conversation from one pause to the next: its number among the clocks. */
export type TalkClock = number;

/** How often each has spoken or written in a contact. Those of agent and customer stand in the clock while one runs. */
export interface Turns extends Record<Party, number> {
  /** Of customer and agent, in the present conversation. */
  customerSpokeLast: boolean;
}

/** The course of one conversation, on a clock that stands still on hold and during transfers. */
export interface Talk {
  readonly lengthMs: number;
  readonly script: readonly ScriptItem[];
  /** Of the next item. */
  scriptIndex: number;
  /** On the clock, at its last pause. */
  elapsedMs: number;
  /** `null` on hold and during transfers. */
  clock: TalkClock | null;
  /** The time of the next turn as it stood at the last pause; the whole length when there is none. */
  nextTurnMs: number;
  /** Counted only where the number of turns is given. */
  turns: number;
  readonly endsBy: 'customer' | 'agent' | 'time-out';
  readonly customerSilent: boolean;
}

/** The time of the script's next item; beyond the length of the conversation when there is none. */
export function timeOfNextItem({ script, scriptIndex, lengthMs }: Talk): number {
  return script[scriptIndex]?.atMs ?? lengthMs + 1;
}
