package org.platelink.desk.overview;

/**
 * A number and the list behind it.
 *
 * @param key of its name in the bundle
 * @param count how many
 * @param href where the list is
 * @param tone {@code bad} or {@code warn} where somebody has to see to it; else empty
 */
record Tally(String key, long count, String href, String tone) {

    /** One that nobody has to see to while it is nought. */
    static Tally of(String key, long count, String href, String tone) {
        return new Tally(key, count, href, count == 0 ? "" : tone);
    }
}
