const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]]|:/gs;

/** The first name that an object in a JSON text has twice, null when none has: readers differ in which one they take. */
export function repeatedName(json: string): string | null {
  const open: Set<string>[] = [];
  let last: string | null = null;
  for (const [token] of json.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(new Set());
    if (token === '}' || token === ']') open.pop();
    if (token === ':' && last !== null) {
      const name = String(JSON.parse(last));
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
    last = token.startsWith('"') ? token : null;
  }
  return null;
}
