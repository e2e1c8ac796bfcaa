import type { ReceiverBench } from '../../bench.ts';
import type { Demand } from '../../demand.ts';
import { onPage } from './sections.ts';

const ask = (id: string, title: string, section: string): Demand<ReceiverBench> => ({
  id,
  title,
  section,
  level: 'question',
});

/** What is demanded of what a receiver does with the events, which no answer shows. */
export const questions: readonly Demand<ReceiverBench>[] = [
  ask(
    'questions.duplicates',
    'Does an event that comes twice count once? Its event_id tells duplicates apart.',
    onPage('Customer Requirements', 'Field Explanations of each feed'),
  ),
  ask(
    'questions.order',
    'Do you put events in order by meta_data.event_time before you draw conclusions?',
    onPage('Customer Requirements'),
  ),
  ask(
    'questions.grouping',
    'Do you group events by issue, session and agent? The feeds aggregate nothing.',
    onPage('Customer Requirements', 'the notes of the three feeds'),
  ),
  ask(
    'questions.nulls',
    'Is a value gone for you when its key is missing from the next event?',
    onPage('Payload Schema'),
  ),
  ask(
    'questions.accumulation',
    'Do you tell what has happened by event_type, and not by the fields? What earlier events filled comes along.',
    onPage('the notes on event_list of each feed'),
  ),
  ask(
    'questions.thresholds',
    'Is a capping threshold of 0 none at all for you?',
    onPage('Queue State Feed, Field Explanations'),
  ),
  ask(
    'questions.filter',
    'Do you filter by name and event_type, and would event_list spare you what you do not need?',
    onPage('Customer Requirements', 'Endpoint Configuration'),
  ),
  ask(
    'questions.major-version',
    'What do you do with an api_version of another major version, which may break the interface?',
    onPage('Payload Schema, Versioning'),
  ),
  ask(
    'questions.lost',
    'Do you fill gaps from the historical feeds? What was dropped after the retries comes nowhere else.',
    onPage('Endpoint Configuration'),
  ),
];
