import type { FaultKind } from './fault.ts';
import { hubFaultKinds } from './hub/index.ts';
import type { HubFaultKind } from './hub/hub-fault.ts';
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
];

/** The kind of that name; `undefined` when there is none. */
export function kindNamed(name: string): AnyFaultKind | undefined {
  return faultKinds.find((kind) => kind.name === name);
}
