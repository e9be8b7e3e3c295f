/** The journal of schema objects in memory: the readable reference of its port. */
import type { ObjectJournal, SchemaObject } from '../../server/schema-migration/object-journal.ts';

export function memoryJournal(): ObjectJournal {
  const kept = new Map<string, SchemaObject>();
  const removed = new Set<string>();
  return {
    load: async () => [...kept.values()].filter(({ key }) => !removed.has(key)),
    removed: async () => new Set(removed),
    upsert: async (objects) => void objects.forEach((object) => kept.set(object.key, object)),
    remove: async (keys) => void keys.filter((key) => kept.has(key)).forEach((key) => removed.add(key)),
  };
}
