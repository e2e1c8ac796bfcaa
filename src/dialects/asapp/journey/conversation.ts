import type { DispositionField, UploadedFile } from '../../../centre/model/events/contact-facts.ts';
import type { CentreView } from '../../../centre/model/view.ts';
import { agentSideOf, customerSideOf } from './opportunity.ts';
import type { Journey, JourneyHandlers } from './state.ts';
import type { Fields } from '../feed-update.ts';
import { writeTime } from '../time.ts';
import { fileMimeTypes, type FileMimeType } from '../wire/fields.ts';
import { customerParameterSlots } from '../wire/journey.ts';

/** The conversation itself, whoever leads it, and what remains of it afterwards. */
export const conversationHandlers: JourneyHandlers<
  | 'contact.uttered'
  | 'contact.disposed'
  | 'contact.summarised'
  | 'contact.customer-left'
  | 'contact.conversation-ended'
  | 'contact.timed-out'
  | 'contact.session-changed'
  | 'contact.customer-attributes-set'
  | 'contact.file-uploaded'
  | 'contact.survey-submitted'
> = {
  'contact.uttered': (journey, { at, by }) => {
    if (by === 'supervisor') return [journey.update('SUPERVISOR_UTTERANCE_BY_OPPORTUNITY', {})];
    if (by === 'agent' || by === 'customer') {
      journey[by].count++;
      journey[by].lastAt = at;
    }
    const message = journey.update('TEXT_MESSAGE', { ...agentSideOf(journey), ...customerSideOf(journey) });
    const first = by === 'agent' && journey.agent.count === journey.agent.before + 1;
    if (!first || journey.assignedAt === null) return [message];
    const elapsedMs = Math.round(at - journey.assignedAt);
    return [message, journey.update('AGENT_FIRST_RESPONDED', { agent_first_response_ms: elapsedMs })];
  },
  'contact.disposed': (journey, { at, fields, note }) => [
    journey.update('DISPOSITION', {
      disposition_ts: writeTime(at),
      disposition_fields: (note === ''
        ? fields
        : [...fields, { kind: 'text', name: 'notes', value: note } as const]
      ).map(dispositionOf),
    }),
  ],
  'contact.summarised': (journey, { at, text }) => [
    journey.update('LAST_ASSIGNMENT_SUMMARY', {
      last_assignment_summary_ts: writeTime(at),
      last_assignment_summary_text: text,
    }),
  ],
  'contact.customer-left': (journey, { at }) => [
    journey.update('CUSTOMER_ENDED', { customer_ended_ts: writeTime(at) }),
  ],
  'contact.conversation-ended': (journey, { at, resolved }) => [
    ...journey.endOpportunity(at, 'SYSTEM_ENDED'),
    journey.update('CONVERSATION_ENDED', { is_resolved: resolved }),
  ],
  'contact.timed-out': (journey, { at }) => {
    const message = journey.update('TIMED_OUT', { timeout_ts: writeTime(at) });
    journey.timedOut = true;
    // An agent who has the chat is to be disconnected first.
    return journey.assignedAt === null ? [message, ...journey.endOpportunity(at, 'TIMED_OUT')] : [message];
  },
  'contact.session-changed': (journey, { at, authenticated }, view) => [
    journey.update('ISSUE_SESSION_UPDATED', {
      ...sessionOf(journey, view),
      session_type: authenticated ? 'AUTHENTICATED' : 'ANONYMOUS',
      session_update_ts: writeTime(at),
    }),
  ],
  'contact.customer-attributes-set': (journey, { attributes }) => {
    for (const [key, value] of Object.entries(attributes)) journey.parameters.set(key, value);
    return [journey.update('JOURNEY_CUSTOMER_PARAMETERS', parametersOf(journey))];
  },
  'contact.file-uploaded': (journey, { at, file }) => {
    const id = journey.ids.upload(journey.contactId, journey.files.length + 1);
    journey.files.push(uploadOf(id, at, file));
    return [journey.update('FILE_UPLOAD_DETECTED', { uploaded_files_list: journey.files })];
  },
  'contact.survey-submitted': (journey, { at, answers }) => [
    journey.update('SURVEY_SUBMITTED', {
      survey_responses: answers.map(({ question, category, kind, answer }, ordering) => ({
        question,
        question_category: category,
        question_type: kind,
        answer,
        ordering,
      })),
      survey_submit_ts: writeTime(at),
    }),
  ],
};

/** Whose session it is now. The type of a session is known only once it was updated. */
export function sessionOf({ ids, contactId }: Journey, view: CentreView) {
  const { sessionOrdinal, customer } = view.contact(contactId);
  return {
    session_id: ids.session(contactId, sessionOrdinal),
    user_id: ids.customer(customer.id),
    user_type: 'CUSTOMER',
  };
}

const dispositionTypeOf = { choice: 'CHOICE', text: 'TEXT', flag: 'FLAG' } as const;

function dispositionOf({ kind, name, value }: DispositionField) {
  return { field_type: dispositionTypeOf[kind], field_name: name, field_value: value };
}

function uploadOf(id: string, at: number, file: UploadedFile) {
  return {
    file_upload_event_id: id,
    file_upload_ts: writeTime(at),
    file_name: file.name,
    file_mime_type:
      fileMimeTypes.find((type) => type === file.mimeType) ?? ('UNKNOWN' satisfies FileMimeType),
    // Three decimals: the vendor's unit is coarse, and a small file must not become 0.
    file_size_mb: Math.max(0.001, Math.round(file.bytes / 1000) / 1000),
    ...(file.width === null ? {} : { file_image_width: file.width }),
    ...(file.height === null ? {} : { file_image_height: file.height }),
  };
}

/** The first ten keys, in order of first mention, each in its numbered place; the others find none. */
function parametersOf({ parameters }: Journey): Fields<'journey', 'JOURNEY_CUSTOMER_PARAMETERS'> {
  const entries = [...parameters];
  const fields = customerParameterSlots.flatMap((slot, index) => [
    [`customer_params_field_${slot}`, entries[index]?.[1] ?? null],
    [`customer_params_key_name_${slot}`, entries[index]?.[0] ?? null],
  ]);
  return Object.fromEntries(fields) as Fields<'journey', 'JOURNEY_CUSTOMER_PARAMETERS'>;
}
