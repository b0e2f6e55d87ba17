package org.platelink.analytics.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.SpreadsheetText;

/**
 * Row writer for CSV (RFC 4180) in UTF-8. A null is written as nothing, an empty text as {@code ""}, several values
 * of a cell as a JSON array.
 *
 * <p>A text that a spreadsheet would take for a formula is guarded ({@link SpreadsheetText}). No other format changes a
 * text.
 */
final class CsvRows implements RowWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int WRITTEN_AT_ONCE = 16 * 1024;

    private final OutputStream out;
    private final StringBuilder lines = new StringBuilder();
    private final CSVPrinter printer;
    private final Object[] texts;

    CsvRows(View view, OutputStream out, boolean header) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setQuoteMode(QuoteMode.MINIMAL)
                .setHeader(header ? view.columns().stream().map(Column::name).toArray(String[]::new) : null)
                .build();
        this.out = out;
        printer = new CSVPrinter(lines, format);
        texts = new Object[view.columns().size()];
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            texts[i] = text(cells[i]);
        }
        printer.printRecord(texts);
        if (lines.length() >= WRITTEN_AT_ONCE) {
            write();
        }
    }

    private void write() throws IOException {
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        lines.setLength(0);
    }

    private static @Nullable Object text(@Nullable Object value) throws IOException {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof JsonNode || value instanceof List) {
            return JSON.writeValueAsString(value);
        }
        if (value instanceof String text) {
            return SpreadsheetText.guarded(text);
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        write();
        out.flush();
    }
}
