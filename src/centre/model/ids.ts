declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** An agent of the centre, unique within a run. Dialects derive the vendor's own ids from it. */
export type AgentId = Id<'agent'>;
/** A queue of the centre, unique within a run. */
export type QueueId = Id<'queue'>;
/** A contact, unique within a run: `contact-1` is the first. */
export type ContactId = Id<'contact'>;
/** A customer, unique within a run. One customer may make several contacts. */
export type CustomerId = Id<'customer'>;
/** A request to be called back, unique within a run. */
export type CallbackId = Id<'callback'>;
