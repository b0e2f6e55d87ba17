package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Stateless source of paged results: computes a result again for each page, from its name in the paging links.
 * Nothing has to be kept between pages, and each page is restricted to what the caller may see when it asks. A
 * capability brings a source as a bean.
 */
public interface PageSource {

    /** The prefix of the names of its results: a word and a dot. */
    String prefix();

    /**
     * Computes a result.
     *
     * @param question what {@link #name} was given
     * @return empty if there is no such result; its link is answered with 410
     */
    Optional<IBundleProvider> find(RequestDetails request, String question);

    /** Encodes a question as the name of its result, to be its uuid. */
    default String name(String question) {
        return prefix()
                + Base64.getUrlEncoder().withoutPadding().encodeToString(question.getBytes(StandardCharsets.UTF_8));
    }
}
