package org.platelink.platform.capability;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;

/** A client of each role: what is claimed must work for one of them. */
final class Clients {

    private static final Pattern DIAGNOSTICS = Pattern.compile("\"diagnostics\":\\s*\"([^\"]*)\"");

    private final Map<String, FhirClient> all = new LinkedHashMap<>();

    Clients(int port) {
        for (String client : List.of("analyst-demo", "operator", "coordinator-demo", "registry-demo", "ehr-demo")) {
            all.put(client, FhirClient.of(port, client));
        }
        all.put("monitor", ReviewSamples.on(port).monitor());
        all.put("anyone", FhirClient.withoutToken(port));
    }

    FhirClient of(String client) {
        return all.get(client);
    }

    /**
     * Sends the same with each client until one is answered as it should be.
     *
     * @return empty if one was; else what was wrong, with the answers
     */
    Optional<String> lie(String claim, Function<FhirClient, Answer> request, Predicate<Answer> right) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Map.Entry<String, FhirClient> client : all.entrySet()) {
            Answer answer = request.apply(client.getValue());
            if (right.test(answer)) {
                return Optional.empty();
            }
            answers.merge(answer.status() + " " + start(answer), client.getKey(), (one, other) -> one + ", " + other);
        }
        return Optional.of(claim + ": " + answers);
    }

    /** The same of some clients. */
    Optional<String> doer(
            List<String> some, String what, Function<FhirClient, Answer> request, Predicate<Answer> done) {
        return some.stream()
                .filter(client -> done.test(request.apply(of(client))))
                .map(client -> what + " works for " + client)
                .findFirst();
    }

    /** The first that is answered well. */
    Optional<String> first(Function<FhirClient, Answer> request) {
        return all.entrySet().stream()
                .filter(client -> isGood(request.apply(client.getValue())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Who is answered as something that is not claimed must not be. */
    Optional<String> doer(String what, Function<FhirClient, Answer> request, Predicate<Answer> done) {
        return all.entrySet().stream()
                .filter(client -> done.test(request.apply(client.getValue())))
                .map(client -> what + " works for " + client.getKey())
                .findFirst();
    }

    static boolean isGood(Answer answer) {
        return answer.status() >= 200 && answer.status() < 300;
    }

    private static String start(Answer answer) {
        Matcher diagnostics = DIAGNOSTICS.matcher(answer.body());
        String said = diagnostics.find() ? diagnostics.group(1) : answer.body();
        return said.substring(0, Math.min(160, said.length()));
    }
}
