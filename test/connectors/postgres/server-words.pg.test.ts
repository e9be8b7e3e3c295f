/** What servers really say of refused rows, over the wire and through the driver: values are withheld, names are told. */
import { expect, test } from 'vitest';
import { GodwitError, reasonOf } from '../../../server/core/errors.ts';
import { openPool } from '../../../server/connectors/postgres/connection.ts';
import { toGodwitError } from '../../../server/connectors/postgres/errors.ts';
import { saidBy } from '../../../server/connectors/postgres/server-words.ts';
import { WireSession } from '../../../server/connectors/postgres/wire-session.ts';
import { testPostgres } from '../../setup/postgres.ts';

const SECRET = 'Katharina-4711';
const TABLES = `
  CREATE TABLE person (id int PRIMARY KEY, name text NOT NULL UNIQUE CHECK (name <> 'nobody'), short varchar(4), born date);
  CREATE TABLE child (parent text REFERENCES person (name), gender text CHECK (gender <> '${SECRET}'));
  INSERT INTO person VALUES (1, '${SECRET}');
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room for %', NEW.name; END $$;
  CREATE FUNCTION pretend() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no table %', NEW.name USING ERRCODE = '42P01'; END $$;
  CREATE FUNCTION imitate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE '%', NEW.name USING ERRCODE = '23505'; END $$;
  CREATE TABLE refusing (name text); CREATE TRIGGER t BEFORE INSERT ON refusing FOR EACH ROW EXECUTE FUNCTION refuse();
  CREATE TABLE pretending (name text); CREATE TRIGGER t BEFORE INSERT ON pretending FOR EACH ROW EXECUTE FUNCTION pretend();
  CREATE TABLE imitating (name text); CREATE TRIGGER t BEFORE INSERT ON imitating FOR EACH ROW EXECUTE FUNCTION imitate();
  CREATE TABLE twice (name text); INSERT INTO twice VALUES ('${SECRET}'), ('${SECRET}');`;

/** Statement, and what everyone is told. Every one of them makes the server say the secret somewhere, but the last three. */
const REFUSED: readonly (readonly [string, string | RegExp, boolean])[] = [
  [`INSERT INTO person VALUES (2, '${SECRET}')`, /unique constraint "person_name_key"/, true],
  [`INSERT INTO person VALUES (NULL, '${SECRET}')`, /null value in column "id"/, true],
  [`INSERT INTO child VALUES (NULL, '${SECRET}')`, /check constraint "child_gender_check"/, true],
  [`INSERT INTO child VALUES ('${SECRET}9')`, /foreign key constraint "child_parent_fkey"/, true],
  [`INSERT INTO refusing VALUES ('${SECRET}')`, 'a trigger or function raised an error (SQLSTATE P0001)', true],
  [`INSERT INTO pretending VALUES ('${SECRET}')`, 'an error (SQLSTATE 42P01)', true],
  [`INSERT INTO imitating VALUES ('${SECRET}')`, 'a key that exists already (SQLSTATE 23505)', true],
  [`SELECT '${SECRET}'::int`, 'a text is no value of the type (SQLSTATE 22P02)', true],
  [`SELECT '${SECRET}'::date`, 'a text is no date or time (SQLSTATE 22007)', true],
  [`CREATE UNIQUE INDEX ON twice (name)`, /could not create unique index/, true],
  [`DO $$ BEGIN RAISE '${SECRET}'; END $$`, 'a trigger or function raised an error (SQLSTATE P0001)', true],
  [`INSERT INTO person VALUES (3, 'x', '${SECRET}')`, 'value too long for type character varying(4)', false],
  [`SELECT nothing FROM person`, 'column "nothing" does not exist', false],
  [`SELECT FROM nobody`, 'relation "nobody" does not exist', false],
];

test('values of rows stay out of what everyone is told, whichever way the answer comes', async () => {
  await using database = await (await testPostgres()).createDatabase();
  await database.sql.unsafe(TABLES);
  const { address } = database;
  await using session = await WireSession.open(address, { applicationName: 'words' });
  const pool = openPool(address, { applicationName: 'words', maxSessions: 1 });
  const ways = [(text: string) => session.query(text), (text: string) => pool.unsafe(text)];
  for (const way of ways) await way('SET search_path = public');
  for (const [statement, told, saysIt] of REFUSED)
    for (const way of ways) {
      const error: unknown = await Promise.resolve(way(statement)).then(
        () => expect.fail(`it was not refused: ${statement}`),
        (thrown: unknown) => thrown,
      );
      const said = saidBy(error);
      expect(said.detail, statement).toMatch(told);
      const reason = reasonOf(toGodwitError(error, address, 'TARGET_REFUSED_STATEMENT'));
      const { rowDetail, ...forEveryone } = reason;
      expect(JSON.stringify(forEveryone), statement).not.toContain(SECRET);
      expect(rowDetail?.includes(SECRET) ?? false, statement).toBe(saysIt);
      expect(new GodwitError(reason.code, reason.facts).message).toBe(reason.message);
    }
  await pool.end({ timeout: 5 });
});
