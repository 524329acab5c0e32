import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import './quotedWords.css';

interface QuotedWordsProps {
  readonly label: string;
  /** Passages, in the order of the document. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Somebody's words in a banner: the first lines, all of them when asked for. */
export function QuotedWords({ label, added, removed }: QuotedWordsProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [isLong, setIsLong] = useState(false);
  const [quote, setQuote] = useState<HTMLQuoteElement | null>(null);
  const { ref: sized, width } = useElementSize<HTMLQuoteElement>();
  const ref = useMergedRef(setQuote, sized);
  const text = added.join('\n').trim();
  const gone = removed.join('\n').trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whether it fits depends on the words and the width
  useEffect(() => {
    if (quote !== null && !isOpen) setIsLong(quote.scrollHeight > quote.clientHeight + 1);
  }, [quote, isOpen, text, gone, width]);
  return (
    <>
      <blockquote
        ref={ref}
        className="quoted-words"
        data-folded={!isOpen && isLong}
        data-open={isOpen}
        lang="th"
        // What scrolls must be reachable by keyboard.
        tabIndex={isOpen ? 0 : undefined}
        aria-label={label}
      >
        {text !== '' && <ThaiText>{text}</ThaiText>}
        {gone !== '' && (
          <p>
            <span className="ruam-hidden">{t('rescue.removed')}: </span>
            <del>
              <ThaiText>{gone}</ThaiText>
            </del>
          </p>
        )}
      </blockquote>
      {isLong && (
        <button
          type="button"
          className="ruam-plain-button quoted-words-more"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t(isOpen ? 'editor.refusal.showLess' : 'editor.refusal.showAll')}
        </button>
      )}
    </>
  );
}
