/**
 * Keeps the demo's shop busy: a steady rate of transactions over several tables with inserts, updates of key and other
 * columns, and deletes that balance the inserts, so that the database keeps its size. A child process of the demo;
 * ends with its parent. Each transaction is counted as acknowledged, failed or unknown (connection lost at commit).
 */
import postgres from 'postgres';
import { pause } from '../runtime/clock.ts';

export interface WorkloadCounts {
  acknowledged: number;
  failed: number;
  unknown: number;
  /** Longest time one transaction took, milliseconds. */
  slowestMs: number;
  lastError: string | null;
}

export interface WorkloadOptions {
  readonly url: string;
  readonly transactionsPerSecond: number;
  readonly sessions: number;
  readonly signal: AbortSignal;
}

type Transaction = (sql: postgres.TransactionSql) => Promise<unknown>;

const pick = (below: number): number => Math.floor(Math.random() * below);

/** Runs until the signal aborts; `counts` is updated in place. */
export async function runShopWorkload(options: WorkloadOptions, counts: WorkloadCounts): Promise<void> {
  const sql = postgres(options.url, {
    max: options.sessions,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: { application_name: 'shop' },
  });
  const limits = await readLimits(sql);
  const session = async (): Promise<void> => {
    const paceMs = (1000 * options.sessions) / options.transactionsPerSecond;
    let next = performance.now();
    while (!options.signal.aborted) {
      await runOne(sql, chooseTransaction(limits), counts);
      next = Math.max(next + paceMs, performance.now() - 1000);
      await pause(next - performance.now(), options.signal);
    }
  };
  await Promise.all(Array.from({ length: options.sessions }, session));
  await sql.end({ timeout: 5 });
}

async function runOne(sql: postgres.Sql, transaction: Transaction, counts: WorkloadCounts): Promise<void> {
  const started = performance.now();
  try {
    await sql.begin(transaction);
    counts.acknowledged += 1;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (/^(CONNECTION_|ECONN|EPIPE|08|57P)/.test(code)) counts.unknown += 1;
    else counts.failed += 1;
    counts.lastError = String(error);
    await pause(100);
  }
  counts.slowestMs = Math.max(counts.slowestMs, performance.now() - started);
}

interface Limits {
  readonly customers: number;
  readonly products: number;
  readonly sizes: number;
}

async function readLimits(sql: postgres.Sql): Promise<Limits> {
  const [row] =
    await sql`SELECT (SELECT max(id) FROM shop.customer)::int AS customers, (SELECT max(id) FROM shop.product)::int AS products, (SELECT max("Id") FROM shop."Größen Tabelle") AS sizes`;
  return {
    customers: row?.['customers'] as number,
    products: row?.['products'] as number,
    sizes: row?.['sizes'] as number,
  };
}

function chooseTransaction(limits: Limits): Transaction {
  const roll = pick(100);
  if (roll < 30) return placeOrder(limits);
  if (roll < 50) return shipOrder;
  if (roll < 65) return touchCustomer(limits);
  if (roll < 75) return recordEvent;
  if (roll < 82) return moveCategory(limits);
  if (roll < 90) return writeNote;
  if (roll < 95) return renumberSize(limits);
  return repriceProduct(limits);
}

/** A new order with its lines, payment and stock, and the oldest order goes, so that the shop keeps its size. */
const placeOrder =
  (limits: Limits): Transaction =>
  async (sql) => {
    const customer = 1 + pick(limits.customers);
    const total = pick(100_000) / 100;
    const [order] =
      await sql`INSERT INTO shop."Order" (customer_id, total, note) VALUES (${customer}, ${total}, ${pick(4) === 0 ? 'Grüße ✓' : null}) RETURNING id`;
    const lines = 1 + pick(3);
    for (let line = 1; line <= lines; line += 1) {
      const product = 1 + pick(limits.products);
      await sql`INSERT INTO shop.order_item VALUES (${order?.['id'] as string}, ${line}, ${product}, ${1 + pick(5)}, ${pick(9_999) / 100})`;
      await sql`UPDATE shop.inventory SET quantity = CASE WHEN quantity > 10 THEN quantity - 1 ELSE 1000 END WHERE product_id = ${product} AND warehouse_id = md5('w1')::uuid`;
    }
    await sql`INSERT INTO shop.payment (order_id, method, amount, paid_at) VALUES (${order?.['id'] as string}, 'card', ${total}, now())`;
    await sql`UPDATE shop.customer SET balance = balance + 1 WHERE id = ${customer}`;
    await sql`DELETE FROM shop."Order" WHERE id = (SELECT id FROM shop."Order" ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)`;
  };

