import type { HubFaultKind } from '../hub/hub-fault.ts';
import { answerDelay } from './answer-delay.ts';
import { answerStatus } from './answer-status.ts';
import { endpoint } from './endpoint.ts';
import { token } from './token.ts';
import { truncated } from './truncated.ts';

/** Every kind of fault at a vendor's routes: a file each, and a line here. */
export const routeFaultKinds: readonly HubFaultKind[] = [
  answerStatus,
  // The shorter word for the same: there is no other fault of that name.
  { ...answerStatus, name: 'status' },
  answerDelay,
  truncated,
  token,
  endpoint,
];
