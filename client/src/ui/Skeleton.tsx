import { useTranslation } from 'react-i18next';

/** Bars where a text will stand; `widths` in percent, one a line. */
export function Skeleton({ widths = [82, 96, 58] }: { widths?: readonly number[] }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')}>
      {widths.map((width) => (
        <div key={width} className="ruam-skeleton" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
