/**
 * Whether updates and deletes of a relation `c` (pg_class) can be published, judged as the server judges it when the
 * application writes (C2): where it says no, a publication of updates makes the application's own UPDATE fail. A deferrable
 * key is no identity, and FULL is none where a virtual column can never be sent (18).
 */
export const IDENTIFIED = `(c.relreplident = 'f' AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated = 'v')
  OR EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indimmediate
    AND (c.relreplident = 'd' AND i.indisprimary OR c.relreplident = 'i' AND i.indisreplident)))`;
