import type { Validate } from '../vendor.ts';
import { parseEvent } from './parse-event.ts';

/** Holds a request to a receiver against the feed's schema. */
export const validateRequest: Validate = ({ method, body }) => {
  const { ok, problems, ...event } = parseEvent(body);
  const all =
    method === 'POST' ? problems : [...problems, { message: `The method is ${method} instead of POST.` }];
  return { ...event, about: findAbout(body), valid: ok && method === 'POST', problems: all };
};

function findAbout(body: string): string | null {
  try {
    const event = JSON.parse(body) as {
      data?: Record<string, unknown>;
      meta_data?: Record<string, unknown>;
    } | null;
    const id = event?.meta_data?.['issue_id'] ?? event?.data?.['rep_id'] ?? event?.data?.['queue_id'];
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
