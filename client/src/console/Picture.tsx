import type { ReactNode } from 'react';
import './picture.css';

/** A picture of the projector, as wide as there is room: its own frame, drawn small. */
export function Picture({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="console-picture" role="img" aria-label={label}>
      <div className="console-picture-frame" inert aria-hidden="true">
        {children}
      </div>
    </div>
  );
}
