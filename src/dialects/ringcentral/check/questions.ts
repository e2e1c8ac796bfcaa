import type { ReceiverBench } from '../../bench.ts';
import type { Demand } from '../../demand.ts';
import { sections } from './sections.ts';

/** What nobody can see from outside. */
export const questions: readonly Demand<ReceiverBench>[] = [
  ask(
    'questions.stored',
    'Does an event that was answered with 2xx get to your users, with all its fields?',
    sections.login,
  ),
  ask(
    'questions.time-zone',
    'In which time zone do you read date_time and call_start, which name none?',
    sections.login,
  ),
  ask(
    'questions.text',
    'Do you read numbers such as duration from texts, URL-encoded and in JSON alike?',
    sections.login,
  ),
  ask(
    'questions.base-state',
    'Do you count a custom state as its base state, which event_type names?',
    sections.allStates,
  ),
  ask(
    'questions.disposition',
    'Do you read pending_disp as the account means it? The page and its samples disagree.',
    sections.state,
  ),
  ask(
    'questions.recording',
    'When do you fetch recordings, whose links may be dead for 1 to 2 minutes?',
    sections.important,
  ),
  ask(
    'questions.headers',
    'Do you refuse requests without the header value pairs that you agreed on?',
    sections.headers,
  ),
  ask(
    'questions.expiry',
    'Do you renew subscriptions before their expiresAt, and make them anew when they are gone?',
    sections.notifications,
  ),
];

function ask(id: string, title: string, section: string): Demand<ReceiverBench> {
  return { id, title, section, level: 'question' };
}
