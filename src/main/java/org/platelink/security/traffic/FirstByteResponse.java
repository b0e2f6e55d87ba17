package org.platelink.security.traffic;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Response wrapper that calls back before bytes of the body are written; the callback has to tolerate repeated calls.
 */
final class FirstByteResponse extends HttpServletResponseWrapper {

    private final Runnable whenItLeaves;

    FirstByteResponse(HttpServletResponse response, Runnable whenItLeaves) {
        super(response);
        this.whenItLeaves = whenItLeaves;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Stream(super.getOutputStream());
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return new PrintWriter(new Text(super.getWriter()));
    }

    private final class Text extends FilterWriter {

        Text(Writer out) {
            super(out);
        }

        @Override
        public void write(int character) throws IOException {
            whenItLeaves.run();
            out.write(character);
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            whenItLeaves.run();
            out.write(characters, offset, length);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            whenItLeaves.run();
            out.write(text, offset, length);
        }
    }

    private final class Stream extends ServletOutputStream {

        private final ServletOutputStream out;

        Stream(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            whenItLeaves.run();
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            whenItLeaves.run();
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
