package org.platelink.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What was measured, of each kind one figure a server and round. */
final class Figures {

    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

    void add(String what, String server, double figure) {
        figures.computeIfAbsent(what, absent -> new LinkedHashMap<>())
                .computeIfAbsent(server, absent -> new ArrayList<>())
                .add(figure);
    }

    /** Medians of both, the median of each round's ratio, and the lowest and highest ratio that a round gave. */
    String table(String one, String other) {
        StringBuilder table = new StringBuilder(
                "%n%-44s %10s %10s %16s %16s%n".formatted("", one, other, one + "/" + other, "lowest, highest"));
        figures.forEach((what, servers) -> {
            List<Double> ones = servers.get(one);
            List<Double> others = servers.get(other);
            List<Double> ratios = IntStream.range(0, ones.size())
                    .mapToObj(round -> ones.get(round) / others.get(round))
                    .sorted()
                    .toList();
            table.append("%-44s %10.1f %10.1f %16.2f %9.2f %6.2f%n"
                    .formatted(
                            what,
                            median(ones),
                            median(others),
                            median(ratios),
                            ratios.get(0),
                            ratios.get(ratios.size() - 1)));
        });
        return table.toString();
    }

    /** For each way the median of the rounds, and the lowest and the highest. */
    String medians(List<String> ways) {
        StringBuilder table = new StringBuilder("%n%-32s".formatted(""));
        ways.forEach(way -> table.append(" %26s".formatted(way)));
        figures.forEach((what, ofWays) -> {
            table.append("%n%-32s".formatted(what));
            ways.forEach(way -> table.append(" %26s".formatted(cell(ofWays.getOrDefault(way, List.of())))));
        });
        return table.toString();
    }

    private static String cell(List<Double> rounds) {
        return rounds.isEmpty()
                ? "-"
                : "%.1f (%.1f to %.1f)"
                        .formatted(
                                median(rounds),
                                rounds.stream().min(Double::compare).orElseThrow(),
                                rounds.stream().max(Double::compare).orElseThrow());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
