import type { Problem } from '../lib/errors.ts';

/** A request as it came in. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What a vendor's schema says about a request. */
export interface Validated {
  /** `null` where the request does not say. */
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly feed: string | null;
  /** Whom or what the event is about, for the eye: an agent's, a contact's or a queue's id. */
  readonly about: string | null;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  /** What the answer has to say in its headers, such as a token to echo. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

/** Holds requests against a vendor's schema. Never throws, whatever the request is. */
export type Validate = (request: ReceivedRequest) => Validated;

/** Each vendor's check, loaded when it is asked for. */
const validators = {
  asapp: async (): Promise<Validate> => {
    const { parseEvent } = await import('../dialects/asapp/sample/parse-event.ts');
    return ({ method, body }) => {
      const { ok, problems, ...event } = parseEvent(body);
      const all =
        method === 'POST' ? problems : [...problems, { message: `The method is ${method} instead of POST.` }];
      return { ...event, about: findAbout(body), valid: ok && method === 'POST', problems: all };
    };
  },
  ringcentral: async (): Promise<Validate> => {
    const { parseRequest } = await import('../dialects/ringcentral/parse-request.ts');
    return ({ method, url, headers, body }) => {
      const { problems, validationToken, facts, ...event } = parseRequest(method, url, headers, body);
      return {
        ...event,
        eventType: validationToken === undefined ? event.eventType : 'validation',
        about: aboutRingcentral(facts),
        valid: problems.length === 0,
        problems: problems.map((message) => ({ message })),
        ...(validationToken !== undefined && { answerHeaders: { 'validation-token': validationToken } }),
      };
    };
  },
} satisfies Record<string, () => Promise<Validate>>;

/** A vendor that `phoney listen` can validate. */
export type ValidatedVendor = keyof typeof validators;

/** All of them. */
export const validatedVendors = Object.keys(validators) as readonly ValidatedVendor[];

/** The check for `vendor`. */
export async function validateAs(vendor: ValidatedVendor): Promise<Validate> {
  return validators[vendor]();
}

function aboutRingcentral(facts: unknown): string | null {
  const { agent_id, call_id } = (facts ?? {}) as Readonly<Record<string, unknown>>;
  const id = call_id ?? agent_id;
  return typeof id === 'string' ? id : null;
}

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
