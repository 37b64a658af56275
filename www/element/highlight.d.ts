/**
 * Marks the words that a fragment such as `#:~:text=words` names, that of this page's address
 * unless told; `false` where it names none or they are not there.
 */
export function highlight(hash?: string): boolean;
