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
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.linkage.LinkedWords;
import org.platelink.linkage.WordsOfParticipants;
import org.platelink.linkage.WordsOfText;

/** Looks through the resources of one write. Not for use by more than one thread. */
final class Screen implements ResourceText.Reader {

    /** Words are looked up so many at a time. */
    private static final int WORDS_A_QUERY = 10_000;

    /** A part of a number that is shorter may be that of a day, or counted. */
    private static final int LONG_PART = 6;

    private static final int MOST_PARTS = 4;
    private static final int LONGEST_NUMBER = 200;
    private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private static final Set<String> SENTENCES = Set.of("note", "dataAbsentReason");

    private static final String IDENTIFIER_IN_TEXT =
            "The text names an identifier by which the site knows a person, which never enters this server. Take it out: the"
                    + " reference to the participant says who it is.";

    private static final String NUMBER_OF_THE_PERSON =
            "An identifier by which the site knows the participant stands here, which never enters this server. Send a number"
                    + " of the order, the sample or the result itself, or none.";

    private static final String SAID_OF_THE_PERSON =
            "A number, a name or a telephone number by which the sender itself names the person stands here, and never enters"
                    + " this server. Take it out.";

    /** More numbers than any note has; looking each up would hold the database. */
    private static final int MOST_WORDS = 100_000;

    private final SubjectMatter subjectMatter;
    private final LinkedWords linked;
    private final Set<String> sites = new HashSet<>();
    private final Set<String> participants = new HashSet<>();
    private final Map<String, Place> words = new LinkedHashMap<>();
    private final Map<String, List<Number>> numbers = new LinkedHashMap<>();
    private final PersonMatcher said;
    private final Set<Found> found = new LinkedHashSet<>();
    private final boolean lookUp;

    /** Whose identifiers alone are compared, so that nobody tries numbers against another site's; null for a caller of none. */
    private final @Nullable String ownSite;

    /**
     * @param linked knows the identifiers of persons
     * @param site the id of the caller's Organization; null if there is none
     */
    Screen(SubjectMatter subjectMatter, LinkedWords linked, @Nullable String site) {
        this(subjectMatter, linked, site, PersonsWords.NONE);
    }

    /**
     * @param linked knows the identifiers of persons
     * @param site the id of the caller's Organization; null if there is none
     * @param said what the caller says itself of the person
     */
    Screen(SubjectMatter subjectMatter, LinkedWords linked, @Nullable String site, PersonsWords said) {
        this.said = new PersonMatcher(said);
        this.subjectMatter = subjectMatter;
        this.linked = linked;
        this.lookUp = linked.canBe();
        this.ownSite = site;
        if (site != null) {
            sites.add(site);
        }
    }

    /**
     * The number of something, such as an order, which must not be one of the participant that the same resource is about. Those
     * of others are no concern: numbers are few, and a sample may well have that of somebody else.
     *
     * @param participants whom the resource refers to
     */
    private record Number(Place place, Set<String> participants) {}

    private Set<String> inResource = new HashSet<>();

    /**
     * Looks through a resource, as far as it belongs to a subject.
     *
     * @param place the resource, such as {@code Observation}
     */
    void look(Resource resource, Place place) {
        if (subjectMatter.is(resource)) {
            inResource = new HashSet<>();
            if (resource instanceof Patient patient && patient.getIdElement().getIdPart() != null) {
                participant(patient.getIdElement().getIdPart());
                if (ownSite == null) {
                    sites.add(String.valueOf(patient.getManagingOrganization()
                            .getReferenceElement()
                            .getIdPart()));
                }
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
        refuseLinkedWords();
        refuseNumbersOfParticipants();
        return found;
    }

    private void refuseLinkedWords() {
        List<String> all = List.copyOf(words.keySet());
        Set<String> alsoOf = ownSite == null ? participants : Set.of();
        for (int from = 0; from < all.size(); from += WORDS_A_QUERY) {
            List<String> some = all.subList(from, Math.min(all.size(), from + WORDS_A_QUERY));
            linked.among(some, sites, alsoOf).forEach(word -> refuse(words.get(word), IDENTIFIER_IN_TEXT));
        }
        words.clear();
    }

    private void refuseNumbersOfParticipants() {
        if (!numbers.isEmpty()) {
            WordsOfParticipants known = linked.ofParticipants(participants, ownSite);
            if (!known.isEmpty()) {
                numbers.forEach((word, places) -> places.stream()
                        .filter(number -> known.has(word, number.participants()))
                        .forEach(number -> refuse(number.place(), NUMBER_OF_THE_PERSON)));
            }
        }
        numbers.clear();
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
        if (free && (said.isNamed(plain, isSentence(place)) || said.isNumbered(plain))) {
            refuse(place, SAID_OF_THE_PERSON);
        } else {
            compareWords(place, plain);
        }
    }

    /** Whether somebody says something there, and does not just call something by its name. */
    private static boolean isSentence(Place place) {
        return place.name().equals("conclusion")
                || place.name().equals("value")
                || place.parent() != null && SENTENCES.contains(place.parent().name());
    }

    @Override
    public void identifier(Place place, String value, boolean pseudonym) {
        String own = Uuids.leftOut(value);
        findTelltales(place, own, Telltale::isInIdentifier);
        if (said.isIn(own)) {
            refuse(place, SAID_OF_THE_PERSON);
        } else if (pseudonym) {
            compareWords(place, own);
        } else {
            compareNumber(place, own);
        }
    }

    @Override
    public void code(Place place, String code) {
        String own = Uuids.leftOut(code);
        if (said.isCode(own)) {
            refuse(place, SAID_OF_THE_PERSON);
        } else {
            WordsOfText.whole(own).ifPresent(word -> number(word, place));
        }
    }

    /** The whole number, and those of its parts together that are too long to be the same by chance. */
    private void compareNumber(Place place, String value) {
        WordsOfText.whole(value).ifPresent(word -> number(word, place));
        String[] parts = BETWEEN_PARTS.split(value.substring(0, Math.min(LONGEST_NUMBER, value.length())));
        for (int from = 0; from < parts.length; from++) {
            StringBuilder together = new StringBuilder();
            for (int to = from; to < Math.min(parts.length, from + MOST_PARTS); to++) {
                together.append(parts[to]);
                WordsOfText.whole(together.toString())
                        .filter(word -> word.length() >= LONG_PART)
                        .ifPresent(word -> number(word, place));
            }
        }
    }

    private void number(String word, Place place) {
        if (lookUp && numbers.size() <= MOST_WORDS) {
            List<Number> places = numbers.computeIfAbsent(word, absent -> new ArrayList<>());
            if (places.isEmpty() || !places.get(places.size() - 1).place().equals(place)) {
                places.add(new Number(place, inResource));
            }
        }
    }

    @Override
    public void participant(String id) {
        participants.add(id);
        inResource.add(id);
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
