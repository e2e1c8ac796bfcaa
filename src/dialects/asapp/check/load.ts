import type { ReceiverBench } from '../../bench.ts';
import { broken, held, notSeen, type Demand } from '../../demand.ts';
import { sections } from './sections.ts';

/** What has to hold at the rate that the endpoint is sized for. */
export const loadDemands: readonly Demand<ReceiverBench>[] = [
  {
    id: 'load.in-time',
    title: 'Events at the rate are taken, and 99 of 100 are answered in time',
    section: sections.sizing,
    level: 'required',
    async look(bench) {
      const { distrust } = await bench.shakeHands();
      if (distrust !== null) {
        return notSeen(
          `The vendor sends nothing to a server that it cannot verify (${distrust}).`,
          'Mend the certificate of the server first.',
        );
      }
      const { ratePerS, durationMs, timeoutMs } = bench.settings;
      const { planned, sent, inTime, failures, answerMs, takenPerS, ownLatenessP99Ms } = await bench.load();
      const seconds = durationMs / 1000;
      const asked = `${ratePerS} events a second for ${seconds} s`;
      const told = [
        `Of ${sent} events (${asked}) ${inTime} were answered within ${timeoutMs} ms, ${Math.round(takenPerS)} a second.`,
        ...(answerMs === null
          ? []
          : [
              `An answer took ${Math.round(answerMs.p50)} ms (median), ${Math.round(answerMs.p99)} ms (p99), ${Math.round(answerMs.max)} ms at most.`,
            ]),
        ...Object.entries(failures).map(([reason, count]) => `${count} were not taken: ${reason}.`),
      ];
      const isInTime = inTime >= planned * 0.99;
      const isHeld = takenPerS >= ratePerS * 0.95 || answerMs === null || planned < ratePerS;
      if (isInTime && isHeld) return held(...told);
      if (isInTime && ownLatenessP99Ms > 500) {
        return notSeen(
          ...told,
          `phoney itself was late on this machine, by ${Math.round(ownLatenessP99Ms)} ms at p99. Give a lower --rate, or run it elsewhere.`,
        );
      }
      return broken(...told);
    },
  },
];
