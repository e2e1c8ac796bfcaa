import { Command } from 'commander';
import { commandCommand } from './ctl/command.ts';
import { deliveriesCommand, redeliverCommand } from './ctl/deliveries.ts';
import { followCommand } from './ctl/follow.ts';
import { statusCommand, steeringCommands } from './ctl/steer.ts';
import { ctlCodeHelp } from './ctl/flags.ts';

/** `phoney ctl`: what people type to a run that has a control API. */
export function ctlCommand(): Command {
  const ctl = new Command('ctl').description('Look at a run that goes on, and steer it.').addHelpText(
    'after',
    `
The run has to have a control API: phoney run or serve with --control-port. Its address comes from --url or
PHONEY_CONTROL_URL.

Examples:
  export PHONEY_CONTROL_URL=http://127.0.0.1:8090
  phoney ctl status
  phoney ctl command contact.start queue=Billing caller=+15105550123 talk=90s
  phoney ctl deliveries --outcome dropped
  phoney ctl pause
  phoney ctl advance 10m
  phoney ctl follow --vendor asapp --type outcome
${ctlCodeHelp}`,
  );
  const commands = [
    statusCommand(),
    commandCommand(),
    deliveriesCommand(),
    redeliverCommand(),
    ...steeringCommands(),
    followCommand(),
  ];
  for (const command of commands) ctl.addCommand(command);
  return ctl;
}
