import { shown } from '../shown.ts';

type Items = AsyncIterable<unknown> | Iterable<unknown>;

/** What a method has answered as the stream that it is declared to answer. Throws a TypeError when it is none. */
export function itemsOf(items: unknown, method: string): Items {
  if (
    typeof items === 'object' &&
    items !== null &&
    (Symbol.asyncIterator in items || Symbol.iterator in items)
  )
    return items as Items;
  throw new TypeError(
    `The method '${method}' is declared to answer a stream and has answered ${shown(items)}. Let it answer an iterable, such as what a generator makes, or declare it with hubMethod.`,
  );
}

/** The items until `signal` aborts, even when the next one would be long in coming. */
export async function* untilAborted(items: Items, signal: AbortSignal): AsyncGenerator<unknown, void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let abandon: (() => void) | undefined;
  signal.addEventListener('abort', () => abandon?.(), { once: true });
  try {
    while (!signal.aborted) {
      const step = await new Promise<IteratorResult<unknown> | undefined>((resolve, reject) => {
        abandon = () => resolve(undefined);
        Promise.resolve(iterator.next()).then(resolve, reject);
      });
      if (step === undefined || step.done === true) return;
      yield step.value;
    }
  } finally {
    // A generator that waits for something answers `return` only when that has come: nobody waits for it here.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
