package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class OperationParametersTests {

    private final SystemRequestDetails request = new SystemRequestDetails();
    private final Parameters body = new Parameters();

    @Test
    void whatTheOperationDoesNotHaveIsRefusedWithWhatItHas() {
        request.addParameter("_format", new String[] {"json"});
        request.addParameter("asof", new String[] {"2026-03-01"});
        assertThat(refusal(() -> OperationParameters.of(request, "asOf", "site")))
                .isEqualTo("400 Parameters.parameter.name The parameter asof is not supported here: the operation has"
                        + " the parameters asOf, site, and no others.");
        assertThat(refusal(() -> OperationParameters.check(request))).endsWith("the operation has no parameters.");
    }

    @Test
    void aParameterOfTheBodyIsCheckedAsOneOfTheAddress() {
        body.addParameter("code", new CodeType("x"));
        body.addParameter().setName(null).setValue(new CodeType("x"));
        request.setResource(body);
        assertThat(refusal(() -> OperationParameters.of(request, "code"))).contains("parameters code, and no others");
    }

    @Test
    void whatComesTwiceIsRefused() {
        request.addParameter("site", new String[] {"a"});
        body.addParameter("site", new StringType("b"));
        request.setResource(body);
        assertThat(refusal(() -> OperationParameters.check(request, "site")))
                .isEqualTo("400 Parameters.parameter.where(name = 'site') The parameter site comes twice; send it"
                        + " once.");
        OperationParameters parameters = OperationParameters.of(request, "site");
        assertThat(parameters.texts("site")).containsExactlyInAnyOrder("a", "b");
        assertThat(refusal(() -> parameters.text("site"))).contains("comes twice");
    }

    @Test
    void valuesAreOfTheirTypeAndInTheirBounds() {
        request.addParameter("count", new String[] {"0"});
        request.addParameter("since", new String[] {"2026-03-01T08:00:00 08:00"});
        request.addParameter("empty", new String[] {""});
        body.addParameter("deep", new IntegerType(7));
        body.addParameter("flag", new StringType("yes"));
        request.setResource(body);
        OperationParameters parameters = OperationParameters.of(request, "count", "since", "empty", "deep", "flag");
        assertThat(parameters.number("count", 0)).contains(0);
        assertThat(parameters.number("deep", 1)).contains(7);
        assertThat(refusal(() -> parameters.number("count", 1))).endsWith("count is a whole number from 1.");
        assertThat(refusal(() -> parameters.number("since", 0))).endsWith("since is a whole number from 0.");
        assertThat(refusal(() -> parameters.flag("flag"))).endsWith("flag is true or false.");
        assertThat(parameters.instant("since")).contains(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(refusal(() -> parameters.instant("deep"))).contains("an instant with a time zone");
        assertThat(parameters.text("empty")).isEmpty();
        assertThat(parameters.text("missing")).isEmpty();
    }

    @Test
    void aValueOfTheBodyIsOfTheVeryType() {
        request.addParameter("coding", new String[] {"a|b"});
        body.addParameter("day", new DateTimeType("2026-03-01T00:00:00Z"));
        body.addParameter("code", new CodeType("x"));
        request.setResource(body);
        OperationParameters parameters = OperationParameters.of(request, "coding", "day", "code");
        assertThat(refusal(() -> parameters.value("coding", Coding.class))).contains("cannot stand in an address");
        assertThat(refusal(() -> parameters.value("day", DateType.class))).endsWith("another type; send valueDate.");
        assertThat(refusal(() -> parameters.value("code", StringType.class)))
                .endsWith("another type; send valueString.");
        assertThat(parameters.required("code", CodeType.class).getCode()).isEqualTo("x");
        assertThat(refusal(() -> parameters.required("other", Coding.class)))
                .endsWith("is missing; add it with its valueCoding.");
    }

    @Test
    void whatIsOfAPersonStandsInTheBodyAlone() {
        request.addParameter("gender", new String[] {"male"});
        assertThat(refusal(() -> OperationParameters.ofBody(request, body, List.of("gender"))))
                .contains("never in the URL");
        body.addParameter().setName("gender");
        assertThat(refusal(() -> OperationParameters.ofBody(body, List.of("gender"))))
                .endsWith("needs a value of its type and nothing else.");
    }

    private static String refusal(ThrowingCallable call) {
        BaseServerResponseException refused = catchThrowableOfType(BaseServerResponseException.class, call);
        OperationOutcome outcome = (OperationOutcome) refused.getOperationOutcome();
        return refused.getStatusCode() + " "
                + outcome.getIssueFirstRep().getExpression().get(0).getValue() + " " + refused.getMessage();
    }
}
