import { operation } from '../operation.ts';
import { agentsSchema, callbacksSchema, contactsSchema, queuesSchema } from '../schema/centre.ts';
import { viewAgents, viewCallbacks, viewContacts, viewQueues } from '../view/centre.ts';
import { idsOfAgents, idsOfQueues } from '../view/identities.ts';

const looking = { tag: 'Centre', method: 'get', refusals: ['no-run'] } as const;

/** The centre as it stands. */
export const centreOperations = [
  operation({
    ...looking,
    id: 'listAgents',
    path: '/v1/centre/agents',
    summary: 'The agents, and what each vendor calls them.',
    answer: agentsSchema,
    handle: ({ held: { run } }) => viewAgents(run.centre, idsOfAgents(run)),
  }),
  operation({
    ...looking,
    id: 'listQueues',
    path: '/v1/centre/queues',
    summary: 'The queues, and what each vendor calls them.',
    answer: queuesSchema,
    handle: ({ held: { run } }) => viewQueues(run.centre, idsOfQueues(run)),
  }),
  operation({
    ...looking,
    id: 'listContacts',
    path: '/v1/centre/contacts',
    summary: 'The contacts that are not over.',
    answer: contactsSchema,
    handle: ({ held: { run } }) => viewContacts(run.centre),
  }),
  operation({
    ...looking,
    id: 'listCallbacks',
    path: '/v1/centre/callbacks',
    summary: 'The requests to be called back, closed ones too.',
    answer: callbacksSchema,
    handle: ({ held: { run } }) => viewCallbacks(run.centre),
  }),
];
