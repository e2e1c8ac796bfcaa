import { writePact, type InteractionParts } from '../pact/write-pact.ts';

/** A vendor whose feed phoney plays. */
export type Vendor = 'asapp' | 'ringcentral' | 'enreach';

/** One of phoney's own contracts. */
export interface Contract {
  /** Below `contracts/`. */
  readonly file: string;
  readonly vendor: Vendor;
  readonly consumer: string;
  readonly provider: string;
  readonly interactions: () => readonly InteractionParts[];
}

/** The instant of every example: a Monday morning. */
export const exampleWallMs = Date.UTC(2026, 0, 5, 10);

/** What a vendor's contract asks of a receiver. */
export const receiverState = 'the receiver accepts events';

/** The text of a contract's file. */
export function writeContract({ consumer, provider, interactions }: Contract): string {
  return writePact({ consumer, provider, interactions: interactions() });
}
