import { plainValue } from '../protocols/values.ts';
import type { Expected, Reply } from './delivery.ts';

/**
 * Asks, and resolves with the answer as the type that is expected. `ask` answers how to wait no more, which is done when the signal aborts:
 * then the signal's reason is what the promise rejects with.
 */
export async function awaitReply(
  target: string,
  { returns, signal }: Expected,
  ask: (settle: (reply: Reply) => void) => () => void,
): Promise<unknown> {
  signal?.throwIfAborted();
  const reply = await new Promise<Reply>((resolve, reject) => {
    let abandon = (): void => undefined;
    const giveUp = (): void => {
      abandon();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    const heedNoMore = (): void => signal?.removeEventListener('abort', giveUp);
    try {
      abandon = ask((settled) => {
        heedNoMore();
        resolve(settled);
      });
    } catch (error) {
      heedNoMore();
      throw error;
    }
  });
  if ('error' in reply) throw reply.error;
  try {
    return returns === undefined ? plainValue(reply.result) : returns.bind(reply.result, reply.protocol);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(`What the client answered to '${target}' is not what was expected: ${reason}`, {
      cause: error,
    });
  }
}
