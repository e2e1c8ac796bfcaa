/**
 * What several servers with the same hub tell each other by: channels that any of them may publish to. Each hub has one of its own. What is
 * published to a channel comes to its subscribers in one order, at most once.
 */
export interface Backplane {
  /**
   * Gives a message to all servers that have subscribed to the channel, this one included. Resolves with how many these were, where that is
   * known. Rejects when the message could not be given.
   */
  publish(channel: string, message: Uint8Array): Promise<number | undefined>;
  /** Lets this server have what is published to the channel. There is at most one `receive` for each channel. */
  subscribe(channel: string, receive: (message: Uint8Array) => void): Promise<void>;
  /** Ends that. */
  unsubscribe(channel: string): Promise<void>;
}
