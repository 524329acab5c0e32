/** From here on a form's limit is near. */
const nearPercent = 90;

/** How full a form is: `near` from 90 % of its limit, `over` beyond it. A full form is not over. */
export function fillOf(count: number, limit: number): 'free' | 'near' | 'over' {
  if (count > limit) return 'over';
  return count * 100 >= limit * nearPercent ? 'near' : 'free';
}
