package org.platelink.security.audit;

/**
 * A fault in the chain of the trail: the first place where it is not as it was written.
 *
 * @param seq the number of the row; 0 if it cannot be determined
 * @param what the fault, as half a sentence
 */
public record BrokenLink(long seq, String what) {}
