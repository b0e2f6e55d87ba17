package org.platelink.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.platelink.ServerTest;
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

    private final String guide;

    GuideWalkIT(@LocalServerPort int port) {
        guide = "http://127.0.0.1:" + port + "/ig/";
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyLinkLeadsSomewhereAndEveryPageIsReached() throws Exception {
        Optional<File> driver = installed("chromedriver");
        // A user's machine needs no browser; where tests gate a change there must be one.
        assumeTrue(driver.isPresent() || System.getenv("CI") != null, "chromedriver is not installed: no walk");
        Map<String, Set<String>> anchors = new TreeMap<>();
        Set<String> links = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        ChromeDriver browser = browser(driver.orElseThrow());
        try {
            Deque<String> ahead = new ArrayDeque<>(List.of(guide, guide + "index.html"));
            Set<String> seen = new HashSet<>(ahead);
            while (!ahead.isEmpty()) {
                String page = ahead.remove();
                browser.get(page);
                Map<String, Object> look = (Map<String, Object>) browser.executeScript(LOOK);
                anchors.put(page, new HashSet<>((List<String>) look.get("anchors")));
                ((List<String>) look.get("broken")).forEach(image -> faults.add(page + " shows no " + image));
                browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                        .forEach(entry -> faults.add(page + ": " + entry.getMessage()));
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
            if (!link.startsWith(guide)) {
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

    private static ChromeDriver browser(File driver) {
        // It warns that it does not know the newest browser's debugging protocol, which nothing here uses.
        Logger.getLogger("org.openqa.selenium").setLevel(Level.OFF);
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        installed("chromium").ifPresent(options::setBinary);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options);
    }

    private static Optional<File> installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst();
    }
}
