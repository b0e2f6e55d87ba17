package org.platelink.platform.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Search index of the guide: its pages by section, its artifacts, and the server's settings. */
final class SearchIndex {

    /** The file name of the index, beside the pages. */
    static final String FILE = "search.json";

    /** A row of the table of settings: variables, meaning and default. */
    private static final Pattern SETTING = Pattern.compile("^\\| (`[A-Z][^|]*) \\| ([^|]*) \\| ([^|]*) \\|$");

    private static final Pattern HEADING = Pattern.compile("^#{2,4} (.*)$");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    private final List<Entry> entries = new ArrayList<>();

    /**
     * An entry of the index.
     *
     * @param kind {@code page}, {@code artifact} or {@code setting}
     * @param name the name
     * @param text a sentence about it, or the text of the page
     * @param page the file of the page that contains it
     */
    record Entry(String kind, String name, String text, String page) {}

    /** Adds a Markdown page: each of its sections, and each setting in its tables. */
    void addPage(String file, String title, String markdown) {
        String heading = title;
        StringBuilder text = new StringBuilder();
        for (String line : markdown.split("\n")) {
            Matcher setting = SETTING.matcher(line);
            Matcher next = HEADING.matcher(line);
            if (setting.matches()) {
                entries.add(new Entry("setting", plain(setting.group(1)), plain(setting.group(2)), file));
            } else if (next.matches()) {
                addSection(file, heading, text);
                heading = title + ": " + plain(next.group(1));
            } else {
                text.append(line).append(' ');
            }
        }
        addSection(file, heading, text);
    }

    private void addSection(String file, String heading, StringBuilder text) {
        entries.add(new Entry("page", heading, plain(text.toString()), file));
        text.setLength(0);
    }

    void addArtifact(String file, String name, @Nullable String description) {
        entries.add(new Entry("artifact", name, description == null ? "" : plain(description), file));
    }

    void writeTo(Path file) throws IOException {
        new ObjectMapper().writeValue(file.toFile(), entries);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    private static String plain(String markdown) {
        return LINK.matcher(markdown)
                .replaceAll("$1")
                .replaceAll("(?<!\\S)\\*{1,2}(\\w[^*`]*)\\*{1,2}", "$1")
                .replace("`", "")
                .replace("\\|", "|")
                .replaceAll("\\s+", " ")
                .trim();
    }
}
