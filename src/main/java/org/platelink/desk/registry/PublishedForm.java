package org.platelink.desk.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Format in which a study is published.
 *
 * @param file the last segment of its URL
 * @param path its path on this server
 * @param type its media type
 */
record PublishedForm(String file, String path, String type) {

    private static final Pattern LINK = Pattern.compile("<([^>]+)>;.*?type=\"([^\"]+)\"");

    /** The formats that the Link headers of an answer name. */
    static List<PublishedForm> of(List<String> links) {
        List<PublishedForm> forms = new ArrayList<>();
        for (String link : links) {
            Matcher matcher = LINK.matcher(link);
            if (matcher.find()) {
                String address = URI.create(matcher.group(1)).getPath();
                String path = address.substring(address.indexOf("/registry/"));
                forms.add(new PublishedForm(path.substring(path.lastIndexOf('/') + 1), path, matcher.group(2)));
            }
        }
        return forms;
    }

    /** Its file name as a key of the resource bundle, with a hyphen in the place of the dot. */
    String name() {
        return file.replace('.', '-');
    }

    boolean isPage() {
        return type.startsWith("text/html");
    }
}
