import Fraction from 'fraction.js';
import { levels } from '../assessment/level.ts';
import type { AttributeScale, Category, Framework, LevelScale, ProcessItem } from './framework.ts';
import type { Profile, WeightedMeanProfile } from './methods.ts';
import type { Decimal } from './text.ts';

/** Where a framework is refused, as a path of keys joined by ".", and why. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Everything in a well-shaped framework that contradicts the rest of it (docs/score.md P9); [] when it holds together. */
export function findContradictions(framework: Framework): Problem[] {
  return [
    ...findRepeated('categories', framework.categories.flatMap(codesOf), 'code'),
    ...findRepeated('categories', checkIdsOf(framework), 'check id'),
    ...findRepeated(
      'profiles',
      framework.profiles.map((profile) => profile.id),
      'profile id',
    ),
    ...findScaleProblems(framework),
    ...framework.profiles.flatMap((profile) => findProfileProblems(framework, profile)),
    ...findDefaultProblems(framework),
    ...findLegendProblems(framework),
  ];
}

const codesOf = (category: Category): string[] => [category.code, ...category.items.map((item) => item.code)];

const processItems = (framework: Framework): ProcessItem[] =>
  framework.categories.flatMap((category) => (category.kind === 'process' ? category.items : []));

const checkIdsOf = (framework: Framework): string[] =>
  processItems(framework).flatMap((item) => item.levels.flatMap((level) => level.checks.map((check) => check.id)));

function findRepeated(path: string, names: readonly string[], what: string): Problem[] {
  const repeated = new Set(names.filter((name, place) => names.indexOf(name) !== place));
  return [...repeated].map((name) => ({ path, message: `the ${what} "${name}" is used more than once` }));
}

function findScaleProblems(framework: Framework): Problem[] {
  switch (framework.scale.kind) {
    case 'cumulative-levels':
      return [
        ...findLevelOrderProblems('scale.levels', framework.scale.levels),
        ...findRisingProblems(framework.scale),
        ...findResultsProblems(framework),
        ...processItems(framework).flatMap((item) => findLevelOrderProblems(`item ${item.code}`, item.levels)),
      ];
    case 'attribute-percent':
      return [
        ...findRepeated(
          'scale.attributes',
          framework.scale.attributes.map((attribute) => attribute.code),
          'attribute',
        ),
        ...findUncoveredKinds(framework, framework.scale),
        ...processItems(framework)
          .filter((item) => item.levels.length > 0)
          .map((item) => ({ path: `item ${item.code}`, message: 'an item scored by attributes has no levels' })),
      ];
  }
}

function findLevelOrderProblems(path: string, given: readonly { readonly level: string }[]): Problem[] {
  const order = given.map(({ level }) => level).join(', ');
  return order === levels.join(', ')
    ? []
    : [{ path, message: `levels must be ${levels.join(', ')}, in this order; found ${order || 'none'}` }];
}

function findRisingProblems(scale: LevelScale): Problem[] {
  const points = [scale.none.points, ...scale.levels.map((level) => level.points)];
  const rising = points.every((value, place) => place === 0 || exact(value).gt(exact(points[place - 1] ?? value)));
  return rising ? [] : [{ path: 'scale.levels', message: 'points must rise from none to the highest level' }];
}

/** Indicators come to one percentage beside the levels (docs/score.md P6), so there is one place for them at most. */
function findResultsProblems(framework: Framework): Problem[] {
  const results = framework.categories.filter(({ kind }) => kind === 'results');
  return results.length > 1 ? [{ path: 'categories', message: 'there may be one results category beside levels' }] : [];
}

function findUncoveredKinds(framework: Framework, scale: AttributeScale): Problem[] {
  const kinds = new Set(framework.categories.flatMap((category) => category.items.map((item) => item.kind)));
  return [...kinds]
    .filter((kind) => !scale.attributes.some((attribute) => attribute.appliesTo === kind))
    .map((kind) => ({ path: 'scale.attributes', message: `no attribute applies to items of kind "${kind}"` }));
}

