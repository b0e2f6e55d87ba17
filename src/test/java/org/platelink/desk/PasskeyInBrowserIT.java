package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Protocol;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;
import org.platelink.Chromium;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who adds a passkey in a browser, and signs in with it. */
@ServerTest
class PasskeyInBrowserIT {

    private static final String PASSWORD = "eight calm badgers dig";
    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final int port;
    private final String root;
    private final JdbcClient database;
    private final List<String> faults = new ArrayList<>();

    PasskeyInBrowserIT(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.port = port;
        this.database = database;
        this.root = "http://localhost:" + port;
    }

    @ParameterizedTest
    @CsvSource({"passkey-browser-en, en-GB, light, 1280", "passkey-browser-zh, zh-CN, dark, 390"})
    void aPasskeyIsAddedAndAskedForAtTheNextSignIn(String login, String language, String colours, int width)
            throws Exception {
        String code = add(login);
        ChromeDriver browser = Chromium.start("--accept-lang=" + language);
        Chromium.show(browser, width, colours.equals("dark"));
        try {
            VirtualAuthenticator key = browser.addVirtualAuthenticator(authenticator());
            choosePassword(browser, login, code);
            browser.get(root + "/desk/passkeys");
            look(browser, "no-passkey");
            browser.findElement(By.id("name")).sendKeys("Phone");
            press(browser, "form[data-passkey] button");
            wait(browser, By.cssSelector("button[name=passkey]"));
            look(browser, "one-passkey");
            assertThat(key.getCredentials()).hasSize(1);
            assertThat(browser.findElement(By.cssSelector(".passkeys strong")).getText())
                    .isEqualTo("Phone");

            browser.findElement(By.id("name")).sendKeys("Phone again");
            press(browser, "form[data-passkey] button");
            wait(browser, By.cssSelector("[data-failure=known]:not([hidden])"));
            browser.get(root + "/desk/sessions");
            look(browser, "sessions");
            database.sql(
                            """
                            delete from access.session_attributes where attribute_name = 'confirmed' and session_primary_id in
                                (select primary_id from access.session where principal_name = ?)
                            """)
                    .param(login)
                    .update();
            browser.get(root + "/desk/passkeys");
            look(browser, "confirm");
            press(browser, "form[data-passkey=get] button");
            wait(browser, By.cssSelector("button[name=passkey]"));

            signOut(browser);
            signIn(browser, login);
            wait(browser, By.cssSelector("form[data-passkey=get] button"));
            look(browser, "second-step");
            browser.get(root + "/desk/sessions");
            assertThat(browser.getCurrentUrl()).as("half signed in").endsWith("/desk/sign-in");

            browser.get(root + "/desk/sign-in/passkey");
            key.setUserVerified(false);
            key.removeAllCredentials();
            press(browser, "form[data-passkey=get] button");
            wait(browser, By.cssSelector("[data-failure=cancelled]:not([hidden])"));
            look(browser, "cancelled");
            assertThat(faults).isEmpty();
        } finally {
            browser.quit();
        }
    }

    @Test
    void bothStepsSignIn() throws Exception {
        String login = "passkey-browser-both";
        String code = add(login);
        ChromeDriver browser = Chromium.start("--accept-lang=en-GB");
        try {
            browser.addVirtualAuthenticator(authenticator());
            choosePassword(browser, login, code);
            browser.get(root + "/desk/passkeys");
            browser.findElement(By.id("name")).sendKeys("Security key");
            press(browser, "form[data-passkey] button");
            wait(browser, By.cssSelector("button[name=passkey]"));
            signOut(browser);

            browser.get(root + "/desk/sessions");
            signIn(browser, login);
            press(browser, "form[data-passkey=get] button");

            wait(browser, By.id("passkeys-title"));
            assertThat(browser.getCurrentUrl())
                    .as("the page that was asked for")
                    .endsWith("/desk/sessions");
            assertThat(browser.getPageSource()).contains("Security key", "last used");
            browser.get(root + "/desk/passkeys");
            press(browser, "button[name=passkey]");
            wait(browser, By.cssSelector(".empty"));
            signOut(browser);
            signIn(browser, login);
            new WebDriverWait(browser, Duration.ofSeconds(20))
                    .until(ExpectedConditions.not(ExpectedConditions.urlContains("sign-in")));
        } finally {
            browser.quit();
        }
    }

