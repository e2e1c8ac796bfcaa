import type { ReadOnWire } from '../vendor.ts';
import { parseRequest, restoreNull } from './parse-request.ts';
import { schemaOf } from './wire.ts';

/**
 * The facts of an event in either form, with every parameter of the query: those of the address itself cannot be told from
 * fields that are not known. A validation is no event.
 */
export const readOnWire: ReadOnWire = ({ method, url, headers, body }) => {
  const { feed, eventId, eventType, validationToken, facts } = parseRequest(method, url, headers, body);
  const isQuery = body === '';
  const value = isQuery ? factsOf(url) : (facts ?? undefined);
  return {
    feed,
    eventId,
    eventType,
    value,
    typePath: 'event_type',
    schema: validationToken === undefined ? schemaOf(eventType) : null,
  };
};

function factsOf(url: string): unknown {
  const query = URL.parse(url, 'http://localhost')?.searchParams;
  if (query === undefined || query.size === 0) return undefined;
  return restoreNull(Object.fromEntries(query));
}
