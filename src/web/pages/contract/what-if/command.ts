/** The scenario as the command that gives the same. */

/** Values in single quotes where a shell would read them otherwise. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function whatIfCommand(run: string, set: Readonly<Record<string, string>>): string {
  const changes = Object.entries(set).map(([name, value]) => `--set ${shellWord(`${name}=${value}`)}`);
  return ['openvbp what-if', shellWord(run), ...changes].join(' ');
}
