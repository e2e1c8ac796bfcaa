import { drawInteger, type Random } from '../../lib/random.ts';
import type { InboundResponse, Route } from '../../server/route.ts';
import type { EndedCall } from './call-tracker.ts';
import type { Identity } from './identity.ts';
import { createTone } from './wav.ts';

/** What the links to recordings are made of. */
export interface RecordingSettings {
  readonly accountId: string;
  readonly identity: Identity;
  /** Where this program is reached, without a slash at its end. */
  readonly baseUrl: string;
  /** Bounds of the simulated ms from the end of a call until its link is valid. */
  readonly readyAfterMs: { readonly min: number; readonly max: number };
  readonly random: Random;
  /** Wall-clock epoch ms. */
  readonly wallMs: () => number;
}

/** When something is, on the simulated clock and on the wall's, epoch ms. */
interface Moment {
  readonly at: number;
  readonly wallMs: number;
}

/** How many recordings can be fetched: those of the last calls. */
const kept = 10_000;
const path = '/api/v1/calls/recordings/';

/**
 * The recordings of ended calls. A link is sent with the end of its call and answers 404 until the recording is encoded
 * (page, the note under "End Call Events"); then it is a short WAV file.
 */
export class Recordings {
  readonly #settings: RecordingSettings;
  /** When the recording of a call id is ready, simulated epoch ms. The oldest first. */
  readonly #readyAt = new Map<string, number>();
  #now = -Infinity;
  /** The first moment of the day that is played, and its last once it is over. */
  #began: Moment | null = null;
  #ended: Moment | null = null;
  #tone: Uint8Array | undefined;

  constructor(settings: RecordingSettings) {
    this.#settings = settings;
  }

  /** Tells the time: simulated epoch ms. */
  tick(now: number): void {
    if (this.#began === null || this.#ended !== null) {
      this.#began = { at: now, wallMs: this.#settings.wallMs() };
      this.#ended = null;
    }
    this.#now = Math.max(this.#now, now);
  }

  /**
   * The day is over at `now`, simulated epoch ms. Until another begins, simulated time goes on as fast as it did on the
   * whole, so that the last recordings get ready too.
   */
  finish(now: number): void {
    this.#ended = { at: now, wallMs: this.#settings.wallMs() };
  }

  /** Begins to encode the recording of `call`. */
  record(call: EndedCall): void {
    const { random, readyAfterMs, identity } = this.#settings;
    const uniform = random.stream('ringcentral recording', call.ordinal);
    const delayMs = drawInteger(uniform, readyAfterMs.min, readyAfterMs.max);
    this.#readyAt.set(identity.callId(call), call.endedAt + delayMs);
    for (const oldest of this.#readyAt.keys()) {
      if (this.#readyAt.size <= kept) break;
      this.#readyAt.delete(oldest);
    }
  }

  /** The link to the recording of a call, in the form of the page's sample. */
  link(callId: string): string {
    const { accountId, baseUrl } = this.#settings;
    const place = 'bucket=phoney-recordings&region=us-east-1&compliance=false';
    const file = `${accountId}/${callId.slice(0, 6)}/${callId.slice(6, 8)}/${callId}-1.WAV`;
    return `${baseUrl}${path}?v=1&accountId=${accountId}&${place}&file=${file}`;
  }

  /** The route that the links point to. */
  get route(): Route {
    return { method: 'GET', path, answer: ({ query, wallMs }) => this.#answer(query, wallMs) };
  }

  #nowAt(wallMs: number): number {
    if (this.#ended === null || this.#began === null) return this.#now;
    const speed = (this.#ended.at - this.#began.at) / Math.max(1, this.#ended.wallMs - this.#began.wallMs);
    return this.#ended.at + (wallMs - this.#ended.wallMs) * speed;
  }

  #answer(query: URLSearchParams, wallMs: number): InboundResponse {
    const callId = /(\d{30})-1\.WAV$/.exec(query.get('file') ?? '')?.[1] ?? '';
    const readyAt = this.#readyAt.get(callId);
    const ours = query.get('accountId') === this.#settings.accountId;
    if (!ours || readyAt === undefined || readyAt > this.#nowAt(wallMs)) {
      return {
        status: 404,
        headers: { 'content-type': 'text/plain' },
        body: 'No such recording, or not yet.',
      };
    }
    const headers = { 'content-type': 'audio/wav' };
    return { status: 200, headers, body: (this.#tone ??= createTone()) };
  }
}
