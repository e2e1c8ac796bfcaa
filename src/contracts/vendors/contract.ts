import type { z } from 'zod';
import type { Schema } from '../pact/rules-of-schema.ts';
import { writePact, type InteractionParts } from '../pact/write-pact.ts';

/** What contracts have to know of one vendor. */
export interface VendorContracts {
  readonly vendor: string;
  /** Words by which a provider's name is told to be its own, such as `acme-enreach-rte`. In lower case, letters only. */
  readonly providerWords: readonly string[];
  /** Every type of event that phoney can bring about. */
  readonly eventTypes: readonly string[];
  /** What an event has to look like, over HTTP or in a message; `undefined` where no schema can judge it. */
  schemaOf(eventType: string): z.ZodType | undefined;
  /** The same where the names depend on settings, with those that the example has; `undefined` for an example that no schema can judge. */
  namedSchemaOf?(eventType: string, example: unknown): Schema | undefined;
  /** Those that phoney ships. */
  readonly contracts: readonly Contract[];
}

/** One of phoney's own contracts. */
export interface Contract {
  /** Below `contracts/`. */
  readonly file: string;
  readonly vendor: string;
  readonly consumer: string;
  readonly provider: string;
  readonly interactions: (day: PlayedDay) => readonly InteractionParts[];
}

/** An event as JSON has it. */
export type Members = Readonly<Record<string, unknown>>;

/** The day from which the examples of contracts are taken. */
export interface PlayedDay {
  /** The event of the type with the most members; `isMeant` says which of the type are meant. */
  exampleOf(vendor: string, eventType: string, isMeant?: (event: Members) => boolean): Members;
  /** The paths of `content` that not every event of the type has. */
  sometimesOf(
    content: unknown,
    vendor: string,
    eventType: string,
    isMeant?: (event: Members) => boolean,
  ): string[];
}

/** What a vendor's contract asks of a receiver. */
export const receiverState = 'the receiver accepts events';

/** The text of a contract's file. */
export function writeContract({ consumer, provider, interactions }: Contract, day: PlayedDay): string {
  return writePact({ consumer, provider, interactions: interactions(day) });
}
