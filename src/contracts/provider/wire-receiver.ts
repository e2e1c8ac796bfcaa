import type { ServerTls } from '../../server/listen-options.ts';
import { openListener, type Listener } from '../../server/listener.ts';
import { readBody } from '../../server/read-body.ts';

/** A request as it came off the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a request has to be to be given away. */
interface Awaited {
  readonly url: string;
  readonly body: string;
}

/** A receiver behind mutual TLS that takes everything, and gives away the request that somebody waits for. */
export class WireReceiver {
  #listener: Listener | undefined;
  #awaited: Awaited | undefined;
  #received: ReceivedRequest | undefined;

  /** Opens a receiver on a free port of this machine. `tls` names the authority that clients must have. */
  static async open(tls: ServerTls): Promise<WireReceiver> {
    const receiver = new WireReceiver();
    receiver.#listener = await openListener(
      { hostname: '127.0.0.1', tls: { ...tls, minVersion: 'TLSv1.3' } },
      {
        onRequest(request, response) {
          void readBody(request).then((body) => {
            const { method = '', url = '', headers } = request;
            if (typeof body !== 'string') receiver.#take({ method, path: url, headers, body });
            response.writeHead(200).end();
          });
        },
      },
    );
    return receiver;
  }

  /** Such as `https://127.0.0.1:41234`. */
  get origin(): string {
    return this.#listener?.origin ?? '';
  }

  /** From now on the next request to this address with this body is kept. */
  await(awaited: Awaited): void {
    this.#awaited = awaited;
    this.#received = undefined;
  }

  /** The request that was waited for; `undefined` when it did not come. */
  get received(): ReceivedRequest | undefined {
    return this.#received;
  }

  async close(): Promise<void> {
    await this.#listener?.close();
  }

  #take(request: ReceivedRequest): void {
    const { url, body } = this.#awaited ?? {};
    if (this.origin + request.path === url && request.body.equals(Buffer.from(body ?? '')))
      this.#received = request;
  }
}
