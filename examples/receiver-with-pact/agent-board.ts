/** What a wallboard shows of an agent. */
export interface BoardEntry {
  readonly status: string;
  /** ISO 8601. */
  readonly since: string;
}

/** The part of ASAPP's `agent_activity_status_updated` that the board reads. */
export interface StatusUpdated {
  readonly event_id: string;
  readonly event_type: string;
  readonly data: { readonly rep_id: string };
  readonly details: { readonly status_updated_ts: string; readonly status_description: string };
}

/** The part of Enreach's `UserStatus` that the board reads. */
export interface UserStatus {
  readonly data: {
    readonly eventType: string;
    readonly userId: string;
    readonly talking: boolean;
    readonly available: boolean;
    readonly timestamp: string;
  };
}

/** A wallboard that is told by two vendors what agents do. Events may come twice. */
export class AgentBoard {
  readonly entries = new Map<string, BoardEntry>();
  readonly #seen = new Set<string>();

  /** Takes the body of one of ASAPP's posts; types that it does not know are passed over. */
  takeAsapp(event: StatusUpdated): void {
    if (event.event_type !== 'agent_activity_status_updated' || this.#seen.has(event.event_id)) return;
    this.#seen.add(event.event_id);
    const { status_description: status, status_updated_ts: since } = event.details;
    this.entries.set(event.data.rep_id, { status, since });
  }

  /** Takes what a handler of `MessageReceived` gets. */
  takeEnreach({ data }: UserStatus): void {
    if (data.eventType !== 'UserStatus') return;
    const status = data.talking ? 'Talking' : data.available ? 'Available' : 'Away';
    this.entries.set(data.userId, { status, since: data.timestamp });
  }
}