function findProfileProblems(framework: Framework, profile: Profile): Problem[] {
  const path = `profiles.${profile.id}`;
  const fits = (profile.method === 'weighted-mean') === (framework.scale.kind === 'attribute-percent');
  if (!fits)
    return [{ path, message: `method ${profile.method} cannot score a scale of kind ${framework.scale.kind}` }];
  switch (profile.method) {
    case 'lowest-item':
      return findScopeProblems(framework, path, profile.scope);
    case 'mean-points':
      return [
        ...findScopeProblems(framework, path, profile.scope),
        ...findRepeated(
          `${path}.bands`,
          profile.bands.map((band) => band.level),
          'level',
        ),
      ];
    case 'weighted-mean':
      return [...findWeightProblems(framework, profile), ...findGateProblems(framework, profile)];
  }
}

/** P2: the scope is exactly the process categories, so that the level of a cycle never depends on a forgotten category. */
function findScopeProblems(framework: Framework, path: string, scope: readonly string[]): Problem[] {
  const process = framework.categories.filter((category) => category.kind === 'process').map(({ code }) => code);
  return [...scope].sort().join() === [...process].sort().join()
    ? []
    : [{ path: `${path}.scope`, message: `the scope must be the process categories ${process.join(', ')}` }];
}

function findWeightProblems(framework: Framework, profile: WeightedMeanProfile): Problem[] {
  if (framework.scale.kind !== 'attribute-percent') return [];
  const path = `profiles.${profile.id}.weights`;
  const { categories, attributes, items } = profile.weights;
  const attributeSets = Object.values(Object.groupBy(framework.scale.attributes, ({ appliesTo }) => appliesTo));
  const itemSets = framework.categories.map((category) => category.items.map(({ code }) => code));
  const named = itemSets.filter((codes) => codes.some((code) => Object.hasOwn(items, code)));
  return [
    ...findSumProblems(`${path}.categories`, categories, [framework.categories.map(({ code }) => code)]),
    ...findSumProblems(
      `${path}.attributes`,
      attributes,
      attributeSets.map((set) => set.map(({ code }) => code)),
    ),
    ...findSumProblems(`${path}.items`, items, named),
  ];
}

function findSumProblems(
  path: string,
  weights: Record<string, Decimal>,
  sets: readonly (readonly string[])[],
): Problem[] {
  const known = new Set(sets.flat());
  const strangers = Object.keys(weights).filter((code) => !known.has(code));
  const missing = [...known].filter((code) => !Object.hasOwn(weights, code));
  const wrong = sets
    .map((codes) => ({ codes, sum: codes.reduce((sum, code) => sum.add(exact(weights[code] ?? 0)), new Fraction(0)) }))
    .filter(({ sum }) => !sum.equals(100));
  return [
    ...strangers.map((code) => ({ path, message: `"${code}" is weighted but does not exist` })),
    ...missing.map((code) => ({ path, message: `"${code}" has no weight` })),
    ...wrong.map(({ codes, sum }) => ({
      path,
      message: `the weights of ${codes.join(', ')} must sum to 100; they sum to ${sum.toString()}`,
    })),
  ];
}

function findGateProblems(framework: Framework, profile: WeightedMeanProfile): Problem[] {
  const attributes = framework.scale.kind === 'attribute-percent' ? framework.scale.attributes : [];
  const known = new Set([...attributes, ...framework.categories].map(({ code }) => code));
  return profile.gates
    .map((gate, place) => ({ place, subject: gate.gate === 'attribute-caps-item' ? gate.attribute : gate.category }))
    .filter(({ subject }) => !known.has(subject))
    .map(({ place, subject }) => ({
      path: `profiles.${profile.id}.gates.${place}`,
      message: `the gate names "${subject}", which does not exist`,
    }));
}

function findDefaultProblems(framework: Framework): Problem[] {
  return framework.profiles.some(({ id }) => id === framework.defaultProfile)
    ? []
    : [{ path: 'defaultProfile', message: `there is no profile "${framework.defaultProfile}"` }];
}

/** Every certainty mark in use is explained to the reader. */
function findLegendProblems(framework: Framework): Problem[] {
  const marks = new Set(marksIn({ ...framework, certaintyLegend: null }));
  return [...marks]
    .filter((mark) => !(mark in framework.certaintyLegend))
    .map((mark) => ({ path: 'certaintyLegend', message: `the mark "${mark}" is used but not explained` }));
}

function marksIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key !== 'certainty') return marksIn(inner);
    return typeof inner === 'string' ? [inner] : Object.values(inner ?? {}).map(String);
  });
}

const exact = (value: Decimal): Fraction => new Fraction(String(value));
