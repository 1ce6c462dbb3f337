/** Whether the view keeps to the newest line, and what it missed while it did not. */
export interface Follow {
  readonly following: boolean;
  /** Lines that came while reading further up. */
  readonly newLines: number;
}

export const followNewest: Follow = { following: true, newLines: 0 };

/** A person who is within this distance of the end still means the end. */
const END_PX = 24;

/** @param fromEndPx distance of the view's lower edge from the end of the log */
export function afterScroll(follow: Follow, fromEndPx: number): Follow {
  if (fromEndPx <= END_PX) return follow.following ? follow : followNewest;
  return follow.following ? { following: false, newLines: 0 } : follow;
}

/** @param count lines that were added at the end */
export function afterNewLines(follow: Follow, count: number): Follow {
  if (follow.following || count <= 0) return follow;
  return { following: false, newLines: follow.newLines + count };
}
