import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { TableSource } from '../../../language/agreement.ts';
import { agreement, entity, fixtures, load, money, table, text } from '../testing.ts';
import { guessDelimiter, RecordReader } from './records.ts';
import { scanFile } from './scan.ts';

const files = fixtures();
afterAll(() => files.remove());

const row = entity('row', { facts: { name: text, paid: { type: money, optional: true } } });

async function read(
  name: string,
  content: string | Uint8Array,
  options: Partial<Omit<TableSource, 'columns'>> = {},
) {
  const file = files.write(name, content);
  const { facts, problems, sources, diagnostics } = await load(
    agreement([row], { row: [table(file, options)] }),
  );
  const cells = (facts['row'] ?? []).map((r) => [r['_line'], r['id'], r['name'], r['paid']].join('~'));
  return { cells, problems, sources, diagnostics };
}

describe('what a well-formed file may look like', () => {
  it.each([
    ['comma.csv', 'id,name,paid\n1,a,5\n2,b,\n'],
    ['semicolon.csv', 'id;name;paid\n1;a;5\n2;b;\n'],
    ['pipe.csv', '\ufeffid|name|paid\r\n1|a|5\r\n2|b|\r\n'],
    ['tab.tsv', 'id\tname\tpaid\n1\ta\t5\n2\tb\t'],
    ['old-mac.csv', 'id,name,paid\r1,a,5\r2,b,\r'],
    ['mixed-ends.csv', 'id,name,paid\r\n1,a,5\n2,b,\r\n'],
    ['quoted.csv', '"id","name","paid"\n"1","a","5"\n"2","b",""\n'],
    ['padded.csv', 'id, name ,paid\n1, "a" ,5\n 2,b , \n'],
    ['order.csv', 'PAID,Name,other,ID\n5,a,x,1\n,b,y,2\n'],
  ])('%s', async (name, content) => {
    const { cells, problems } = await read(name, content);
    expect(problems).toEqual([]);
    expect(cells).toEqual(['2~1~a~5000000', '3~2~b~']);
  });

  it('knows true lines after quoted line ends and blank lines', async () => {
    const { cells, problems } = await read(
      'lines.csv',
      'id,name,paid\n\n1,"a\nb\n""c""",1\n  \n2,b,2\n\n\n3,"x\r\ny",3\n4,z,4\n\n',
    );
    expect(problems).toEqual([]);
    expect(cells).toEqual([
      '3~1~a\nb\n"c"~1000000',
      '7~2~b~2000000',
      '10~3~x\r\ny~3000000',
      '12~4~z~4000000',
    ]);
  });

  it('reads below a title, where `header` says', async () => {
    const content = 'Report "of"\n\nx,y\nid,name,paid\n1,a,5\n2,b,\n';
    expect(await read('title.csv', content, { header: 4 })).toMatchObject({
      problems: [],
      cells: ['5~1~a~5000000', '6~2~b~'],
    });
  });

  it('takes a header that spans lines', async () => {
    expect(await read('tall.csv', 'id,"na\nme",paid\n1,a,5\n')).toMatchObject({
      problems: ['error header-absent'],
    });
    const file = files.write('tall.csv', 'id,"the\nname",paid\n1,a,5\n');
    const loaded = await load(agreement([row], { row: [table(file, { columns: { name: 'The Name' } })] }));
    expect(loaded.facts['row']).toMatchObject([{ id: '1', name: 'a', _line: '3' }]);
  });

  it('a quote within a cell is only a character', async () => {
    const { cells, problems } = await read('inch.csv', 'id,name,paid\n1,5" wide,5\n');
    expect(problems).toEqual([]);
    expect(cells).toEqual(['2~1~5" wide~5000000']);
  });

  it('header only: no rows', async () => {
    expect(await read('header.csv', 'id,name,paid')).toMatchObject({ problems: [], cells: [] });
  });

  it('a file of one column may have empty rows, which are left out and counted', async () => {
    const only = entity('only', {});
    const file = files.write('one.csv', 'id\nA\n\nB\n');
    const { facts, sources } = await load(agreement([only], { only: [table(file)] }));
    expect(facts['only']).toMatchObject([
      { id: 'A', _line: '2' },
      { id: 'B', _line: '4' },
    ]);
    expect(sources).toMatchObject([{ read: 3, kept: 2, leftOut: 1 }]);
  });

  it('a name with pattern characters is only a name', async () => {
    expect(await read('a[1]*?.csv', 'id,name,paid\n1,a,5\n')).toMatchObject({
      problems: [],
      cells: ['2~1~a~5000000'],
    });
  });

  it('the hash is of the bytes of the file', async () => {
    const { sources } = await read('hash.csv', 'id,name,paid\n1,a,5\n');
    expect(sources[0]?.sha256).toBe(createHash('sha256').update('id,name,paid\n1,a,5\n').digest('hex'));
  });
});

