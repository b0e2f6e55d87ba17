package org.platelink.desk.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.ServerTest;
import org.platelink.desk.DeskClient;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class RegistryPageIT {

    private static final String PAGE = "/desk/studies/NCT06813157/registry";

    private final int port;

    RegistryPageIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "monitor", "analyst", "laboratory", "registry", "admin"})
    void everybodyWhoIsSignedInSeesWhatRegistriesAreTold(String role) {
        HttpResponse<String> page = DeskClient.as(port, role).get(PAGE);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Primary registry and trial identifying number", "IPD sharing statement", "not known")
                .contains("href=\"/registry/NCT06813157/fhir-r5.json\"", "href=\"/registry/NCT06813157/index.html\"")
                .contains("&lt;trial_id&gt;NCT06813157&lt;/trial_id&gt;")
                .contains("Changes of the record")
                .doesNotContain("<script>", "style=\"");
    }

    @ParameterizedTest
    @CsvSource({
        "clinicaltrials-gov.json, protocolSection",
        "schema-org.jsonld, MedicalTrial",
        "fhir-r4.json, ResearchStudy",
        "fhir-r5.xml, ResearchStudy",
        "nothing.xml, trial_id",
        "../../fhir/Patient, trial_id"
    })
    void eachFormIsPreviewed(String form, String begin) {
        HttpResponse<String> page = DeskClient.as(port, "registry").get(PAGE + "?form=" + form);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().substring(page.body().indexOf("id=\"preview\""))).contains(begin);
    }

    @Test
    void whatChangedIsShownSinceADay() {
        DeskClient client = DeskClient.as(port, "registry");

        assertThat(client.get(PAGE + "?since=2020-01-01").body()).contains("Version 1,", "The first version.");
        assertThat(client.get(PAGE + "?since=" + LocalDate.now().plusDays(2)).body())
                .contains("Nothing was written since");
        assertThat(client.get(PAGE + "?since=yesterday").statusCode()).isEqualTo(200);
    }

    @Test
    void itIsReadInChineseAndByNobodyWhoIsNotSignedIn() {
        assertThat(DeskClient.in(port, "zh-CN").tryAs("laboratory").get(PAGE).body())
                .contains("世界卫生组织试验注册数据集", "主要注册机构及试验识别号", "未知");
        assertThat(DeskClient.at(port).get(PAGE).statusCode()).isEqualTo(303);
        assertThat(DeskClient.as(port, "registry")
                        .get("/desk/studies/none/registry")
                        .statusCode())
                .isEqualTo(404);
    }
}
