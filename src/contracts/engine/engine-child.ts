import type { VerifierOptions } from '@pact-foundation/pact-core';
import { createRequire } from 'node:module';
import { readVerdict } from './verdict.ts';
import type { EngineJob, EngineOrder, EngineReport, EngineResult } from './protocol.ts';

/**
 * The child process in which Pact's native engine lives: it prints to the standard output whatever one asks of it, reads the
 * real environment, and must not take phoney down with it.
 */

interface PactCore {
  readonly default: { readonly verifyPacts: (options: VerifierOptions) => Promise<string> };
}

const require = createRequire(import.meta.url);

function tell(report: EngineReport): void {
  process.send?.(report);
}

function loadEngine(): PactCore['default'] | undefined {
  try {
    const core = require('@pact-foundation/pact-core') as PactCore;
    const { version } = require('@pact-foundation/pact-core/package.json') as { version: string };
    tell({ type: 'ready', version });
    return core.default;
  } catch (error) {
    tell({ type: 'missing', reason: (error as Error).message.split('\n')[0] ?? '' });
    return undefined;
  }
}

async function verify(core: PactCore['default'], job: EngineJob, timeout: number): Promise<EngineResult> {
  const options: VerifierOptions = {
    logLevel: 'error',
    provider: 'provider',
    pactUrls: [job.pactUrl],
    providerBaseUrl: job.baseUrl,
    providerStatesSetupUrl: job.stateUrl,
    transports: [{ protocol: 'message', port: job.messagePort, path: job.messagePath }],
    timeout,
  };
  try {
    return readVerdict(job.id, await core.verifyPacts(options));
  } catch (error) {
    // A mismatch comes as an error whose message is the verdict; anything else is text.
    return readVerdict(job.id, (error as Error).message);
  }
}

async function run(
  core: PactCore['default'],
  { jobs, concurrency, requestTimeoutMs }: EngineOrder,
): Promise<void> {
  const rest = jobs.values();
  const work = async (): Promise<void> => {
    for (const job of rest) tell({ type: 'result', result: await verify(core, job, requestTimeoutMs) });
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  tell({ type: 'done' });
}

const core = loadEngine();
if (core === undefined) process.disconnect?.();
else {
  process.once('message', (order) => {
    void run(core, order as EngineOrder).then(() => process.disconnect?.());
  });
}
