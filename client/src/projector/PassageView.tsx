import { recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { useTranslation } from 'react-i18next';
import { LevelWord } from '../ui/LevelChip.tsx';
import type { FreshRange } from './fresh.ts';
import type { Passage } from './passages.ts';
import { Words } from './Words.tsx';

/** A passage with its number in the left margin. */
export function PassageView({
  passage,
  prefix,
  fresh,
  now,
}: {
  passage: Passage;
  /** "3.3": the item whose text it is; null for another document. */
  prefix: string | null;
  fresh: readonly FreshRange[];
  now: number;
}) {
  const { block, lead, depth, number } = passage;
  const isWhole = block.type === 'table' || block.type === 'image' || block.type === 'horizontalRule';
  return (
    <div className="projector-passage" data-type={block.type} data-rank={rankOf(block.attrs?.level)}>
      <span className="projector-number">
        {number === null ? '' : `${prefix === null ? '' : `${prefix}-`}¶${number}`}
      </span>
      <div className="projector-body" style={{ '--depth': depth }}>
        {block.type === 'recommendation' && <RecommendationFacts attributes={block.attrs ?? {}} />}
        <div className="projector-line">
          {lead !== null && <span className="projector-lead">{lead}</span>}
          <div className="projector-words" lang="th">
            <Words nodes={isWhole ? [block] : (block.content ?? [])} fresh={fresh} now={now} />
          </div>
        </div>
      </div>
    </div>
  );
}

function rankOf(level: unknown): number | undefined {
  return typeof level === 'number' ? level : undefined;
}

/** "ข้อเสนอแนะ สู่ระดับ ◆ Advance ปีงบประมาณ 2563" */
function RecommendationFacts({ attributes }: { attributes: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const read = recommendationAttributesSchema.partial().safeParse(attributes);
  const { targetLevel = null, targetFiscalYear = null, marker = null } = read.success ? read.data : {};
  return (
    <div className="projector-facts">
      {t('projector.recommendation')}
      {marker !== null && ` ${marker}`}
      {targetLevel !== null && (
        <>
          {' '}
          {t('projector.toLevel')} <LevelWord level={targetLevel} />
        </>
      )}
      {targetFiscalYear !== null && ` ${t('projector.fiscalYear', { year: targetFiscalYear })}`}
    </div>
  );
}
