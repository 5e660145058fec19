/**
 * Sets every date in a ZIP archive to its earliest, 1 January 1980, in place. An XLSX file is a ZIP archive whose
 * writer stamps the time of writing on each part; the same statement must give the same bytes.
 */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** MS-DOS date: years since 1980 · 512 + month · 32 + day. */
const FIRST_DAY = 0x0021;

export function fixZipDates(archive: Buffer): Buffer {
  // The end record stands last; a comment may follow it, which our writer never makes.
  const end = archive.length - 22;
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error('not a ZIP archive as we write them');
  const entries = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < entries; i++) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error('damaged ZIP directory');
    archive.writeUInt16LE(0, at + 12);
    archive.writeUInt16LE(FIRST_DAY, at + 14);
    const local = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(local) !== LOCAL) throw new Error('damaged ZIP entry');
    archive.writeUInt16LE(0, local + 10);
    archive.writeUInt16LE(FIRST_DAY, local + 12);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return archive;
}
