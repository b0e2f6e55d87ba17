package org.platelink.screening;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.linkage.LinkedWords;
import org.platelink.linkage.WordsOfText;

/** Looks through the resources of one write. Not for use by more than one thread. */
final class Screen implements ResourceText.Reader {

    /** Words are looked up so many at a time. */
    private static final int WORDS_A_QUERY = 10_000;

    /** More numbers than any note has; looking each up would hold the database. */
    private static final int MOST_WORDS = 100_000;

    private final SubjectMatter subjectMatter;
    private final LinkedWords linked;
    private final Set<String> sites = new HashSet<>();
    private final Set<String> participants = new HashSet<>();
    private final Map<String, Place> words = new LinkedHashMap<>();
    private final Set<Found> found = new LinkedHashSet<>();
    private final boolean lookUp;

    /**
     * @param linked knows the identifiers of persons
     * @param site the id of the caller's Organization; null if there is none
     */
    Screen(SubjectMatter subjectMatter, LinkedWords linked, @Nullable String site) {
        this.subjectMatter = subjectMatter;
        this.linked = linked;
        this.lookUp = linked.canBe();
        if (site != null) {
            sites.add(site);
        }
    }

    /**
     * Looks through a resource, as far as it belongs to a subject.
     *
     * @param place the resource, such as {@code Observation}
     */
    void look(Resource resource, Place place) {
        if (subjectMatter.is(resource)) {
            if (resource instanceof Patient patient && patient.getIdElement().getIdPart() != null) {
                participants.add(patient.getIdElement().getIdPart());
                sites.add(String.valueOf(
                        patient.getManagingOrganization().getReferenceElement().getIdPart()));
            }
            new ResourceText(this).read(resource, place);
        } else if (resource instanceof Bundle bundle) {
            List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
            for (int i = 0; i < entries.size(); i++) {
                Resource entry = entries.get(i).getResource();
                if (entry != null) {
                    look(entry, place.in("entry", i).in("resource.ofType(" + entry.fhirType() + ")", -1));
                }
            }
        }
    }

    /** What was found in all that was looked through. */
    Set<Found> found() {
        List<Map.Entry<String, Place>> all = new ArrayList<>(words.entrySet());
        for (int from = 0; from < all.size(); from += WORDS_A_QUERY) {
            List<String> some = all.subList(from, Math.min(all.size(), from + WORDS_A_QUERY)).stream()
                    .map(Map.Entry::getKey)
                    .toList();
            for (String word : linked.among(some, sites, participants)) {
                refuse(
                        words.get(word),
                        "The text names an identifier by which the site knows a person, which never enters this server. Take"
                                + " it out: the reference to the participant says who it is.");
            }
        }
        words.clear();
        return found;
    }

    @Override
    public void refuse(Place place, String sentence) {
        found.add(new Found(place.path(), sentence));
    }

    @Override
    public void text(Place place, String text, boolean free) {
        String plain = Uuids.leftOut(Normalizer.normalize(text, Normalizer.Form.NFKC));
        if (free) {
            findTelltales(place, plain, Telltale::isIn);
        }
        compareWords(place, plain);
    }

    @Override
    public void identifier(Place place, String value, boolean pseudonym) {
        String own = Uuids.leftOut(value);
        findTelltales(place, own, Telltale::isInIdentifier);
        if (pseudonym) {
            compareWords(place, own);
        }
    }

    @Override
    public void participant(String id) {
        participants.add(id);
    }

    private void findTelltales(Place place, String text, BiPredicate<Telltale, String> isIn) {
        for (Telltale telltale : Telltale.ALL) {
            if (!telltale.needsMoreThan(text) && isIn.test(telltale, text)) {
                refuse(place, telltale.sentence());
            }
        }
    }

    private void compareWords(Place place, String text) {
        if (!lookUp || words.size() > MOST_WORDS) {
            return;
        }
        WordsOfText.in(text, word -> {
            if (words.size() <= MOST_WORDS) {
                words.putIfAbsent(word, place);
            }
        });
        if (words.size() > MOST_WORDS) {
            refuse(
                    place,
                    "The text has more numbers than can be compared with the identifiers of persons. Send it in"
                            + " several requests.");
        }
    }
}
