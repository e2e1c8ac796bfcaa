import type { OfferedFile } from '../../dialects/bench.ts';
import type { Clock } from '../../lib/clock.ts';
import { openListener } from '../../server/listener.ts';

/** Opens a port of this machine with one file, which is not there until it appears. */
export async function offerFile(mediaType: string, clock: Clock, stop: AbortSignal): Promise<OfferedFile> {
  let asked = 0;
  let isThere = false;
  const taken = new AbortController();
  const listener = await openListener(
    {},
    {
      onRequest(_request, response) {
        asked++;
        if (!isThere) return void response.writeHead(404).end();
        response.writeHead(200, { 'content-type': mediaType }).end(Buffer.alloc(1024));
        taken.abort();
      },
    },
  );
  return {
    url: `${listener.origin}/recording.wav?v=1&file=late`,
    asked: () => asked,
    isTaken: () => taken.signal.aborted,
    appear: () => void (isThere = true),
    untilTaken: (withinMs) => clock.sleep(withinMs, AbortSignal.any([taken.signal, stop])),
    close: () => listener.close(),
  };
}
