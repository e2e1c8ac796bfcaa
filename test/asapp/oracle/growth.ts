import type { WireEvent } from '../play.ts';
import { show } from './show.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Why a field may be gone with the next message of its agent, issue or queue: docs/vendors/asapp.md, "What may go back". */
const mayGo: readonly { readonly keys: RegExp; readonly when: (message: WireEvent) => boolean }[] = [
  // Without an estimate there is no number; `estimated_wait_time_is_available` says so.
  {
    keys: /^estimated_wait_time_seconds$/,
    when: ({ details }) => details?.['estimated_wait_time_is_available'] === false,
  },
  // No further opening or closing.
  { keys: /^queue_availability_(last|next)_scheduled_/, when: () => true },
  // The next request for an agent has neither a queue nor an agent yet.
  { keys: /^(queue|group|agent|rep|external_agent)_/, when: ({ event_type }) => event_type === 'DETECTED' },
  // Taken from the agent.
  {
    keys: /^external_(rep|agent)_id$/,
    when: ({ event_type }) =>
      event_type === 'agent_activity_identity_updated' ||
      event_type === 'ISSUE_ASSIGNMENT_AGENT_INFO_UPDATED',
  },
];

/** What counts, as opposed to what is measured: it never falls. */
const counter = /^(agent|customer)_utterance_ct$/;

/** Instants that something happened, as opposed to those of a timetable: they never go back. */
const instant = /_ts$/;

/** Holds each message against the one before it of the same agent, issue or queue: fields accumulate. */
export class Growth {
  readonly #last = new Map<string, WireEvent>();

  read(entity: string, message: WireEvent): string[] {
    const before = this.#last.get(entity);
    this.#last.set(entity, message);
    if (before === undefined) return [];
    return [
      ...problemsOf(before.data, message.data, message),
      ...problemsOf(before.details ?? {}, message.details ?? {}, message),
    ];
  }
}

function problemsOf(before: Fields, after: Fields, message: WireEvent): string[] {
  const problems: string[] = [];
  for (const [key, value] of Object.entries(before)) {
    const now = after[key];
    if (now === value) continue;
    if (now === undefined) {
      if (!mayGo.some(({ keys, when }) => keys.test(key) && when(message))) problems.push(`has lost ${key}`);
    } else if (counter.test(key) && Number(now) < Number(value)) {
      problems.push(`has ${key} ${show(now)} after ${show(value)}`);
    } else if (instant.test(key) && !key.includes('_scheduled_') && show(now) < show(value)) {
      problems.push(`has ${key} ${show(now)} after ${show(value)}`);
    } else if (
      Array.isArray(value) &&
      key === 'uploaded_files_list' &&
      (now as unknown[]).length < value.length
    ) {
      problems.push('has fewer files than before');
    } else if (key.endsWith('_path') && !show(now).startsWith(show(value))) {
      problems.push(`has ${key} ${show(now)} after ${show(value)}`);
    }
  }
  return problems;
}
