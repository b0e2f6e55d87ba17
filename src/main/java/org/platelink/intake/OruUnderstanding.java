package org.platelink.intake;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.platelink.hl7v2.Hl7Time;
import org.platelink.hl7v2.MessageHeader;
import org.platelink.hl7v2.MessageText;
import org.platelink.hl7v2.OruMessage;
import org.platelink.hl7v2.OruReader;
import org.platelink.hl7v2.PatientResult;
import org.platelink.journal.Finding;
import org.platelink.journal.Reason;
import org.platelink.journal.Waiting;
import org.platelink.lab.Analytes;
import org.platelink.lab.Delivered;
import org.platelink.lab.OruTranslation;
import org.platelink.lab.SiteMaps;
import org.platelink.lab.Translated;
import org.platelink.subject.SiteTimeZones;

/** Finds out what a message of HL7 v2 comes to: whose results it brings, and what they are in FHIR. */
final class OruUnderstanding implements Understanding {

    /** In the place of a participant who is not known, so that all else that has to be mended is found at once. */
    private static final String NOBODY = "Patient/unknown";

    private static final Set<String> DOORS = Set.of("https", "mllp");

    private final OruReader reader;
    private final StoredMaps maps;
    private final KnownParticipants participants;
    private final SiteTimeZones zones;
    private final Analytes analytes;
    private final GuideFindings guide;
    private final Function<Delivery, List<Finding>> conflicts;
    private final RecentlyUnderstood recent = new RecentlyUnderstood();

    /**
     * @param conflicts what keeps results from being stored beside those that are
     */
    OruUnderstanding(
            OruReader reader,
            StoredMaps maps,
            KnownParticipants participants,
            SiteTimeZones zones,
            Analytes analytes,
            GuideFindings guide,
            Function<Delivery, List<Finding>> conflicts) {
        this.reader = reader;
        this.maps = maps;
        this.participants = participants;
        this.zones = zones;
        this.analytes = analytes;
        this.guide = guide;
        this.conflicts = conflicts;
    }

    @Override
    public boolean understands(Waiting message) {
        return DOORS.contains(message.door());
    }

    /**
     * What was understood a moment ago is not worked out again, unless a map has changed since. What is worked out now is
     * not held to the guide here: the storage does that.
     */
    @Override
    public Understood understand(Waiting message) {
        Understood before = recent.of(message.id(), maps.of(message.site()));
        if (before != null) {
            return before;
        }
        Charset charset = message.charset() == null ? null : Charset.forName(message.charset());
        return translated(message.site(), MessageText.decode(message.content(), charset));
    }

    /**
     * Understands a message and holds it to the guide.
     *
     * @param id by which it is known
     * @throws org.platelink.hl7v2.MessageRefused if it cannot be read
     */
    Understood understand(UUID id, String site, MessageText text) {
        SiteMaps words = maps.of(site);
        Understood translated = translated(site, text);
        List<Finding> findings = new ArrayList<>(translated.findings());
        findings.addAll(guide.of(translated.resources()));
        if (findings.isEmpty()) {
            findings.addAll(conflicts.apply(new Delivery(
                    id,
                    Long.MAX_VALUE,
                    site,
                    translated.sent(),
                    Instant.now(),
                    translated.resources(),
                    Set.of(),
                    false)));
        }
        Understood understood = new Understood(translated.sent(), translated.resources(), findings, findings.isEmpty());
        if (findings.isEmpty()) {
            recent.remember(id, words, understood);
        }
        return understood;
    }

    private Understood translated(String site, MessageText text) {
        OruMessage message = reader.read(text);
        SiteMaps words = maps.of(site);
        OruTranslation translation = new OruTranslation(words, zones.of(site), analytes, sender(message.header()));
        List<Delivered> resources = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        int accounted = 0;
        int segment = 0;
        for (PatientResult patient : message.patients()) {
            segment++;
            KnownParticipants.Match match = participants.find(words, patient, segment);
            findings.addAll(match.findings());
            Translated translated =
                    translation.translate(patient, match.patient() == null ? NOBODY : "Patient/" + match.patient());
            findings.addAll(translated.findings());
            resources.addAll(translated.delivered());
            accounted += translated.accounted();
        }
        OruReader.unreached(text, message).map(FindingProblems::finding).ifPresent(findings::add);
        if (accounted != message.results()) {
            findings.add(notAccounted(message.results(), accounted));
        }
        return new Understood(
                Hl7Time.asInstant(message.header().time(), zones.of(site)).orElse(null), resources, findings, false);
    }

    /** Who numbers, where numbers do not say it; null if nobody says it at all. */
    private static @Nullable String sender(MessageHeader header) {
        String sender = header.sendingApplication() + "|" + header.sendingFacility();
        return sender.equals("|") ? null : sender;
    }

    private static Finding notAccounted(int reached, int accounted) {
        return new Finding(
                Reason.RESULTS_NOT_ACCOUNTED,
                "OBX",
                null,
                "Of " + reached + " OBX segments " + accounted
                        + " were translated; the server's operator has to look.");
    }
}
