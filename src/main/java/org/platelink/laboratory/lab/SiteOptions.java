package org.platelink.laboratory.lab;

/**
 * A site's options for the translation of its messages.
 *
 * @param partial whether a result that lacks an entry in the site's map may be held back by itself, while the others
 *     are stored
 * @param documents whether a document result (OBX-5 of type ED) is stored with an attachment without content, which
 *     stays in the journal; if not, it is held back
 */
public record SiteOptions(boolean partial, boolean documents) {

    /** The defaults: messages are stored as a whole, and documents are not accepted. */
    public static final SiteOptions NONE = new SiteOptions(false, false);
}
