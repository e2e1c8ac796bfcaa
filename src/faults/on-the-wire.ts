import type { WirePlan } from '../channels/wire-plan.ts';
import { kindOf } from './kinds.ts';
import type { FaultInput } from './schema.ts';

/** How attempts leave to which the fault is done; `undefined` where it is none on the wire. */
export function planOf(fault: FaultInput): WirePlan | undefined {
  const kind = kindOf(fault);
  // The schema of this very kind has read its arguments.
  return kind?.touches === 'message' ? kind.plan?.(fault as never) : undefined;
}

/** Whether there is nothing of it without TLS. */
export function needsTls(fault: FaultInput): boolean {
  const { tlsVersion, certificate, isNewSession } = planOf(fault) ?? {};
  return [tlsVersion, certificate, isNewSession].some((part) => part !== undefined);
}

/** The same fault with every path to a file resolved. */
export function resolveFaultFiles<Fault extends FaultInput>(
  fault: Fault,
  resolve: (file: string) => string,
): Fault {
  const kind = kindOf(fault);
  return kind?.touches === 'message' && kind.files !== undefined ? kind.files(fault, resolve) : fault;
}
