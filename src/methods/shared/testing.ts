/** For tests of methods: rows as the text of a CSV. */
export function csv(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly unknown[]) =>
    `${cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',')}\n`;
  return [headers, ...rows.map((row) => headers.map((name) => row[name]))].map(line).join('');
}
