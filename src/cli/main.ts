import { runCommandLine } from './command-line.ts';
import { watchStreams } from './streams.ts';

watchStreams();
await runCommandLine(process.argv.slice(2));
