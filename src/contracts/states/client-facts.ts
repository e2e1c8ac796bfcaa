/** What a client of a hub is subscribed to. */
export interface Subscribed {
  readonly event: string;
  readonly user?: string;
  readonly queue?: string;
}

/** What states say of those who call: who may sign in, and by which GUIDs the contract knows users and queues. */
export interface ClientFacts {
  /** The user who signs in. Its credentials take the place of those in the contract. */
  readonly signsIn?: string;
  /** GUIDs by name. */
  readonly users?: Readonly<Record<string, string>>;
  readonly queues?: Readonly<Record<string, string>>;
  /** What the client of a hub method is subscribed to already. */
  readonly subscribed?: readonly Subscribed[];
  /** Accounts as the contract's paths name them, by what they are. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** What has subscribed itself over HTTP already. */
  readonly subscriptions?: readonly Readonly<Record<string, unknown>>[];
  /** Whoever subscribes does not answer the validation as it must. */
  readonly isInvalid?: boolean;
  /** Whoever calls may not do so. */
  readonly isDenied?: boolean;
}
