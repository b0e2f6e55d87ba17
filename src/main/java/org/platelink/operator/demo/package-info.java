/**
 * Synthetic demo data: fills a running server, through its REST API and with the demo clients, with a synthetic
 * cohort of NCT06813157. Everything it sends carries the tag {@code https://platelink.org/synthetic|synthetic}; no
 * data comes from a real person.
 *
 * <p>Not everything in it goes straight: a subject dies, another is lost to follow-up, an infusion is skipped, a step
 * is recorded for the wrong subject and taken back, somebody is screened again, and results are queried. What needs
 * another role than the demo clients have is left out: a query that a monitor closes, a transfer to another site, an
 * amendment of the protocol.
 *
 * <p>{@code story} generates what happens to each subject, {@code request} maps it to FHIR requests, and this package
 * sends them.
 */
@NullMarked
@ApplicationModule(id = "demo", allowedDependencies = "subject")
package org.platelink.operator.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
