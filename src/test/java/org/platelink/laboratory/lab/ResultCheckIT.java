package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.unique;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Results that were moved or put into another's report, which nothing does any more: it is done in the tables by
 * hand.
 */
@ServerTest
class ResultCheckIT {

    private static final String DAY = "2026-03-02T08:15:00+08:00";

    @LocalServerPort
    int port;

    private final DataSource source;
    private final JdbcClient database;

    ResultCheckIT(@Autowired DataSource source) {
        this.source = source;
        this.database = JdbcClient.create(source);
    }

    @Test
    void resultsThatWereMovedAndThoseOfAnothersReportAreListedAndNoOthers() throws SQLException {
        String first = participant();
        String second = participant();
        String moved = corrected(first);
        String whole = corrected(first);
        String report = reportWithAResult(second);
        String result = resultOf(report);
        assertThat(doubts(moved, whole, result)).isEmpty();
        String before = textOfFirst(moved);

        setTextOfFirst(moved, before.replace("Patient/" + first, "Patient/" + second));
        pointReportTo(report, first);
        try {
            assertThat(doubts(moved, whole, result))
                    .containsExactlyInAnyOrder(
                            moved + ": its history has more than one subject: "
                                    + String.join(
                                            ", ",
                                            List.of("Patient/" + first, "Patient/" + second).stream()
                                                    .sorted()
                                                    .toList()),
                            result + ": it belongs to " + report + ", which is of another subject");
        } finally {
            setTextOfFirst(moved, before);
            pointReportTo(report, second);
        }
        assertThat(doubts(moved, whole, result)).isEmpty();
    }

    private List<String> doubts(String... addresses) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return new ResultCheck()
                    .doubts(connection).stream()
                            .filter(doubt -> List.of(addresses).contains(doubt.address()))
                            .peek(doubt -> assertThat(doubt.site()).isEqualTo("site-unknown"))
                            .map(doubt -> doubt.address() + ": " + doubt.sentence())
                            .toList();
        }
    }

    private String participant() {
        return new Messages(port).participant(unique("CHK-")).toLowerCase(Locale.ROOT);
    }

    private String corrected(String patient) {
        String number = unique("R");
        Observation result = Labs.platelets(patient, number, "27", "10*9/L", DAY);
        deliver(result);
        result.setId((String) null);
        result.setStatus(ObservationStatus.CORRECTED);
        Bundle again = Labs.transaction(result);
        again.getEntryFirstRep().getRequest().setIfNoneExist(null);
        FhirClient.of(port, "ehr-demo").post("", again);
        return "Observation/" + addressOf("Observation", number);
    }

    private String reportWithAResult(String patient) {
        String number = unique("R");
        Observation result = Labs.platelets(patient, number, "27", "10*9/L", DAY);
        String address = "urn:uuid:0c1f6f6e-0000-4000-8000-000000000001";
        String order = unique("O");
        DiagnosticReport report = Labs.report(patient, order, DAY, address);
        Bundle both = Labs.transaction(result, report);
        both.getEntryFirstRep().setFullUrl(address);
        Answer answer = FhirClient.of(port, "ehr-demo").post("", both);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return "DiagnosticReport/" + addressOf("DiagnosticReport", order);
    }

    private void deliver(Observation result) {
        Answer answer = FhirClient.of(port, "ehr-demo").post("", Labs.transaction(result));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String addressOf(String type, String number) {
        return FhirClient.of(port, "analyst-demo")
                .get("/" + type + "?identifier=https://hospital.example/lab%7C" + number)
                .bundle()
                .getEntryFirstRep()
                .getResource()
                .getIdPart();
    }

    private String resultOf(String report) {
        return FhirClient.of(port, "analyst-demo")
                .get("/" + report)
                .as(DiagnosticReport.class)
                .getResultFirstRep()
                .getReference();
    }

    private String textOfFirst(String address) {
        return database.sql(
                        """
                        select v.res_text_vc from hfj_res_ver v join hfj_resource r on r.res_id = v.res_id
                        where r.fhir_id = ? and v.res_ver = 1
                        """)
                .param(address.replaceFirst(".*/", ""))
                .query(String.class)
                .single();
    }

    private void setTextOfFirst(String address, String text) {
        int changed = database.sql(
                        """
                        update hfj_res_ver v set res_text_vc = ? from hfj_resource r
                        where r.res_id = v.res_id and r.fhir_id = ? and v.res_ver = 1
                        """)
                .params(text, address.replaceFirst(".*/", ""))
                .update();
        assertThat(changed).isEqualTo(1);
    }

    private void pointReportTo(String report, String patient) {
        int changed = database.sql(
                        """
                        update hfj_res_link l set target_resource_id = p.res_id from hfj_resource p, hfj_resource r
                        where p.res_type = 'Patient' and p.fhir_id = ? and r.fhir_id = ?
                        and l.src_resource_id = r.res_id and l.src_path = 'DiagnosticReport.subject'
                        """)
                .params(patient, report.replaceFirst(".*/", ""))
                .update();
        assertThat(changed).isGreaterThan(0);
    }
}
