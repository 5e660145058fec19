/**
 * JSON Schema of TypeScript types, as the compiler understands them: so that what the server's description says of an answer is what the pages are
 * compiled against. Of types that are data (no functions, no classes); anything else is an error, never a guess.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { API, SymbolFlags, TypeFlags, type Checker, type Symbol, type Type } from 'typescript/unstable/sync';

type JsonSchema = { [keyword: string]: unknown };

interface Described {
  /** Types with a name of their own. */
  schemas: Record<string, JsonSchema>;
  /** Of each interface that was asked for, the schema of each property. */
  properties: Record<string, Record<string, JsonSchema>>;
}

const root = resolve(import.meta.dirname, '../..');

/** Of the exported interfaces `names` of a file below the checkout. */
export function jsonSchemas(file: string, names: readonly string[]): Described {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-types-'));
  const config = join(folder, 'tsconfig.json');
  // The one file with what it imports: the whole checkout would take five times as long.
  writeFileSync(
    config,
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: [], files: [join(root, file)] }),
  );
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProjects: [config] }).getProjects();
    const source = project?.program.getSourceFile(join(root, file));
    const module = source && project?.checker.getSymbolAtLocation(source);
    if (!project || !module) throw new Error(`${file} cannot be read`);
    return new Schemas(project.checker, module).of(names);
  } finally {
    api.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Schemas {
  readonly #checker: Checker;
  readonly #exports: Map<string, Symbol>;
  readonly #named = new Map<number, string>();
  readonly #schemas: Record<string, JsonSchema> = {};

  constructor(checker: Checker, module: Symbol) {
    this.#checker = checker;
    this.#exports = new Map(
      checker
        .getExportsOfModule(module)
        .map((one) => [one.name, one.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one]),
    );
  }

  of(names: readonly string[]): Described {
    const properties = names.map((name): [string, Record<string, JsonSchema>] => {
      const symbol = this.#exports.get(name);
      if (!symbol) throw new Error(`no type ${name}`);
      return [name, this.#properties(this.#checker.getDeclaredTypeOfSymbol(symbol), name)];
    });
    return { schemas: this.#schemas, properties: Object.fromEntries(properties) };
  }

  #properties(type: Type, place: string): Record<string, JsonSchema> {
    return Object.fromEntries(
      this.#checker.getPropertiesOfType(type).map((property) => {
        const own = this.#checker.getTypeOfSymbol(property);
        if (!own) throw new Error(`${place}.${property.name} has no type`);
        const schema = this.#schema(own, `${place}.${property.name}`);
        return [property.name, described(schema, property.getDocumentationComment(this.#checker))];
      }),
    );
  }

  #schema(type: Type, place: string): JsonSchema {
    const name = this.#nameOf(type);
    if (name === undefined) return this.#structure(type, place);
    if (!(name in this.#schemas)) {
      this.#schemas[name] = {};
      const symbol = type.getAliasSymbol() ?? type.getSymbol();
      this.#schemas[name] = described(
        this.#structure(type, name),
        symbol?.getDocumentationComment(this.#checker) ?? '',
      );
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** Interfaces and aliases of ours have a name; what is written in place, and what the language itself brings, has none. */
  #nameOf(type: Type): string | undefined {
    const alias = type.getAliasSymbol();
    const symbol = alias ?? (type.isClassOrInterface() ? type.getSymbol() : undefined);
    const [declared] = symbol?.declarations ?? [];
    if (!symbol || !declared || declared.path.includes('/typescript')) return undefined;
    if (alias && type.getAliasTypeArguments().length > 0) return undefined;
    const known = this.#named.get(symbol.id);
    if (known !== undefined) return known;
    // The pages' own types keep their names; another's of the same name is called after its file, too.
    const taken = [...this.#named.values()].includes(symbol.name) || this.#exports.has(symbol.name);
    const free = this.#exports.get(symbol.name)?.id === symbol.id || !taken;
    const name = free ? symbol.name : `${symbol.name}.${basename(declared.path, '.ts')}`;
    this.#named.set(symbol.id, name);
    return name;
  }

  #structure(type: Type, place: string): JsonSchema {
    const { flags } = type;
    if (type.isUnionType()) return this.#union(type.getTypes() ?? [], place);
    if (type.isLiteralType()) return { const: type.value };
    if (flags & TypeFlags.String) return { type: 'string' };
    if (flags & TypeFlags.Number) return { type: 'number' };
    if (flags & TypeFlags.Boolean) return { type: 'boolean' };
    if (flags & TypeFlags.Null) return { type: 'null' };
    if (this.#checker.isTupleType(type)) return this.#tuple(type, place);
    if (this.#checker.isArrayType(type)) {
      const [item] = this.#checker.getTypeArguments(type as Parameters<Checker['getTypeArguments']>[0]);
      return { type: 'array', items: this.#schema(item as Type, `${place}[]`) };
    }
    if (flags & (TypeFlags.Object | TypeFlags.Intersection)) return this.#object(type, place);
    throw new Error(`${place}: ${this.#checker.typeToString(type)} is no data`);
  }

  #tuple(type: Type, place: string): JsonSchema {
    const items = this.#checker.getTypeArguments(type as Parameters<Checker['getTypeArguments']>[0]);
    const prefixItems = items.map((item, i) => this.#schema(item, `${place}[${i}]`));
    return { type: 'array', prefixItems, minItems: items.length, maxItems: items.length };
  }

  #object(type: Type, place: string): JsonSchema {
    if (this.#checker.getSignaturesOfType(type, 0).length > 0) throw new Error(`${place} is a function`);
    const properties = this.#properties(type, place);
    const required = this.#checker
      .getPropertiesOfType(type)
      .filter(({ flags }) => !(flags & SymbolFlags.Optional))
      .map(({ name }) => name);
    const [index] = this.#checker.getIndexInfosOfType(type);
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(index && { additionalProperties: this.#schema(index.valueType, `${place}{}`) }),
    };
  }

  /** `undefined` is a property that is not there. */
  #union(types: readonly Type[], place: string): JsonSchema {
    const schemas: JsonSchema[] = [];
    const literals: unknown[] = [];
    for (const type of types) {
      if (type.flags & TypeFlags.Undefined) continue;
      if (type.isLiteralType()) literals.push(type.value);
      else schemas.push(this.#schema(type, place));
    }
    const both = literals.includes(true) && literals.includes(false);
    if (both) schemas.unshift({ type: 'boolean' });
    const values = literals.filter((value) => !both || typeof value !== 'boolean').sort(byText);
    if (values.length > 0) schemas.unshift(values.length === 1 ? { const: values[0] } : { enum: values });
    schemas.sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
    const plain = schemas.every((one) => typeof one['type'] === 'string' && Object.keys(one).length === 1);
    if (schemas.length === 1) return schemas[0] as JsonSchema;
    return plain ? { type: schemas.map((one) => one['type']) } : { anyOf: schemas };
  }
}

const byText = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);

function described(schema: JsonSchema, words: string): JsonSchema {
  const description = words.replaceAll(/\s*\n\s*/g, ' ').trim();
  return description === '' ? schema : { description, ...schema };
}
