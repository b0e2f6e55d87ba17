package org.platelink.analytics.view;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Row writer for Apache Parquet. It writes one row group at a time, so memory use does not grow with the file. */
final class ParquetRows implements RowWriter {

    /** Row group size; a row group is held in memory until it is written. */
    private static final long GROUP_BYTES = 8L * 1024 * 1024;

    private final ParquetWriter<@Nullable Object[]> writer;

    ParquetRows(View view, OutputStream out) throws IOException {
        writer = new Builder(new Stream(out), new Support(view))
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.CREATE)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(GROUP_BYTES)
                .build();
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        writer.write(cells);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {

        private final Support support;

        Builder(OutputFile file, Support support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    /** Writes the cells of a row. */
    private static final class Support extends WriteSupport<@Nullable Object[]> {

        private final List<Column> columns;
        private final List<ParquetColumn> written;
        private @Nullable RecordConsumer record;

        Support(View view) {
            this.columns = view.columns();
            this.written = columns.stream().map(ParquetColumn::new).toList();
        }

        @Override
        public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return context();
        }

        private WriteContext context() {
            List<Type> types = written.stream().map(ParquetColumn::type).toList();
            return new WriteContext(new MessageType("row", types), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            this.record = consumer;
        }

        @Override
        public void write(@Nullable Object[] cells) {
            RecordConsumer to = record;
            if (to == null) {
                throw new IllegalStateException("The file has not been begun.");
            }
            to.startMessage();
            for (int i = 0; i < cells.length; i++) {
                Object cell = cells[i];
                if (cell != null) {
                    to.startField(columns.get(i).name(), i);
                    written.get(i).write(cell, to);
                    to.endField(columns.get(i).name(), i);
                }
            }
            to.endMessage();
        }
    }

    /** Adapts an output stream to Parquet's writer. The stream is not closed with the file. */
    private record Stream(OutputStream out) implements OutputFile {

        @Override
        public PositionOutputStream create(long blockSize) {
            return new CountingOutputStream(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return new CountingOutputStream(out);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class CountingOutputStream extends PositionOutputStream {

        private final OutputStream out;
        private long position;

        CountingOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
