package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.platelink.platform.server.PublicAddress;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer;

class CookiesTests {

    private final DeskSecurity security = new DeskSecurity();

    @Test
    void overTlsTheyAreSecureAndNamedSo() {
        PublicAddress address = new PublicAddress("https://fhir.example.org");

        assertThat(session(address))
                .startsWith("__Host-platelink_session=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockHttpServletRequest request = new MockHttpServletRequest();
        var forms = security.deskForms(address);
        forms.saveToken(forms.generateToken(request), request, response);
        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("__Secure-platelink_form=")
                .contains("Secure", "HttpOnly");
    }

    @Test
    void onThisMachineTheyNeedNoTls() {
        assertThat(session(new PublicAddress("http://localhost:8080")))
                .startsWith("platelink_session=")
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    private String session(PublicAddress address) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        security.sessionCookies(address)
                .writeCookieValue(
                        new CookieSerializer.CookieValue(new MockHttpServletRequest(), response, "a-session"));
        return response.getHeader("Set-Cookie");
    }
}
