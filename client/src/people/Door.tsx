import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Seal } from '../ui/Seal.tsx';
import './door.css';

/** A page for who holds a link: a paper with a title, outside of everything else. */
export function Door({
  title,
  languageSwitch,
  children,
}: {
  title: string;
  languageSwitch: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('shell.product')}`;
  }, [t, title]);
  return (
    <div className="door">
      <main className="door-paper ruam-paper" id="main">
        <Seal />
        <h1>{title}</h1>
        {children}
      </main>
      <footer>{languageSwitch}</footer>
    </div>
  );
}
