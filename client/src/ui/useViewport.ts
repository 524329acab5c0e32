import { useMediaQuery } from '@mantine/hooks';

/** Which layout fits: `phone` below 768 px, `wide` from 1360 px with panes at the sides. */
export type Viewport = 'phone' | 'middle' | 'wide';

/** The layout for the window's width. */
export function useViewport(): Viewport {
  const isPhone = useMediaQuery('(width < 48em)', false, { getInitialValueInEffect: false });
  const isWide = useMediaQuery('(width >= 85em)', true, { getInitialValueInEffect: false });
  if (isPhone) return 'phone';
  return isWide ? 'wide' : 'middle';
}
