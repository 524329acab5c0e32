import { AppError } from '../errors/errors.ts';
import type { AttributeScale, Category, Framework, FrameworkItem } from '../framework/framework.ts';
import type { WeightedMeanProfile } from '../framework/methods.ts';
import type { Decimal } from '../framework/text.ts';
import { exactly } from './exact.ts';
import { explain } from './recompute.ts';
import type { Ceiling, TraceNode } from './trace.ts';

/** Ratings in percent by item code and attribute code; every one is needed. */
export type Ratings = Readonly<Record<string, Readonly<Record<string, Decimal>>>>;

/**
 * Scores a framework of weights, attributes and gates (docs/score.md P9): attributes → item → category → overall, each a
 * weighted mean, held down by the profile's gates. `percent` of the trace is 0-100, `points` its share of the profile's
 * points. Throws AppError `invalid` for another kind of framework, a missing rating or one off the scale's steps.
 */
export function scoreByWeights(framework: Framework, profileId: string, ratings: Ratings): TraceNode {
  const profile = framework.profiles.find(({ id }) => id === profileId);
  if (profile?.method !== 'weighted-mean' || framework.scale.kind !== 'attribute-percent') {
    throw new AppError('invalid', `${framework.id} has no profile ${profileId} that scores by weights`);
  }
  const { scale } = framework;
  const children = framework.categories.map((category) => explainCategory(category, scale, profile, ratings));
  const ceilings = profile.gates.flatMap((gate): Ceiling[] =>
    gate.gate === 'category-caps-overall'
      ? [{ gate: gate.gate, subject: gate.category, below: gate.below, cap: gate.cap }]
      : [],
  );
  return mean('overall', 'overall', children, profile.weights.categories, ceilings, profile.maxPoints);
}

function explainCategory(
  { code, items }: Category,
  scale: AttributeScale,
  profile: WeightedMeanProfile,
  ratings: Ratings,
): TraceNode {
  const children = items.map((item: FrameworkItem) => explainItem(item, scale, profile, ratings));
  const weighted = items.some((item) => Object.hasOwn(profile.weights.items, item.code));
  return mean('category', code, children, weighted ? profile.weights.items : null, []);
}

function explainItem(
  { code, kind }: FrameworkItem,
  scale: AttributeScale,
  profile: WeightedMeanProfile,
  ratings: Ratings,
): TraceNode {
  const children = scale.attributes
    .filter(({ appliesTo }) => appliesTo === kind)
    .map((attribute) => explainRating(code, attribute.code, scale, ratings));
  const ceilings = profile.gates.flatMap((gate): Ceiling[] =>
    gate.gate === 'attribute-caps-item' && children.some(({ subject }) => subject === gate.attribute)
      ? [{ gate: gate.gate, subject: gate.attribute }]
      : [],
  );
  return mean('item', code, children, profile.weights.attributes, ceilings);
}

function explainRating(item: string, attribute: string, scale: AttributeScale, ratings: Ratings): TraceNode {
  const percent = ratings[item]?.[attribute];
  if (percent === undefined)
    throw new AppError('invalid', `item ${item} has no rating for ${attribute}`, { item, attribute });
  const value = exactly(percent);
  if (value.lt(0) || value.gt(100) || !value.divisible(exactly(scale.stepPercent))) {
    throw new AppError(
      'invalid',
      `item ${item}, ${attribute}: ${percent} is not a step of ${scale.stepPercent} from 0 to 100`,
      {
        item,
        attribute,
      },
    );
  }
  return explain({
    kind: 'attribute',
    subject: attribute,
    rule: 'P9',
    levelBy: null,
    pointsBy: null,
    percentBy: { rule: 'P9', method: 'rating', percent },
    limitedBy: [],
    children: [],
  });
}

function mean(
  kind: 'overall' | 'category' | 'item',
  subject: string,
  children: readonly TraceNode[],
  weights: Readonly<Record<string, Decimal>> | null,
  ceilings: readonly Ceiling[],
  maxPoints?: Decimal,
): TraceNode {
  const subjects = new Set(children.map((child) => child.subject));
  const own =
    weights === null ? null : Object.fromEntries(Object.entries(weights).filter(([code]) => subjects.has(code)));
  const unheld = explain({
    kind,
    subject,
    rule: 'P9',
    levelBy: null,
    pointsBy: maxPoints === undefined ? null : { rule: 'P9', method: 'share-of-points', maxPoints },
    percentBy: { rule: 'P9', method: 'weighted-mean', weights: own, ceilings: [] },
    limitedBy: [],
    children,
  });
  const holding = ceilings.filter(
    (ceiling) => explain(under(unheld, [ceiling])).percent?.exact !== unheld.percent?.exact,
  );
  return explain({ ...under(unheld, ceilings), limitedBy: holding.map((ceiling) => ceiling.subject) });
}

function under(node: TraceNode, ceilings: readonly Ceiling[]): TraceNode {
  return node.percentBy?.method === 'weighted-mean'
    ? { ...node, percentBy: { ...node.percentBy, ceilings: [...ceilings] } }
    : node;
}
