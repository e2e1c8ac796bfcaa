import { useRef, useState } from 'preact/hooks';

/** Why a list stands still. */
export type Hold = 'hand' | 'pointer' | 'focus';

/** Whether a list moves, and what has come meanwhile when it does not. */
export interface Stillness {
  readonly hold: Hold | undefined;
  /** How many of the newest are not shown. */
  readonly unseen: number;
  /** Whether these are all of them, so that there may be more. */
  readonly isOutrun: boolean;
  /** What the element around the list listens to. */
  readonly handlers: HoldHandlers;
}

/** A list that moves by itself, but not under somebody's hand. */
export interface Held<Item> extends Stillness {
  /** In the order in which they stood when the list was held, each as it is now, or was last. */
  readonly shown: readonly Item[];
  /** Whether it is none of the newest any more. */
  readonly isGone: (item: Item) => boolean;
}

interface HoldHandlers {
  readonly onPointerEnter: (event: PointerEvent) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
  readonly onFocusOut: () => void;
}

/** What a list is made of. */
interface ListParts<Item> {
  readonly newest: readonly Item[];
  readonly keyOf: (item: Item) => string | number;
  /** Whose list it is, such as which run's: of another, nothing is held. */
  readonly of: unknown;
  /** Whether somebody asked for it to be held. */
  readonly isHeld?: boolean;
}

/** A finger has left before its tap is told; and whoever scrolls comes back. */
const afterTouchMs = 3000;

/**
 * Holds a list still while the pointer is over it or the keyboard's focus is within it: a row that moves away cannot be
 * clicked. What is kept are the rows that are shown.
 */
export function useHeld<Item>({ newest, keyOf, of, isHeld = false }: ListParts<Item>): Held<Item> {
  const [near, handlers] = useNear();
  const wanted: Hold | undefined = isHeld ? 'hand' : near;
  const before = useRef<{ readonly of: unknown; readonly shown: readonly Item[] }>({ of, shown: [] });
  const byKey = new Map(newest.map((item) => [keyOf(item), item]));
  const { current: was } = before;
  // An empty list has nothing to aim at.
  const stays = wanted !== undefined && was.of === of && was.shown.length > 0;
  const shown = stays ? was.shown.map((item) => byKey.get(keyOf(item)) ?? item) : newest;
  before.current = { of, shown };
  const standing = new Set(shown.map(keyOf));
  const unseen = newest.filter((item) => !standing.has(keyOf(item))).length;
  return {
    shown,
    isGone: (item) => !byKey.has(keyOf(item)),
    unseen,
    isOutrun: unseen > 0 && unseen === newest.length,
    hold: shown.length > 0 ? wanted : undefined,
    handlers,
  };
}

/** What of somebody is at the element that has these handlers. */
function useNear(): readonly ['pointer' | 'focus' | undefined, HoldHandlers] {
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const release = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const handlers: HoldHandlers = {
    onPointerEnter() {
      clearTimeout(release.current);
      setIsPointedAt(true);
    },
    onPointerLeave({ pointerType }) {
      if (pointerType !== 'touch') return setIsPointedAt(false);
      clearTimeout(release.current);
      release.current = setTimeout(() => setIsPointedAt(false), afterTouchMs);
    },
    onFocusIn({ target }) {
      // Not where a click has left it: the pointer says how long that is of interest.
      setHasFocus(target instanceof Element && target.matches(':focus-visible'));
    },
    onFocusOut: () => setHasFocus(false),
  };
  return [isPointedAt ? 'pointer' : hasFocus ? 'focus' : undefined, handlers];
}
