import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Reads a server-sent event stream as it comes. */
export class EventStream {
  raw = '';
  ended = false;
  /** How it ended: in order, or cut. */
  how = 'open';

  constructor(response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => (this.raw += text));
    response.on('end', () => this.#end('end'));
    response.on('error', () => this.#end('error'));
    response.on('close', () => this.#end('close'));
  }

  /** The hub messages in the events' data. */
  get messages(): Record<string, unknown>[] {
    return this.raw
      .split(/\r?\n\r?\n/)
      .flatMap((event) => event.split(/\r?\n/))
      .filter((line) => !line.startsWith(':'))
      .map((line) => line.replace(/^data: /, ''))
      .join('')
      .split('\u001e')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  async until(condition: () => boolean, timeoutMs = 3000): Promise<boolean> {
    for (let waited = 0; !condition(); waited += 5) {
      if (waited > timeoutMs) return false;
      // oxlint-disable-next-line no-await-in-loop
      await sleep(5);
    }
    return true;
  }

  #end(how: string): void {
    if (!this.ended) this.how = how;
    this.ended = true;
  }
}
