import type { FaultKind } from './fault.ts';
import { hubFaultKinds } from './hub/index.ts';
import type { HubFaultKind } from './hub/hub-fault.ts';
import { routeFaultKinds } from './routes/index.ts';
import { apiVersion } from './message/api-version.ts';
import { clockSkew } from './message/clock-skew.ts';
import { corrupt } from './message/corrupt.ts';
import { delay } from './message/delay.ts';
import { drop } from './message/drop.ts';
import { duplicate } from './message/duplicate.ts';
import { hold } from './message/hold.ts';
import { reorder } from './message/reorder.ts';
import { stale } from './message/stale.ts';
import { certificate } from './wire/certificate.ts';
import { chunked } from './wire/chunked.ts';
import { expectContinue } from './wire/expect-continue.ts';
import { halfOpen } from './wire/half-open.ts';
import { manyConnections } from './wire/many-connections.ts';
import { noKeepAlive } from './wire/no-keep-alive.ts';
import { noResumption } from './wire/no-resumption.ts';
import { reset } from './wire/reset.ts';
import { slow } from './wire/slow.ts';
import { split } from './wire/split.ts';
import { tlsVersion } from './wire/tls-version.ts';

/** What any fault is of. */
export type AnyFaultKind = FaultKind | HubFaultKind;

/** Every kind of fault: a file each, and a line here. */
export const faultKinds: readonly AnyFaultKind[] = [
  drop,
  duplicate,
  reorder,
  delay,
  hold,
  corrupt,
  apiVersion,
  clockSkew,
  stale,
  reset,
  halfOpen,
  slow,
  split,
  noKeepAlive,
  manyConnections,
  tlsVersion,
  certificate,
  noResumption,
  expectContinue,
  chunked,
  ...hubFaultKinds,
  ...routeFaultKinds,
];

/** What a fault may say of itself that tells its kind. */
interface Said {
  readonly fault: string;
  readonly where?: object | undefined;
}

/** The kind that a fault is of; `undefined` when there is none of its name. */
export function kindOf(input: Said): AnyFaultKind | undefined {
  const kind = faultKinds.find(({ name }) => name === input.fault);
  if (kind?.touches !== 'message' || kind.elsewhere === undefined) return kind;
  const { kind: other, keys } = kind.elsewhere;
  const isMeant = hasOneOf(input.where ?? {}, keys) || hasOneOf(input, Object.keys(other.args));
  return isMeant ? other : kind;
}

/** Whether a fault of that name may touch messages or what happens where clients connect. */
export function hasTwoMeanings(name: string): boolean {
  return faultKinds.some(
    (kind) => kind.name === name && kind.touches === 'message' && kind.elsewhere !== undefined,
  );
}

function hasOneOf(given: object, keys: readonly string[]): boolean {
  return Object.entries(given).some(([key, value]) => value !== undefined && keys.includes(key));
}
