import { describe, expect, test } from 'vitest';
import { eventTypes, type FeedName } from './event-types.ts';
import { parseEvent } from './parse-event.ts';

const at = '2026-03-02T12:00:00.000Z';
const four = { linear_sec: 0, linear_utilized_sec: 0, cumulative_sec: 0, cumulative_utilized_sec: 0 };

const metaData = {
  create_time: at,
  event_time: at,
  session_id: 's',
  issue_id: 'i',
  company_subdivision: 'c',
  company_id: 'c',
  company_segments: ['c'],
  client_id: 'c',
  client_type: 'UNKNOWN',
};
const routing = { api_version: 'v1.3.0', event_id: '3fa85f64-5717-4562-b3fc-2c963f66afa6' };

/** Every field of the page's three samples. */
const samples = {
  activity: {
    ...routing,
    name: 'com.asapp.event.activity',
    meta_data: { ...metaData, client_type: 'SMS' },
    data: {
      rep_id: 'r',
      desk_mode: 'UNKNOWN',
      rep_name: 'r',
      agent_given_name: 'a',
      agent_family_name: 'a',
      agent_display_name: 'a',
      external_rep_id: 'e',
      max_slots: 0,
      queue_ids: ['q'],
      queue_names: ['q'],
    },
    event_type: 'UNKNOWN',
    details: {
      status_updated_ts: at,
      status_description: 's',
      routing_status_updated_ts: at,
      routing_status: 'UNKNOWN',
      assignment_load_updated_ts: at,
      assigned_customer_ct: 0,
      previous_routing_status_updated_ts: at,
      previous_routing_status: 'UNKNOWN',
      previous_routing_status_duration_sec: 0,
      previous_routing_status_start_ts: at,
      utilization_5_min_updated_ts: at,
      utilization_5_min_window_start_ts: at,
      utilization_5_min_window_end_ts: at,
      utilization_5_min_any_status: four,
      utilization_5_min_active: four,
      utilization_5_min_away: four,
      utilization_5_min_offline: four,
      utilization_5_min_wrapping_up: four,
    },
  },
  journey: {
    ...routing,
    name: 'com.asapp.event.journey',
    meta_data: metaData,
    data: {
      customer_id: 'c',
      opportunity_origin: 'UNKNOWN',
      opportunity_id: 'o',
      queue_id: 'q',
      session_id: 's',
      session_type: 's',
      user_id: 'u',
      user_type: 'u',
      session_update_ts: at,
      agent_id: 'a',
      agent_name: 'a',
      agent_given_name: 'a',
      agent_family_name: 'a',
      agent_display_name: 'a',
      queue_name: 'q',
      external_agent_id: 'e',
      rep_id: 'a',
      group_id: 'q',
    },
    event_type: 'ISSUE_CREATED',
    details: {
      issue_start_ts: at,
      intent_code: 'i',
      business_intent_code: 'b',
      flow_node_type: 'f',
      flow_node_name: 'f',
      intent_code_path: 'i',
      business_intent_code_path: 'b',
      flow_name_path: 'f',
      business_flow_name_path: 'b',
      issue_ended_ts: at,
      survey_responses: [
        { question: 'q', question_category: 'q', question_type: 'q', answer: 'a', ordering: 0 },
      ],
      survey_submit_ts: at,
      last_flow_action_called_ts: at,
      last_flow_action_called_node_name: 'n',
      last_flow_action_called_action_id: 'a',
      last_flow_action_called_version: 'v',
      last_flow_action_called_inputs: { one: { value: 'v', value_type: 'VALUE_TYPE_UNKNOWN' } },
      detected_ts: at,
      escalated_ts: at,
      queued_ts: at,
      assigned_ts: at,
      abandoned_ts: at,
      queued_ms: 0,
      opportunity_ended_ts: at,
      ended_type: 'e',
      assigment_ended_ts: at,
      handle_ms: 0,
      is_ghost_customer: true,
      last_agent_utterance_ts: at,
      agent_utterance_ct: 0,
      agent_first_response_ms: 0,
      timeout_ts: at,
      last_customer_utterance_ts: at,
      customer_utterance_ct: 0,
      is_resolved: true,
      customer_ended_ts: at,
      ...numbered('customer_params_field'),
      ...numbered('customer_params_key_name'),
      uploaded_files_list: [
        {
          file_upload_event_id: 'f',
          file_upload_ts: at,
          file_name: 'f',
          file_mime_type: 'UNKNOWN',
          file_size_mb: 0,
          file_image_width: 0,
          file_image_height: 0,
        },
      ],
      last_assignment_summary_ts: at,
      last_assignment_summary_text: 's',
      disposition_ts: at,
      disposition_fields: [{ field_type: 'UNKNOWN', field_name: 'f', field_value: 'v' }],
    },
  },
  queue: {
    ...routing,
    name: 'com.asapp.event.queue',
    meta_data: metaData,
    data: {
      queue_id: 'q',
      queue_name: 'q',
      business_hours_time_zone_offset_minutes: 0,
      business_hours_time_zone_name: 't',
      business_hours_start_minutes: [0],
      business_hours_end_minutes: [0],
      holiday_closed_dates: [at],
      queue_capping_enabled: true,
      queue_capping_estimated_wait_time_seconds: 0,
      queue_capping_size: 0,
      queue_capping_fallback_size: 0,
      mitigation_status: 'UNKNOWN',
      queue_availability_last_scheduled_open_ts: at,
      queue_availability_last_scheduled_close_ts: at,
      queue_availability_next_scheduled_open_ts: at,
      queue_availability_next_scheduled_close_ts: at,
    },
    event_type: 'UNKNOWN',
    details: {
      last_queue_size: 0,
      last_queue_size_ts: at,
      last_queue_size_update_type: 'UNKNOWN',
      estimated_wait_time_updated_ts: at,
      estimated_wait_time_seconds: 0,
      estimated_wait_time_is_available: true,
      queue_availability_is_closed: true,
      queue_availability_is_closed_by_business_hours: true,
      queue_availability_is_closed_by_holiday_settings: true,
      queue_availability_is_closed_by_estimated_wait_time_cap: true,
      queue_availability_is_closed_by_size_cap: true,
      queue_availability_is_closed_by_fallback_size_cap: true,
      queue_availability_is_closed_by_mitigation: true,
      queue_availability_is_estimated_wait_time_after_closed_hours: true,
    },
  },
} as const satisfies Record<FeedName, object>;

