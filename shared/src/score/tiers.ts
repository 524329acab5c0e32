import type Fraction from 'fraction.js';

/** The highest number of points of an indicator scored by tiers. */
export const tierMaxPoints = 500;

const pointsAtTarget = 300;
/** From the top: what is above the percentage gets the points. */
const tiersAboveTarget = [
  { abovePercent: 105, points: 500 },
  { abovePercent: 101, points: 400 },
] as const;

/**
 * docs/score.md P7: the points (0-500) of an achievement percentage. Below 100 pro rata to 300; 100 to 101 → 300; above
 * 101 to 105 → 400; above 105 → 500.
 */
export function tierPoints(achievement: Fraction): Fraction {
  const tier = tiersAboveTarget.find(({ abovePercent }) => achievement.gt(abovePercent));
  if (tier !== undefined) return achievement.mul(0).add(tier.points);
  return achievement.lt(100) ? achievement.mul(pointsAtTarget).div(100) : achievement.mul(0).add(pointsAtTarget);
}
