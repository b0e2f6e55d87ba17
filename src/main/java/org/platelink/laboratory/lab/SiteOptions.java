package org.platelink.laboratory.lab;

/**
 * What a site has chosen for the translation of its messages.
 *
 * @param partial whether a result that waits for a word of the site's map may do so by itself
 * @param documents whether a result tells of a document (OBX-5 of type ED), which stays in the journal; if not, it waits
 */
public record SiteOptions(boolean partial, boolean documents) {

    /** What is chosen nowhere: messages are taken whole, and without documents. */
    public static final SiteOptions NONE = new SiteOptions(false, false);
}
