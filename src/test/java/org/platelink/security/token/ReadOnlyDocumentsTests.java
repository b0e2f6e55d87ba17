package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.security.token.SmartConfiguration.Issuer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ReadOnlyDocumentsTests {

    private static final Issuer ISSUER = new Issuer("https://a.example", "https://a.example/token", null, null);

    @ParameterizedTest
    @CsvSource({"GET, 200", "HEAD, 200", "OPTIONS, 200", "POST, 405", "PUT, 405", "PATCH, 405", "DELETE, 405"})
    void aDocumentIsReadAndNothingElse(String method, int status) throws Exception {
        for (HttpServlet document : List.of(new SmartConfiguration(() -> ISSUER), new IssuerDocument(ISSUER))) {
            MockHttpServletResponse response = new MockHttpServletResponse();

            document.service(new MockHttpServletRequest(method, "/"), response);

            assertThat(response.getStatus()).isEqualTo(status);
        }
    }
}
