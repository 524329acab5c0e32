import type { Workbook } from 'exceljs';

type Scalar = string | number | boolean;
type Result = Scalar | Result[];

/** Works out a formula of the few kinds that the workbook uses, from the cells as they are, and not from what stands beside formulas. */
export function workOut(workbook: Workbook, sheet: string, formula: string): Result {
  const tokens = [
    ...formula.matchAll(
      /\s*("(?:[^"]|"")*"|'[^']+'!\$?[A-Z]+\$?\d+|\$?[A-Z]+\$?\d+(?![(\w])|[A-Z]+(?=\()|\d+(?:\.\d+)?|<=|>=|<>|[-+*/(){},:<>=&])/gy,
    ),
  ].map((match) => match[1] ?? '');
  let at = 0;
  const peek = (): string => tokens[at] ?? '';
  const take = (token?: string): string => {
    const next = peek();
    if (token !== undefined && next !== token) throw new Error(`${formula}: ${next} where ${token} was to be`);
    at += 1;
    return next;
  };
  const result = comparison();
  if (at < tokens.length || tokens.join('').length !== formula.replace(/\s/g, '').length)
    throw new Error(`not read: ${formula}`);
  return result;

  function comparison(): Result {
    let left = sum();
    while (['=', '<', '>', '<=', '>=', '<>'].includes(peek())) {
      const sign = take();
      const right = sum();
      const [a, b] = [plain(left), plain(right)];
      const order = a === b || (a === '' && b === 0) ? 0 : a < b ? -1 : 1;
      left =
        { '=': order === 0, '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0, '<>': order !== 0 }[
          sign
        ] ?? false;
    }
    return left;
  }

  function sum(): Result {
    let left = product();
    while (['+', '-'].includes(peek()))
      left = take() === '+' ? number(left) + number(product()) : number(left) - number(product());
    return left;
  }

  function product(): Result {
    let left = atom();
    while (['*', '/'].includes(peek()))
      left = take() === '*' ? number(left) * number(atom()) : number(left) / number(atom());
    return left;
  }

  function atom(): Result {
    const token = take();
    if (token === '(') {
      const inner = comparison();
      take(')');
      return inner;
    }
    if (token === '{') return list('}');
    if (token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
    if (/^\d/.test(token)) return Number(token);
    if (peek() === '(') {
      take('(');
      return call(token, list(')'));
    }
    return place(token);
  }

  function list(end: string): Result[] {
    const values: Result[] = [];
    while (peek() !== end) {
      values.push(comparison());
      if (peek() === ',') take();
    }
    take(end);
    return values;
  }

  function place(token: string): Result {
    const [, named = sheet, cell = token] = /^'([^']+)'!(.+)$/.exec(token) ?? [null, sheet, token];
    const [column = '', row = ''] = cell.replaceAll('$', '').match(/[A-Z]+|\d+/g) ?? [];
    if (peek() !== ':') return read(named, column, Number(row));
    take(':');
    const [, until = ''] =
      take()
        .replaceAll('$', '')
        .match(/[A-Z]+|\d+/g) ?? [];
    return Array.from({ length: Number(until) - Number(row) + 1 }, (_, index) =>
      read(named, column, Number(row) + index),
    );
  }

  function read(name: string, column: string, row: number): Scalar {
    const value = workbook.getWorksheet(name)?.getCell(`${column}${row}`).value ?? '';
    if (typeof value === 'object' && 'formula' in value) return plain(workOut(workbook, name, value.formula));
    return typeof value === 'string' || typeof value === 'number' ? value : '';
  }
}

const plain = (value: Result): Scalar => (Array.isArray(value) ? plain(value[0] ?? '') : value);
const number = (value: Result): number => Number(plain(value));
const numbersIn = (values: Result[]): number[] => values.flat(2).filter((value) => typeof value === 'number');

function call(name: string, given: Result[]): Result {
  const [first = '', second = '', third = ''] = given;
  switch (name) {
    case 'IF':
      return plain(first) === true ? second : third;
    case 'OR':
      return given.some((value) => plain(value) === true);
    case 'IFERROR':
      return typeof first === 'number' && Number.isNaN(first) ? second : first;
    case 'CHOOSE':
      return given[number(first)] ?? Number.NaN;
    case 'MATCH': {
      const found = (second as Result[]).indexOf(plain(first));
      return found === -1 ? Number.NaN : found + 1;
    }
    case 'MIN':
      return Math.min(...numbersIn(given));
    case 'MAX':
      return Math.max(...numbersIn(given));
    case 'SUM':
      return numbersIn(given).reduce((total, one) => total + one, 0);
    case 'COUNT':
      return numbersIn(given).length;
    case 'AVERAGE':
      return numbersIn(given).reduce((total, one) => total + one, 0) / numbersIn(given).length;
    case 'ROUND':
      return Math.round((number(first) + Number.EPSILON) * 10 ** number(second)) / 10 ** number(second);
    case 'COUNTIF':
      return (first as Result[]).filter((value) => isMet(plain(value), plain(second))).length;
    default:
      throw new Error(`no function ${name}`);
  }
}

/** As COUNTIF compares: a star is any letters, a question mark one, a tilde takes the meaning from what follows. */
function isMet(value: Scalar, criterion: Scalar): boolean {
  if (typeof criterion !== 'string') return value === criterion;
  const pattern = criterion.replace(/~([~*?])|[*?]|[.+^${}()|[\]\\]/g, (sign, literal?: string) =>
    literal !== undefined ? `\\${literal}` : sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`,
  );
  return new RegExp(`^${pattern}$`, 's').test(String(value));
}
