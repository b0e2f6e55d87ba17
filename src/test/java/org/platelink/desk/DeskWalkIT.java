package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.platelink.Chromium;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Somebody of each role who follows the links of the desk in a browser: every kind of page is shown without an error,
 * is no wider than the window, and has nothing that axe finds (WCAG 2.2 AA).
 */
@ServerTest
class DeskWalkIT {

    /** Pages of a kind are looked at once: what differs is the number or name within the address. */
    private static final int OF_A_KIND = 1;

    /** A phone's, a tablet's, a desk's and a wide one. */
    private static final List<Integer> WIDTHS = List.of(390, 820, 1280, 1920);

    /** What the key stops at. */
    private static final String STOPS =
            "[...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex=\"0\"]')]"
                    + ".filter(one => !one.disabled && one.type !== 'hidden' && one.checkVisibility()"
                    + " && !(one.closest('details:not([open])') && one.tagName !== 'SUMMARY'))";

    /** What is wrong with where the key is now; null if nothing is. */
    private static final String FOCUS =
            """
            const at = document.activeElement, name = at.tagName + ' ' + (at.textContent || at.name || '').trim().slice(0, 40);
            if (at === document.body) return 'left the page too early';
            if (window.keyed === at && at.type !== 'date') return 'does not lead on from ' + name;
            window.keyed = at;
            const style = getComputedStyle(at), box = at.getBoundingClientRect();
            if (style.outlineStyle === 'none') return 'not shown: ' + name;
            if (box.bottom < 0 || box.top > innerHeight) return 'out of sight: ' + name;
            return null;""";

    /** By key, more of a page than a person would go through. */
    private static final int MOST_STEPS = 120;

    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final int port;
    private final String root;
    private int shownAt;

    DeskWalkIT(@LocalServerPort int port) {
        this.port = port;
        this.root = "http://localhost:" + port;
    }

