import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { frameworkQuery, scoreboardQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { paths } from '../ui/paths.ts';
import { useViewport } from '../ui/useViewport.ts';

/** Categories 1-7 as folder tabs, each with the shape of its claimed level; the way between categories everywhere. */
export function FolderTabs({ cycle }: { cycle: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const viewport = useViewport();
  const [location] = useLocation();
  const framework = useQuery(frameworkQuery(cycle));
  const board = useQuery(scoreboardQuery(cycle, 'claimed', 'weakest-link'));
  const current = useRef<HTMLAnchorElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current tab follows the address
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [location]);

  return (
    <nav className="app-tabs" aria-label={t('shell.categories')}>
      {framework.data?.categories.map((category) => {
        const href = paths.category(cycle, category.code);
        const isCurrent = location === href || location.startsWith(`${href}/`);
        const level = board.data?.categories.find(({ code }) => code === category.code)?.level ?? null;
        const { percent, reported } = board.data?.results ?? { percent: null, reported: null };
        const result = percent ?? reported;
        return (
          <Link
            key={category.code}
            href={href}
            ref={isCurrent ? current : null}
            className="app-tab"
            aria-current={isCurrent ? 'page' : undefined}
            title={format.text(category.title)}
          >
            <b>{category.code}</b>
            {viewport === 'wide'
              ? tabTitle(format.text(category.title), format.text(category.shortTitle))
              : format.text(category.shortTitle)}
            {category.kind === 'process' && (
              <span className={`level-word ${levelClass(level)}`}>
                <LevelGlyph level={level} />
                <span className="ruam-hidden">{t(`level.${level ?? 'none'}`)}</span>
              </span>
            )}
            {category.kind === 'results' && result !== null && (
              <span className="app-tab-figure">{format.decimal(result)}%</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}

const maxTabLetters = 26;

function tabTitle(title: string, shortTitle: string): string {
  return title.length <= maxTabLetters ? title : shortTitle;
}
