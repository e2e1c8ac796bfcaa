import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy that can drop every connection, as a network does. */
export interface Proxy {
  readonly port: number;
  /** The first line of every HTTP request that went through. */
  readonly requestLines: string[];
  drop(): void;
  stop(): Promise<void>;
}

export async function startProxy(targetPort: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const requestLines: string[] = [];
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      const line = /^(?:GET|POST|DELETE|OPTIONS) \S+ HTTP\/1\.1(?=\r\n)/.exec(chunk.toString('latin1'))?.[0];
      if (line !== undefined) requestLines.push(line);
    });
    client.pipe(target);
    target.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    requestLines,
    drop,
    stop: async () => {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