    @Test
    void anotherNameOfTheServerIsToldWherePasskeysWork() throws Exception {
        String login = "passkey-browser-other";
        String code = add(login);
        ChromeDriver browser = Chromium.start("--accept-lang=en-GB");
        try {
            browser.addVirtualAuthenticator(authenticator());
            browser.get("http://desk.localhost:" + port + "/desk/welcome");
            fillWelcome(browser, login, code);
            browser.get("http://desk.localhost:" + port + "/desk/passkeys");
            browser.findElement(By.id("name")).sendKeys("Key");
            browser.executeScript("document.querySelector('form[data-passkey]').dataset.options ="
                    + " document.querySelector('form[data-passkey]').dataset.options.replace('localhost',"
                    + " 'elsewhere.example')");
            press(browser, "form[data-passkey] button");
            wait(browser, By.cssSelector("[data-failure=elsewhere]:not([hidden])"));
            assertThat(browser.findElement(By.cssSelector("[data-failure=elsewhere]"))
                            .getText())
                    .contains(root);
        } finally {
            browser.quit();
        }
    }

    private static VirtualAuthenticatorOptions authenticator() {
        return new VirtualAuthenticatorOptions()
                .setProtocol(Protocol.CTAP2)
                .setTransport(Transport.INTERNAL)
                .setHasResidentKey(true)
                .setHasUserVerification(true)
                .setIsUserVerified(true);
    }

    private String add(String login) throws Exception {
        FhirClient.Answer answer = FhirClient.of(port, "operator")
                .send(
                        "POST",
                        root + "/admin/users",
                        "application/json",
                        "{\"login\":\"" + login
                                + "\",\"name\":\"Synthetic person\",\"role\":\"coordinator\",\"site\":\"site-unknown\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new ObjectMapper().readTree(answer.body()).get("code").asText();
    }

    private void choosePassword(ChromeDriver browser, String login, String code) {
        browser.get(root + "/desk/welcome");
        fillWelcome(browser, login, code);
    }

    private static void fillWelcome(ChromeDriver browser, String login, String code) {
        browser.findElement(By.id("login")).sendKeys(login);
        browser.findElement(By.id("code")).sendKeys(code);
        browser.findElement(By.id("password")).sendKeys(PASSWORD);
        browser.findElement(By.id("again")).sendKeys(PASSWORD);
        press(browser, "form[action='/desk/welcome'] button");
        wait(browser, By.cssSelector("details.menu"));
    }

    private void signIn(ChromeDriver browser, String login) {
        browser.get(root + "/desk/sign-in");
        browser.findElement(By.id("login")).sendKeys(login);
        browser.findElement(By.id("password")).sendKeys(PASSWORD);
        press(browser, "form[action='/desk/sign-in'] button");
    }

    private static void signOut(ChromeDriver browser) {
        browser.executeScript("document.querySelector(\"form[action='/desk/sign-out']\").submit()");
        wait(browser, By.cssSelector("a.button[href='/desk/sign-in']"));
    }

    private static void press(ChromeDriver browser, String selector) {
        wait(browser, By.cssSelector(selector));
        browser.findElement(By.cssSelector(selector)).click();
    }

    private static void wait(ChromeDriver browser, By what) {
        new WebDriverWait(browser, Duration.ofSeconds(20)).until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    private void look(ChromeDriver browser, String page) {
        Chromium.complaints(browser).forEach(said -> faults.add(page + ": " + said));
        Object wider = browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (((Number) wider).intValue() > 0) {
            faults.add(page + " is wider than the window by " + wider);
        }
        for (Rule rule : new AxeBuilder().withTags(TAGS).analyze(browser).getViolations()) {
            faults.add(page + ": axe " + rule.getId() + " " + rule.getHelp() + " "
                    + rule.getNodes().stream()
                            .limit(2)
                            .map(node -> node.getHtml())
                            .toList());
        }
    }
}
