package io.backstay.connect.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// An answer's bytes, whose failures can be told from those of the side that takes them.
final class BrokenConnectionNoticed extends FilterInputStream {
    BrokenConnectionNoticed(InputStream source) {
        super(source);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw new ConnectionBroke(e, true);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw new ConnectionBroke(e, true);
        }
    }
}
