import type { ContactOutcome } from '../../../centre/model/events/contact-facts.ts';
import { InputError, suggestNames, type Problem } from '../../../lib/errors.ts';
import { createRandom } from '../../../lib/random.ts';
import type { HttpDraft } from '../../dialect.ts';
import { ringcentralConfig, wfmConfig } from '../config.ts';
import { createRenderer } from '../create-renderer.ts';
import { specimenSteps } from './specimen.ts';
import { draftWfm } from '../wfm.ts';
import { eventTypes, fieldNames, schemaOf, type WfmEvent } from '../wire.ts';

/** What one event is to be like. */
export interface OneEventOptions {
  readonly seed: number;
  /** When the event happened, epoch ms. */
  readonly wallMs: number;
  readonly url: string;
  /** Default: `url-encoded`, as the vendor's. */
  readonly form?: 'url-encoded' | 'json';
  /** `field=value`, such as `call_state=ABANDON`. Values are text; `null` alone is null. Applied in order. */
  readonly overrides?: readonly string[];
}

/** One event, ready to be sent, and what is wrong with it: only overrides can make it so. */
export interface OneEvent {
  readonly draft: HttpDraft;
  readonly problems: readonly Problem[];
}

/**
 * One plausible event of any type of {@link eventTypes}. Throws an {@link InputError} for an unknown type, with the nearest
 * names, and for overrides that cannot be read.
 */
export function makeEvent(eventType: string, options: OneEventOptions): OneEvent {
  const { facts, problems } = makeFacts(eventType, options);
  const { url, form } = options;
  const wfm = wfmConfig.parse({
    agent_event_url: url,
    call_event_url: url,
    send_body_as_json: form === 'json',
  });
  const draft = draftWfm({ facts, custom: false, contactId: null }, wfm, {});
  if (draft === undefined) throw new Error('Both addresses are given.');
  return { draft, problems };
}

/** The facts of such an event, before it has a form, and what is wrong with them. Throws as {@link makeEvent} does. */
export function makeFacts(
  eventType: string,
  options: Pick<OneEventOptions, 'seed' | 'wallMs' | 'overrides'>,
): { readonly facts: WfmEvent; readonly problems: readonly Problem[] } {
  if (!eventTypes.some((known) => known === eventType)) throw new InputError(explainEventType(eventType));
  const overrides = readOverrides(options.overrides ?? []);
  const facts: WfmEvent = { ...renderOne(eventType, overrides, options), ...overrides };
  const issues = schemaOf(facts.event_type)?.safeParse(facts).error?.issues ?? [];
  return { facts, problems: issues.map(({ path, message }) => ({ path: path.join('.'), message })) };
}

/** What to say of an `event_type` that there is not, with the nearest ones. */
function explainEventType(eventType: string): string {
  const near = suggestNames(eventType, eventTypes);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${eventTypes.join(', ')}.`;
  return `"${eventType}" is not an event type of RingCentral. ${hint}`;
}

function renderOne(
  eventType: string,
  overrides: Overrides,
  options: Pick<OneEventOptions, 'seed' | 'wallMs'>,
): WfmEvent {
  const direction = eventType === 'VPD-CALL' ? 'outbound' : 'inbound';
  const outcome = outcomes[overrides['call_state'] ?? ''] ?? 'answered';
  const config = ringcentralConfig.parse({ wfm: { agent_event_url: 'https://localhost' } });
  const renderAll = (start: number): { at: number; facts: WfmEvent }[] => {
    const renderer = createRenderer(config, createRandom(options.seed), nowhere).renderer;
    return specimenSteps(start, direction, outcome).flatMap(({ event, view }) =>
      renderer.render(event, view).map(({ facts }) => ({ at: event.at, facts })),
    );
  };
  const isWanted = ({ facts }: { facts: WfmEvent }): boolean => facts.event_type === eventType;
  // The whole specimen is shifted so that the wanted event is told at the wanted time.
  const start = options.wallMs - (renderAll(0).findLast(isWanted)?.at ?? 0);
  const found = renderAll(start).findLast(isWanted);
  if (found === undefined) throw new Error(`The specimen has no ${eventType}.`);
  return found.facts;
}

/** Nothing is served there: the link of one event leads nowhere. */
const nowhere = { publicUrl: 'https://recordings.example', wallMs: () => 0 };

type Overrides = Readonly<Record<string, string | null>>;

const outcomes: Readonly<Record<string, ContactOutcome>> = {
  ABANDON: 'abandoned',
  ABANDONED: 'abandoned',
  DEFLECTED: 'deflected',
  MACHINE: 'machine',
};

function readOverrides(texts: readonly string[]): Overrides {
  const problems: Problem[] = [];
  const pairs = texts.map((text) => {
    const name = text.slice(0, Math.max(0, text.indexOf('=')));
    if (!fieldNames.has(name)) {
      const near = suggestNames(name, [...fieldNames]);
      const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
      const message = `"${text}" does not override a field. Write field=value, such as username=alice.${hint}`;
      problems.push({ file: '--override', message });
    }
    const value = text.slice(name.length + 1);
    return [name, value === 'null' ? null : value] as const;
  });
  if (problems.length > 0) throw new InputError(problems);
  return Object.fromEntries(pairs);
}
