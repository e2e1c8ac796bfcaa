import { parentPort, workerData } from 'node:worker_threads';

/** A thread that plays its share like any other; that of the second share breaks in the middle. */
const { order } = workerData as { order: { plan: { index: number } } };
await Promise.all([
  import('../../src/shares/threads/thread.ts'),
  order.plan.index === 1 &&
    new Promise(() => {
      parentPort?.on('message', ({ type }: { type: string }) => {
        if (type === 'begin') setTimeout(() => process.exit(7), 400);
      });
    }),
]);
