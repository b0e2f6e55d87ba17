package org.platelink.security.linkage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.sealing.MasterKey;

/** Identifiers of one participant without a database. */
public final class LinkedNumbers extends LinkedWords {

    private final LinkageKeys keys;
    private final String participant;
    private final Set<String> words;

    @SuppressWarnings("NullAway")
    public LinkedNumbers(String participant, String... identifiers) {
        super(null, null, null);
        this.keys = new LinkageKeys(new MasterKey(new byte[32]));
        this.participant = participant;
        this.words = List.of(identifiers).stream()
                .map(identifier -> new PersonIdentifier("https://hospital.example/patients", identifier).asWord())
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean canBe() {
        return !words.isEmpty();
    }

    @Override
    public WordsOfParticipants ofParticipants(Collection<String> participants, @Nullable String site) {
        return new WordsOfParticipants(
                keys, Map.of(participant, words.stream().map(keys::lookUpOf).toList()));
    }

    @Override
    public Set<String> among(Collection<String> asked, Collection<String> sites, Collection<String> participants) {
        return asked.stream().filter(words::contains).collect(Collectors.toSet());
    }
}
