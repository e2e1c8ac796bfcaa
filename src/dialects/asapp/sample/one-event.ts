import { InputError, type Problem } from '../../../lib/errors.ts';
import type { HttpDraft } from '../../dialect.ts';
import { explainEventType, feedNames, feedOf } from '../event-types.ts';
import type { Company } from '../meta-data.ts';
import { applyOverrides } from './override.ts';
import { parseEvent } from './parse-event.ts';
import { createRenderer, type FeedTarget } from '../render.ts';
import { specimenView } from './specimen-centre.ts';
import { specimenEvents } from './specimen.ts';

/** What one event is to be like. */
export interface OneEventOptions {
  /** Decides the ids, and with `wallMs` every byte. */
  readonly seed: number;
  /** When the event happened, epoch ms. */
  readonly wallMs: number;
  readonly url: string;
  /** Default: `v1.3.0`. */
  readonly apiVersion?: string;
  /** Default: phoney's own. */
  readonly company?: Company;
  /** `path=value`, such as `data.rep_id=42`: the value is JSON, or else text. Applied in order. */
  readonly overrides?: readonly string[];
}

/** One event, ready to be sent, and what is wrong with it: only overrides can make it so. */
export interface OneEvent {
  readonly draft: HttpDraft;
  readonly problems: readonly Problem[];
}

/**
 * One plausible event of any of the 52 types, with the fields that a day of such events has accumulated.
 * Throws an {@link InputError} for an unknown type, with the nearest names, and for an override that cannot be read.
 */
export function makeEvent(eventType: string, options: OneEventOptions): OneEvent {
  if (feedOf(eventType) === undefined) throw new InputError(explainEventType(eventType));
  const last = renderAll(0, options).findLast(({ draft }) => draft.eventType === eventType);
  // The whole specimen is shifted so that the wanted event happens at the wanted time.
  const start = options.wallMs - (last?.at ?? 0);
  const found = renderAll(start, options).findLast(({ draft }) => draft.eventType === eventType);
  if (found === undefined) throw new Error(`The specimen has no ${eventType}.`);
  const body = applyOverrides(found.draft.body, options.overrides ?? []);
  const { eventId, eventType: type, problems } = parseEvent(body);
  const draft = {
    ...found.draft,
    body,
    eventId: eventId ?? found.draft.eventId,
    eventType: type ?? found.draft.eventType,
  };
  return { draft, problems };
}

function renderAll(start: number, options: OneEventOptions): { at: number; draft: HttpDraft }[] {
  const view = specimenView(start);
  const render = createRenderer({
    targets: Object.fromEntries(feedNames.map((feed) => [feed, targetOf(feed, options)])),
    company: options.company ?? phoney,
    utilizationEveryMs: 300_000,
    seed: options.seed,
  });
  return specimenEvents.flatMap((event, index) => {
    const at = start + index * stepMs;
    return render({ ...event, at }, view).map((draft) => ({ at, draft }));
  });
}

const phoney: Company = {
  company_id: 'phoney',
  company_subdivision: 'main',
  company_segments: ['simulated'],
};

/** Between two events of the specimen. */
const stepMs = 7_000;

function targetOf(lane: string, { url, apiVersion = 'v1.3.0' }: OneEventOptions): FeedTarget {
  return { lane, url, apiVersion, eventList: [] };
}
