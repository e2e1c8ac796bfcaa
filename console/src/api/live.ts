import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, call } from './client.ts';
import type { Filter, Live, Offers, Point } from './types.ts';

/** As many as the server keeps: ten minutes. */
const mostPoints = 600;
const everyMs = 1000;
const shownDeliveries = 50;

/** How the page stands with the run. */
export interface Watched {
  /** What was told last; absent: nothing yet. */
  readonly live: Live | undefined;
  /** Which messages were asked for in it. */
  readonly filter: Filter;
  readonly offers: Offers | undefined;
  readonly points: readonly Point[];
  /** Why nothing newer is there; absent: it is. */
  readonly error: ApiError | undefined;
}

/** Every message. */
export const everything: Filter = { vendor: '', eventType: '', outcome: '', contact: '' };
const nothing: Watched = {
  live: undefined,
  filter: everything,
  offers: undefined,
  points: [],
  error: undefined,
};

/**
 * Asks for the run once a second, one question at a time: a page that hangs, or that nobody looks at, asks nothing. What is
 * kept does not grow. The function that is returned asks at once.
 */
export function useLive(filter: Filter): readonly [Watched, () => void] {
  const [watched, setWatched] = useState(nothing);
  const latest = useRef({ filter, watched });
  latest.current.filter = filter;
  const wake = useRef<() => void>(() => undefined);

  useEffect(() => {
    const over = new AbortController();
    const follow = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const asked = new Promise<void>((resolve) => (wake.current = resolve));
        if (!document.hidden) {
          latest.current.watched = await look(latest.current.watched, latest.current.filter);
          if (over.signal.aborted) return;
          setWatched(latest.current.watched);
        }
        await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, everyMs))]);
      }
    };
    const onShown = (): void => wake.current();
    document.addEventListener('visibilitychange', onShown);
    void follow();
    return () => {
      over.abort();
      document.removeEventListener('visibilitychange', onShown);
    };
  }, []);

  const ask = (): void => wake.current();
  useEffect(ask, [filter]);
  return [watched, ask];
}

async function look(before: Watched, filter: Filter): Promise<Watched> {
  try {
    const live = await call<Live>('GET', `/v1/live?${queryOf(before.points, filter)}`);
    if (before.live?.run.run === live.run.run && before.offers !== undefined) {
      return { ...before, live, filter, points: join(before.points, live.series), error: undefined };
    }
    // Another run than before, or the first: everything anew.
    const offers = await call<Offers>('GET', '/v1/offers');
    const whole = await call<Live>('GET', `/v1/live?${queryOf([], filter)}`);
    return { live: whole, filter, offers, points: whole.series.slice(-mostPoints), error: undefined };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...before, error };
  }
}

function queryOf(points: readonly Point[], filter: Filter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== '');
  const after = points.at(-1)?.second ?? 0;
  return new URLSearchParams([...given, ['limit', `${shownDeliveries}`], ['after', `${after}`]]).toString();
}

/** A question that overlapped another may have brought the same points. */
function join(before: readonly Point[], more: readonly Point[]): readonly Point[] {
  const last = before.at(-1)?.second ?? 0;
  const fresh = more.filter(({ second }) => second > last);
  return fresh.length === 0 ? before : [...before, ...fresh].slice(-mostPoints);
}