    /** The pages of subjects have somebody to show, whichever tests ran before. */
    @BeforeEach
    void aSubjectThatTheTableLists() {
        FhirClient coordinator = FhirClient.at(port);
        if (coordinator.get("/Patient/desk-walk").status() != 200) {
            assertThat(coordinator
                            .post(
                                    "",
                                    Labs.transaction(
                                            Labs.participant("desk-walk"),
                                            Labs.subject("desk-walk", ResearchSubjectStatus.SCREENING)))
                            .status())
                    .isEqualTo(200);
        }
        DeskClient desk = DeskClient.as(port, "coordinator");
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        desk.get("/desk/studies/NCT06813157/subjects").body().contains("/subjects/"));
    }

    @ParameterizedTest
    @CsvSource({
        // role, language, colours, width
        "coordinator, en-GB, light, 1280",
        "analyst, zh-CN, dark, 1280",
        "laboratory, en-GB, light, 390",
        "registry, zh-CN, light, 1280",
        "monitor, en-GB, dark, 390",
        "admin, en-GB, light, 1280"
    })
    void everyKindOfPageIsShownToWhoMaySeeIt(String role, String language, String colours, int width) {
        DeskClient data = DeskClient.as(port, "coordinator");
        assertThat(data.get("/desk").statusCode()).isEqualTo(303);
        ChromeDriver browser = Chromium.start("--accept-lang=" + language);
        Chromium.show(browser, width, colours.equals("dark"));
        shownAt = width;
        try {
            List<String> faults = new ArrayList<>();
            browser.get(root + "/desk/sign-in");
            look(browser, "/desk/sign-in", faults);
            browser.findElement(By.cssSelector("button[value='demo-" + role + "']"))
                    .click();
            Set<String> shown = walk(browser, faults);
            assertThat(faults).isEmpty();
            assertThat(shown.size()).as("pages for " + role + ": " + shown).isGreaterThan(2);
        } finally {
            browser.quit();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 390"})
    void theGuideHasTheSameLookAndNothingThatAxeFinds(String colours, int width) {
        ChromeDriver browser = Chromium.start("--accept-lang=en-GB");
        Chromium.show(browser, width, colours.equals("dark"));
        shownAt = width;
        try {
            List<String> faults = new ArrayList<>();
            for (String page : List.of(
                    "index.html",
                    "searching.html",
                    "artifacts.html",
                    "StructureDefinition-platelet-count.html",
                    "ValueSet-platelet-count-codes.html",
                    "OperationDefinition-response.html",
                    "Observation-example-platelet-count.html")) {
                browser.get(root + "/ig/" + page);
                look(browser, "/ig/" + page, faults);
            }
            assertThat(faults).isEmpty();

            browser.findElement(By.id("search")).sendKeys("data folder" + Keys.ENTER);
            new WebDriverWait(browser, Duration.ofSeconds(20))
                    .ignoring(StaleElementReferenceException.class)
                    .until(ExpectedConditions.textToBePresentInElementLocated(By.id("main"), "PLATELINK_HOME"));
        } finally {
            browser.quit();
        }
    }

    /**
     * Each press of the key leads on, to what can be seen, and shows where it is; from the last one out of the page.
     */
    @ParameterizedTest
    @ValueSource(strings = {"/overview", "/subjects", "/schedule", "/calendar", "/registry", "/subjects/*"})
    void aPageIsGoneThroughByKey(String page) {
        ChromeDriver browser = Chromium.start("--accept-lang=en-GB");
        Chromium.show(browser, 1280, false);
        try {
            browser.get(root + "/desk/sign-in");
            browser.findElement(By.cssSelector("button[value='demo-coordinator']"))
                    .click();
            browser.get(root + "/desk/studies/NCT06813157" + page.replace("/*", ""));
            if (page.endsWith("*")) {
                browser.get(browser.findElement(By.cssSelector("main a[href*='/subjects/']"))
                        .getAttribute("href"));
            }
            long stops = ((Number) browser.executeScript("return " + STOPS + ".length")).longValue();
            List<String> faults = new ArrayList<>();
            for (int step = 0; step < Math.min(stops, MOST_STEPS); step++) {
                new Actions(browser).sendKeys(Keys.TAB).perform();
                String fault = (String) browser.executeScript(FOCUS);
                if (fault != null) {
                    faults.add("step " + step + ": " + fault);
                }
            }
            assertThat(stops).isGreaterThan(10);
            assertThat(faults).isEmpty();
        } finally {
            browser.quit();
        }
    }

    @Test
    void thePagesReadWithoutScripts() {
        DeskClient browser = DeskClient.as(port, "coordinator");
        for (String path : List.of("/overview", "/subjects", "/schedule", "/calendar", "/registry")) {
            String page = browser.get("/desk/studies/NCT06813157" + path).body();
            assertThat(page)
                    .as(path)
                    .contains("<h1", "<main id=\"main\"")
                    .doesNotContain("onclick=", "style=\"", "javascript:");
        }
    }

    private Set<String> walk(ChromeDriver browser, List<String> faults) {
        Deque<String> ahead = new ArrayDeque<>(List.of(path(browser.getCurrentUrl())));
        Map<String, Integer> kinds = new HashMap<>();
        Set<String> seen = new HashSet<>(ahead);
        Set<String> shown = new TreeSet<>();
        while (!ahead.isEmpty()) {
            String path = ahead.remove();
            if (kinds.merge(kind(path), 1, Integer::sum) > OF_A_KIND) {
                continue;
            }
            browser.get(root + path);
            look(browser, path, faults);
            shown.add(path);
            for (Object link : (List<?>)
                    browser.executeScript(
                            "return [...document.querySelectorAll('a[href]')].filter(link => !link.download).map(link => link.href)")) {
                String next = path(String.valueOf(link));
                if (next.startsWith("/desk") && !isFile(next) && seen.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return shown;
    }

    private static boolean isFile(String path) {
        return path.contains("/download") || path.contains("/feeds/") || path.contains("/files/");
    }

    /** An address without what names one thing of a kind. */
    private static String kind(String path) {
        return path.replaceAll("\\?.*", "?")
                .replaceAll("/studies/[^/?]+", "/studies/*")
                .replaceAll("/subjects/[^/?]+", "/subjects/*")
                .replaceAll("/resources/([A-Za-z]+)/[^/?]+", "/resources/*/*")
                .replaceAll("/resources/[A-Za-z]+", "/resources/*")
                .replaceAll("/messages/[^/?]+", "/messages/*")
                .replaceAll("/data/[^/?]+", "/data/*");
    }

    private void look(ChromeDriver browser, String path, List<String> faults) {
        Chromium.complaints(browser).forEach(said -> faults.add(path + ": " + said));
        for (int width : WIDTHS) {
            Chromium.resize(browser, width);
            Object wider = browser.executeScript(
                    "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (((Number) wider).intValue() > 0) {
                faults.add(path + " is wider than a window of " + width + " by " + wider);
            }
        }
        Chromium.resize(browser, shownAt);
        for (Rule rule : new AxeBuilder().withTags(TAGS).analyze(browser).getViolations()) {
            faults.add(path + ": axe " + rule.getId() + " " + rule.getHelp() + " "
                    + rule.getNodes().stream()
                            .limit(2)
                            .map(node -> node.getHtml().replaceAll("\\s+", " "))
                            .toList());
        }
    }

    private String path(String url) {
        return url.startsWith(root) ? url.substring(root.length()).replaceAll("#.*", "") : "";
    }
}
