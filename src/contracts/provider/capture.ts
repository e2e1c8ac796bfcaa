import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readBytes } from '../gateway/bytes.ts';

/** A request as it came off the wire. */
export interface CapturedRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** PEM texts of the receiver's own certificate and of the authority that its clients must have. */
export interface CaptureTls {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/** The receiver of a verification: asks for a client certificate, answers 200, and remembers what came last. */
export class CaptureReceiver {
  readonly #server: Server;
  #last: CapturedRequest | undefined;

  private constructor(tls: CaptureTls) {
    const options = { ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' } as const;
    this.#server = createServer(options, (request, response) => {
      void readBytes(request).then((body) => {
        const { method = '', url = '', headers } = request;
        if (body !== undefined) this.#last = { method, path: url, headers, body };
        response.writeHead(200).end();
      });
    });
  }

  /** Opens a receiver on a free port of the loopback interface. */
  static async open(tls: CaptureTls): Promise<CaptureReceiver> {
    const receiver = new CaptureReceiver(tls);
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  /** Such as `https://localhost:41234`. */
  get origin(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The last request since it was asked before. */
  takeLast(): CapturedRequest | undefined {
    const last = this.#last;
    this.#last = undefined;
    return last;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
