package org.platelink.analytics.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.platelink.analytics.view.path.Cancellation;

class RowBatchTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> taken = new ArrayList<>();

    private static View view(String select) throws IOException {
        return View.of(JSON.readTree("{\"resource\":\"Patient\",\"select\":[" + select + "]}"));
    }

    private static JsonNode patient(String id, int names) throws IOException {
        return JSON.readTree("{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":["
                + "{\"family\":\"Muster\"},".repeat(names - 1) + "{\"family\":\"Muster\"}]}");
    }

    private static String column(String name, String path) {
        return "{\"column\":[{\"name\":\"" + name + "\",\"path\":\"" + path + "\"}]}";
    }

    @Test
    void keepsEachRowThoughTheArrayIsUsedAgain() throws IOException {
        RowBatch rows = view(column("id", "id")).rows(List.of(patient("a", 1), patient("b", 1)), Cancellation.NEVER);

        rows.each(cells -> taken.add((String) cells[0]));

        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    void handsOutAllOfWhatMultipliesThoughItHoldsNotAll() throws IOException {
        View names = view(column("id", "id") + ",{\"forEach\":\"name\",\"select\":[" + column("one", "family")
                + "]},{\"forEach\":\"name\",\"select\":[" + column("other", "family") + "]}");
        int[] each = new int[3];

        RowBatch rows = names.rows(List.of(patient("0", 30), patient("1", 250), patient("2", 2)), Cancellation.NEVER);
        rows.each(cells -> each[Integer.parseInt((String) cells[0])]++);

        assertThat(each).containsExactly(900, 62_500, 4);
    }

    @Test
    void aRefusalComesInItsTurn() throws IOException {
        View family = view(column("family", "name.family"));

        RowBatch rows = family.rows(List.of(patient("a", 1), patient("b", 2), patient("c", 1)), Cancellation.NEVER);

        assertThatThrownBy(() -> rows.each(cells -> taken.add((String) cells[0])))
                .isInstanceOf(ViewRefused.class)
                .hasMessageContaining("This is in Patient/b.");
        assertThat(taken).containsExactly("Muster");
    }
}
