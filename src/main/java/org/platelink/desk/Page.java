package org.platelink.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.security.user.User;

/**
 * Model of the layout around every page's content.
 *
 * @param title in the language of the page
 * @param words the texts of that language
 * @param user the signed-in user; null if there is none
 * @param navigation the links that this user may follow, for the current study
 * @param here the key of the current page in the navigation; empty if it is not in it
 * @param study the current study; null if there is none
 * @param studies all studies
 * @param path of the page itself, without its query
 * @param csrf the CSRF token for forms
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
     * A navigation link.
     *
     * @param key of its text in the resource bundle
     * @param href its URL
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
     * CSRF token that proves that a form came from one of the desk's pages.
     *
     * @param parameter the name of the form field
     * @param header the name of the header, for requests of scripts
     * @param token the value
     */
    public record Csrf(String parameter, String header, String token) {}

    /** A text of the resource bundle. */
    public String t(String key, @Nullable Object... arguments) {
        return words.of(key, arguments);
    }

    /** The URL of a static file, with its version so that browsers can cache it. */
    public String asset(String name) {
        return Assets.address(name);
    }
}
