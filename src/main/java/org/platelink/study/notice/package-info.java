/**
 * Notifies registries of changed study metadata: FHIR Subscriptions (R4, rest-hook) to endpoints that the operator
 * allows. The notified content is public; the list of receivers is not.
 *
 * @see <a href="https://hl7.org/fhir/R4/subscription.html">Subscription, R4</a>
 */
@NullMarked
@ApplicationModule(
        id = "notice",
        allowedDependencies = {"server", "background", "trds", "hapi :: table"})
package org.platelink.study.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
