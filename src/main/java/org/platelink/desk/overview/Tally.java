package org.platelink.desk.overview;

/**
 * Key figure with a link to the list behind it.
 *
 * @param key of its name in the resource bundle
 * @param count the figure
 * @param href the URL of the list
 * @param tone {@code bad} or {@code warn} if it needs attention; otherwise empty
 */
record Tally(String key, long count, String href, String tone) {

    /** A figure that needs attention unless it is zero. */
    static Tally of(String key, long count, String href, String tone) {
        return new Tally(key, count, href, count == 0 ? "" : tone);
    }
}
