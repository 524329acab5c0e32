import type { Category } from '@ruam/shared/framework/framework.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What the category is for; folded where room is short. */
export function CategoryGoal({ category, isFolded }: { category: Category; isFolded?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <details className="category-goal" open={isFolded !== true}>
      <summary>{t('workspace.goal', { code: category.code })}</summary>
      <p>
        <ThaiText>{format.text(category.goal)}</ThaiText>
      </p>
      <p className="guidance-certainty">{t(`certainty.${category.goal.certainty[format.language]}`)}</p>
    </details>
  );
}
