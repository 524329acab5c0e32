import './face.css';

/** The two letters of a person or role: the first letters of the first and the last word that say something. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s\-·]+/).filter((word) => word !== '' && word !== 'หมวด');
  const consonant = (word: string): string => word.match(/[ก-ฮA-Za-z0-9๐-๙]/)?.[0] ?? '';
  const first = consonant(words[0] ?? '');
  const last =
    words.length > 1 ? consonant(words[words.length - 1] ?? '') : (words[0]?.match(/[ก-ฮA-Za-z]/g)?.[1] ?? '');
  return `${first}${last}`.toUpperCase();
}

/** A person: a ring for others, solid for oneself. */
export function Face({
  name,
  colorIndex,
  isSelf,
  small,
  label = name,
}: {
  name: string;
  colorIndex: number;
  isSelf: boolean;
  small?: boolean;
  /** More than the name, to be read out. */
  label?: string;
}) {
  return (
    <span
      className="face"
      data-self={isSelf}
      data-small={small === true}
      style={{ '--face': `var(--ruam-presence-${colorIndex})` }}
      role="img"
      aria-label={label}
      title={label}
      data-initials={initialsOf(name)}
    />
  );
}
