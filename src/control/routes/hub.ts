import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import { clientParams, clientsSchema, hubParams } from '../schema/hub.ts';
import { viewClients } from '../view/hub.ts';

/** The clients of vendors' hubs and plain WebSockets. */
export const hubOperations = [
  operation({
    id: 'listHubClients',
    tag: 'Hubs',
    method: 'get',
    path: '/v1/hub/{vendor}/clients',
    summary: "The clients that are connected to a vendor's hub or WebSocket, the oldest first.",
    params: hubParams,
    answer: clientsSchema,
    refusals: ['no-run', 'not-found'],
    handle: ({ held: { run } }, { params: { vendor } }) => {
      const clients = viewClients(run, vendor);
      if (clients !== undefined) return { clients };
      throw new ControlProblem('not-found', `No target "${vendor}" of this run has a hub or a WebSocket.`);
    },
  }),
  operation({
    id: 'disconnectHubClient',
    tag: 'Hubs',
    method: 'delete',
    path: '/v1/hub/{vendor}/clients/{id}',
    summary: 'Ends the connection of a client with a close message.',
    params: clientParams,
    status: 204,
    refusals: ['no-run', 'run-over', 'not-found'],
    handle: ({ live: { run } }, { params: { vendor, id } }) => {
      if (run.servers?.disconnect(vendor, id) === true) return;
      throw new ControlProblem('not-found', `"${vendor}" has no client "${id}". It may have left.`);
    },
  }),
];
