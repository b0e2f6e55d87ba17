/**
 * A study to look at: fills a running server, through its REST API and with the demo clients, with a synthetic cohort of
 * NCT06813157. Everything it sends carries the tag {@code https://platelink.org/synthetic|synthetic}; nothing of it comes from
 * a person.
 *
 * <p>{@code story} invents what happens to each subject, {@code request} writes it as FHIR, and this package sends it.
 */
@NullMarked
@ApplicationModule(id = "demo", allowedDependencies = "subject")
package org.platelink.operator.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
