import { InputError, suggestNames, type Problem } from '../../lib/errors.ts';
import type { HttpDraft, Sampler } from '../dialect.ts';
import type { WfmConfig } from './config.ts';
import { parseRequest } from './parse-request.ts';
import { draftWfm } from './wfm.ts';
import { eventTypes, fieldNames, schemaOf, type WfmEvent } from './wire.ts';

/** Single events of the WFM integration. The ends of calls differ by their `call_state`, which an override may ask for. */
export function createSampler(
  wfm: WfmConfig | undefined,
  create: Sampler<HttpDraft>['create'],
): Sampler<HttpDraft> {
  return {
    eventTypes,
    explain(eventType) {
      const near = suggestNames(eventType, eventTypes);
      const hint =
        near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${eventTypes.join(', ')}.`;
      return `"${eventType}" is not an event type of RingCentral. ${hint}`;
    },
    create,
    suits(draft, { call_state: wanted }) {
      const facts = factsOf(draft);
      return wanted === undefined || ('call_state' in facts && facts.call_state === wanted);
    },
    readValue: (text) => (text === 'null' ? null : text),
    override(draft, overrides) {
      checkNames(overrides);
      const texts = Object.entries(overrides).map(([name, value]) => [
        name,
        value === null || typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      const facts = { ...factsOf(draft), ...Object.fromEntries(texts) } as WfmEvent;
      const made = wfm && draftWfm({ facts, custom: false, contactId: null }, wfm, secretsOf(draft));
      if (made === undefined) throw new InputError(`This target has no address for ${facts.event_type}.`);
      const issues = schemaOf(facts.event_type)?.safeParse(facts).error?.issues ?? [];
      const problems = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      return Promise.resolve({
        draft: { ...draft, ...made, contactId: draft.contactId, filtered: false },
        problems,
      });
    },
  };
}

function factsOf({ method, url, headers, body }: HttpDraft): WfmEvent {
  return parseRequest(method, url, headers, body).facts as WfmEvent;
}

/** The headers that the settings add, with their secrets. */
function secretsOf({ headers, secretHeaders = [] }: HttpDraft): Readonly<Record<string, string>> {
  return Object.fromEntries(secretHeaders.map((name) => [name, headers[name] ?? '']));
}

function checkNames(overrides: Readonly<Record<string, unknown>>): void {
  const problems: Problem[] = Object.keys(overrides)
    .filter((name) => !fieldNames.has(name))
    .map((name) => {
      const near = suggestNames(name, [...fieldNames]);
      const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
      return { message: `"${name}" is not a field of an event. Name one, such as username.${hint}` };
    });
  if (problems.length > 0) throw new InputError(problems);
}
