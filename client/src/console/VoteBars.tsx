import type { VoteAnswer } from '@ruam/shared/api/stage.ts';
import { useChoiceWords } from './useChoiceWords.ts';

/** How many are for each choice, of all that may vote. */
export function VoteBars({ vote: { choices, counts, voters } }: { vote: VoteAnswer }) {
  const words = useChoiceWords(choices);
  const most = Math.max(1, voters, ...counts);
  return (
    <dl className="console-bars">
      {words.map((word, place) => {
        const count = counts[place] ?? 0;
        return (
          <div key={word}>
            <dt lang={choices === null ? undefined : 'th'}>{word}</dt>
            <dd>
              <span aria-hidden="true">
                <i style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <b>{count}</b>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