const feeds = Object.keys(samples) as FeedName[];
type Json = Record<string, Record<string, unknown>>;

function numbered(prefix: string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [`${prefix}_${String(i + 1).padStart(2, '0')}`, 'v']),
  );
}

function problemsAfter(feed: FeedName, change: (json: Json) => unknown): string[] {
  const json = structuredClone(samples[feed]) as unknown as Json;
  change(json);
  return parseEvent(JSON.stringify(json)).problems.map(({ path = '', message }) => `${path} ${message}`);
}

describe.each(feeds)('an event of the %s feed', (feed) => {
  test('is accepted with every field of the sample', () => {
    expect(parseEvent(JSON.stringify(samples[feed]))).toEqual({
      ok: true,
      eventId: routing.event_id,
      eventType: samples[feed].event_type,
      feed,
      problems: [],
    });
  });

  test('is accepted with each of the event types of the page', () => {
    for (const type of eventTypes[feed]) {
      expect(problemsAfter(feed, (json) => Object.assign(json, { event_type: type }))).toEqual([]);
    }
  });

  test('is accepted without details, but not with empty ones', () => {
    expect(problemsAfter(feed, (json) => delete json['details'])).toEqual([]);
    expect(problemsAfter(feed, (json) => (json['details'] = {}))).toEqual([
      'details is empty: the vendor leaves the key out.',
    ]);
  });

  test('is refused with null in any field', () => {
    for (const part of ['meta_data', 'data', 'details'] as const) {
      for (const key of Object.keys(samples[feed][part])) {
        expect(problemsAfter(feed, (json) => Object.assign(json[part] ?? {}, { [key]: null }))).toEqual([
          `${part}.${key} is null: the vendor leaves the key out instead.`,
        ]);
      }
    }
  });

  test('is refused with a value of another type in any field', () => {
    for (const part of ['meta_data', 'data', 'details'] as const) {
      for (const key of Object.keys(samples[feed][part])) {
        const wrong = /_inputs$|any_status|active|away|offline|wrapping_up$/.test(key) ? 1 : { a: 1 };
        expect(problemsAfter(feed, (json) => Object.assign(json[part] ?? {}, { [key]: wrong }))[0]).toContain(
          `${part}.${key}`,
        );
      }
    }
  });

  test.each(['api_version', 'event_id', 'event_type', 'meta_data', 'data'])(
    'is refused without %s',
    (key) => {
      expect(problemsAfter(feed, (json) => delete json[key])).toEqual([`${key} is missing.`]);
    },
  );

  test('is refused with a key that the page does not have, at every level', () => {
    expect(problemsAfter(feed, (json) => Object.assign(json, { extra: 1 }))).toHaveLength(1);
    expect(problemsAfter(feed, (json) => Object.assign(json['meta_data'] ?? {}, { isue_id: 1 }))).toEqual([
      `meta_data.isue_id is no field of the ${feed} feed. Did you mean issue_id?`,
    ]);
    expect(problemsAfter(feed, (json) => Object.assign(json['data'] ?? {}, { extra: 1 }))).toHaveLength(1);
    expect(problemsAfter(feed, (json) => Object.assign(json['details'] ?? {}, { extra: 1 }))).toHaveLength(1);
  });

  test('is refused with an event type of another feed, which is named', () => {
    const [other] = feeds.filter((name) => name !== feed);
    const type = eventTypes[other ?? 'queue'][0];
    expect(problemsAfter(feed, (json) => Object.assign(json, { event_type: type }))).toEqual([
      `event_type "${type}" belongs to the ${other} feed, not to ${feed}.`,
    ]);
  });

  test.each(['2026-03-02 12:00:00', '2026-03-02T12:00:00+01:00', 'now'])(
    'is refused with the time %s',
    (time) => {
      expect(
        problemsAfter(feed, (json) => Object.assign(json['meta_data'] ?? {}, { event_time: time })),
      ).toHaveLength(1);
    },
  );
});

test('the misspelt assigment_ended_ts is the only spelling', () => {
  const change = (json: Json): unknown => Object.assign(json['details'] ?? {}, { assignment_ended_ts: at });
  expect(problemsAfter('journey', change)[0]).toContain('Did you mean assigment_ended_ts?');
});

test.each(['', 'no json', '[]', 'null', '17', '"x"', '{}', '{"name":1}', '{"name":"com.asapp.event.other"}'])(
  'the body %j is refused without an exception',
  (body) => {
    expect(parseEvent(body)).toMatchObject({ ok: false, feed: null, problems: [expect.anything()] });
  },
);

test('a body that is refused still tells its id and type for the log', () => {
  expect(parseEvent('{"event_id":"1","event_type":"QUEUED"}')).toMatchObject({
    eventId: '1',
    eventType: 'QUEUED',
  });
});
