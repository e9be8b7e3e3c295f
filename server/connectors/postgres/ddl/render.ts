/** One catalog object into the DDL that makes it on a server of some version, under some names. Pure. */
import { unreachable } from '../../../core/assert.ts';
import type { CatalogObject } from '../../catalog-reader.ts';
import type { ConvertedObject, ObjectNames } from '../../catalog-writer.ts';
import { quoteName, quoteTable, quoteText } from '../sql-text.ts';
import { Rendering, SAME_NAMES } from './conversion.ts';
import { constraintDdl, indexDdl, type Finished } from './index-ddl.ts';
import { tableDdl } from './table-ddl.ts';
import { commentDdl, compositeDdl, domainDdl, ownershipDdl, rangeDdl, sequenceDdl, viewDdl } from './type-ddl.ts';

const NEWEST = 18;

export function convertObject(object: CatalogObject, major: number, names: ObjectNames): ConvertedObject {
  const rendering = new Rendering(major, names);
  const { ddl, finishingDdl } = statementsOf(object, rendering);
  return {
    target: targetName(object, names),
    ddl: rendering.unsupported ? [] : ddl,
    finishingDdl: rendering.unsupported ? [] : finishingDdl,
    conversions: rendering.conversions,
  };
}

/** The object as its own server would be told to make it. */
export function renderSource(object: Omit<CatalogObject, 'needs' | 'ddl'>): string {
  const { ddl } = statementsOf({ ...object, needs: [], ddl: '' }, new Rendering(NEWEST, SAME_NAMES));
  return ddl.map((statement) => `${statement};`).join('\n');
}

function targetName(object: CatalogObject, names: ObjectNames) {
  if (object.table !== null && (object.kind === 'INDEX' || object.kind === 'CONSTRAINT'))
    return { schema: names.relation(object.table).schema, name: object.name };
  return names.relation({ schema: object.schema, name: object.name });
}

function statementsOf(object: CatalogObject, rendering: Rendering): Finished {
  const { definition } = object;
  const name = { schema: object.schema, name: object.name };
  const owned = { name: object.name, table: object.table ?? name };
  const only = (...ddl: readonly string[]): Finished => ({ ddl, finishingDdl: [] });
  switch (definition.form) {
    case 'SCHEMA':
      return only(`CREATE SCHEMA IF NOT EXISTS ${quoteName(object.name)}`);
    case 'EXTENSION':
      return only(`CREATE EXTENSION IF NOT EXISTS ${quoteName(object.name)} WITH SCHEMA ${quoteName(object.schema)}`);
    case 'ENUM':
      return only(`CREATE TYPE ${quoteTable(name)} AS ENUM (${definition.labels.map(quoteText).join(', ')})`);
    case 'DOMAIN':
      return only(domainDdl(name, definition));
    case 'COMPOSITE':
      return only(compositeDdl(name, definition));
    case 'RANGE':
      return only(rangeDdl(name, definition, rendering));
    case 'SEQUENCE':
      return {
        ddl: [sequenceDdl(name, definition, rendering)],
        finishingDdl: ownershipDdl(name, definition, rendering),
      };
    case 'TABLE':
      return only(...tableDdl(name, definition, rendering));
    case 'INDEX':
      return only(...indexDdl(owned, definition, rendering));
    case 'CONSTRAINT':
      return constraintDdl(owned, definition, rendering);
    case 'VIEW':
      return viewDdl(object, definition, rendering);
    case 'COMMENT':
      return only(...commentDdl(object, definition, rendering));
    case 'LISTED':
      return only(definition.ddl);
    case 'UNREADABLE':
      return only();
    default:
      return unreachable(definition);
  }
}
