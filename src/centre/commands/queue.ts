import type { Command } from './command.ts';
import { followHours, setHours } from '../queues/hours.ts';
import { markStaleAround, refreshClosure } from '../queues/standing.ts';
import type { World } from '../model/world.ts';
import { queueNamed } from './refusal.ts';
import { emit } from '../model/emit.ts';

type QueueCommand = Extract<Command, { do: `queue.${string}` }>;

/** Carries out what was asked of a queue; emits first the setting's own event, then whether that opens or closes it. */
export function executeQueueCommand(world: World, command: QueueCommand): void {
  const queue = queueNamed(world, command.queue);
  const of = { at: world.now, queueId: queue.id };
  switch (command.do) {
    case 'queue.set-hours':
      queue.hours = command.hours;
      setHours(world, queue);
      emit(world, { ...of, type: 'queue.hours-changed' });
      return followHours(world, queue);
    case 'queue.set-holidays':
      queue.holidays = [...command.holidays].sort();
      setHours(world, queue);
      emit(world, { ...of, type: 'queue.holidays-changed' });
      return followHours(world, queue);
    case 'queue.set-capping': {
      const { enabled, size, estimated_wait: estimatedWaitMs, fallback_size: fallbackSize } = command;
      queue.capping = { enabled, size, estimatedWaitMs, fallbackSize };
      emit(world, { ...of, type: 'queue.capping-changed' });
      return refreshClosure(world, queue, null, queue.closure);
    }
    case 'queue.set-mitigation':
      queue.mitigation = command.on;
      emit(world, { ...of, type: 'queue.mitigation-changed', on: command.on });
      return refreshClosure(world, queue, null, queue.closure);
    case 'queue.set-info':
      queue.name = command.name ?? queue.name;
      queue.number = command.number ?? queue.number;
      queue.priority = command.priority ?? queue.priority;
      markStaleAround(world, queue, null);
      emit(world, { ...of, type: 'queue.info-changed' });
  }
}
