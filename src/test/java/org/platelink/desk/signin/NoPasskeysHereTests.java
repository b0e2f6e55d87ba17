package org.platelink.desk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.signin.PasskeyStepController.PasskeyStepPage;
import org.platelink.desk.signin.PasskeysController.PasskeysPage;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where the address of the server carries no passkeys, its pages say so. */
class NoPasskeysHereTests {

    private static final String ADDRESS = "https://192.0.2.7";

    private final Page page = new Page(
            "Title",
            Pages.words(new MockHttpServletRequest()),
            null,
            List.of(),
            "",
            null,
            List.of(),
            "/desk",
            new Page.Csrf("_csrf", "X-CSRF-TOKEN", "token"));

    @Test
    void noneIsAdded() {
        assertThat(html("passkeys", new PasskeysPage(page, List.of(), ADDRESS, null, false, "", null)))
                .contains("Passkeys do not work at https://192.0.2.7")
                .doesNotContain("data-passkey");
    }

    @Test
    void noneIsShown() {
        assertThat(html("passkeystep", new PasskeyStepPage(page, "l.chen", ADDRESS, null, null)))
                .contains("Passkeys do not work at https://192.0.2.7", "An administrator can reset")
                .doesNotContain("data-passkey");
    }

    @Test
    void elsewhereItIsSaidThatAScriptIsNeeded() {
        assertThat(html("passkeystep", new PasskeyStepPage(page, "l.chen", "https://trial.example.org", "{}", null)))
                .contains("<noscript>", "A passkey needs JavaScript", "<button class=\"main\" hidden>");
    }

    private static String html(String template, Object model) {
        StringOutput output = new StringOutput();
        TemplateEngine.createPrecompiled(
                        null, ContentType.Html, NoPasskeysHereTests.class.getClassLoader(), "org.platelink")
                .render("desk/signin/" + template + ".jte", model, output);
        return output.toString();
    }
}
