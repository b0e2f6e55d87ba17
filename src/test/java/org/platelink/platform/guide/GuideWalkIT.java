package org.platelink.platform.guide;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import org.platelink.Chromium;
import org.platelink.ServerTest;
import org.platelink.desk.DeskClient;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody who follows every link of the guide in a browser, from the home page on. */
@ServerTest
class GuideWalkIT {

    /** What a page shows and where it leads: its title, broken pictures, anchors and links. */
    private static final String LOOK =
            """
            return {
              title: document.title,
              broken: [...document.images].filter(image => !image.complete || !image.naturalWidth).map(image => image.src),
              anchors: [...document.querySelectorAll('[id],a[name]')].flatMap(element => [element.id, element.name]),
              links: [...document.querySelectorAll('a[href]')].map(link => link.href)
            }""";

    private final int port;
    private final String server;
    private final String guide;

    GuideWalkIT(@LocalServerPort int port) {
        this.port = port;
        server = "http://127.0.0.1:" + port;
        guide = server + "/ig/";
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyLinkLeadsSomewhereAndEveryPageIsReached() throws Exception {
        Map<String, Set<String>> anchors = new TreeMap<>();
        Set<String> links = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        ChromeDriver browser = Chromium.start();
        try {
            Deque<String> ahead = new ArrayDeque<>(List.of(guide, guide + "index.html"));
            Set<String> seen = new HashSet<>(ahead);
            while (!ahead.isEmpty()) {
                String page = ahead.remove();
                browser.get(page);
                Map<String, Object> look = (Map<String, Object>) browser.executeScript(LOOK);
                anchors.put(page, new HashSet<>((List<String>) look.get("anchors")));
                ((List<String>) look.get("broken")).forEach(image -> faults.add(page + " shows no " + image));
                Chromium.complaints(browser).forEach(said -> faults.add(page + ": " + said));
                for (String link : (List<String>) look.get("links")) {
                    links.add(link);
                    String target = link.replaceFirst("#.*", "");
                    if (target.startsWith(guide) && target.endsWith(".html") && seen.add(target)) {
                        ahead.add(target);
                    }
                }
            }
        } finally {
            browser.quit();
        }

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
