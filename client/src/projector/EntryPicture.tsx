import { useFormat } from '../i18n/useFormat.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Fitted } from './Fitted.tsx';
import { Foot } from './Foot.tsx';
import type { Heading, Picture } from './picture.ts';

/** What is under discussion, where no text is shown: its name, and what the agenda says of it. */
export function EntryPicture({
  picture,
  heading,
}: {
  picture: Picture;
  heading: Exclude<Heading, { kind: 'document' }>;
}) {
  const format = useFormat();
  const words = useMeetingWords();
  return (
    <>
      <Fitted zoom={picture.stage.zoom} className="projector-entry-alone">
        {heading.kind === 'item' ? (
          <>
            <span className="projector-code">{heading.item.code}</span>
            <h1 lang="th">
              <ThaiText>{format.text(heading.item.title)}</ThaiText>
            </h1>
          </>
        ) : (
          <>
            <p className="projector-above">{words.section(heading.entry.section)}</p>
            <h1 lang="th">
              <ThaiText>{words.entry(heading.entry, [])}</ThaiText>
            </h1>
            {heading.entry.detail !== '' && (
              <p className="projector-detail" lang="th">
                <ThaiText>{heading.entry.detail}</ThaiText>
              </p>
            )}
          </>
        )}
      </Fitted>
      <Foot picture={picture} />
    </>
  );
}
