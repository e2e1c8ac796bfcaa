/** What the board reads of an ASAPP event; there is more in one. */
export interface AsappEvent {
  readonly event_id: string;
  readonly event_type: string;
  readonly meta_data: { readonly create_time: string };
  readonly data: { readonly rep_id?: string; readonly rep_name?: string };
  readonly details?: {
    readonly routing_status?: string;
    readonly status_description?: string;
    readonly status_updated_ts?: string;
    readonly assigned_customer_ct?: number;
  };
}

/** Whether a body is an event of which the board can read what it reads. */
export function isEvent(body: unknown): body is AsappEvent {
  if (!isRecord(body)) return false;
  const { event_id: id, event_type: type, meta_data: meta, data, details = {} } = body;
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    isRecord(meta) &&
    typeof meta['create_time'] === 'string' &&
    isRecord(data) &&
    isTextOrAbsent(data['rep_id']) &&
    isTextOrAbsent(data['rep_name']) &&
    isRecord(details) &&
    isTextOrAbsent(details['routing_status']) &&
    isTextOrAbsent(details['status_description'])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
