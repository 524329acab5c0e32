import './seal.css';

/** The product's seal: ร่วม, "together". */
export function Seal({ large }: { large?: boolean }) {
  return (
    <span className="seal" data-large={large === true} aria-hidden="true">
      ร่วม
    </span>
  );
}
