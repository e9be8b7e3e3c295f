/** Paths with named parts: match('/tasks/:id', '/tasks/7') -> {id: '7'}; null when it is another page. Pure. */
export type Parts = Readonly<Record<string, string>>;

export function match(pattern: string, path: string): Parts | null {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const have = given[index] ?? '';
    if (want.startsWith(':')) parts[want.slice(1)] = decodeURIComponent(have);
    else if (want !== have) return null;
  }
  return parts;
}

const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

/** The search part of an address with some values changed; null, '' and an empty list leave a name out. */
export function withSearch(
  search: string,
  changes: Readonly<Record<string, string | readonly string[] | null>>,
): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    parameters.delete(name);
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') parameters.append(name, one);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
