import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { Heading } from './picture.ts';

/** The item's number and name with the level on the table, or what else is under discussion. */
export function HeadingLine({ heading }: { heading: Heading }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useMeetingWords();
  if (heading.kind !== 'item') {
    const title = heading.kind === 'entry' ? words.entry(heading.entry, []) : t(`rescue.document.${heading.document}`);
    return (
      <header className="projector-head">
        <h1 className="projector-title">
          <ThaiText>{title}</ThaiText>
        </h1>
      </header>
    );
  }
  const { code, title, claimed, approved } = heading.item;
  return (
    <header className="projector-head">
      <span className="projector-code">{code}</span>
      <h1 className="projector-title">
        <ThaiText>{format.text(title)}</ThaiText>
      </h1>
      <span className="projector-standing">
        {t(`value.${approved === null ? 'claimed' : 'approved'}.word`)}
        <br />
        <LevelWord level={approved ?? claimed} />
      </span>
    </header>
  );
}