const shipOrder: Transaction = (sql) =>
  sql`UPDATE shop."Order" SET shipped_at = now() WHERE id = (SELECT id FROM shop."Order" WHERE shipped_at IS NULL ORDER BY id DESC LIMIT 1 OFFSET ${pick(50)} FOR UPDATE SKIP LOCKED)`;

const touchCustomer =
  (limits: Limits): Transaction =>
  (sql) =>
    sql`UPDATE shop.customer SET preferences = preferences || ${sql.json({ seen: Date.now() })}, tags = ARRAY[${`t${pick(50)}`}, 'größe'] WHERE id = ${1 + pick(limits.customers)}`;

const recordEvent: Transaction = async (sql) => {
  await sql`INSERT INTO shop.event_log (at, kind, payload) VALUES (now(), ${`live${pick(30)}`}, ${sql.json({ n: pick(1_000_000) })})`;
  await sql`DELETE FROM shop.event_log WHERE (id, at) IN (SELECT id, at FROM shop.event_log ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)`;
};

/** Changes a key column. */
const moveCategory =
  (limits: Limits): Transaction =>
  async (sql) => {
    const product = 1 + pick(limits.products);
    await sql`UPDATE shop.product_category SET category_id = ${1 + pick(200)} WHERE ctid = (SELECT ctid FROM shop.product_category WHERE product_id = ${product} LIMIT 1 FOR UPDATE) AND NOT EXISTS (SELECT 1 FROM shop.product_category WHERE product_id = ${product} OFFSET 1)`;
  };

/** The table without a key: one row in, one row out, one changed. */
const writeNote: Transaction = async (sql) => {
  await sql`INSERT INTO shop.audit_note VALUES (date_trunc('hour', now()), ${`author ${pick(40)}`}, ${`note ${pick(2000)}`})`;
  await sql`DELETE FROM shop.audit_note WHERE ctid = (SELECT ctid FROM shop.audit_note LIMIT 1 FOR UPDATE SKIP LOCKED)`;
  await sql`UPDATE shop.audit_note SET note = ${`edited ${pick(100)}`} WHERE ctid = (SELECT ctid FROM shop.audit_note LIMIT 1 OFFSET ${pick(100)} FOR UPDATE SKIP LOCKED)`;
};

/** Moves a row to a new primary key and the next one back, in one transaction. */
const renumberSize =
  (limits: Limits): Transaction =>
  async (sql) => {
    const id = 1 + pick(limits.sizes);
    await sql`UPDATE shop."Größen Tabelle" SET "Id" = -"Id", "Größe" = ${`Größe ${pick(1000)}`} WHERE "Id" IN (${id}, ${-id})`;
  };

const repriceProduct =
  (limits: Limits): Transaction =>
  (sql) =>
    sql`UPDATE shop.product SET price = ${pick(100_000) / 100}, updated_at = now() WHERE id = ${1 + pick(limits.products)}`;

/** Entry as a child process: `node shop-workload.ts URL RATE`; sends its counts to the parent once a second. */
if (process.send && process.argv[1]?.endsWith('shop-workload.ts')) {
  const ending = new AbortController();
  const counts: WorkloadCounts = { acknowledged: 0, failed: 0, unknown: 0, slowestMs: 0, lastError: null };
  const timer = setInterval(() => process.send?.(counts), 1_000);
  const end = (): void => ending.abort();
  process.once('disconnect', end);
  process.once('SIGTERM', end);
  process.on('SIGINT', () => {}); // the parent ends us in its order
  await runShopWorkload(
    {
      url: process.env['SHOP_URL'] ?? '',
      transactionsPerSecond: Number(process.argv[2] ?? 300),
      sessions: 4,
      signal: ending.signal,
    },
    counts,
  );
  clearInterval(timer);
  process.disconnect(); // the open channel would keep the process alive
}
