import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../api/request.ts';
import { ownBuild } from '../offline/build.ts';

const askEveryMs = 5 * 60_000;
const versionSchema = z.object({ build: z.string().nullable() });

/** The build that the server has when it is another than this page's; null when it is the same, or not known. */
export function useNewerVersion(): string | null {
  const { data } = useQuery({
    queryKey: ['version'],
    queryFn: () => request(versionSchema, '/api/version'),
    enabled: ownBuild !== null,
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
    retry: false,
  });
  return data?.build != null && data.build !== ownBuild ? data.build : null;
}
