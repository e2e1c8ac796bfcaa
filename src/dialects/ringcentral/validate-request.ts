import type { Validate } from '../vendor.ts';
import { parseRequest } from './parse-request.ts';

/** Holds a request to a receiver against the schemas of WFM events, notifications and validations. */
export const validateRequest: Validate = ({ method, url, headers, body }) => {
  const { problems, validationToken, facts, ...event } = parseRequest(method, url, headers, body);
  return {
    ...event,
    eventType: validationToken === undefined ? event.eventType : 'validation',
    about: findAbout(facts),
    valid: problems.length === 0,
    problems: problems.map((message) => ({ message })),
    ...(validationToken !== undefined && { answerHeaders: { 'validation-token': validationToken } }),
  };
};

function findAbout(facts: unknown): string | null {
  const { agent_id, call_id } = (facts ?? {}) as Readonly<Record<string, unknown>>;
  const id = call_id ?? agent_id;
  return typeof id === 'string' ? id : null;
}
