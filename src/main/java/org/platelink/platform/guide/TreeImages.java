package org.platelink.platform.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the icons and tree lines of HL7's element tables, which come with no library: a letter in a box for the kind
 * of an element, dotted lines for the tree. They are SVG, so that a build needs no fonts and no screen.
 */
final class TreeImages {

    /** Folder of the images, below the pages. */
    static final String FOLDER = "tree/";

    private static final Pattern IMAGE = Pattern.compile("(src=\"|url\\()[^\")]*?([\\w-]+)\\.(?:png|gif)(\"|\\))");

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("icon_element", "E 8A9BB0"),
            Map.entry("icon_resource", "R 4A7A3A"),
            Map.entry("icon_primitive", "p B08A2A"),
            Map.entry("icon_datatype", "D 7A5AA0"),
            Map.entry("icon_reference", "→ 2A6AB0"),
            Map.entry("icon_fixed", "= 666666"),
            Map.entry("icon_choice", "? B0502A"),
            Map.entry("icon_slice", "S 2A8A8A"),
            Map.entry("icon_slice_item", "s 2A8A8A"),
            Map.entry("icon_extension_simple", "x A03A6A"),
            Map.entry("icon_extension_complex", "X 70205A"),
            Map.entry("icon_modifier_extension_simple", "x C02020"),
            Map.entry("icon_modifier_extension_complex", "X C02020"),
            Map.entry("icon_profile", "P 4A7A3A"),
            Map.entry("icon_reuse", "↻ 666666"),
            Map.entry("icon_object_box", "O 666666"),
            Map.entry("icon_key", "K 666666"),
            Map.entry("icon-q-group", "G 4A7A3A"),
            Map.entry("icon_q_root", "Q 4A7A3A"),
            Map.entry("icon_q_item", "q 4A7A3A"),
            Map.entry("icon-q-boolean", "b B08A2A"),
            Map.entry("icon-q-string", "s B08A2A"),
            Map.entry("help16", "? 2A6AB0"));

    private final TreeSet<String> used = new TreeSet<>();

    /** Rewrites the image links of a page to {@link #FOLDER}. */
    String withImages(String html) {
        return IMAGE.matcher(html).replaceAll(match -> {
            used.add(match.group(2));
            return Matcher.quoteReplacement(match.group(1) + FOLDER + match.group(2) + ".svg" + match.group(3));
        });
    }

    /**
     * Draws every image that a page uses.
     *
     * @throws IllegalStateException if a page uses one that is not known here
     */
    void writeTo(Path pages) throws IOException {
        Path folder = Files.createDirectories(pages.resolve(FOLDER));
        for (String name : used) {
            Files.writeString(folder.resolve(name + ".svg"), draw(name));
        }
    }

    private static String draw(String name) {
        if (LETTERS.containsKey(name)) {
            String[] look = LETTERS.get(name).split(" ");
            return svg(
                    16,
                    18,
                    """
                    <rect x="1" y="2" width="14" height="14" rx="3" fill="#%s"/><text x="8" y="13" \
                    font-family="sans-serif" font-size="11" font-weight="bold" text-anchor="middle" \
                    fill="#fff">%s</text>"""
                            .formatted(look[1], look[0]));
        }
        String line = name.replaceFirst("_slicer?$", "");
        if (line.startsWith("tbl_bck")) {
            return svg(800, 2, background(line.substring("tbl_bck".length())));
        }
        return switch (line) {
            case "tbl_spacer" -> svg(3, 22, "");
            case "tbl_blank" -> svg(16, 22, "");
            case "tree-filter" -> svg(16, 16, "<path d=\"M2 3h12l-5 6v5l-2-1V9z\" fill=\"#666\"/>");
            case "tbl_vline" -> svg(16, 22, dots("M8.5 0V22"));
            case "tbl_vjoin" -> svg(16, 22, dots("M8.5 0V22M8 11.5H16"));
            case "tbl_vjoin_end" -> svg(16, 22, dots("M8.5 0V11.5H16"));
            default ->
                throw new IllegalStateException("A page of the guide wants a picture that is not known: " + name);
        };
    }

    /** The vertical lines through the rows: one digit per level, 0 where the level has no line. */
    private static String background(String levels) {
        StringBuilder lines = new StringBuilder();
        for (int level = 0; level < levels.length(); level++) {
            if (levels.charAt(level) != '0') {
                lines.append("<rect x=\"%d\" width=\"1\" height=\"1\" fill=\"#555\"/>".formatted(12 + 16 * level));
            }
        }
        return lines.toString();
    }

    private static String dots(String path) {
        return "<path d=\"" + path + "\" fill=\"none\" stroke=\"#555\" stroke-dasharray=\"1 1\"/>";
    }

    private static String svg(int width, int height, String content) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">%s</svg>"
                .formatted(width, height, content);
    }
}
