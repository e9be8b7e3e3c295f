/**
 * What a server said, parted by who may read it. A server puts values of rows into its words: into the detail ("Key
 * (email)=(...) already exists", "Failing row contains (...)"), into the message ("invalid input syntax for type integer:
 * ..."), and a trigger or function raises what it likes. Which words those are is told by the fields of the answer alone:
 *
 *   public     the message, when its SQLSTATE is of a class that PostgreSQL raises about objects, rights and resources, and
 *              it did not come out of a function or the middle of a COPY (such answers carry a context); or when it is
 *              of a refusal that names constraint, column or type alone, by the source file that wrote it (no function can
 *              claim another one)
 *   withheld   everything else. In its place stand the condition in our words, and the names that the answer gives in
 *              fields of their own: column, type, constraint
 */

export interface Said {
  /** For everyone. */
  readonly detail: string;
  /** The server's own words where they can hold values of rows; null when `detail` says it all. */
  readonly rowDetail: string | null;
}

/** Connection, feature, transaction state, authorization, catalog, rollback, access rule, resources, operator, system. */
const ABOUT_OBJECTS: ReadonlySet<string> = new Set(
  ['08', '0A', '25', '26', '28', '2B', '3B', '3D', '3F', '40', '42', '53', '54', '55', '57', '58'], // prettier-ignore
);

/** What these files of PostgreSQL say of a row that they refuse names objects; its values they put into the detail. */
const NAMES_ONLY: ReadonlySet<string> = new Set(
  ['execMain.c', 'execIndexing.c', 'nbtinsert.c', 'ri_triggers.c', 'tablecmds.c', 'tuplesort.c', 'tuplesortvariants.c', 'varchar.c', 'varbit.c'], // prettier-ignore
);
const REFUSALS: ReadonlySet<string> = new Set(['22001', '23502', '23503', '23505', '23514', '23P01']);

const CONDITIONS: Readonly<Record<string, string>> = {
  '22001': 'a text is too long for its column',
  '22003': 'a number is out of the range of its type',
  '22007': 'a text is no date or time',
  '22008': 'a date or time is out of range',
  '22021': 'a text holds bytes that are no character of the encoding',
  '22P02': 'a text is no value of the type',
  '22P03': 'bytes are no value of the type',
  '22P05': 'a character does not exist in the encoding',
  '23502': 'NULL where it is not allowed',
  '23503': 'a row that a foreign key wants is missing',
  '23505': 'a key that exists already',
  '23514': 'a check does not hold',
  '23P01': 'a row that an exclusion constraint does not allow beside another',
  P0001: 'a trigger or function raised an error',
  '428C9': 'a value for a column that the server fills itself',
};

/** SQLSTATE of a server error (ours or a driver's), else null. Errors of the system (EPIPE, EPERM) can have the form of one. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const { code } = error;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code) ? code : null;
}

export function saidBy(error: unknown): Said {
  const message = error instanceof Error ? error.message : String(error);
  const state = sqlStateOf(error);
  if (state === null) return isOfSystem(error) ? { detail: message, rowDetail: null } : ofStranger(error, message);
  const more = fieldOf(error, ['D', 'detail']);
  const context = fieldOf(error, ['W', 'where']);
  const words = more === null ? message : `${message} (${more})`;
  const aboutObjects = ABOUT_OBJECTS.has(state.slice(0, 2)) && context === null;
  const namesOnly = REFUSALS.has(state) && NAMES_ONLY.has(fieldOf(error, ['F', 'file']) ?? '');
  if (aboutObjects || namesOnly) return { detail: message, rowDetail: more === null ? null : words };
  return { detail: condition(state, error), rowDetail: words };
}

/** The condition in our words, with the names that the server gives beside its message. */
function condition(state: string, error: unknown): string {
  const names = [
    ['column', fieldOf(error, ['c', 'column_name', 'column'])],
    ['type', fieldOf(error, ['d', 'data type_name', 'dataType'])],
    ['constraint', fieldOf(error, ['n', 'constraint_name', 'constraint'])],
  ].flatMap(([what, name]) => (name === null ? [] : `, ${what} ${name}`));
  return `${CONDITIONS[state] ?? 'an error'} (SQLSTATE ${state}${names.join('')})`;
}

/** The first of these fields that is there: of an answer as it came over the wire, or as a driver names it. */
function fieldOf(error: unknown, names: readonly string[]): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const fields: unknown = 'fields' in error && typeof error.fields === 'object' ? error.fields : error;
  for (const name of names) {
    const value: unknown = fields === null ? undefined : Reflect.get(fields as object, name);
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** Of a socket or of TLS: it knows nothing of rows. */
const isOfSystem = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';

const ofStranger = (error: unknown, message: string): Said => ({
  detail: error instanceof Error ? error.name : typeof error,
  rowDetail: message,
});
