package org.platelink.trial.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * The consents of a subject: the one that it refers to, and those of the same participant that name its study in the
 * extension consented-version, such as a consent after an amendment or at majority.
 *
 * @param consents the consents, the one that the subject refers to first
 */
public record SubjectConsents(List<SubjectConsent> consents) {

    private static final String VERSION = CanonicalUrls.STRUCTURE_DEFINITION + "consented-version";
    private static final String DEVIATION = CanonicalUrls.STRUCTURE_DEFINITION + "deviation-reason";

    /** The states of a consent that was given: it is in force, or it was and ended or was replaced. */
    private static final Set<String> GIVEN = Set.of("active", "inactive");

    public SubjectConsents {
        consents = List.copyOf(consents);
    }

    /**
     * One consent.
     *
     * @param reference its reference, such as {@code Consent/12}
     * @param status its status
     * @param given when it was given, at the site; null if that is not recorded
     * @param until until when an inactive one was in force ({@code provision.period.end}); null if not recorded
     * @param version the version of the protocol consented to, a canonical with its version; null if not recorded
     * @param deviation why it stands although an infusion was before it; null if no reason is recorded
     */
    public record SubjectConsent(
            String reference,
            String status,
            @Nullable PartialDate given,
            @Nullable PartialDate until,
            @Nullable String version,
            @Nullable String deviation) {

        boolean isActive() {
            return status.equals("active");
        }

        boolean wasGiven() {
            return GIVEN.contains(status);
        }
    }

    /**
     * Selects the consents of a subject. A Consent that names several versions of the study's protocols is one for each.
     *
     * @param all the Consents of the participant
     * @param own the id of the Consent that the subject refers to; empty if it refers to none
     * @param study the id of the subject's study
     */
    static SubjectConsents of(Collection<JsonNode> all, String own, String study, ZoneId zone) {
        return new SubjectConsents(all.stream()
                .flatMap(consent -> {
                    List<String> versions = versions(consent, study);
                    return versions.isEmpty() && consent.path("id").asText().equals(own)
                            ? Stream.of(read(consent, null, zone))
                            : versions.stream().map(version -> read(consent, version, zone));
                })
                .sorted(Comparator.comparing(consent -> !consent.reference().equals("Consent/" + own)))
                .toList());
    }

    private static SubjectConsent read(JsonNode consent, @Nullable String version, ZoneId zone) {
        String until = consent.path("provision").path("period").path("end").asText("");
        String reason = null;
        for (JsonNode extension : consent.path("extension")) {
            if (extension.path("url").asText().equals(DEVIATION)) {
                reason = extension.path("valueString").asText();
            }
        }
        return new SubjectConsent(
                "Consent/" + consent.path("id").asText(),
                consent.path("status").asText(),
                date(consent.path("dateTime").asText(""), zone),
                date(until, zone),
                version,
                reason);
    }

    private static @Nullable PartialDate date(String stated, ZoneId zone) {
        return stated.isEmpty() ? null : PartialDate.of(stated, zone);
    }

    /** The versions of a study's protocols that a Consent names; empty if it names none. */
    private static List<String> versions(JsonNode consent, String study) {
        List<String> versions = new ArrayList<>();
        for (JsonNode extension : consent.path("extension")) {
            if (extension.path("url").asText().equals(VERSION)) {
                String named = "";
                boolean ofStudy = false;
                for (JsonNode part : extension.path("extension")) {
                    ofStudy |= part.path("valueReference")
                            .path("reference")
                            .asText()
                            .equals("ResearchStudy/" + study);
                    named = part.path("valueCanonical").asText(named);
                }
                if (ofStudy && !named.isEmpty()) {
                    versions.add(named);
                }
            }
        }
        return versions;
    }

    /** Whether a consent is in force. */
    boolean isActive() {
        return consents.stream().anyMatch(SubjectConsent::isActive);
    }

    /** Since when there is a consent: the earliest that was given; empty if none was, or its day is not recorded. */
    public Optional<PartialDate> since() {
        return consents.stream()
                .filter(SubjectConsent::wasGiven)
                .flatMap(consent -> Optional.ofNullable(consent.given()).stream())
                .min(Comparator.comparing(PartialDate::first));
    }

    /**
     * The versions of the protocol that were consented to, the earliest first: a re-consent after an amendment or at
     * majority is one more. A consent that was not given, or whose day is not recorded, is left out.
     */
    public List<SubjectConsent> versions() {
        return consents.stream()
                .filter(consent -> consent.wasGiven() && consent.given() != null && consent.version() != null)
                .sorted(Comparator.comparing(consent -> first(consent.given())))
                .toList();
    }

    private static LocalDate first(@Nullable PartialDate given) {
        return given == null ? PartialDate.UNKNOWN.first() : given.first();
    }

    /** Whether an event on a day is covered: a consent is in force, or was still in force on that day. */
    boolean cover(PartialDate date) {
        return isActive()
                || consents.stream()
                        .filter(SubjectConsent::wasGiven)
                        .flatMap(consent -> Optional.ofNullable(consent.until()).stream())
                        .anyMatch(until -> !date.last().isAfter(until.first()));
    }

    /** Why stored infusions before the consent stand; empty if no reason is recorded. */
    Optional<String> deviation() {
        return consents.stream()
                .flatMap(consent -> Optional.ofNullable(consent.deviation()).stream())
                .filter(reason -> !reason.isBlank())
                .findFirst();
    }
}
