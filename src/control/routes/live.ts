import type { z } from 'zod';
import path from 'node:path';
import { builtInStatuses } from '../../centre/model/status.ts';
import { faultKinds } from '../../faults/kinds.ts';
import { withCommands } from '../../scenario/written/with-commands.ts';
import type { HeldRun } from '../control.ts';
import { operation } from '../operation.ts';
import { byHandSchema, liveQuery, liveSchema, offersSchema } from '../schema/live.ts';
import { viewHead } from '../view/delivery.ts';
import { viewClients } from '../view/hub.ts';
import { viewRun } from '../view/run.ts';
import { viewWallboard } from '../view/wallboard.ts';

const looking = { tag: 'Screens', method: 'get', refusals: ['no-run'] } as const;

/** However many messages are kept: a screen asks every second. */
const mostSearched = 10_000;
const mostClients = 100;

/** What the console shows and offers, for it and for other screens. */
export const liveOperations = [
  operation({
    ...looking,
    id: 'getLive',
    path: '/v1/live',
    summary: 'Everything that a screen shows of a run, in one answer of a bounded size.',
    description: [
      'Sampled where it is asked: an answer is as large at 1,000 messages a second as at one, and nothing is kept for whoever',
      'does not ask again. The series begins when it is first asked for.',
    ].join(' '),
    query: liveQuery,
    answer: liveSchema,
    handle: ({ held }, { query: { after, limit, contact, ...filter } }) => {
      const { run, kept } = held;
      const wanted = Object.entries({ ...filter, contactId: contact, limit });
      const { found, searched } = kept.deliveries.newest(
        Object.fromEntries(wanted.filter(([, value]) => value !== undefined)),
        mostSearched,
      );
      return {
        ...viewNumbers(held),
        ...viewWallboard(run.centre, run.clock.simulatedMs),
        deliveries: found.map(viewHead),
        searched,
        faults: [...run.faultNames],
        hubs: viewHubs(held),
        series: [...held.series().after(after)],
      };
    },
  }),
  operation({
    ...looking,
    id: 'listOffers',
    path: '/v1/offers',
    summary: 'What can be asked of this run by name: single events, faults, statuses.',
    answer: offersSchema,
    handle: ({ held: { run } }) => ({
      vendors: run.dialects.map(({ vendor, sampler }) => ({
        vendor,
        eventTypes: [...(sampler?.eventTypes ?? [])],
      })),
      faults: faultKinds.map(({ name, about, args }) => ({
        fault: name,
        about,
        arguments: viewArguments(args),
      })),
      statuses: [
        ...builtInStatuses.map(({ base }) => base),
        ...run.scenario.centre.statuses.map(({ name }) => name),
      ],
    }),
  }),
  operation({
    ...looking,
    id: 'saveByHand',
    path: '/v1/scenario',
    summary: 'The scenario as it was written, with the commands that callers gave, each at its time.',
    description: [
      'phoney validate accepts it. Paths in it start at its folder: put it beside the scenario that was played. What no scenario',
      'can say, such as a change of pace, stands in comments.',
    ].join(' '),
    answer: byHandSchema,
    handle: ({ held: { run, byHand } }) => {
      const { text, file } = run.scenario;
      const heading = 'By hand, over the control API:';
      return {
        name: `${path.basename(file, path.extname(file)).replaceAll(/[^\w.-]/g, '-') || 'scenario'}-by-hand.yaml`,
        text: withCommands(text, byHand.done, heading),
        commands: byHand.done.filter(({ command }) => command !== undefined).length,
        missing: byHand.missing,
      };
    },
  }),
];

function viewNumbers(held: HeldRun) {
  const { run, state, begun, scenario, seed, clock, pace, summary, result } = viewRun(held);
  return {
    run: { run, state, begun, scenario, seed, clock, pace },
    verdict: result?.verdict ?? null,
    books: summary.books,
    open: summary.open,
    events: summary.events,
    sent: summary.sent,
    late: summary.late,
    attempts: summary.attempts,
    retried: summary.retried,
    refusedCommands: summary.refusedCommands,
    latencyMs: summary.latencyMs,
    load: summary.load,
  };
}

function viewHubs({ run }: HeldRun) {
  return run.dialects.flatMap(({ vendor }) => {
    const clients = viewClients(run, vendor, mostClients);
    return clients === undefined
      ? []
      : [{ vendor, total: run.servers?.clients(vendor).length ?? 0, clients }];
  });
}

function viewArguments(args: z.ZodRawShape) {
  return Object.entries(args).map(([name, schema]) => ({
    name,
    about: (schema as z.ZodType).description ?? '',
    required: !(schema as z.ZodType).safeParse(undefined).success,
  }));
}
