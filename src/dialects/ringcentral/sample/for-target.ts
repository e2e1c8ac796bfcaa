import { InputError } from '../../../lib/errors.ts';
import type { HttpDraft, Sample, SampleWish } from '../../dialect.ts';
import type { WfmConfig } from '../config.ts';
import { draftWfm } from '../wfm.ts';
import { makeFacts } from './one-event.ts';

/** One event as the target sends it, in its form and with its headers. Its switches hold nothing back here. */
export function sampleFor(
  wfm: WfmConfig | undefined,
  headers: Readonly<Record<string, string>>,
  eventType: string,
  { seed, at, overrides }: SampleWish,
): Sample<HttpDraft> {
  const { facts, problems } = makeFacts(eventType, {
    seed,
    wallMs: at,
    overrides: Object.entries(overrides).map(([name, value]) => `${name}=${String(value)}`),
  });
  const draft = wfm && draftWfm({ facts, custom: false, contactId: null }, wfm, headers);
  if (draft === undefined) {
    const address = eventType.endsWith('-CALL') ? 'call_event_url' : 'agent_event_url';
    throw new InputError(`This target sends no ${eventType}. Give it wfm.${address}.`);
  }
  return { draft: { ...draft, filtered: false }, problems };
}
