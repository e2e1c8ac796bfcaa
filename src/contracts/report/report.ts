import type { EngineMismatch, EngineResult } from '../engine/protocol.ts';
import { withOwnNames } from '../gateway/engine-answer.ts';
import type { RawResponse } from '../../server/request-bytes.ts';
import type { Incident } from '../gateway/provider.ts';
import type { InteractionKind, Pact } from '../pact/pact.ts';
import type { Held, Shortfall } from '../events/hold-all.ts';
import { describeAnswer } from './describe-answer.ts';

/** How one interaction came out. `unverified`: the engine gave no verdict on it. */
export type InteractionOutcome = 'passed' | 'failed' | 'pending' | 'unverified';

/** One interaction in a report. */
export interface InteractionReport {
  readonly description: string;
  readonly kind: InteractionKind;
  readonly states: readonly string[];
  /** `pending`: it failed, and its failures do not count yet. */
  readonly result: InteractionOutcome;
  readonly durationMs: number;
  readonly mismatches: readonly EngineMismatch[];
  readonly incidents: readonly Incident[];
  /** What was answered over HTTP, when that was no success and the interaction did not pass. */
  readonly answer?: string;
  /** What its consumer should know beside the verdict, such as fields that not every message of the type has. */
  readonly notes?: readonly string[];
}

/** One pact in a report. */
export interface PactReport {
  readonly source: string;
  readonly consumer: string;
  readonly provider: string;
  readonly specification: string;
  readonly interactions: readonly InteractionReport[];
  /** What its broker has to say, such as why it is verified. */
  readonly notices?: readonly string[];
}

/** A pact that was found and is not this verification's business. */
export interface SkippedPact {
  readonly source: string;
  readonly consumer: string;
  readonly provider: string;
  readonly reason: string;
}

/** What a broker was told about a pact. */
export interface Publication {
  readonly source: string;
  readonly ok: boolean;
  readonly message: string;
}

/**
 * The result of a verification: `--reporter json` prints it. The form is phoney's own and stays the same whatever the
 * engine's becomes; fields may be added.
 */
export interface ContractReport {
  readonly type: 'contracts';
  readonly command: 'verify-receiver' | 'verify-simulator';
  readonly verdict: 'verified' | 'mismatch';
  readonly engine: { readonly name: 'pact-core'; readonly version: string };
  /** `inFiles` were to be verified, `verified` were: both are counted, since an engine that does nothing finds no fault. */
  readonly counts: {
    readonly inFiles: number;
    readonly verified: number;
    readonly passed: number;
    readonly failed: number;
    readonly pending: number;
  };
  readonly pacts: readonly PactReport[];
  readonly skipped: readonly SkippedPact[];
  readonly published: readonly Publication[];
}

/** What a report is put together from. Results and incidents belong to the interactions of all pacts, in order. */
export interface ReportParts {
  readonly command: ContractReport['command'];
  readonly pacts: readonly Pact[];
  readonly engineVersion: string;
  readonly results: readonly EngineResult[];
  readonly incidentsOf: (id: number) => readonly Incident[];
  readonly answerOf?: (id: number) => RawResponse | undefined;
  readonly heldOf?: (id: number) => Held | undefined;
  readonly skipped?: readonly SkippedPact[];
}

/** Holds what the engine said against what the files hold. */
export function makeReport(parts: ReportParts): ContractReport {
  const byId = new Map(parts.results.map((result) => [result.id, result]));
  let id = 0;
  const pacts = parts.pacts.map(({ source, consumer, provider, specification, interactions }) => ({
    source,
    consumer,
    provider,
    specification,
    interactions: interactions.map(({ description, kind, states, pending }): InteractionReport => {
      const [result, incidents] = [byId.get(id), parts.incidentsOf(id)];
      const { lacking = [], notes = [] } = parts.heldOf?.(id) ?? {};
      const outcome = judge(result, incidents, pending, lacking.length > 0);
      const answer = outcome === 'passed' ? undefined : parts.answerOf?.(id);
      const described = answer && describeAnswer(answer);
      id++;
      return {
        description,
        kind,
        states: states.map(({ name }) => name),
        result: outcome,
        durationMs: Math.round(result?.durationMs ?? 0),
        mismatches: incidents.length > 0 ? [] : [...mismatchesOf(result), ...lacking.map(asMismatch)],
        incidents,
        ...(described !== undefined && { answer: described }),
        ...(notes.length > 0 && { notes: notes.map(({ text }) => text) }),
      };
    }),
  }));
  const all = pacts.flatMap(({ interactions }) => interactions);
  const count = (outcome: InteractionOutcome): number =>
    all.filter(({ result }) => result === outcome).length;
  const counts = {
    inFiles: all.length,
    verified: all.length - count('unverified'),
    passed: count('passed'),
    failed: count('failed'),
    pending: count('pending'),
  };
  const holds = counts.verified === counts.inFiles && counts.failed === 0;
  return {
    type: 'contracts',
    command: parts.command,
    verdict: holds ? 'verified' : 'mismatch',
    engine: { name: 'pact-core', version: parts.engineVersion },
    counts,
    pacts,
    skipped: parts.skipped ?? [],
    published: [],
  };
}

function judge(
  result: EngineResult | undefined,
  incidents: readonly Incident[],
  pending: boolean,
  isLacking: boolean,
): InteractionOutcome {
  if (result === undefined) return 'unverified';
  if (result.verified === 0 && incidents.length === 0) return 'unverified';
  if (result.ok && incidents.length === 0 && !isLacking) return 'passed';
  return pending ? 'pending' : 'failed';
}

function mismatchesOf(result: EngineResult | undefined): readonly EngineMismatch[] {
  if (result === undefined)
    return [{ type: 'NoVerdict', mismatch: 'The engine said nothing about this interaction.' }];
  const mismatches = result.mismatches.map(named);
  if (result.verified === 0 && result.error === null)
    return [{ type: 'NoVerdict', mismatch: 'The engine found nothing in it to verify.' }];
  if (result.error === null) return mismatches;
  return [
    ...mismatches,
    { type: 'NoVerdict', mismatch: `The engine could not verify this: ${result.error}` },
  ];
}

/** A contract that not every message of its type satisfies. */
function asMismatch({ path, text }: Shortfall): EngineMismatch {
  return { type: 'Sometimes', path, mismatch: `${text} ${narrowDown}` };
}

const narrowDown =
  'Name a provider state that brings about the one that is meant, or say that the field is there only sometimes.';

function named(mismatch: EngineMismatch): EngineMismatch {
  const { key } = mismatch;
  return {
    ...mismatch,
    ...(key !== undefined && { key: withOwnNames(key) }),
    mismatch: withOwnNames(mismatch.mismatch),
  };
}
