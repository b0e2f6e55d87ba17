package org.platelink.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.security.user.User;

/**
 * What every page has around its content.
 *
 * @param title in the language of the page
 * @param words the language
 * @param user who is signed in; null if nobody
 * @param navigation the pages that this person may go to, of the study at hand
 * @param here the key of the page in it; empty if it is none of them
 * @param study the study at hand; null if there is none
 * @param studies all that there are
 * @param path of the page itself, without its query
 * @param csrf what a form has to send along
 */
public record Page(
        String title,
        Words words,
        @Nullable User user,
        List<Link> navigation,
        String here,
        @Nullable Study study,
        List<Study> studies,
        String path,
        Csrf csrf) {

    /**
     * A link with its key in the bundle.
     *
     * @param key of its name
     * @param href where it leads
     */
    public record Link(String key, String href) {}

    /**
     * A study.
     *
     * @param id of the ResearchStudy
     * @param name a registry's number, or else the title
     * @param title as the study has it
     */
    public record Study(String id, String name, String title) {}

    /**
     * What shows that a form came from one of our pages.
     *
     * @param parameter the field's name
     * @param header the header's name, for requests of scripts
     * @param token the value
     */
    public record Csrf(String parameter, String header, String token) {}

    /** A sentence of the bundle. */
    public String t(String key, @Nullable Object... arguments) {
        return words.of(key, arguments);
    }

    /** The address of one of our files, with its version, for browsers to keep. */
    public String asset(String name) {
        return Assets.address(name);
    }
}
