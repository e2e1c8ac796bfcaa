import type { HttpMessage } from '../../src/channels/message.ts';
import type { Sample } from '../../src/dialects/dialect.ts';
import { createDialects, targetEverything } from '../../src/dialects/index.ts';
import { makeSample } from '../../src/run/sample.ts';

/** What a sample is to be like, where that matters to a test. */
interface Wanted {
  readonly seed?: number;
  readonly at?: number;
  readonly url?: string;
  readonly form?: 'url-encoded' | 'json';
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** One event of a vendor that sends requests. */
export async function sampleRequest(
  vendor: string,
  eventType: string,
  {
    seed = 1,
    at = Date.UTC(2026, 2, 2, 12),
    url = 'https://receiver.example/',
    form,
    overrides = {},
  }: Wanted = {},
): Promise<Sample<Omit<HttpMessage, 'seq'>>> {
  const [dialect] = createDialects(targetEverything(vendor, url, form), 0);
  if (dialect === undefined) throw new Error('A target has a dialect.');
  const { draft, problems } = await makeSample(dialect, eventType, { seed, at, overrides });
  if (draft.channel !== 'http') throw new Error(`${vendor} sends no requests.`);
  return { draft, problems };
}
