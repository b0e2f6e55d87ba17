package org.platelink.platform.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import org.platelink.Chromium;
import org.platelink.ServerTest;
import org.platelink.desk.DeskClient;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Somebody who follows every link of the guide from the home page on. What a browser says of a page is looked at for
 * each page of text and for one of each kind of artifact, which are all made by one template.
 */
@ServerTest
class GuideWalkIT {

    private static final Pattern ANCHOR = Pattern.compile("<[^>]+?\\s(?:id|name)=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("<a\\s[^>]*?href=\"([^\"]+)\"");

    /** What a browser shows of a page: its broken pictures. */
    private static final String BROKEN =
            "return [...document.images].filter(image => !image.complete || !image.naturalWidth).map(image => image.src)";

    private final int port;
    private final String server;
    private final String guide;
    private final HttpClient client = HttpClient.newHttpClient();

    GuideWalkIT(@LocalServerPort int port) {
        this.port = port;
        server = "http://127.0.0.1:" + port;
        guide = server + "/ig/";
    }

    @Test
    void everyLinkLeadsSomewhereAndEveryPageIsReached() throws Exception {
        Map<String, Set<String>> anchors = new TreeMap<>();
        Set<String> links = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(guide, guide + "index.html"));
        Set<String> seen = new HashSet<>(ahead);
        while (!ahead.isEmpty()) {
            String page = ahead.remove();
            String text = read(page);
            anchors.put(page, found(ANCHOR, text));
            for (String href : found(LINK, text)) {
                String link =
                        URI.create(page).resolve(href.replace("&amp;", "&")).toString();
                links.add(link);
                String target = link.replaceFirst("#.*", "");
                if (target.startsWith(guide) && target.endsWith(".html") && seen.add(target)) {
                    ahead.add(target);
                }
            }
        }
        inABrowser(anchors.keySet(), faults);
        for (String link : links) {
            String[] parts = link.split("#", 2);
            if (parts[0].endsWith("package.tgz")) {
                continue;
            }
            if (link.startsWith(server) && !link.startsWith(guide)) {
                assertThat(DeskClient.at(port)
                                .get(link.substring(server.length()))
                                .statusCode())
                        .as(link)
                        .isIn(200, 302, 303);
            } else if (!link.startsWith(guide)) {
                assertThat(link).matches("https?://[\\w-]+(\\.[\\w-]+)+(/\\S*)?");
            } else if (!anchors.containsKey(parts[0])) {
                faults.add("No page for " + link);
            } else if (parts.length == 2 && !anchors.get(parts[0]).contains(parts[1])) {
                faults.add("No anchor for " + link);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(anchors.keySet()).containsAll(pages());
    }

    private String read(String page) throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(page).isEqualTo(200);
        return answer.body();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void inABrowser(Set<String> pages, List<String> faults) {
        Set<String> kinds = new HashSet<>();
        ChromeDriver browser = Chromium.start();
        try {
            for (String page : pages) {
                // All artifacts of a type have one template; a page of text has a name without a hyphen.
                if (kinds.add(page.replaceFirst("-.*", "-"))) {
                    browser.get(page);
                    ((List<?>) browser.executeScript(BROKEN)).forEach(image -> faults.add(page + " shows no " + image));
                    Chromium.complaints(browser).forEach(said -> faults.add(page + ": " + said));
                }
            }
        } finally {
            browser.quit();
        }
        assertThat(kinds.size()).as("pages looked at").isGreaterThan(30);
    }

    private Set<String> pages() throws Exception {
        Path folder =
                Path.of(GuideWalkIT.class.getResource("/ig/index.html").toURI()).getParent();
        Set<String> pages = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .forEach(name -> pages.add(guide + name));
        }
        return pages;
    }
}
