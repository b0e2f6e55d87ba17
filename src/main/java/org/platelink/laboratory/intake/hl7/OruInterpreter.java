package org.platelink.laboratory.intake.hl7;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.Hl7Time;
import org.platelink.laboratory.hl7v2.MessageHeader;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.OruMessage;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.hl7v2.PatientResult;
import org.platelink.laboratory.hl7v2.PersonWords;
import org.platelink.laboratory.intake.queue.Interpretation;
import org.platelink.laboratory.intake.queue.MessageInterpreter;
import org.platelink.laboratory.intake.queue.StoredMaps;
import org.platelink.laboratory.intake.store.Delivery;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.QueuedMessage;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.Analytes;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.OruTranslation;
import org.platelink.laboratory.lab.SiteMaps;
import org.platelink.laboratory.lab.SiteOptions;
import org.platelink.laboratory.lab.TranslatedResults;
import org.platelink.security.screening.PersonsWords;
import org.platelink.trial.subject.SiteTimeZones;

/**
 * {@link MessageInterpreter} for HL7 v2 results messages: identifies the participants, translates the results to FHIR
 * and validates them.
 */
final class OruInterpreter implements MessageInterpreter {

    /** The subject where no participant is known, so that everything else that has to be fixed is found at once. */
    private static final String NOBODY = "Patient/unknown";

    private final OruReader reader;
    private final StoredMaps maps;
    private final PatientMatcher participants;
    private final SiteTimeZones zones;
    private final Analytes analytes;
    private final GuideFindings guide;
    private final Function<Delivery, List<Finding>> conflicts;
    private final Function<String, SiteOptions> options;
    private final InterpretationCache recent = new InterpretationCache();

    /**
     * @param conflicts finds what prevents results from being stored beside those that are
     * @param options the options of each site
     */
    OruInterpreter(
            OruReader reader,
            StoredMaps maps,
            PatientMatcher participants,
            SiteTimeZones zones,
            Analytes analytes,
            GuideFindings guide,
            Function<Delivery, List<Finding>> conflicts,
            Function<String, SiteOptions> options) {
        this.options = options;
        this.reader = reader;
        this.maps = maps;
        this.participants = participants;
        this.zones = zones;
        this.analytes = analytes;
        this.guide = guide;
        this.conflicts = conflicts;
    }

    @Override
    public boolean handles(QueuedMessage message) {
        return message.channel().isHl7v2();
    }

    /** Uses the cached interpretation, unless one of the site's maps has changed since. */
    @Override
    public Interpretation interpret(QueuedMessage message) {
        Interpretation before = recent.of(message.id(), maps.of(message.site()));
        if (before != null) {
            return before;
        }
        Charset charset = message.charset() == null ? null : Charset.forName(message.charset());
        return interpretation(message.site(), MessageText.decode(message.content(), charset));
    }

    /**
     * Interprets a message before it is answered, and caches the interpretation if there are no findings.
     *
     * @param id the id of the message
     * @throws org.platelink.laboratory.hl7v2.MessageRefused if it cannot be read
     */
    Interpretation interpret(UUID id, String site, MessageText text) {
        SiteMaps words = maps.of(site);
        Interpretation interpretation = interpretation(site, text);
        if (!interpretation.findings().isEmpty()) {
            return interpretation;
        }
        List<Finding> found = conflicts.apply(new Delivery(
                id,
                Long.MAX_VALUE,
                site,
                interpretation.sent(),
                Instant.now(),
                interpretation.resources(),
                Set.of(),
                Set.of(),
                false));
        if (found.isEmpty()) {
            recent.remember(id, words, interpretation);
            return interpretation;
        }
        return interpretation.with(found);
    }

    private Interpretation interpretation(String site, MessageText text) {
        OruMessage message = reader.read(text);
        SiteMaps words = maps.of(site);
        OruTranslation translation =
                new OruTranslation(words, zones.of(site), analytes, sender(message.header()), options.apply(site));
        FieldPlaces places = new FieldPlaces(text);
        List<PersonsWords> persons = persons(text, message.patients().size());
        List<DeliveredResource> resources = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<Finding> heldBack = new ArrayList<>();
        int accounted = 0;
        int waiting = 0;
        int leftOut = 0;
        int segment = 0;
        for (PatientResult patient : message.patients()) {
            segment++;
            PatientMatcher.Match match = participants.find(words, patient, segment);
            findings.addAll(match.findings());
            TranslatedResults translated =
                    translation.translate(patient, match.patient() == null ? NOBODY : "Patient/" + match.patient());
            findings.addAll(translated.findings());
            heldBack.addAll(translated.heldBack());
            findings.addAll(guide.of(translated.delivered(), places));
            findings.addAll(guide.inTexts(translated.delivered(), site, persons.get(segment - 1), places));
            resources.addAll(translated.delivered());
            accounted += translated.accounted();
            waiting += translated.waiting();
            leftOut += translated.notTaken();
        }
        OruReader.unreached(text, message).map(FindingProblems::finding).ifPresent(findings::add);
        if (accounted != message.results()) {
            findings.add(notAccounted(message.results(), accounted));
        }
        // If no result can be stored, the message waits as a whole; a message that waits as a whole waits for all its
        // findings.
        boolean whole = !findings.isEmpty()
                || !heldBack.isEmpty() && resources.stream().noneMatch(one -> one.resource() instanceof Observation);
        if (whole) {
            findings.addAll(heldBack);
        }
        return new Interpretation(
                Hl7Time.asInstant(message.header().time(), zones.of(site)).orElse(null),
                resources,
                findings,
                findings.isEmpty(),
                whole ? List.of() : heldBack,
                whole ? 0 : waiting,
                leftOut);
    }

    /** The person data of each patient's PID; of all PIDs together where not every patient has one. */
    private static List<PersonsWords> persons(MessageText text, int patients) {
        List<PersonWords> personWords = PersonWords.of(text);
        if (personWords.size() == patients) {
            return personWords.stream().map(one -> words(List.of(one))).toList();
        }
        return Collections.nCopies(patients, words(personWords));
    }

    private static PersonsWords words(List<PersonWords> personWords) {
        return new PersonsWords(
                personWords.stream().flatMap(one -> one.numbers().stream()).toList(),
                personWords.stream().flatMap(one -> one.names().stream()).toList(),
                personWords.stream().flatMap(one -> one.phones().stream()).toList());
    }

    /** The sender as the scope of numbers that name no assigning authority; null if MSH-3 and MSH-4 are empty. */
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
