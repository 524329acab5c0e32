import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** Letters are made smaller in these steps, in parts of their usual size, until everything is on the screen. */
const steps = [1, 0.92, 0.84, 0.76, 0.68, 0.6] as const;

/** Names that would end with dots where there is no room. */
const named = '.score-name';

/** A picture as large as the zoom says, or as there is room for: nothing is cut, and its CSS keeps letters readable. */
export function Fitted({
  zoom,
  className,
  state,
  children,
}: {
  zoom: number;
  className: string;
  state?: string;
  children: ReactNode;
}) {
  const element = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const fit = (): void => {
      const sizes = [...(zoom > 100 ? [zoom / 100, (100 + zoom) / 200] : []), ...steps];
      for (const size of sizes) {
        current.style.setProperty('--fit', String(size));
        if ([current, ...current.querySelectorAll(named)].every(isWhole)) return;
      }
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(current);
    return () => observer.disconnect();
  });
  return (
    <main className={className} data-state={state} ref={element}>
      {children}
    </main>
  );
}

function isWhole({ scrollHeight, clientHeight, scrollWidth, clientWidth }: Element): boolean {
  return scrollHeight <= clientHeight + 1 && scrollWidth <= clientWidth + 1;
}
