package org.platelink.study.notice;

import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Subscription;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;

/** The site whose alerts a Subscription is of: an extension that the server writes, whatever the client sent. */
final class SubscriberSite {

    private static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "subscriber-site";

    private SubscriberSite() {}

    /** The reference of the site's Organization. */
    static Optional<String> of(Subscription subscription) {
        Extension extension = subscription.getExtensionByUrl(URL);
        return extension != null && extension.getValue() instanceof Reference site
                ? Optional.ofNullable(site.getReference())
                : Optional.empty();
    }

    /** @param site the reference of the site's Organization; null for none */
    static void write(Subscription subscription, @Nullable String site) {
        subscription.getExtension().removeIf(extension -> URL.equals(extension.getUrl()));
        if (site != null) {
            subscription.addExtension(new Extension(URL, new Reference(site)));
        }
    }
}
