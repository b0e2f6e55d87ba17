package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ReadConditionsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "GET; ; ; 200",
                "GET; W/\"3\"; ; 304",
                "HEAD; W/\"3\"; ; 304",
                "GET; \"3\"; ; 304",
                "GET; \"1\", W/\"3\"; ; 304",
                "GET; *; ; 304",
                "GET; W/\"2\"; ; 200",
                "GET; nonsense; ; 200",
                "GET; ; Mon, 02 Mar 2026 10:00:00 GMT; 304",
                "GET; ; Mon, 02 Mar 2026 10:00:01 GMT; 304",
                "GET; ; Mon, 02 Mar 2026 09:59:59 GMT; 200",
                "GET; ; nonsense; 200",
                "GET; W/\"2\"; Mon, 02 Mar 2026 10:00:00 GMT; 200",
                "GET; W/\"3\"; Mon, 02 Mar 2026 09:59:59 GMT; 304",
            })
    void aReadIsAnsweredAsTheStandardSays(String method, String tag, String time, int status) {
        MockHttpServletRequest sent = new MockHttpServletRequest(method, "/fhir/Patient/1");
        if (tag != null) {
            sent.addHeader("If-None-Match", tag);
        }
        if (time != null) {
            sent.addHeader("If-Modified-Since", time);
        }
        ServletRequestDetails request = new ServletRequestDetails();
        request.setServletRequest(new NormalizedRequest(RequestTypeEnum.GET, sent));
        request.setServletResponse(new MockHttpServletResponse());
        request.setRestOperationType(RestOperationTypeEnum.READ);
        Patient read = new Patient();
        read.getMeta().setVersionId("3").setLastUpdated(Date.from(Instant.parse("2026-03-02T10:00:00.750Z")));
        ResponseDetails answer = new ResponseDetails(200, read);

        new ReadConditions().compare(request, answer);

        assertThat(answer.getResponseCode()).isEqualTo(status);
        assertThat(request.getHeader("If-None-Match"))
                .as("HAPI sees nothing of it")
                .isNull();
        assertThat(request.getHeader("If-Modified-Since")).isNull();
    }
}
