/** The PostgreSQL majors that connector suites run on: the oldest and the newest; all under test:versions. */
const named = process.env['GODWIT_TEST_MAJORS'];

export const MAJORS: readonly number[] = named === undefined ? [12, 18] : named.split(',').map(Number);
