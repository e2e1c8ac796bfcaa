import type { ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand, type Finding } from '../../demand.ts';
import { momentOf, samples } from './facts.ts';
import { sections } from './sections.ts';
import { describeAnswer, formFor, isTaken, nothingTaken, send } from './send.ts';

/** Whoever fetches while it has the event does so within this. */
const lookMs = 500;

/** What the page says of recordings. */
export const recordingDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'wfm.recording',
    title: 'A recording that is not there yet is waited for, and does not hold up the answer',
    section: sections.important,
    level: 'required',
    async look(bench) {
      if ((await formFor(bench)) === undefined) return nothingTaken;
      const file = await bench.offerFile('audio/wav');
      try {
        const { tookMs, ...answer } = await send(samples(momentOf(bench)).answered(file.url), bench);
        if (!isTaken({ tookMs, ...answer }))
          return broken(
            `The end of a call whose link answers 404: ${describeAnswer({ tookMs, ...answer })}.`,
            'Take the event, and fetch later.',
          );
        await bench.sleep(lookMs);
        if (file.asked() === 0)
          return held('The event was taken. The recording was not fetched at once: see questions.recording.');
        return await judgeFetching(bench, file);
      } finally {
        await file.close();
      }
    },
  },
];

async function judgeFetching(
  { settings: { fetchAgainMs }, ...bench }: Pick<ReceiverBench, 'settings' | 'sleep' | 'stop'>,
  file: Awaited<ReturnType<ReceiverBench['offerFile']>>,
): Promise<Finding> {
  file.appear();
  await file.untilTaken(fetchAgainMs);
  if (bench.stop.aborted) return notSeen('The check was ended.');
  const times = `${file.asked()} ${file.asked() === 1 ? 'request' : 'requests'}`;
  return file.isTaken()
    ? held(`It was not there at first, and was fetched later (${times}).`)
    : broken(
        `It was asked for when it was not there yet, and within ${fetchAgainMs / 1000} s never again (${times}).`,
        'A link may be dead for up to 2 minutes after the call: ask again.',
      );
}
