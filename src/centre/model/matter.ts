import type { Uniform } from '../../lib/random.ts';
import type { Topic } from '../config/profile-parts.ts';

/** What a contact is about: everything that is written of it agrees with this. */
export interface Matter {
  /** Its own, so that no word moves what else happens. */
  readonly uniform: Uniform;
  /** `null` where the profile knows nothing of the kind. */
  readonly topic: Topic | null;
  /** `''` where nobody knows. */
  readonly reason: string;
  /** What stands for the names in braces in texts. */
  readonly facts: Readonly<Record<string, string>>;
  readonly solved: boolean;
}
