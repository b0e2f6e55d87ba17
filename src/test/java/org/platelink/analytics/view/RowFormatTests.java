package org.platelink.analytics.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.analytics.view.path.Cancellation;

class RowFormatTests {

    private static final JsonNode VIEW = Rows.json(
            """
            {'resourceType': 'ViewDefinition', 'name': 'labs', 'resource': 'Observation',
             'constant': [{'name': 'final', 'valueCode': 'final'}], 'select': [{'column': [
              {'name': 'id', 'path': 'getResourceKey()', 'type': 'id'},
              {'name': 'value', 'path': 'value.ofType(Quantity).value', 'type': 'decimal'},
              {'name': 'double', 'path': 'value.ofType(Quantity).value', 'type': 'decimal',
               'tag': [{'name': 'ansi/type', 'value': 'DOUBLE PRECISION'}]},
              {'name': 'exact', 'path': 'value.ofType(Quantity).value', 'type': 'decimal',
               'tag': [{'name': 'ansi/type', 'value': 'DECIMAL(8, 2)'}]},
              {'name': 'day', 'path': 'effective.ofType(dateTime).toString().substring(0, 10)', 'type': 'date',
               'tag': [{'name': 'ansi/type', 'value': 'DATE'}]},
              {'name': 'issued', 'path': 'issued', 'type': 'instant'},
              {'name': 'final', 'path': '%final = status', 'type': 'boolean'},
              {'name': 'notes', 'path': 'note.text', 'type': 'string', 'collection': true},
              {'name': 'said', 'path': 'code.text', 'type': 'string'},
              {'name': 'row', 'path': '%rowIndex'}]}]}
            """);

    private static final JsonNode RESOURCES = Rows.json(
            """
            [{'resourceType': 'Observation', 'id': 'a', 'status': 'final', 'code': {'text': '=1+1'},
              'effectiveDateTime': '2025-03-04T08:30:00+08:00', 'issued': '2025-03-04T09:00:00.123+08:00',
              'valueQuantity': {'value': 27.0}, 'note': [{'text': 'one'}, {'text': 'tw,o'}]},
             {'resourceType': 'Observation', 'id': 'b', 'status': 'amended', 'code': {'text': 'pl\\"t\\u00e9'},
              'effectiveDateTime': '2025-03-05', 'valueQuantity': {'value': -1250}},
             {'resourceType': 'Observation', 'id': 'c', 'code': {}}]
            """);

    @Test
    void jsonKeepsEveryDigitAndSaysWhatIsMissing() throws IOException {
        assertThat(written(RowFormat.NDJSON, true))
                .isEqualTo(
                        """
                        {"id":"a","value":27.0,"double":27.0,"exact":27.0,"day":"2025-03-04",\
                        "issued":"2025-03-04T09:00:00.123+08:00","final":true,"notes":["one","tw,o"],"said":"=1+1","row":0}
                        {"id":"b","value":-1250,"double":-1250,"exact":-1250,"day":"2025-03-05","issued":null,\
                        "final":false,"notes":null,"said":"pl\\"té","row":0}
                        {"id":"c","value":null,"double":null,"exact":null,"day":null,"issued":null,"final":null,\
                        "notes":null,"said":null,"row":0}
                        """);
        assertThat(Rows.JSON.readTree(written(RowFormat.JSON, true))).hasSize(3);
    }

    @Test
    void csvIsSafeInASpreadsheetAndChangesNoNumber() throws IOException {
        assertThat(written(RowFormat.CSV, true))
                .isEqualToNormalizingNewlines(
                        """
                        id,value,double,exact,day,issued,final,notes,said,row
                        a,27.0,27.0,27.0,2025-03-04,2025-03-04T09:00:00.123+08:00,true,"[""one"",""tw,o""]",'=1+1,0
                        b,-1250,-1250,-1250,2025-03-05,,false,,"pl""té",0
                        c,,,,,,,,,0
                        """);
        assertThat(written(RowFormat.CSV, false)).startsWith("a,27.0");
    }

    @Test
    void parquetHasTheTypesThatTheViewAsksFor(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("labs.parquet");
        Files.write(file, bytes(RowFormat.PARQUET, VIEW, RESOURCES, true));
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = new Reader(new LocalInputFile(file)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).getType().toString())
                .isEqualToNormalizingNewlines(
                        """
                        message row {
                          optional binary id (STRING);
                          optional binary value (STRING);
                          optional double double;
                          optional binary exact (DECIMAL(8,2));
                          optional int32 day (DATE);
                          optional int64 issued (TIMESTAMP(MICROS,true));
                          optional boolean final;
                          optional group notes (LIST) {
                            repeated group list {
                              optional binary element (STRING);
                            }
                          }
                          optional binary said (STRING);
                          optional int32 row;
                        }
                        """);
        Group first = rows.get(0);
        assertThat(first.getString("value", 0)).isEqualTo("27.0");
        assertThat(first.getDouble("double", 0)).isEqualTo(27.0);
        assertThat(first.getInteger("day", 0)).isEqualTo(20151);
        assertThat(first.getLong("issued", 0)).isEqualTo(1741050000123000L);
        assertThat(first.getGroup("notes", 0).getFieldRepetitionCount("list")).isEqualTo(2);
        assertThat(first.getString("said", 0)).isEqualTo("=1+1");
        assertThat(rows.get(2).getFieldRepetitionCount("value")).isZero();
    }

    @Test
    void parquetRoundsNothingToMakeItFit() {
        JsonNode resources =
                Rows.json("[{'resourceType': 'Observation', 'id': 'a', 'valueQuantity': {'value': 0.125}}]");
        assertThatThrownBy(() -> bytes(RowFormat.PARQUET, VIEW, resources, true))
                .isInstanceOf(ViewRefused.class)
                .hasMessageContaining("Column exact has a value that does not fit its type, DECIMAL(8, 2)");
    }

    private static String written(RowFormat format, boolean header) throws IOException {
        return new String(bytes(format, VIEW, RESOURCES, header), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(RowFormat format, JsonNode definition, JsonNode resources, boolean header)
            throws IOException {
        View view = View.of(definition);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter writer = format.open(view, out, header)) {
            for (JsonNode resource : resources) {
                view.rows(resource, Cancellation.NEVER, writer);
            }
        }
        return out.toByteArray();
    }

    /** Parquet's own reader, without Hadoop's file systems. */
    private static final class Reader extends ParquetReader.Builder<Group> {

        Reader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
