import { IconHighlight, IconPencil, IconRubberStamp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** How the three standings are drawn. */
export function LevelLegend() {
  const { t } = useTranslation();
  return (
    <div className="level-legend">
      <span className="level-chip" data-standing="claimed">
        <IconPencil aria-hidden stroke={2} />
        {t('value.claimed.word')}
      </span>
      <span className="level-chip" data-standing="advised">
        <IconHighlight aria-hidden stroke={2} />
        {t('value.advised.word')}
      </span>
      <span className="level-chip" data-standing="approved">
        <IconRubberStamp aria-hidden stroke={2} />
        {t('value.approved.word')}
      </span>
    </div>
  );
}
