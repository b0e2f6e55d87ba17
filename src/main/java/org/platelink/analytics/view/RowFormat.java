package org.platelink.analytics.view;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Output format for the rows of a view, as SQL on FHIR defines them. */
public enum RowFormat {
    NDJSON("application/x-ndjson", List.of("application/ndjson", "application/fhir+ndjson", "application/jsonlines")),
    JSON("application/json", List.of()),
    CSV("text/csv", List.of()),
    PARQUET("application/vnd.apache.parquet", List.of("application/x-parquet", "application/parquet"));

    private final String mediaType;
    private final List<String> otherNames;

    RowFormat(String mediaType, List<String> otherNames) {
        this.mediaType = mediaType;
        this.otherNames = otherNames;
    }

    /** The format that {@code _format} names, as a code such as {@code csv} or as a media type. */
    public static Optional<RowFormat> of(String asked) {
        String plain = asked.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.code().equals(plain)
                        || format.mediaType.equals(plain)
                        || format.otherNames.contains(plain))
                .findFirst();
    }

    /** Its code in SQL on FHIR, which is also the file name's ending. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType;
    }

    /** The value of the HTTP header {@code Content-Type}. */
    public String contentType() {
        return this == PARQUET ? mediaType : mediaType + ";charset=utf-8";
    }

    /**
     * Opens a writer.
     *
     * @param view the view of the rows
     * @param out takes the output
     * @param header whether CSV begins with the names of the columns
     */
    public RowWriter open(View view, OutputStream out, boolean header) throws IOException {
        return switch (this) {
            case NDJSON -> new JsonRows(view, out, false);
            case JSON -> new JsonRows(view, out, true);
            case CSV -> new CsvRows(view, out, header);
            case PARQUET -> new ParquetRows(view, out);
        };
    }
}
