import type { ClientBench, Sighting } from '../../client-bench.ts';
import { broken, held, notSeen, type Demand, type Finding } from '../../demand.ts';
import { comeBack, isFinding, type Comeback } from './comeback.ts';
import { sections } from './sections.ts';

const lost = new WeakMap<ClientBench, Promise<Comeback | Finding>>();

/** Three demands look at one comeback. */
function comebackFromLoss(bench: ClientBench): Promise<Comeback | Finding> {
  let seen = lost.get(bench);
  if (seen === undefined) lost.set(bench, (seen = comeBack(bench, [{ fault: 'lose_connection', times: 1 }])));
  return seen;
}

/** What a client does once its connection is lost. */
export const comingBackDemands: readonly Demand<ClientBench>[] = [
  {
    id: 'reconnect.back',
    title: 'It comes back when its connection is lost',
    section: sections.managing,
    level: 'required',
    async look(bench) {
      const seen = await comebackFromLoss(bench);
      if (isFinding(seen)) return seen;
      return seen.back === undefined
        ? broken(
            `It was not back within ${bench.settings.waitMs / 1000} s: ${seen.told}`,
            'Connect again: withAutomaticReconnect() does.',
          )
        : held(seen.told);
    },
  },
  {
    id: 'reconnect.token',
    title: 'It fetches a fresh token for that',
    section: sections.earlier,
    level: 'required',
    async look(bench) {
      const seen = await comebackFromLoss(bench);
      if (isFinding(seen)) return seen;
      const { back, sightings, told } = seen;
      const until = back === undefined ? sightings : sightings.slice(0, sightings.indexOf(back));
      if (until.some((one) => one.what === 'asked for a token' && one.status === 200))
        return held('It asked for one before it connected.');
      if (back === undefined && !until.some((one) => one.what === 'showed a token'))
        return notSeen('It did not come back.');
      return broken(
        `It showed the token that it had: ${told}`,
        'Ask for one whenever you connect, in accessTokenFactory: the old one may have expired.',
      );
    },
  },
  {
    id: 'reconnect.subscriptions',
    title: 'It subscribes again, as the hub remembers nothing',
    section: sections.managing,
    level: 'required',
    async look(bench) {
      const seen = await comebackFromLoss(bench);
      if (isFinding(seen)) return seen;
      const { back, before, sightings, told } = seen;
      if (back === undefined) return notSeen('It did not come back.');
      const wanted = before.subscriptions.length;
      if (wanted === 0) return notSeen('It had subscribed to nothing before.');
      const has = (): number => subscriptionsOf(bench.sightings, back.client);
      await bench.until(() => (has() >= wanted ? true : undefined), bench.settings.settleMs);
      return has() >= wanted
        ? held(`It has its ${wanted} again.`)
        : broken(
            `It had ${wanted} before, and has ${subscriptionsOf(sightings, back.client)} now: ${told}`,
            'Call Subscribe in onreconnected, too.',
          );
    },
  },
];

function subscriptionsOf(sightings: readonly Sighting[], client: string): number {
  const last = sightings.findLast((seen) => seen.what === 'called' && seen.client === client);
  return last?.what === 'called' ? last.subscriptions : 0;
}
