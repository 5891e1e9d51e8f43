package io.backstay.codec;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Keeps the stream of a caller open when a writer on top of it is closed.
final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
