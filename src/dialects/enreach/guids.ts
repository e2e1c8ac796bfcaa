import { drawUuid, type Random } from '../../lib/random.ts';

/** RTE's ids for what the centre calls otherwise. The same seed and name give the same GUID, whatever was drawn before. */
export interface Guids {
  /** The GUID of one thing of a kind: `of('call', 'contact-17')`. Things that are numbered never get the same one. */
  of(kind: string, name: string): string;
}

/** The GUIDs that belong to the seed of `random`. Not for anything that must stay secret. */
export function createGuids(random: Random): Guids {
  return {
    of(kind, name) {
      // The number goes in whole: a hash of the name alone would let two of a million calls meet.
      const [, stem = '', digits = ''] = /^(.*?)(0|[1-9]\d{0,8})?$/s.exec(name) ?? [];
      const ordinal = digits === '' ? 0 : Number(digits) + 1;
      return drawUuid(random.stream(`enreach ${kind} ${stem}`, ordinal));
    },
  };
}
