/** Fills the shop with more than a million rows, by SQL on the server; `scale` 1 is the demo, smaller ones serve tests. */
import type postgres from 'postgres';
import { SHOP_INDEXES, SHOP_SCHEMA } from './shop-schema.ts';

const FILL = (n: (rows: number) => number): readonly string[] => [
  `INSERT INTO shop.country SELECT code, 'Land ' || code, 19 + ord % 6 FROM unnest(ARRAY['AT','BE','CH','CZ','DE','DK','ES','FI','FR','GR','HU','IE','IS','IT','NL','NO','PL','PT','SE','UA']) WITH ORDINALITY AS c(code, ord)`,
  `INSERT INTO shop.customer (email, name, "birthDate", status, preferences, tags, balance, created_at)
   SELECT 'kunde' || g || '@example.org', (ARRAY['Zoë','Jürgen','Łukasz','Ольга','Søren','李雷','Ana','Σοφία'])[1 + g % 8] || ' ' || md5(g::text),
     CASE WHEN g % 7 > 0 THEN date '1950-01-01' + g % 20000 END, (enum_range(NULL::shop.customer_status))[1 + g % 4],
     jsonb_build_object('newsletter', g % 2 = 0, 'language', (ARRAY['de','en','pl'])[1 + g % 3], 'score', g / 7.0), ARRAY['t' || g % 50, 'größe ' || g % 9],
     (g % 100000) / 100.0, timestamptz '2025-01-01' + g * interval '5 minutes' FROM generate_series(1, ${n(100_000)}) g`,
  `INSERT INTO shop.address (customer_id, lines, city, country)
   SELECT 1 + g % ${n(100_000)}, ARRAY['Straße ' || g, 'c/o "Müller, Söhne"'], (ARRAY['Wien','Kraków','Århus','Αθήνα'])[1 + g % 4], (ARRAY['AT','PL','DK','GR'])[1 + g % 4] FROM generate_series(1, ${n(120_000)}) g`,
  `INSERT INTO shop.category SELECT g, CASE WHEN g > 10 THEN 1 + g % 10 END, 'Kategorie ' || g FROM generate_series(1, 200) g`,
  `INSERT INTO shop.product (sku, name, price, attributes, size, photo, weight)
   SELECT 'SKU-' || g, 'Produkt № ' || g, (g % 9999) / 7.0, jsonb_build_object('colour', g % 12, 'sizes', jsonb_build_array(g % 3, g % 5), 'text', repeat('x', g % 50)),
     ROW(g % 100, g % 50 + 0.5, g % 20)::shop.dimensions, decode(md5(g::text) || md5((g * 3)::text), 'hex'), g / 3.0 FROM generate_series(1, ${n(20_000)}) g`,
  `INSERT INTO shop.product_category SELECT p, 1 + (p * k * 7) % 200 FROM generate_series(1, ${n(20_000)}) p, generate_series(1, 2) k ON CONFLICT DO NOTHING`,
  `INSERT INTO shop.warehouse SELECT md5('w' || g)::uuid, 'Lager ' || g, point(g, g * 2), time '06:00' + g * interval '10 minutes' FROM generate_series(1, 3) g`,
  `INSERT INTO shop.inventory SELECT p, md5('w' || w)::uuid, 1000 + p % 500 FROM generate_series(1, ${n(20_000)}) p, generate_series(1, 3) w`,
  `INSERT INTO shop."Order" (customer_id, "placedAt", shipped_at, total, note)
   SELECT 1 + (g * 7) % ${n(100_000)}, timestamptz '2026-01-01' + g * interval '1 minute', CASE WHEN g % 5 > 0 THEN timestamptz '2026-01-03' + g * interval '1 minute' END, (g % 90000) / 10.0,
     CASE WHEN g % 1000 = 0 THEN (SELECT string_agg(md5(g::text || s), '') FROM generate_series(1, 200) s) WHEN g % 3 = 0 THEN 'Bitte klingeln' || chr(9) || 'zweimal' || chr(10) || '\\\\o/' END FROM generate_series(1, ${n(200_000)}) g`,
  `INSERT INTO shop.order_item SELECT o.id, l, 1 + (o.id * l * 13) % ${n(20_000)}, 1 + l, (o.id % 977) / 4.0 FROM shop."Order" o, generate_series(1, 2 + (o.id % 2)::int) l`,
  `INSERT INTO shop.payment (order_id, method, amount, paid_at, details) SELECT o.id, (enum_range(NULL::shop.payment_method))[1 + (o.id % 3)::int], o.total, o."placedAt" + interval '1 hour', jsonb_build_object('ref', o.id) FROM shop."Order" o WHERE o.id % 10 > 0`,
  `INSERT INTO shop.event_log (at, kind, payload) SELECT timestamptz '2025-06-01' + g * interval '3 minutes', 'event' || g % 30, jsonb_build_object('n', g) FROM generate_series(1, ${n(200_000)}) g`,
  `INSERT INTO shop.audit_note SELECT timestamptz '2026-01-01' + g % 500 * interval '1 hour', CASE WHEN g % 11 > 0 THEN 'author ' || g % 40 END, CASE WHEN g % 13 > 0 THEN 'note ' || g % 2000 END FROM generate_series(1, ${n(30_000)}) g`,
  `INSERT INTO shop."Größen Tabelle" SELECT g, 'Größe ' || g, g / 3.0::float8, 'ключ ' || g FROM generate_series(1, ${n(5_000)}) g`,
  `INSERT INTO shop.price_history SELECT p, tstzrange(timestamptz '2026-01-01' + k * interval '30 days', timestamptz '2026-01-01' + (k + 1) * interval '30 days'), p / 9.0 + k FROM generate_series(1, ${n(10_000)}) p, generate_series(0, 2) k`,
];

/** Makes the schema and fills it; returns the number of rows. */
export async function createShop(sql: postgres.Sql, options: { readonly scale?: number } = {}): Promise<number> {
  const scale = options.scale ?? 1;
  await sql.unsafe(SHOP_SCHEMA);
  let rows = 0;
  for (const statement of FILL((full) => Math.max(20, Math.round(full * scale))))
    rows += (await sql.unsafe(statement)).count;
  await sql.unsafe(SHOP_INDEXES);
  await sql.unsafe('REFRESH MATERIALIZED VIEW shop.top_products');
  await sql.unsafe('ANALYZE');
  return rows;
}
