import { Button, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type * as Y from 'yjs';
import { forgetFound, showFound } from '../../item/showFound.ts';
import { Banner } from '../../ui/Banner.tsx';
import { numberedBlocks, paragraphLabel } from '../paragraphNumbers.ts';
import { type Citation, type Cited, citationOf, findCited, linkTo, readCitation, withoutCitation } from './citation.ts';
import { copyText } from './copyText.ts';

interface CitationProps {
  readonly document: string;
  /** The replica, once it has all that the server has; null before. */
  readonly doc: Y.Doc | null;
  /** The editor, or the view that shows the text to readers. */
  readonly shown: Editor | null;
  readonly prefix: string | null;
}

interface Citing {
  /** Copies a link to the paragraph with this number; null while there is nothing to cite. */
  readonly copyLink: ((number: number) => void) | null;
  /** What became of a link that was copied, or of the one that led here. */
  readonly notice: ReactNode;
}

type Notice =
  | { readonly name: 'copied'; readonly number: number }
  | { readonly name: 'notCopied'; readonly number: number; readonly link: string }
  | { readonly name: 'found'; readonly citation: Citation; readonly cited: Cited };

const markedMs = 4_000;
const copiedMs = 6_000;

/** Copies links to paragraphs, and goes to the paragraph that the address cites; nothing is written (S10). */
export function useCitation({ document, doc, shown, prefix }: CitationProps): Citing {
  const [notice, setNotice] = useState<Notice | null>(null);
  useCitedParagraph({ document, doc, shown, prefix }, setNotice);
  const link = useCallback(
    (number: number): void => {
      const citation = doc === null ? null : citationOf(doc, document, number);
      if (citation === null) return;
      const address = linkTo(citation, new URL(window.location.href));
      void copyText(address).then((isCopied) =>
        setNotice(isCopied ? { name: 'copied', number } : { name: 'notCopied', number, link: address }),
      );
    },
    [doc, document],
  );
  useEffect(() => {
    if (notice?.name !== 'copied') return;
    const timer = setTimeout(() => setNotice(null), copiedMs);
    return () => clearTimeout(timer);
  }, [notice]);
  return {
    copyLink: doc === null ? null : link,
    notice: notice !== null && <CitationNotice notice={notice} prefix={prefix} onClose={() => setNotice(null)} />,
  };
}

/** Brings the cited paragraph into view, once; then the address is that of the text again. */
function useCitedParagraph({ document, doc, shown }: CitationProps, tell: (notice: Notice) => void): void {
  const [address, setAddress] = useSearchParams();
  const read = readCitation(address);
  const asked = read?.document === document ? read : null;
  const citation = useRef<Citation | null>(null);
  const marked = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = asked === null ? null : address.toString();
  useEffect(() => {
    if (wanted === null || doc === null || shown === null || shown.isDestroyed) return;
    const cited = readCitation(new URLSearchParams(wanted));
    if (cited === null) return;
    const found = findCited(doc, cited);
    const block = found.name === 'gone' ? undefined : numberedBlocks(shown.state.doc)[found.number - 1];
    const element = block === undefined ? null : shown.view.nodeDOM(block.position);
    if (element instanceof Element) showFound(element);
    if (citation.current?.block !== cited.block && (found.name !== 'here' || found.number !== cited.number))
      tell({ name: 'found', citation: cited, cited: found });
    citation.current = cited;
    // The editor takes the place of the text that was painted first: until then the address stays.
    marked.current ??= setTimeout(() => {
      marked.current = undefined;
      citation.current = null;
      forgetFound();
      setAddress((now) => withoutCitation(now), { replace: true });
    }, markedMs);
  }, [wanted, doc, shown, setAddress, tell]);
  useEffect(
    () => () => {
      clearTimeout(marked.current);
      marked.current = undefined;
    },
    [],
  );
}

function CitationNotice({ notice, prefix, onClose }: { notice: Notice; prefix: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const close = (
    <Button variant="default" size="sm" onClick={onClose}>
      {t('common.close')}
    </Button>
  );
  if (notice.name !== 'found') {
    const place = paragraphLabel(prefix, notice.number);
    if (notice.name === 'copied')
      return <Banner kind="readonly" title={t('tools.citation.copied', { place })} action={close} />;
    return (
      <Banner kind="warning" title={t('tools.citation.notCopied', { place })} action={close}>
        <TextInput
          readOnly
          aria-label={t('tools.citation.link')}
          value={notice.link}
          onFocus={(event) => event.currentTarget.select()}
        />
      </Banner>
    );
  }
  const { citation, cited } = notice;
  const then = paragraphLabel(prefix, citation.number);
  if (cited.name === 'gone')
    return (
      <Banner kind="warning" title={t('tools.citation.gone', { then })} action={close}>
        {citation.quote === '' ? undefined : t('tools.citation.quote', { quote: citation.quote })}
      </Banner>
    );
  const now = paragraphLabel(prefix, cited.number);
  return <Banner kind="readonly" title={t(`tools.citation.${cited.name}`, { then, now })} action={close} />;
}
