package org.platelink.desk.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An export as it stands.
 *
 * @param id which one
 * @param kind its operation, such as {@code $export}
 * @param types of resources that it is about
 * @param state accepted, running, completed or failed
 * @param progress how far it is, in words; empty once it has ended
 * @param problem why it failed; empty if it did not
 * @param created when it was asked for
 * @param expires when its files go; null while it is not done
 * @param files that can be fetched
 */
record Job(
        String id,
        String kind,
        String types,
        String state,
        String progress,
        String problem,
        Instant created,
        @Nullable Instant expires,
        List<File> files) {

    private static final Pattern PERCENT = Pattern.compile("^(\\d{1,3}) %");

    /**
     * A file.
     *
     * @param name what is in it
     * @param file the last part of its address
     * @param count how many resources or rows it has
     */
    record File(String name, String file, long count) {}

    /** Those that the API lists. */
    static List<Job> of(JsonNode answer) {
        List<Job> jobs = new ArrayList<>();
        for (JsonNode job : answer.path("exports")) {
            List<String> types = new ArrayList<>();
            job.path("types").forEach(type -> types.add(type.asText()));
            List<File> files = new ArrayList<>();
            job.path("output")
                    .forEach(file -> files.add(new File(
                            file.path("name").asText(),
                            file.path("file").asText(),
                            file.path("count").asLong())));
            jobs.add(new Job(
                    job.path("id").asText(),
                    job.path("kind").asText(),
                    String.join(", ", types),
                    job.path("state").asText(),
                    job.path("progress").asText(""),
                    job.path("problem").asText(""),
                    Instant.parse(job.path("created").asText()),
                    job.hasNonNull("expires")
                            ? Instant.parse(job.path("expires").asText())
                            : null,
                    files));
        }
        return jobs;
    }

    boolean isOpen() {
        return state.equals("accepted") || state.equals("running");
    }

    /** How far it is in per cent; null where that is not known. */
    @Nullable
    Integer percent() {
        Matcher matcher = PERCENT.matcher(progress);
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    String tone() {
        return switch (state) {
            case "completed" -> "good";
            case "failed" -> "bad";
            default -> "warn";
        };
    }
}
