package org.platelink.security.linkage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds which words of a text are linked identifiers of persons. The keys stay in this package. */
public class LinkedWords {

    private final Linkage linkage;
    private final LinkageTable table;
    private final LinkageKeys keys;

    LinkedWords(Linkage linkage, LinkageTable table, LinkageKeys keys) {
        this.linkage = linkage;
        this.table = table;
        this.keys = keys;
    }

    /** Whether any word can be an identifier. As long as none was ever linked, the check costs nothing. */
    public boolean canBe() {
        return linkage.isUsed();
    }

    /**
     * The identifiers of some participants, for comparison with words. They are not cached, so a new one takes effect
     * at once.
     *
     * @param participants ids of Patients
     * @param site the id of the Organization that linked them; null for any
     */
    public WordsOfParticipants ofParticipants(Collection<String> participants, @Nullable String site) {
        return new WordsOfParticipants(
                keys, participants.isEmpty() || !canBe() ? Map.of() : table.wordsOf(participants, site));
    }

    /**
     * Finds which words are identifiers of persons of some sites.
     *
     * @param words as {@link WordsOfText} gives them
     * @param sites ids of Organizations
     * @param participants ids of Patients; the sites that know them are included
     */
    public Set<String> among(Collection<String> words, Collection<String> sites, Collection<String> participants) {
        if (words.isEmpty() || !canBe()) {
            return Set.of();
        }
        List<String> distinctWords = List.copyOf(words);
        return table.positionsOfWords(distinctWords.stream().map(keys::lookUpOf).toList(), sites, participants).stream()
                .map(position -> distinctWords.get(position - 1))
                .collect(Collectors.toSet());
    }
}
