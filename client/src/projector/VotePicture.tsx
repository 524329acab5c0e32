import type { VoteAnswer } from '@ruam/shared/api/stage.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Fitted } from './Fitted.tsx';
import { Foot } from './Foot.tsx';
import type { Picture } from './picture.ts';

/** A quick vote: the question, a bar and a number for each choice, how many have voted; at the end the result. */
export function VotePicture({ picture, vote }: { picture: Picture; vote: VoteAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const choices = vote.choices ?? [t('projector.vote.for'), t('projector.vote.against'), t('projector.vote.abstain')];
  const cast = vote.counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(0, ...vote.counts);
  const isClosed = vote.state === 'closed';
  // While it is open the server tells nobody how it stands, so that nobody votes with the others.
  const hasCounts = isClosed || cast > 0;
  const leads = (count: number): boolean =>
    isClosed && count > 0 && count === most && vote.counts.filter((one) => one === most).length === 1;
  return (
    <>
      <Fitted zoom={picture.stage.zoom} className="projector-vote" state={vote.state}>
        <p className="projector-above">{t(isClosed ? 'projector.vote.result' : 'projector.vote.title')}</p>
        <h1 lang="th">
          <ThaiText>{vote.question}</ThaiText>
        </h1>
        {hasCounts ? (
          <ul>
            {choices.map((choice, index) => {
              const count = vote.counts[index] ?? 0;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a choice is known by its place
                <li key={index} data-leads={leads(count)}>
                  <span className="projector-choice">{choice}</span>
                  <Bar part={count} whole={vote.isCounted ? cast : Math.max(cast, vote.voters)} />
                  <span className="projector-count">{format.number(count)}</span>
                </li>
              );
            })}
          </ul>
        ) : (
          <>
            <ul className="projector-choices">
              {choices.map((choice, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a choice is known by its place
                <li key={index} className="projector-choice">
                  {choice}
                </li>
              ))}
            </ul>
            <Bar part={vote.voted} whole={vote.voters} />
          </>
        )}
        <p className="projector-voted">
          {vote.isCounted
            ? t('projector.vote.counted', { count: cast })
            : t('projector.vote.voted', { voted: vote.voted, voters: vote.voters })}
        </p>
      </Fitted>
      <Foot picture={picture} left={isClosed ? t('projector.vote.closed') : t('projector.vote.open')} />
    </>
  );
}

function Bar({ part, whole }: { part: number; whole: number }) {
  return (
    <span className="projector-bar">
      <span style={{ width: `${whole === 0 ? 0 : (100 * part) / whole}%` }} />
    </span>
  );
}
