/** Everything that a database holds, as text: to see that something does not stand there. */
import { must } from '../../server/core/assert.ts';
import type { TestDatabase } from '../setup/postgres.ts';

/** The rows of every table, of ours and of the job queue; what is kept as bytes stands there in hexadecimal. */
async function rowsOf({ sql }: Pick<TestDatabase, 'sql'>): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await sql.unsafe<{ text: string }[]>(
        `SELECT coalesce(string_agg(t::text, E'\\n'), '') AS text FROM ${name} t`,
      );
      return `${name}: ${must(row, name).text}`;
    }),
  );
  return texts.join('\n');
}

/** Those of the secrets that stand in the database, as they are, in hexadecimal or in base64. */
export async function secretsIn(
  database: Pick<TestDatabase, 'sql'>,
  secrets: readonly string[],
): Promise<readonly string[]> {
  const text = await rowsOf(database);
  return secrets.filter((secret) => {
    const bytes = Buffer.from(secret);
    return [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')].some((form) =>
      text.includes(form),
    );
  });
}
