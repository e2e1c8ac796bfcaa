import { isForCentre, runCommandSchema } from '../../run/command.ts';

/** What may be asked of the centre: the commands of a run that are about neither the run nor its pace. */
export const centreCommands = runCommandSchema.options.filter(({ shape }) =>
  isForCentre({ do: shape.do.value }),
);
