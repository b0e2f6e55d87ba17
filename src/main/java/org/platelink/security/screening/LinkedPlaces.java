package org.platelink.security.screening;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.security.linkage.LinkedWords;
import org.platelink.security.linkage.WordsOfParticipants;
import org.platelink.security.linkage.WordsOfText;

/**
 * Collects the words of a write that may be identifiers of persons, with their places, and compares all of them with
 * the linkage table at once.
 */
final class LinkedPlaces {

    static final String IDENTIFIER_IN_TEXT =
            "The text names an identifier by which the site knows a person, which never enters this server. Take it out: the"
                    + " reference to the participant says who it is.";

    static final String NUMBER_OF_THE_PERSON =
            "An identifier by which the site knows the participant stands here, which never enters this server. Send a number"
                    + " of the order, the sample or the result itself, or none.";

    private static final String TOO_MANY =
            "The text has more numbers than can be compared with the identifiers of persons."
                    + " Send it in several requests.";

    /** How many words are looked up in one query. */
    private static final int WORDS_A_QUERY = 10_000;

    /** More numbers than any note has; to look each up would block the database. */
    private static final int MOST_WORDS = 100_000;

    /** A shorter part of a number may be a day, or counted. */
    static final int LONG_PART = 6;

    private static final int MOST_PARTS = 4;
    private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private final LinkedWords linked;
    private final boolean lookUp;

    /**
     * The only site whose identifiers are compared, so that a caller cannot probe numbers against another site's;
     * null for a caller without a site.
     */
    private final @Nullable String ownSite;

    private final Set<String> sites = new HashSet<>();
    private final Set<String> participants = new HashSet<>();
    private final Map<String, Place> words = new LinkedHashMap<>();
    private final Map<String, List<Number>> numbers = new LinkedHashMap<>();
    private Set<String> inResource = new HashSet<>();

    /**
     * The number of a thing, such as an order. It must not be a number of a participant that the same resource refers
     * to. Other participants do not matter: there are few numbers, and a sample may well have somebody else's by
     * chance.
     *
     * @param participants the participants that the resource refers to
     */
    private record Number(Place place, Set<String> participants) {}

    /** @param site the id of the caller's Organization; null if there is none */
    LinkedPlaces(LinkedWords linked, @Nullable String site) {
        this.linked = linked;
        this.lookUp = linked.canBe();
        this.ownSite = site;
        if (site != null) {
            sites.add(site);
        }
    }

    void beginResource() {
        inResource = new HashSet<>();
    }

    /** Adds the site of a Patient; a caller without a site must not write that site's identifiers either. */
    void siteOfPatient(String id) {
        if (ownSite == null) {
            sites.add(id);
        }
    }

    void participant(String id) {
        participants.add(id);
        inResource.add(id);
    }

    /** Adds the words of a text. */
    void text(Place place, String text, BiConsumer<Place, String> refuse) {
        if (!lookUp || words.size() > MOST_WORDS) {
            return;
        }
        WordsOfText.in(text, word -> {
            if (words.size() <= MOST_WORDS) {
                words.putIfAbsent(word, place);
            }
        });
        if (words.size() > MOST_WORDS) {
            refuse.accept(place, TOO_MANY);
        }
    }

    /** Adds the parts of a thing's number that may be a person's. */
    void number(Place place, String value) {
        if (lookUp) {
            words(place, wordsOf(value));
        }
    }

    void words(Place place, List<String> some) {
        if (lookUp) {
            some.forEach(word -> add(word, place));
        }
    }

    /** The whole number, and combinations of adjacent parts that are too long to match by chance. */
    static List<String> wordsOf(String value) {
        Set<String> all = new LinkedHashSet<>();
        WordsOfText.whole(value).ifPresent(all::add);
        String[] parts = BETWEEN_PARTS.split(value);
        for (int from = 0; parts.length > 1 && from < parts.length; from++) {
            StringBuilder together = new StringBuilder();
            for (int to = from; to < Math.min(parts.length, from + MOST_PARTS); to++) {
                together.append(parts[to]);
                if (together.length() >= LONG_PART) {
                    WordsOfText.whole(together.toString()).ifPresent(all::add);
                }
            }
        }
        return List.copyOf(all);
    }

    /** Adds a number without parts. */
    void code(Place place, String value) {
        if (lookUp) {
            WordsOfText.whole(value).ifPresent(word -> add(word, place));
        }
    }

    private void add(String word, Place place) {
        if (numbers.size() <= MOST_WORDS) {
            List<Number> places = numbers.computeIfAbsent(word, absent -> new ArrayList<>());
            if (places.isEmpty() || !places.get(places.size() - 1).place().equals(place)) {
                places.add(new Number(place, inResource));
            }
        }
    }

    /** Compares all words collected, and clears them. */
    void compare(BiConsumer<Place, String> refuse) {
        List<String> all = List.copyOf(words.keySet());
        Set<String> alsoOf = ownSite == null ? participants : Set.of();
        for (int from = 0; from < all.size(); from += WORDS_A_QUERY) {
            List<String> some = all.subList(from, Math.min(all.size(), from + WORDS_A_QUERY));
            linked.among(some, sites, alsoOf).forEach(word -> refuse.accept(words.get(word), IDENTIFIER_IN_TEXT));
        }
        words.clear();
        if (!numbers.isEmpty()) {
            WordsOfParticipants participantWords = linked.ofParticipants(participants, ownSite);
            if (!participantWords.isEmpty()) {
                numbers.forEach((word, places) -> places.stream()
                        .filter(number -> participantWords.has(word, number.participants()))
                        .forEach(number -> refuse.accept(number.place(), NUMBER_OF_THE_PERSON)));
            }
        }
        numbers.clear();
    }
}
