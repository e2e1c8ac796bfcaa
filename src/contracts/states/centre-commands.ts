export { centreCommandSchemas as centreCommands } from '../../run/command.ts';
