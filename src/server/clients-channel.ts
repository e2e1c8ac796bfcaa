import type { Channel, HubMessage, SocketMessage } from '../channels/message.ts';

/** The channels to those who connect. */
interface ClientChannels {
  readonly signalr: Channel<HubMessage>;
  readonly websocket: Channel<SocketMessage>;
}

/** Both as one: each message goes by its own. */
export function clientsChannel({ signalr, websocket }: ClientChannels): Channel<HubMessage | SocketMessage> {
  return {
    send(message, dueMs) {
      if (message.channel === 'signalr') signalr.send(message, dueMs);
      else websocket.send(message, dueMs);
    },
    get openCount() {
      return signalr.openCount + websocket.openCount;
    },
    async drain(signal, atMost) {
      await Promise.all([signalr.drain(signal, atMost), websocket.drain(signal, atMost)]);
    },
    async close() {
      await Promise.all([signalr.close(), websocket.close()]);
    },
  };
}