describe('what is refused, and where', () => {
  it.each<[string, string | Uint8Array, string[]]>([
    ['empty', '', ['error file-empty']],
    ['ragged', 'id,name,paid\n1,a,5\n2,b\n3,c,1,9\n4,d,1\n', ['error row-ragged 3', 'error row-ragged 4']],
    ['open quote', 'id,name,paid\n1,a,5\n2,"b,1\n3,c,1\n', ['error quote-open 3']],
    ['text after a quote', 'id,name,paid\n1,a,5\n2,"b"c,1\n', ['error quote-stray 3']],
    ['zero byte', 'id,name,paid\n1,a,5\n2,\0b,1\n', ['error zero-byte 3']],
    ['return in a row', 'id,name,paid\n1,a,5\n2,b\rc,1\n', ['error line-end-mixed 3']],
    ['header twice', 'id,Name,NAME,paid\n1,a,b,5\n', ['error header-twice']],
    ['header missing', 'id,nome,paid\n1,a,5\n', ['error header-absent']],
    ['key missing', 'ident,name,paid\n1,a,5\n', ['error header-absent']],
    ['empty key', 'id,name,paid\n1,a,5\n,b,1\n', ['error key-empty 3']],
    [
      'repeated key',
      'id,name,paid\n1,a,5\n2,b,1\n1,c,1\n1,d,1\n',
      ['error key-twice 4', 'error key-twice 5'],
    ],
    ['no number', 'id,name,paid\n1,a,5\n2,b,x\n', ['error number-unreadable 3']],
    ['not a table', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x0a]), ['error encoding-other 1']],
  ])('%s', async (name, content, expected) => {
    expect((await read(`${name}.csv`, content)).problems).toEqual(expected);
  });

  it('names both lines of a repeated key', async () => {
    const { diagnostics } = await read('twice.csv', 'id,name,paid\n1,a,5\n2,b,1\n1,c,1\n');
    expect(diagnostics[0]?.message.en).toBe(
      '`row` 1 stands in line 4 of "twice.csv" and already in line 2 of "twice.csv".',
    );
    expect(diagnostics[0]?.message.zh).toContain('第 4 行');
  });

  it('names the nearest headers', async () => {
    const { diagnostics } = await read('near.csv', 'id,names,paid\n1,a,5\n');
    expect(diagnostics[0]?.hint?.en).toBe('Its nearest headers: "names", "paid", "id".');
  });

  it('counts all ragged rows and lists twenty', async () => {
    const { problems, diagnostics } = await read('many.csv', `id,name,paid\n${'1,2\n'.repeat(50)}`);
    expect(problems).toHaveLength(21);
    expect(diagnostics.at(-1)?.message.en).toBe('… and 30 more of the same kind (50 in all).');
  });

  it('a missing file', async () => {
    const { problems } = await load(agreement([row], { row: [table(join(files.folder, 'none.csv'))] }));
    expect(problems).toEqual(['error file-missing']);
  });

  it('a delimiter that is none', async () => {
    expect((await read('x.csv', 'id,name,paid\n', { delimiter: '||' })).problems).toEqual([
      'error delimiter-wrong',
    ]);
  });

  it('a line of 200 MB', async () => {
    const file = join(files.folder, 'long.csv');
    const handle = openSync(file, 'w');
    writeSync(handle, 'id,name,paid\n1,a,5\n');
    const block = Buffer.alloc(1 << 20, 'x');
    for (let i = 0; i < 200; i += 1) writeSync(handle, block);
    closeSync(handle);
    const { problems } = await load(agreement([row], { row: [table(file)] }));
    expect(problems).toEqual(['error line-too-long 3']);
  });
});

