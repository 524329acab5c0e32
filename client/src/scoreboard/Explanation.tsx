import { Modal } from '@mantine/core';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import type { TraceNode } from '@ruam/shared/score/trace.ts';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ResultsReason } from './ResultsReason.tsx';
import './explanation.css';

/** What a number or level was made of: one node of the scoreboard's trace at a time, its parts open further. */
export function Explanation({
  framework,
  board,
  subject,
  onSubject,
}: {
  framework: Framework;
  board: Scoreboard;
  subject: string | null;
  onSubject: (subject: string | null) => void;
}) {
  const { t } = useTranslation();
  // Opened only after it is there, so that it knows where the focus was and gives it back.
  const [isThere, setIsThere] = useState(false);
  useEffect(() => setIsThere(true), []);
  const node = subject === null ? null : findNode(board.trace, subject);
  return (
    <Modal
      opened={isThere && node !== null}
      onClose={() => onSubject(null)}
      title={t('board.explain.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={520}
    >
      {node !== null && <NodeReason framework={framework} board={board} node={node} onSubject={onSubject} />}
    </Modal>
  );
}

function NodeReason({
  framework,
  board,
  node,
  onSubject,
}: {
  framework: Framework;
  board: Scoreboard;
  node: TraceNode;
  onSubject: (subject: string | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const titleOf = (code: string): string => titleIn(framework, code, format.text);
  const counted = node.children.filter(({ kind }) => kind !== 'results');
  return (
    <div className="explanation">
      {node.kind !== 'overall' && (
        <button type="button" className="ruam-plain-button explanation-up" onClick={() => onSubject('overall')}>
          <IconArrowLeft size={17} stroke={1.75} aria-hidden /> {t('board.verdict.label')}
        </button>
      )}
      <h3>{node.kind === 'overall' ? t('board.verdict.label') : `${node.subject} ${titleOf(node.subject)}`}</h3>
      <p>
        {t('board.explain.values', { value: t(`value.${board.value}.noun`), profile: t(`profile.${board.profile}`) })}
      </p>
      {node.kind === 'results' ? (
        <ResultsReason results={board.results} />
      ) : (
        <>
          <dl>
            <dt>{t('board.explain.level')}</dt>
            <dd>
              <LevelWord level={node.level} /> ·{' '}
              {t(node.levelBy?.method === 'item-value' ? 'board.explain.itemValue' : 'board.explain.lowest')}
            </dd>
            <dt>{t('board.explain.points')}</dt>
            <dd>
              <b>{node.points === null ? '–' : format.decimal(node.points.rounded)}</b> · {t('board.unofficial')} ·{' '}
              {node.pointsBy?.method === 'mean'
                ? t('board.explain.mean', {
                    parts: counted.map(({ points }) => format.number(points?.rounded ?? 0)).join(', '),
                  })
                : t('board.explain.levelPoints')}
            </dd>
          </dl>
          <ul>
            {counted.map((child) => (
              <li key={child.subject}>
                <button
                  type="button"
                  className="ruam-plain-button"
                  disabled={child.children.length === 0}
                  onClick={() => onSubject(child.subject)}
                >
                  <span>
                    <b>{child.subject}</b> {titleOf(child.subject)}
                  </span>
                  <span>
                    <LevelWord level={child.level} /> {format.decimal(child.points?.rounded ?? 0)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function findNode(node: TraceNode, subject: string): TraceNode | null {
  if (node.subject === subject) return node;
  for (const child of node.children) {
    const found = findNode(child, subject);
    if (found !== null) return found;
  }
  return null;
}

function titleIn(framework: Framework, code: string, text: (title: { th: string; en: string }) => string): string {
  const category = framework.categories.find((one) => one.code === code);
  if (category !== undefined) return text(category.title);
  const item = framework.categories.flatMap(({ items }) => [...items]).find((one) => one.code === code);
  return item === undefined ? '' : text(item.shortTitle);
}
