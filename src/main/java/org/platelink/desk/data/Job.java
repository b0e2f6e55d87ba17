package org.platelink.desk.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An export job as the API lists it.
 *
 * @param id the job id
 * @param kind its operation, such as {@code $export}
 * @param types the resource types of the job
 * @param state accepted, running, completed or failed
 * @param progress the progress, in words; empty once it has ended
 * @param problem why it failed; empty if it did not
 * @param created when it was requested
 * @param expires when its files are deleted; null while it has not ended
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
     * @param name its contents, such as a resource type or the name of a view
     * @param file the last segment of its URL
     * @param count how many resources or rows it has
     */
    record File(String name, String file, long count) {}

    /** Reads the list of the API. */
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

    /** The progress in per cent; null if it is not known. */
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