describe('encodings', () => {
  const chinese = 'id,name,paid\n1,医院甲,5\n2,医院乙,\n';
  const gbk = Buffer.from('69642c6e616d652c706169640a312cd2bdd4babcd72c350a322cd2bdd4bad2d22c0a', 'hex');

  it('declared', async () => {
    expect((await read('gbk.csv', gbk, { encoding: 'GBK' })).cells).toEqual([
      '2~1~医院甲~5000000',
      '3~2~医院乙~',
    ]);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(chinese, 'utf16le')]);
    expect((await read('16.csv', utf16, { encoding: 'utf-16' })).cells[0]).toBe('2~1~医院甲~5000000');
    const bigEndian = Buffer.from(utf16).swap16();
    expect((await read('16be.csv', bigEndian, { encoding: 'utf-16' })).cells[0]).toBe('2~1~医院甲~5000000');
    const latin = Buffer.from('id,name,paid\n1,Müller,5\n', 'latin1');
    expect((await read('latin.csv', latin, { encoding: 'latin1' })).cells).toEqual(['2~1~Müller~5000000']);
  });

  it('undeclared: says where, and what it reads as', async () => {
    const reads = async (name: string, content: Uint8Array) => {
      const { diagnostics } = await read(name, content);
      return diagnostics.map((d) => [d.code, d.at?.line, d.hint?.en].join(' '));
    };
    expect(await reads('gbk.csv', gbk)).toEqual(['encoding-other 2 Add `encoding: gbk`.']);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(chinese, 'utf16le')]);
    expect((await reads('16.csv', utf16))[0]).toContain('Add `encoding: utf-16`.');
    const latin = Buffer.from('id,name,paid\n1,a,5\n2,Müller und Söhne,5\n', 'latin1');
    expect(await reads('latin.csv', latin)).toEqual(['encoding-other 3 Add `encoding: latin1`.']);
  });

  it('declared wrongly, or not at all an encoding', async () => {
    const { problems } = await read('wrong.csv', Buffer.from('id,name\n1,\xff\xff\n', 'latin1'), {
      encoding: 'gbk',
    });
    expect(problems).toEqual(['error encoding-wrong 2']);
    expect((await read('x.csv', 'id\n', { encoding: 'klingon' })).problems).toEqual([
      'error encoding-unknown',
    ]);
  });
});

describe('the scan and the two readers', () => {
  it('guess the delimiter from the rows, not the header alone', () => {
    expect(guessDelimiter('a;b,c\n1;2\n3;4\n')).toBe(';');
    expect(guessDelimiter('name|"x,y,z"\n1|2\n')).toBe('|');
    expect(guessDelimiter('only\n1\n')).toBe(',');
  });

  const field = fc.oneof(
    fc.constantFrom('', 'a', ' b', '1', '""', '"q"', '"a,b"', '"a\nb"', '"a""b"', 'c"d', '"e" ', 'é', '医'),
    fc.string({ maxLength: 4 }),
  );
  const content = fc
    .array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
    .chain((rows) => fc.constantFrom('\n', '\r\n').map((end) => rows.map((r) => r.join(',')).join(end)));

  it('agree on rows, lines and cells of any text', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (body) => {
        const file = files.write('any.csv', `h1,h2\n${body}`);
        const scan = await scanFile(file, { delimiter: ',', header: 1, listed: 20 });
        if (scan.stop || scan.ragged.total + scan.stray.total + scan.returns.total > 0) return;
        const slow = new RecordReader(',')
          .read(`h1,h2\n${body}`, true)
          .slice(1)
          .filter((r) => !r.blank);
        expect(scan.rows).toBe(slow.length);
        const shape = entity('any', { key: { n: text }, facts: { h1: text, h2: text } });
        const { facts } = await load(
          agreement([shape], { any: [table(file, { columns: { n: { value: 'k' } } })] }),
        );
        const expected = slow
          .map((r) => [String(r.line), ...r.cells.map((c) => c.trim() || null)])
          .filter((_, i) => slow[i]?.cells.some((c) => c !== ''));
        expect(facts['any']?.map((r) => [r['_line'], r['h1'], r['h2']])).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
