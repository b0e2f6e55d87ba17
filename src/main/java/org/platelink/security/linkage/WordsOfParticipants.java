package org.platelink.security.linkage;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The identifiers of a few participants in hashed form: they can be compared with words, but not read. */
public final class WordsOfParticipants {

    private final LinkageKeys keys;
    private final Map<String, List<byte[]>> words;

    WordsOfParticipants(LinkageKeys keys, Map<String, List<byte[]>> words) {
        this.keys = keys;
        this.words = words;
    }

    /** Whether there is no identifier to compare with. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /**
     * Whether a word is an identifier of one of some participants.
     *
     * @param word as {@link WordsOfText} gives it
     * @param participants ids of Patients, among those that this was created for
     */
    public boolean has(String word, Collection<String> participants) {
        byte[] lookUp = keys.lookUpOf(word);
        return participants.stream()
                .flatMap(one -> words.getOrDefault(one, List.of()).stream())
                .anyMatch(known -> Arrays.equals(known, lookUp));
    }
}
