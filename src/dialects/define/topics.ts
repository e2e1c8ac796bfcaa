import type { TopicBook } from '../dialect.ts';

const nobody: ReadonlySet<string> = new Set();

/** A book in which nobody has subscribed to anything yet. A topic is forgotten with the last who has it. */
export function createTopics(): TopicBook {
  const byTopic = new Map<string, Set<string>>();
  return {
    subscribersOf: (topic) => byTopic.get(topic) ?? nobody,
    add(connectionId, topic) {
      const known = byTopic.get(topic);
      if (known === undefined) byTopic.set(topic, new Set([connectionId]));
      else known.add(connectionId);
    },
    remove(connectionId, topic) {
      const known = byTopic.get(topic);
      if (known?.delete(connectionId) === true && known.size === 0) byTopic.delete(topic);
    },
  };
}
