/** Marks the words of this page's address; `false` where it names none or they are not there. */
export function highlight(): boolean;
