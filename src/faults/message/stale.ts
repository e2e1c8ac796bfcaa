import { z } from 'zod';
import type { Unnumbered } from '../../channels/message.ts';
import { drawItem, drawUuid } from '../../lib/random.ts';
import { withValues } from '../content/content.ts';
import { anyChannel, defineFault } from '../fault.ts';

/** Something that was told long ago is told again as if it were new. */
export const stale = defineFault({
  name: 'stale',
  about:
    'After the message an older one that the fault could have touched is told again, with a new event id.',
  args: {
    from_last: z
      .int()
      .min(1)
      .max(1000)
      .default(20)
      .describe('It is drawn from the last so many messages that the fault could have touched.'),
  },
  channels: () => anyChannel,
  remembers: ({ from_last: count }) => count,
  begin:
    () =>
    (draft, { uniform, earlier }) => {
      if (earlier.length === 0) return undefined;
      const old = drawItem(uniform, earlier);
      return { do: 'add', draft: renew(old, draft.at, drawUuid(uniform)), what: `${old.eventType} again` };
    },
});

/** The same facts under another id, wherever the message says it. */
function renew(old: Unnumbered, at: number, id: string): Unnumbered {
  const said = withValues(old, (_path, value) => (value === old.eventId ? id : value));
  return { ...(said ?? old), at, eventId: id };
}
