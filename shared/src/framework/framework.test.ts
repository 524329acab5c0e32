import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors/errors.ts';
import { parseFramework } from './framework.ts';
import { categoryOf, limitsOf, listItems, listProcessItems } from './lookup.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const pmqaFile = () => read('./editions/pmqa-4.0-2562.json');
const efqmFile = () => read('./fixtures/efqmLike.json');

/** The file with the value at a path ("profiles.1.method") replaced, or taken out when there is none. */
function spoil(file: unknown, path: string, value?: unknown): unknown {
  const [key = '', ...rest] = path.split('.');
  const copy = (Array.isArray(file) ? [...file] : { ...Object(file) }) as Record<string, unknown>;
  if (rest.length > 0) copy[key] = spoil(copy[key], rest.join('.'), value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}

/** The message a framework is refused with; fails when it is taken. */
function refusal(file: unknown): string {
  try {
    parseFramework(file);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('invalid');
    expect(error.details).toMatchObject({
      problems: expect.arrayContaining([{ path: expect.any(String), message: expect.any(String) }]),
    });
    return error.message;
  }
  throw new Error('the framework was taken');
}

const pmqa = parseFramework(pmqaFile());

describe('P9 the PMQA 4.0 framework of 2562', () => {
  test('P9 holds 7 categories with goals, 24 items and 6 dimensions', () => {
    expect(pmqa.id).toBe('pmqa-4.0-2562');
    expect(pmqa.categories.map(({ code }) => code)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(pmqa.categories.every(({ goal }) => goal.th.length > 100 && goal.en.length > 100)).toBe(true);
    expect(listProcessItems(pmqa).map(({ code }) => code)).toEqual(
      [1, 2, 3, 4, 5, 6].flatMap((category) => [1, 2, 3, 4].map((place) => `${category}.${place}`)),
    );
    const dimensions = listItems(pmqa).filter(({ kind }) => kind === 'dimension');
    expect(dimensions.map(({ code }) => code)).toEqual(['7.1', '7.2', '7.3', '7.4', '7.5', '7.6']);
    expect(categoryOf(pmqa, '3.3').code).toBe('3');
    expect(() => categoryOf(pmqa, '9.9')).toThrow(AppError);
  });

  test('P9 every item has guidance for its three levels, and titles from the report', () => {
    for (const item of listProcessItems(pmqa)) {
      expect(item.levels.map(({ level }) => level)).toEqual(['basic', 'advance', 'significance']);
      expect(item.title.certainty.th).toBe('seed');
      expect(item.levels.flatMap(({ checks }) => checks).every(({ text }) => text.certainty.th === 'own-words')).toBe(
        true,
      );
    }
  });

  test('P9 offers both profiles, neither of them official', () => {
    expect(pmqa.profiles.map(({ id, method, official }) => [id, method, official])).toEqual([
      ['weakest-link', 'lowest-item', false],
      ['points-500', 'mean-points', false],
    ]);
    expect(pmqa.defaultProfile).toBe('weakest-link');
  });

  test('P9 a framework of weights, attributes and caps is held too', () => {
    const efqm = parseFramework(efqmFile());
    expect(efqm.scale.kind).toBe('attribute-percent');
    expect(efqm.profiles[0]).toMatchObject({ method: 'weighted-mean', maxPoints: 1000 });
  });
});

describe('P9 a bad framework is refused', () => {
  test('P9 an unknown method, with the ones that are known', () => {
    expect(refusal(spoil(pmqaFile(), 'profiles.1.method', 'eval'))).toBe(
      'the framework is refused: profiles.1.method: unknown method "eval"; known are lowest-item, mean-points, weighted-mean',
    );
  });

  test('P9 an unknown gate, indicator method, certainty or level', () => {
    expect(refusal(spoil(efqmFile(), 'profiles.0.gates.0.gate', 'script'))).toContain(
      'unknown gate "script"; known are attribute-caps-item, category-caps-overall',
    );
    expect(refusal(spoil(pmqaFile(), 'indicatorRules.methods.0', 'formula'))).toContain(
      'unknown indicator method "formula"',
    );
    expect(refusal(spoil(pmqaFile(), 'name.certainty.th', 'sure'))).toContain('name.certainty.th');
    expect(refusal(spoil(pmqaFile(), 'scale.levels.2.level', 'gold'))).toContain('scale.levels.2.level');
  });

  test('P9 another version of the format, an unknown key, something else entirely', () => {
    expect(refusal(spoil(pmqaFile(), 'schemaVersion', 2))).toContain('schemaVersion must be 1');
    expect(refusal(spoil(pmqaFile(), 'profiles.0.formula', 'a+b'))).toContain('"formula"');
    expect(refusal(spoil(pmqaFile(), 'categories.0.items.0.title.en', ''))).toContain('categories.0.items.0.title.en');
    expect(refusal(null)).toContain('the framework is refused');
    expect(refusal([])).toContain('the framework is refused');
  });

  test('P9 duplicate codes, check ids and profiles', () => {
    expect(refusal(spoil(pmqaFile(), 'categories.1.items.0.code', '1.1'))).toContain(
      'the code "1.1" is used more than once',
    );
    expect(refusal(spoil(pmqaFile(), 'categories.1.items.0.levels.0.checks.0.id', '1.1.b1'))).toContain(
      'the check id "1.1.b1" is used more than once',
    );
    expect(refusal(spoil(pmqaFile(), 'profiles.1.id', 'weakest-link'))).toContain(
      'the profile id "weakest-link" is used more than once',
    );
  });

  test('P9 levels out of order or missing, points that do not rise', () => {
    const levels = listProcessItems(pmqa).find(({ code }) => code === '3.3')?.levels ?? [];
    const path = 'categories.2.items.2.levels';
    expect(refusal(spoil(pmqaFile(), path, levels.toReversed()))).toContain(
      'item 3.3: levels must be basic, advance, significance, in this order; found significance, advance, basic',
    );
    expect(refusal(spoil(pmqaFile(), path, levels.slice(0, 2)))).toContain('item 3.3: levels must be');
    expect(refusal(spoil(pmqaFile(), 'scale.levels', []))).toContain('scale.levels: levels must be');
    expect(refusal(spoil(pmqaFile(), 'scale.levels.1.points', 300))).toContain('points must rise');
  });

  test('P9 weights that do not sum to 100, are missing, or weigh nothing that exists', () => {
    const weights = 'profiles.0.weights';
    expect(refusal(spoil(efqmFile(), `${weights}.categories.1`, 25))).toContain(
      'the weights of 1, 2, 3 must sum to 100; they sum to 105',
    );
    expect(refusal(spoil(efqmFile(), `${weights}.attributes.scope`, '49.9'))).toContain('they sum to 99.9');
    expect(refusal(spoil(efqmFile(), `${weights}.items`, { 3.1: 100 }))).toContain('"3.2" has no weight');
    expect(refusal(spoil(efqmFile(), `${weights}.items`, { 9.9: 1 }))).toContain(
      '"9.9" is weighted but does not exist',
    );
    expect(refusal(spoil(efqmFile(), `${weights}.categories.1`, -20))).toContain('from 0 to 100');
  });

  test('P9 gates and scopes about what does not exist', () => {
    expect(refusal(spoil(efqmFile(), 'profiles.0.gates.0.attribute', 'x'))).toContain(
      'profiles.points-1000.gates.0: the gate names "x", which does not exist',
    );
    expect(refusal(spoil(efqmFile(), 'profiles.0.gates.2.category', '9'))).toContain('the gate names "9"');
  });

  test('P2 P9 a scope that forgets a process category or takes in the results', () => {
    for (const scope of [
      ['1', '2', '3', '4', '5'],
      ['1', '2', '3', '4', '5', '6', '7'],
    ]) {
      expect(refusal(spoil(pmqaFile(), 'profiles.0.scope', scope))).toContain('scope must be the process categories');
    }
  });

  test('P9 a method that cannot score the scale, a default that does not exist, a mark without legend', () => {
    expect(refusal(spoil(pmqaFile(), 'profiles', parseFramework(efqmFile()).profiles))).toContain(
      'cannot score a scale',
    );
    expect(refusal(spoil(pmqaFile(), 'defaultProfile', 'x'))).toContain('there is no profile "x"');
    expect(refusal(spoil(pmqaFile(), 'certaintyLegend.memory'))).toContain(
      'the mark "memory" is used but not explained',
    );
  });
});

describe('P9 limits of the texts of a form', () => {
  const limits = { maxGraphemes: 8_000, certainty: 'unknown' };
  const level = 'categories.0.items.0.levels.1.limits';
  const item = 'categories.0.items.0.limits';

  test('P9 a level goes before its item, the item before the edition; PMQA states none', () => {
    expect(limitsOf(pmqa, '1.1', 'advance')).toBeNull();
    const given = parseFramework(
      spoil(
        spoil(spoil(pmqaFile(), level, { ...limits, maxGraphemes: 100 }), item, { maxWords: 50, certainty: 'unknown' }),
        'evidenceRules.narrativeLimitCharacters.value',
        900,
      ),
    );
    expect(limitsOf(given, '1.1', 'advance')).toMatchObject({ maxGraphemes: 100 });
    expect(limitsOf(given, '1.1', 'basic')).toMatchObject({ maxWords: 50 });
    expect(limitsOf(given, '1.2', 'basic')).toEqual({ maxGraphemes: 900, certainty: 'unknown' });
    expect(limitsOf(given, '9.9', 'basic')).toBeNull();
  });

  test.each([
    ['without a number', { certainty: 'unknown' }, 'limits must name maxGraphemes, maxWords or both'],
    ['of no letters', { ...limits, maxGraphemes: 0 }, 'maxGraphemes'],
    ['of half a word', { maxWords: 1.5, certainty: 'unknown' }, 'maxWords'],
    ['without its certainty', { maxWords: 5 }, 'certainty'],
    ['with another name', { ...limits, maxPages: 3 }, 'maxPages'],
  ])('P9 limits %s are refused', (_name, value, told) => {
    expect(refusal(spoil(pmqaFile(), level, value))).toContain(told);
    expect(refusal(spoil(pmqaFile(), item, value))).toContain(told);
  });
});
