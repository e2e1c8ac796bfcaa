import type { Clock } from '../lib/clock.ts';
import type { RouteTrouble, TroubledRoute } from './hub-trouble.ts';
import type { InboundRequest, Route } from './route.ts';

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
      const { status, waitMs, breaksOff, flaws } = trouble({ ...route, ...placesOf(route, request) });
      if (waitMs !== undefined) await clock.sleep(waitMs, stop);
      if (status !== undefined) return { status };
      const answer = await route.answer({ ...request, flaws });
      return breaksOff === undefined ? answer : { ...answer, breaksOff };
    },
  }));
}

function placesOf(
  { path }: Route,
  { params, query }: InboundRequest,
): Pick<TroubledRoute, 'askedPath' | 'asksFor'> {
  const askedPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  return { askedPath, asksFor: `${askedPath}?${query.toString()}` };
}
