package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes an answer of several pages again for each of them, from the name in the links to it: nothing has to be kept in between,
 * and each page is held to what the caller may see when it asks. A capability brings one as a bean.
 */
public interface PageSource {

    /** With what the names of its answers begin: a word and a dot. */
    String prefix();

    /**
     * An answer.
     *
     * @param question what {@link #name} was given
     * @return empty if nobody has asked that; its link is answered with 410
     */
    Optional<IBundleProvider> find(RequestDetails request, String question);

    /** The name of an answer, to be its uuid. */
    default String name(String question) {
        return prefix()
                + Base64.getUrlEncoder().withoutPadding().encodeToString(question.getBytes(StandardCharsets.UTF_8));
    }
}
