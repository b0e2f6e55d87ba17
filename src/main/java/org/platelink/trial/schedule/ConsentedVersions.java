package org.platelink.trial.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.hapi.table.PatientLinks;
import org.platelink.trial.schedule.ProtocolTimeline.ConsentToVersion;
import org.platelink.trial.subject.PartialDate;

/**
 * Reads the Consents of subjects that name the version of the protocol consented to (extension
 * {@code consented-version}: the study, and the canonical with the version).
 */
final class ConsentedVersions {

    private static final String CONSENTED = CanonicalUrls.STRUCTURE_DEFINITION + "consented-version";
    private static final List<String> PATHS = List.of("Consent.patient");

    /** No id begins with a space. */
    private static final String NO_ID = " ";

    /** A consent that was given: it is in force, or it was and ended or was replaced. */
    private static final Set<String> GIVEN = Set.of("active", "inactive");

    private final Map<String, List<JsonNode>> consents = new HashMap<>();

    private ConsentedVersions() {}

    /** None, where no protocol has more than one version. */
    static ConsentedVersions none() {
        return new ConsentedVersions();
    }

    /**
     * Reads the Consents of Patients.
     *
     * @param patients the ids of the Patients
     */
    static ConsentedVersions read(Connection database, Collection<String> patients) throws SQLException {
        ConsentedVersions read = new ConsentedVersions();
        for (PatientLinks.Entry one : new PatientLinks(database).records(PATHS, patients, NO_ID)) {
            if (one.text().type().equals("Consent")) {
                read.consents
                        .computeIfAbsent(one.patient(), first -> new ArrayList<>())
                        .add(StoredJson.parsed(one.text().json()));
            }
        }
        return read;
    }

    /** The consents of a subject to versions of a protocol. */
    List<ConsentToVersion> of(SubjectRecord subject, ProtocolVersions protocol, Function<String, ZoneId> zones) {
        List<ConsentToVersion> found = new ArrayList<>();
        for (JsonNode consent : consents.getOrDefault(subject.patient(), List.of())) {
            String given = consent.path("dateTime").asText("");
            String version = version(consent, subject.study(), protocol);
            if (!given.isEmpty()
                    && !version.isEmpty()
                    && GIVEN.contains(consent.path("status").asText())) {
                // A day that is known by its month alone counts from the end of the month: then it had been given.
                found.add(new ConsentToVersion(
                        version,
                        PartialDate.of(given, zones.apply(subject.site())).last()));
            }
        }
        return found;
    }

    private static String version(JsonNode consent, String study, ProtocolVersions protocol) {
        for (JsonNode extension : consent.path("extension")) {
            if (extension.path("url").asText().equals(CONSENTED)) {
                String canonical = "";
                boolean ofStudy = false;
                for (JsonNode part : extension.path("extension")) {
                    ofStudy |= part.path("valueReference")
                            .path("reference")
                            .asText()
                            .equals("ResearchStudy/" + study);
                    canonical = part.path("valueCanonical").asText(canonical);
                }
                String[] named = canonical.split("\\|", 2);
                if (ofStudy && named.length == 2 && protocol.isNamedBy(canonical)) {
                    return named[1];
                }
            }
        }
        return "";
    }
}
