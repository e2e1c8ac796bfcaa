import type { Clock } from '../lib/clock.ts';
import { runEngine } from './engine/engine.ts';
import { InputError } from '../lib/errors.ts';
import type { EngineOrder, EngineResult } from './engine/protocol.ts';
import { Gateway } from './gateway/gateway.ts';
import type { Provider } from './gateway/provider.ts';
import type { Pact } from './pact/pact.ts';
import { explainPlugins } from './pact/plugins.ts';
import { makeReport, type ContractReport, type SkippedPact } from './report/report.ts';

/** What a verification is made of. */
export interface VerifyParts {
  readonly command: ContractReport['command'];
  readonly pacts: readonly Pact[];
  readonly skipped?: readonly SkippedPact[];
  readonly provider: Provider;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  /** How many interactions at a time. */
  readonly concurrency: number;
  /** For a single request of the engine; the provider is to answer or give up sooner. */
  readonly requestTimeoutMs: number;
  /** For everything together. */
  readonly timeoutMs: number;
  readonly stop?: AbortSignal | undefined;
}

/**
 * Verifies every interaction of the pacts against the provider and reports. Throws an `InputError` when a pact needs plugins,
 * and a `StartError` when the engine is missing or is not done in time.
 */
export async function verify(parts: VerifyParts): Promise<ContractReport> {
  const { command, pacts, skipped = [], provider, concurrency, requestTimeoutMs } = parts;
  const problems = pacts.flatMap(explainPlugins);
  if (problems.length > 0) throw new InputError(problems);
  const interactions = pacts.flatMap((pact) => pact.interactions);
  const gateway = new Gateway(interactions, provider);
  const prepare = async (): Promise<EngineOrder> => {
    const [jobs] = await Promise.all([gateway.open(), provider.prepare?.(interactions)]);
    return { jobs, concurrency, requestTimeoutMs };
  };
  try {
    const onResult = ({ id }: EngineResult): void => {
      const interaction = interactions[id];
      if (interaction !== undefined) provider.finished?.(interaction);
    };
    const { version, results } = await runEngine(prepare, { ...parts, onResult });
    const incidentsOf = gateway.incidentsOf.bind(gateway);
    const answerOf = gateway.answerOf.bind(gateway);
    const heldOf = gateway.heldOf.bind(gateway);
    const heard = { incidentsOf, answerOf, heldOf };
    return makeReport({ command, pacts, engineVersion: version, results, ...heard, skipped });
  } finally {
    await gateway.close();
  }
}
