import type { ClientBench } from '../../client-bench.ts';
import type { Demand } from '../../demand.ts';
import { sections } from './sections.ts';

/** What nobody can see from outside. */
export const questions: readonly Demand<ClientBench>[] = [
  ask(
    'questions.shown',
    'Does what the messages say get to your users, and in their order?',
    sections.receiving,
  ),
  ask(
    'questions.endpoint',
    'Do you take the address of the hub from WssEndpoint each time, and from nowhere else?',
    sections.connecting,
  ),
  ask(
    'questions.refused',
    'Do you tell somebody when a subscription was refused (subscribed: false)?',
    sections.validation,
  ),
  ask(
    'questions.missed',
    'Do you ask the REST API for what happened while you were away? RTE tells nothing twice.',
    sections.managing,
  ),
  ask(
    'questions.forgotten',
    'Would you notice if nothing came any more of one subscription, on a connection that lives?',
    sections.managing,
  ),
  ask('questions.ttl', 'Do you heed MessageTTLSeconds when a message comes late?', sections.receiving),
  ask(
    'questions.rights',
    'Does another user than the one who is signed in see nothing of it?',
    sections.authentication,
  ),
];

function ask(id: string, title: string, section: string): Demand<ClientBench> {
  return { id, title, section, level: 'question' };
}
