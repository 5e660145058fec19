/** JSON Schemas of documents, for editors, from the very definitions the reader checks with. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { model } from './model.ts';
import { tests } from './tests.ts';

export const schemas = { model, contract, tests };

export type DocumentKind = keyof typeof schemas;

const titles: Record<DocumentKind, string> = {
  model: 'OpenVBP model',
  contract: 'OpenVBP contract',
  tests: 'OpenVBP tests',
};

/**
 * The JSON Schema (draft 2020-12) of a kind of document. We read every YAML scalar as text; an editor's YAML gives numbers, booleans
 * and null where they look like it, so those are accepted wherever text is.
 */
export function jsonSchema(kind: DocumentKind): Record<string, unknown> {
  const schema = z.toJSONSchema(schemas[kind], {
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override({ jsonSchema: part }) {
      if (part.type !== 'string') return;
      const loose = part as Record<string, unknown>;
      const words = part.enum as string[] | undefined;
      if (words?.includes('true')) {
        delete loose.type;
        loose.enum = [true, false, ...words];
      } else if (!words) {
        loose.type =
          part.minLength === undefined && part.pattern === undefined
            ? ['string', 'number', 'boolean', 'null']
            : ['string', 'number', 'boolean'];
      }
    },
  });
  return { ...schema, $id: `${kind}.schema.json`, title: titles[kind] };
}
