package org.platelink.security.linkage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells which words of a text are identifiers of persons, without a key leaving this package. */
public class LinkedWords {

    private final Linkage linkage;
    private final LinkageTable table;
    private final LinkageKeys keys;

    LinkedWords(Linkage linkage, LinkageTable table, LinkageKeys keys) {
        this.linkage = linkage;
        this.table = table;
        this.keys = keys;
    }

    /** Whether any word can be an identifier; as long as none was ever linked, asking costs nothing. */
    public boolean canBe() {
        return linkage.isUsed();
    }

    /**
     * The identifiers of some participants, to be compared with words. They are read each time: a new one is seen at once.
     *
     * @param participants ids of Patients
     * @param site the id of the Organization that linked them; null for whichever
     */
    public WordsOfParticipants ofParticipants(Collection<String> participants, @Nullable String site) {
        return new WordsOfParticipants(
                keys, participants.isEmpty() || !canBe() ? Map.of() : table.wordsOf(participants, site));
    }

    /**
     * Which words are identifiers of persons of some sites.
     *
     * @param words as {@link WordsOfText} gives them
     * @param sites ids of Organizations
     * @param participants ids of Patients; the sites that know them are looked at too
     */
    public Set<String> among(Collection<String> words, Collection<String> sites, Collection<String> participants) {
        if (words.isEmpty() || !canBe()) {
            return Set.of();
        }
        List<String> asked = List.copyOf(words);
        return table.positionsOfWords(asked.stream().map(keys::lookUpOf).toList(), sites, participants).stream()
                .map(position -> asked.get(position - 1))
                .collect(Collectors.toSet());
    }
}
