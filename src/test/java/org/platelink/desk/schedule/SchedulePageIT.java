package org.platelink.desk.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.ServerTest;
import org.platelink.desk.DeskClient;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class SchedulePageIT {

    private static final String PAGE = "/desk/studies/NCT06813157/schedule";

    private final int port;

    SchedulePageIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "monitor", "analyst", "laboratory", "registry", "admin"})
    void everybodyWhoIsSignedInSeesWhatIsDoneAtWhichVisit(String role) {
        HttpResponse<String> page = DeskClient.as(port, role).get(PAGE);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<th scope=\"row\">Platelet count", "7 days after V3-1 (6 to 8 days)", "day 49 + 12 months")
                .contains("window not stated", "Assumption: where Infusion 5", "to be done")
                .contains("aria-current=\"page\">Schedule")
                .doesNotContain("<script>", "style=\"");
    }

    @Test
    void itIsReadInChinese() {
        assertThat(DeskClient.in(port, "zh-CN").tryAs("monitor").get(PAGE).body())
                .contains("lang=\"zh-CN\"", "研究活动计划表", "V3-1 后 7 天(6 至 8 天)", "时间窗未说明");
    }

    @Test
    void nobodyElseDoesAndOtherStudiesAreNotThere() {
        assertThat(DeskClient.at(port).get(PAGE).statusCode()).isEqualTo(303);
        assertThat(DeskClient.as(port, "analyst")
                        .get("/desk/studies/none/schedule")
                        .statusCode())
                .isEqualTo(404);
    }
}
