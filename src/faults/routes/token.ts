import { defineHubFault, tokenFlaws } from '../hub/hub-fault.ts';
import { oneOf } from '../one-of.ts';

/** What else people call these flaws. */
const otherWords = {
  wrong_signature: 'wrongly_signed',
  another_user: 'other_user',
  for_another_user: 'other_user',
  wrong_user: 'other_user',
} as const;

/** The token endpoint hands out a token that is no good. */
export const token = defineHubFault({
  name: 'token',
  about: 'The token endpoint answers with a token that the hub refuses, or with that of somebody else.',
  args: { how: oneOf(tokenFlaws, otherWords).describe('What is wrong with it.') },
  moment: 'route',
  needsTokens: true,
  begin:
    ({ how }) =>
    () => ({ do: 'token', how }),
});
