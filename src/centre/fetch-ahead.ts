import type { Entry } from './model/entry.ts';
import type { Contact } from './model/state.ts';
import type { TalkClocks } from './model/talk-clocks.ts';

/**
 * What is to be done with each entry of the agenda that comes soon: a little is read of all that it will need.
 *
 * Thousands talk at once, so what an entry needs was last used thousands of entries ago and is in no cache of the processor any more.
 * Read one entry after the other, all of it is on its way from memory at once; without that each step waits for its own.
 */
export function fetchAhead(clocks: TalkClocks<Contact>): (entry: Entry) => void {
  const kept = { sum: 0 };
  return (entry) => {
    // What is read must be of some use, or the compiler leaves it out.
    kept.sum = typeof entry === 'number' ? clocks.fetch(entry) : weigh(entry);
  };
}

function weigh(entry: Exclude<Entry, number>): number {
  switch (entry.kind) {
    case 'answer':
    case 'wrap-up':
      return entry.leg.contact.openLegs + entry.leg.agent.readyStamp;
    case 'bot':
    case 'survey':
      return entry.contact.talkToken;
    default:
      return 0;
  }
}
