import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { Finding } from './finding.ts';

/** Where phoney listens unless it is told otherwise, and what does. */
export const usualPorts = [
  { port: 8443, command: 'phoney listen' },
  { port: 8444, command: 'phoney serve' },
  { port: 8090, command: 'phoney serve --console' },
] as const;

/** Whether each of the ports can be had, or who has it. */
export function checkPorts(ports: readonly { port: number; command: string }[]): Promise<Finding[]> {
  return Promise.all(
    ports.map(async ({ port, command }): Promise<Finding> => {
      const about = `port ${port}`;
      const code = await tryPort(port);
      if (code === undefined) return { about, weight: 'good', saw: `It is free for ${command}.` };
      const who = code === 'EADDRINUSE' ? holderOf(port) : undefined;
      return {
        ...{
          about,
          weight: 'warning',
          saw: `It cannot be had (${code})${who === undefined ? '' : `: ${who} has it`}.`,
        },
        advice: `Give ${command} another: --${port === 8090 ? 'control-port' : 'port'} N, or 0 for any. Or end what has it.`,
      };
    }),
  );
}

async function tryPort(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown error';
  } finally {
    server.close();
  }
}

/** The program that listens there, as far as Linux tells it of what is ours. */
function holderOf(port: number): string | undefined {
  try {
    const sockets = new Set(
      ['tcp', 'tcp6'].flatMap((name) => socketsAt(readFileSync(`/proc/net/${name}`, 'utf8'), port)),
    );
    const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && hasSocket(name, sockets));
    if (pid === undefined) return undefined;
    return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`;
  } catch {
    return undefined;
  }
}

/** The inodes of the sockets that listen at a port: proc(5), /proc/net/tcp; 0A is LISTEN. */
function socketsAt(table: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => local.endsWith(wanted) && state === '0A')
    .map((fields) => `socket:[${fields[9]}]`);
}

function hasSocket(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => sockets.has(readlinkSync(`/proc/${pid}/fd/${fd}`)));
  } catch {
    // Somebody else's, or gone.
    return false;
  }
}
