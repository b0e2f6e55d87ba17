package org.platelink.trial.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.platelink.platform.hapi.table.PatientLinks;
import org.platelink.platform.hapi.table.ResourceText;
import org.platelink.platform.hapi.table.ResourceTexts;
import org.platelink.platform.hapi.table.VersionStamp;

/** Reads the Encounters, doses and Consents of subjects, as stored JSON text, in the transaction of a connection. */
final class StoredRecords {

    private final PatientLinks links;
    private final ResourceTexts texts;

    StoredRecords(Connection database) {
        this.links = new PatientLinks(database);
        this.texts = new ResourceTexts(database);
    }

    /**
     * The recorded Encounters and doses of Patients, by HAPI's numeric ids of the Patients (PIDs).
     *
     * @param recordCache the cache of records; the text of a cached record is not read again
     */
    Map<Long, List<VisitRecord>> recorded(Collection<Long> patients, VersionCache<VisitRecord> recordCache)
            throws SQLException {
        Map<Long, List<VersionStamp>> written = links.encountersAndAdministrations(patients);
        Map<Long, VisitRecord> read = new HashMap<>();
        List<Long> unread = new ArrayList<>();
        for (VersionStamp one : written.values().stream().flatMap(List::stream).toList()) {
            VisitRecord before = recordCache.get(one);
            if (before == null) {
                unread.add(one.key());
            } else {
                read.put(one.key(), before);
            }
        }
        if (!unread.isEmpty()) {
            // If a resource was written between the two queries, the version that the second one found is used.
            texts.current(unread, one -> {
                VisitRecord recorded = record(one.text());
                recordCache.put(one.written(), recorded);
                read.put(one.written().key(), recorded);
            });
        }
        Map<Long, List<VisitRecord>> found = new HashMap<>();
        written.forEach((patient, all) -> found.put(
                patient,
                all.stream()
                        .flatMap(one -> Stream.ofNullable(read.get(one.key())))
                        .toList()));
        return found;
    }

    /** The recorded Encounters of a Patient. */
    List<VisitRecord> visits(String patient) throws SQLException {
        return links.encounters(patient).stream().map(StoredRecords::record).toList();
    }

    private static VisitRecord record(ResourceText text) {
        return VisitRecord.of(text.type(), text.id(), StoredJson.parsed(text.json()));
    }

    /** HAPI's numeric ids (PIDs) of Patients. */
    List<Long> patients(Collection<String> ids) throws SQLException {
        return links.keys(ids);
    }

    /** The times of consent, as FHIR dateTimes, by the ids of the Consents. */
    Map<String, String> consents(Collection<String> ids) throws SQLException {
        Map<String, String> found = new HashMap<>();
        texts.current("Consent", ids).forEach((id, json) -> {
            String signed = StoredJson.parsed(json).path("dateTime").asText("");
            if (!signed.isEmpty()) {
                found.put(id, signed);
            }
        });
        return found;
    }
}
