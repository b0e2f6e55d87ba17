/**
 * Notifies registries of changed study metadata: FHIR Subscriptions (R4, rest-hook) to endpoints that the operator
 * allows. The notified content is public; the list of receivers is not. A site's client may be told that its alerts
 * changed, by a notice without content.
 *
 * @see <a href="https://hl7.org/fhir/R4/subscription.html">Subscription, R4</a>
 */
@NullMarked
@ApplicationModule(
        id = "notice",
        allowedDependencies = {"server", "background", "access", "trds", "hapi :: table"})
package org.platelink.study.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
