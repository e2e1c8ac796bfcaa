import type { Problem } from '../lib/errors.ts';
import type { ShareState } from '../record/report/share-row.ts';
import type { ShareEnd, ShareFigures, ShareRefusal } from './order.ts';

/** What is known of one share. */
export interface ShareNews {
  readonly state: ShareState;
  /** Where it is played, such as `thread 2` or `loadgen-3:17`; `null` while nobody plays it. */
  readonly where: string | null;
  /** The last that it told; `null` while it has not begun. */
  readonly figures: ShareFigures | null;
  /** Once it has ended. */
  readonly end: ShareEnd | null;
  /** Why it could not begin. */
  readonly refusal: ShareRefusal | null;
  /** Why it is lost, a whole sentence. */
  readonly lost: string | null;
  readonly warnings: readonly Problem[];
}

/** A share of which nothing is known. */
export const noNews: ShareNews = {
  state: 'waiting',
  where: null,
  figures: null,
  end: null,
  refusal: null,
  lost: null,
  warnings: [],
};

/** Shares that are played somewhere: in threads of this process, or wherever there are workers. */
export interface Shares {
  /** What is known now, by index. */
  readonly news: readonly ShareNews[];
  /** Tells `listener` whenever there is something new, until what is returned is called. */
  follow(listener: () => void): () => void;
  /** All begin at one instant, once they are ready. */
  begin(): void;
  /** All render nothing more, and what is on its way still ends. */
  stop(): void;
  /** All end at once. */
  cutOff(): void;
  /** Lets go of them. Whatever has not ended by then is not waited for. */
  close(): Promise<void>;
}

/** Whether nothing more is to come of it. */
export function isOver({ state }: ShareNews): boolean {
  return state === 'ended' || state === 'refused' || state === 'lost';
}
