package org.platelink.security.audit;

/**
 * A place at which the trail is not as it was written.
 *
 * @param seq the number of the row; 0 if it cannot be told
 * @param what is wrong with it, as half a sentence
 */
public record BrokenLink(long seq, String what) {}
