import type { Clock } from '../lib/clock.ts';
import type { RouteTrouble, TroubledRoute } from './hub-trouble.ts';
import type { Route } from './route.ts';

/** The routes of a vendor as they are when something goes wrong on purpose. `stop` ends what waits. */
export function troubledRoutes(
  routes: readonly Route[],
  {
    trouble,
    clock,
    stop,
  }: { trouble: (route: TroubledRoute) => RouteTrouble; clock: Clock; stop: AbortSignal },
): Route[] {
  return routes.map((route) => ({
    ...route,
    async answer(request) {
      const { status, waitMs, flaws } = trouble(route);
      if (waitMs !== undefined) await clock.sleep(waitMs, stop);
      return status === undefined ? route.answer({ ...request, flaws }) : { status };
    },
  }));
}
