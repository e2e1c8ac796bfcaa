import { z } from 'zod';
import { operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';

/** Whether the server lives, and whether the run may take its first step. */
export const healthOperations = [
  operation({
    id: 'health',
    tag: 'Server',
    method: 'get',
    path: '/health',
    summary: 'The server answers.',
    isOpen: true,
    answer: z.strictObject({ status: z.literal('ok'), phoney: z.string().describe('The version.') }),
    handle: ({ version }) => ({ status: 'ok' as const, phoney: version }),
  }),
  operation({
    id: 'ready',
    tag: 'Server',
    method: 'get',
    path: '/ready',
    summary: 'The run may take its first step.',
    description: '503 until there is a run and what its beginning waits for is there, such as clients.',
    isOpen: true,
    answer: z.strictObject({ status: z.literal('ready') }),
    refusals: ['not-ready'],
    handle: (control) => {
      if (control.isReady) return { status: 'ready' as const };
      throw new ControlProblem('not-ready', 'No run has taken its first step yet. Ask again.');
    },
  }),
];
